"""Something small is tried, and its author is asked what came of it. Stopping counts as much as keeping."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.try_cards import (
    ENDS,
    ask_card,
    ask_name,
    ask_names,
    asked_before,
    asked_day,
    later_form,
    learned_form,
    open_lines,
    room_card,
    room_name,
    start_button,
    tell_button,
    told_card,
    told_name,
    try_form,
)
from bot.conversations.rhythm.planning import too_far
from bot.conversations.saying import (
    form,
    in_good_time,
    in_rooms,
    revised,
    whisper,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import ASKED_AGAIN_AFTER, MOST_ASKED, TRIED_FOR, Try, TryState
from bot.domain.refusal import Reason, Refused
from bot.words import say

ASKS = time(10)
MOST_SHOWN = 8


def tries(command: CommandGiven, known: Known) -> Decision:
    """`/lc try`: what is being tried, and a way to begin; the form at once where nothing is."""
    community = known.community_at(command.place, command.who)
    _must_be_able_to(community, command.who.person)
    open_tries = tuple(one for one in known.tries(community) if not one.over)[-MOST_SHOWN:]
    if not open_tries:
        community.must_not_be_ending()
        return form(try_form(community, _in_two_weeks(community, command.at, known)))
    mine = (tell_button(one) for one in open_tries if one.author == command.who.person)
    return whisper(
        *open_lines(community, open_tries),
        title=say("try.list.title"),
        buttons=(start_button(community), *mine),
    )


def press_try(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to(community, press.who.person)
    community.must_not_be_ending()
    return form(try_form(community, _in_two_weeks(community, press.at, known)))


def begin(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It stands in the room from now on, under its author's name or as one of us."""
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to(community, submitted.who.person)
    community.must_not_be_ending()
    on = date.fromisoformat(given.text("on"))
    boxes = {box: given.text(box) for box in ("idea", "limits", "notice")}
    if wrong := _empty(boxes) | _wrong_day(community, on, submitted.at, known):
        return Decision(reply=(FormErrors(wrong),))
    one = Try(
        id=RecordId(known.mint.id()),
        community=community.id,
        author=submitted.who.person,
        named=given.text("signed") != "one_of_us",
        idea=boxes["idea"],
        limits=boxes["limits"],
        notice=boxes["notice"],
        asks_at=_asking_hour(community, on, known),
    )
    posted = in_rooms(community, room_name(one), room_card(community, one))
    return Decision(keep=(one,), say=posted) + whispered("try.begun", day=asked_day(community, one))


def asks(alarm: AlarmRang, known: Known) -> Decision:
    """Its author is asked in private; once more after two weeks; and then it rests untold."""
    community, one = known.held(Try, alarm.about)
    if one.asks_at is None or one.asks_at > alarm.at:
        return Decision()
    if one.author is None or not community.takes_part(one.author):
        return Decision(keep=(_of_nobody(one),), say=_changed(community, _of_nobody(one)))
    if one.unanswered >= MOST_ASKED:
        untold = replace(one, asks_at=None)
        return Decision(keep=(untold,), say=_changed(community, untold))
    if later := community.paused_until(alarm.at):
        return Decision(keep=(replace(one, asks_at=later),))
    return _asked(community, one, one.author, alarm.at, known)


def press_tried(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """With an end, the form for what was learned; without, the ask-back's own buttons."""
    _, one = _mine(press.who.person, token, known)
    if len(token.about) == 1:
        card = ask_card(one)
        return whisper(*card.body, title=card.title, buttons=card.buttons)
    return form(learned_form(one, _end(token[1])))


def tell(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Kept, changed or stopped: the same card, the same post and the same thanks."""
    community, one = _mine(submitted.who.person, token, known)
    learned = submitted.given.text("learned")
    if not learned:
        return Decision(reply=(FormErrors({"learned": say("stance.empty")}),))
    over = one.told(_end(token[1]), learned)
    posted = in_rooms(community, told_name(over), told_card(community, over))
    said: tuple[Said, ...] = (*_changed(community, over), *_asked_no_more(community, one), *posted)
    return Decision(keep=(over,), say=said) + whispered("try.thanks")


def press_later(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, one = _mine(press.who.person, token, known)
    return form(later_form(one, _in_two_weeks(community, press.at, known)))


def later(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Not yet: they are asked again on the day they choose."""
    community, one = _mine(submitted.who.person, token, known)
    on = date.fromisoformat(submitted.given.text("on"))
    if wrong := _wrong_day(community, on, submitted.at, known):
        return Decision(reply=(FormErrors(wrong),))
    longer = replace(one, asks_at=_asking_hour(community, on, known), unanswered=0)
    said = (*_changed(community, longer), *_asked_no_more(community, one))
    thanks = whispered("try.longer", day=asked_day(community, longer))
    return Decision(keep=(longer,), say=said) + thanks


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """What is being tried."""
    return tuple(
        post
        for one in known.tries(community)
        if not one.over
        for post in in_rooms(community, room_name(one), room_card(community, one))
    )


def without_author(community: Community, person: PersonId, known: Known) -> Decision:
    """Someone leaves: what they tried stays as a try of one of us, and nobody is asked about it."""
    theirs = [_of_nobody(one) for one in known.tries(community) if one.author == person]
    said = tuple(each for one in theirs for each in _changed(community, one))
    return Decision(keep=tuple(theirs), say=said)


def _asked(
    community: Community, one: Try, author: PersonId, at: datetime, known: Known
) -> Decision:
    next_day = known.days(community).day_of(at + ASKED_AGAIN_AFTER)
    asked = replace(
        one,
        asked=one.asked + 1,
        unanswered=one.unanswered + 1,
        asks_at=_asking_hour(community, next_day, known),
    )
    post = in_good_time(community, author, ask_name(asked, asked.asked), ask_card(asked), at, known)
    return Decision(keep=(asked,), say=(*_asked_no_more(community, one), post))


def _changed(community: Community, one: Try) -> tuple[Revise, ...]:
    """Wherever it stands in the room."""
    card = revised(community, room_name(one), room_card(community, one))
    if not one.over:
        return (card,)
    return (card, revised(community, told_name(one), told_card(community, one)))


def _asked_no_more(community: Community, one: Try) -> tuple[Revise, ...]:
    done: Card = asked_before(one)
    return tuple(revised(community, name, done) for name in ask_names(one))


def _of_nobody(one: Try) -> Try:
    return replace(one, author=None, named=False, asks_at=None)


def _mine(person: PersonId, token: Token, known: Known) -> tuple[Community, Try]:
    community, one = known.held(Try, token[0])
    community.must_include(person)
    one.must_be_open_to(person)
    return community, one


def _end(word: str) -> TryState:
    if word not in ENDS:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return TryState(word)


def _empty(boxes: dict[str, str]) -> dict[str, str]:
    return {box: say("stance.empty") for box, words in boxes.items() if not words}


def _wrong_day(community: Community, on: date, at: datetime, known: Known) -> dict[str, str]:
    today = known.days(community).day_of(at)
    if on <= today:
        return {"on": say("try.form.not_ahead")}
    return too_far(today, on=on)


def _in_two_weeks(community: Community, at: datetime, known: Known) -> date:
    return known.days(community).day_of(at + TRIED_FOR)


def _asking_hour(community: Community, on: date, known: Known) -> datetime:
    """In the morning of that day, or of the next working day."""
    days = known.days(community)
    return days.at(days.step(on, 0), ASKS)


def _must_be_able_to(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_have_begun()


CONVERSATION = Conversation(
    commands={"try": tries},
    presses={Act.TRY: press_try, Act.TRIED: press_tried, Act.TRY_LATER: press_later},
    forms={Act.TRY: begin, Act.TRIED: tell, Act.TRY_LATER: later},
    alarms={AlarmKind.TRY_ASKS: asks},
)
