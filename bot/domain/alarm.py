"""A thing knows when it wants to be woken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CommunityId, RecordId


class AlarmKind(StrEnum):
    """Every reason to be woken. One conversation listens to each."""

    FOUNDING_WAITS = "founding_waits"
    PERMISSION_WAKES = "permission_wakes"
    SIGN_WAITS = "sign_waits"
    STILL_STOPPED = "still_stopped"
    ASK_TO_HOLD = "ask_to_hold"
    ASK_DEPUTY = "ask_deputy"
    PREPARE_TELLER = "prepare_teller"
    PREPARE_NEXT = "prepare_next"
    OPEN_SESSION = "open_session"
    NO_FIRST_REPLY = "no_first_reply"
    ROUND_CLOSES_SOON = "round_closes_soon"
    CLOSE_ROUND = "close_round"
    BEGIN_ROUNDS = "begin_rounds"
    OPEN_CHECK = "open_check"
    CLOSE_CHECK = "close_check"
    OPEN_REVIEW = "open_review"
    CLOSE_SESSION = "close_session"
    REVIEW_LINE_MISSING = "review_line_missing"
    FACILITATOR_QUIET = "facilitator_quiet"
    DEPUTY_QUIET = "deputy_quiet"
    RESUME_COMMUNITY = "resume_community"
    NOTHING_PLANNED = "nothing_planned"
    STORY_IDLE = "story_idle"
    PROPOSAL_MOVES_ON = "proposal_moves_on"
    CODESIGN_MOVES_ON = "codesign_moves_on"
    OPEN_VOTING = "open_voting"
    POLL_CLOSES_SOON = "poll_closes_soon"
    CLOSE_POLL = "close_poll"
    POLL_LOOK_AGAIN = "poll_look_again"
    CLOSE_RENEWAL = "close_renewal"
    ASK_RENEWAL = "ask_renewal"
    SAY_WHAT_GOES = "say_what_goes"
    SAY_LAST_LINE = "say_last_line"
    FORGET_COMMUNITY = "forget_community"
    AGREEMENT_LOOK_AGAIN = "agreement_look_again"
    TRY_ASKS = "try_asks"
    RECOGNISED = "recognised"
    MESSAGE_WAITS = "message_waits"
    READING_OVER = "reading_over"
    NOT_IN_YET = "not_in_yet"
    FORGET_WHO_LEFT = "forget_who_left"
    REPAIR_WAITS = "repair_waits"
    GONE_QUIET = "gone_quiet"
    CHECK_IN = "check_in"
    CHECK_IN_AGAIN = "check_in_again"
    CLOSE_DOOR = "close_door"
    NOTES_UNREAD = "notes_unread"
    RELEASE_NOTES = "release_notes"


@dataclass(frozen=True, slots=True, order=True)
class Alarm:
    """Ring `kind` about `about` at `at`.

    A moment that was missed (the bot was down) rings late, once, unless `until` has passed
    by then: from that instant on ringing would be pointless, and the alarm is dropped.
    `until=None` rings however late.
    """

    at: datetime
    kind: AlarmKind
    about: RecordId
    community: CommunityId
    until: datetime | None = None
