"""What a button or a form carries: an act and what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusal import Reason, Refused

LONGEST = 72
"""Characters. Under every platform's limit for what a button may carry."""


class Act(StrEnum):
    """Everything that a button or a form can mean. One conversation answers each."""

    CLOSE_PAGE = "close"
    COMMAND = "cmd"
    # founding a community
    I_WOULD = "i_would"
    SOMEONE_ELSE = "someone_else"
    JUST_LOOKING = "looking"
    FOUND = "found"
    ACCEPT = "accept"
    DECLINE = "decline"
    LOOKING_AFTER = "keeps"
    TALK_FIRST = "talk_first"
    BRIEF = "brief"
    OUR_PROMISES = "our_promises"
    EXPECTS = "expects"
    GO_WITH_IT = "go_with_it"
    SIGN = "sign"
    SIGNED = "signed"
    STILL_PROMISED = "promised"
    LEAVES_POST = "leaves_post"
    CARRY_ON_SO = "on_so"
    SPONSOR_TALKS = "sponsor_talks"
    APPOINT = "appoint"
    OURSELVES = "ourselves"
    CHARTER = "charter"
    # members
    INVITE = "invite"
    JOIN = "join"
    ASK_QUESTION = "ask"
    NOT_NOW = "not_now"
    BEGIN = "begin"
    HOURS = "hours"
    # rhythm
    CHANGE_RHYTHM = "rhythm"
    ADD_CLOSURE = "closure"
    DROP_CLOSURE = "open_days"
    OUR_HOURS = "our_hours"
    REST = "rest"
    CARRY_ON = "carry_on"
    # a session ahead
    HOLD = "hold"
    ASK_DEPUTY = "deputy"
    MOVE = "move"
    SKIP = "skip"
    OPEN_NOW = "open_now"
    THIS_TIME = "this_time"
    WIDE_QUESTION = "wide"
    ARRIVE_WITH = "arrive"
    # a story
    OFFER = "offer"
    SEND_STORY = "send_story"
    CHANGE_STORY = "change_story"
    WITHDRAW_STORY = "withdraw"
    STORY_READY = "ready"
    BRING_BACK = "bring_back"
    STORY_AGREED = "agreed"
    NOT_THIS_WEEK = "not_week"
    MOMENT = "moment"
    # a session that runs
    READING_ALONG = "along"
    TAKE_ROLE = "role"
    ROLE_AGAIN = "role_again"
    ENOUGH_QUESTIONS = "enough"
    COME_BACK_IN = "back_in"
    WANT_OFFERS = "offers"
    LAST_WORD = "last_word"
    ROUNDS = "rounds"
    ROUND = "round"
    ROUND_DRAFT = "as_draft"
    WRITE = "write"
    ADD_PROMPT = "add_prompt"
    DROP_PROMPT = "drop_prompt"
    BACK_TO_QUESTIONS = "to_questions"
    ASK_FOR_MOMENT = "a_moment"
    ASK_PROMPT = "prompt"
    SEEN_OTHERWISE = "otherwise"
    SLOW_DOWN = "slow"
    EXTEND = "extend"
    NEXT_ROUND = "next_round"
    PAUSE = "pause"
    GO_ON = "go_on"
    TO_A_CALL = "call"
    CLOSE_KINDLY = "kindly"
    REPLY_MYSELF = "reply_self"
    OFFER_CALL = "offer_call"
    LOOK_AFTER = "look_after"
    IT_STANDS = "stands"
    PART_STANDS = "part"
    LAST_STANDS = "last"
    SEND_AGAIN = "again"
    LESS_OF = "less"
    # looking back
    CHECK = "check"
    REVIEW = "review"
    TAKE_AWAY = "take_away"
    CHANGE_LINE = "change"
    WRAP = "wrap"
    REFLECT = "reflect"
    # agreeing together
    PROPOSE = "propose"
    LIVE_WITH_IT = "fine"
    CONCERN = "concern"
    OBJECT = "object"
    REWORD = "reword"
    KEEP_WORDS = "keep_words"
    OFFER_TRIAL = "offer_trial"
    TRY_IT = "try_it"
    PROPOSAL_TO_CALL = "talk_it"
    ALL_CAN_LIVE = "all_can"
    LET_IT_REST = "let_rest"
    STILL_FITS = "still_fits"
    # renewing, pausing, ending
    RENEW = "renew"
    PROPOSE_PAUSE = "prop_pause"
    LET_IT_BE = "let_be"
    PROPOSE_ENDING = "prop_end"
    STOP_ENDING = "stop_end"
    KEEP_HARVEST = "keep_it"
    SPONSOR_LETTER = "to_sponsor"
    FUTURE_LETTER = "to_future"
    EXPORT = "export"
    # what is kept about me
    CORRECT = "correct"
    SEND_MY_DATA = "send_mine"
    DELETE_MINE = "delete_mine"
    # co-design
    FIRST_QUESTION = "first_q"
    OUR_ANSWER = "our_answer"
    ASK_OPENLY = "ask_openly"
    LET_IT_GO = "let_go"
    DRAFT_RULES = "draft_rules"
    RULE_LINES = "rule_lines"
    RULE_NEEDS = "rule_needs"
    DRAFT_ROUTES = "draft_routes"
    FIRST_FORMAT = "first_format"
    MEMBER_CARD = "member_card"
    # polls
    POLL = "poll"
    ADD_OPTION = "add_option"
    VOTE = "vote"
    CLOSE_POLL = "close_poll"
    WITHDRAW_POLL = "take_poll"
    STILL_SUITS = "still_suits"
    POLL_AGAIN = "poll_again"
    POLL_TO_RULE = "poll_to_rule"
    # carrying out
    TRY = "try"
    TRIED = "tried"
    TRY_LATER = "not_yet"
    KEEP_LINE = "keep"
    LINE_ANSWER = "line"
    GOOD_WORK = "good_work"
    GOOD_WHICH = "good_which"
    # words for the organisation
    WRITE_OUT = "write_out"
    OUT_AGREED = "out_agreed"
    RECOGNISE = "recognise"
    ORGANISATION_ANSWERS = "org_answers"
    ANSWER_TOLD = "answer_told"
    CAME_OF_IT = "came"
    MORE = "more"
    # who comes, and who goes
    SUGGEST = "suggest"
    SHOW_AROUND = "buddy"
    LET_IN = "let_in"
    FIRST_POST = "first_post"
    WHAT_IS_ODD = "odd"
    SEASON = "season"
    MOVE_HERE = "move_here"
    LEAVE = "leave"
    STEP_BACK = "step_back"
    NOMINATE = "nominate"
    THEY_LEFT = "they_left"
    # worries
    WORRY = "worry"
    TELL_WORRY = "tell_worry"
    NOTE_TO_SPONSOR = "to_promise"
    OPEN_REPAIR = "repair"
    REPAIRED = "repaired"
    BELONGS_ELSEWHERE = "elsewhere"
    HIDE_STORY = "hide"
    SHOW_STORY = "unhide"
    DO_NOT_GUESS = "no_guess"
    HEARS = "hears"
    HEAR_NO_MORE = "hears_not"
    # gone quiet
    BUSY_NOW = "busy_now"
    STILL_USEFUL = "still_useful"
    WANT_TO_TALK = "want_talk"
    # a note without a name
    CHECK_IN = "check_in"
    CHECK_IN_DONE = "in_done"
    RECEIPT = "receipt"
    WHO_COULD = "who_could"
    TELL_LEAD = "tell_lead"
    READ_NOTES = "read_notes"
    HEAVY = "heavy"
    SIGN_NOTE = "sign_note"
    HIDE_NOTE = "hide_note"
    TOLD_NOTES = "told_notes"
    HEALTH_CARD = "health"
    MARK_NOTES = "mark_notes"
    COUNT_MARKS = "count_marks"
    STAY_WITH = "stay_with"


WITHOUT_A_TRACE = frozenset({Act.CHECK_IN_DONE, Act.RECEIPT})
"""Forms whose coming is noted nowhere, and which touch nothing but what lies behind a window's door."""


def without_a_trace(packed: str) -> bool:
    """Whether this is the token of such a form."""
    return packed.partition(".")[0] in WITHOUT_A_TRACE


@dataclass(frozen=True, slots=True)
class Token:
    """`about` are ids or short words without a dot."""

    act: Act
    about: tuple[str, ...] = ()

    def __getitem__(self, place: int) -> str:
        """What it is about. A token that lacks it was not packed by us, and is refused kindly."""
        try:
            return self.about[place]
        except IndexError:
            raise Refused(Reason.UNKNOWN_BUTTON) from None

    def pack(self) -> str:
        """Write as `act.about.about`, at most `LONGEST` characters; longer is a bug."""
        packed = ".".join((self.act.value, *self.about))
        if len(packed) > LONGEST or any("." in part for part in self.about):
            raise ValueError(f"a token that can't be packed: {self.act}")
        return packed


def unpack(packed: str) -> Token:
    """Read it back. What no button of ours can carry is refused kindly."""
    act, *about = packed[: LONGEST + 1].split(".")
    if len(packed) > LONGEST or act not in _ACTS:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Token(Act(act), tuple(about))


_ACTS = frozenset(act.value for act in Act)
