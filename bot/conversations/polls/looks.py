"""What a poll chose comes back by itself on its day: does it still suit?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Text
from bot.conversations.consent.looked_at import free_morning, once_back
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.polls.forms import poll_form
from bot.conversations.polls.outcomes import again_words
from bot.conversations.polls.rules import offer_over
from bot.conversations.saying import button, form, in_rooms, revised, texts, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.poll import Poll, must_be_able_to_ask
from bot.domain.refusal import Reason, Refused
from bot.domain.turns import MORNING
from bot.words.times import day_words


def looks_on(community: Community, poll: Poll, now: datetime, known: Known) -> datetime | None:
    """The morning of the first working day after so many weeks; None where nobody wished it."""
    if not poll.look_again_weeks:
        return None
    days = known.days(community)
    day = days.day_of(now + timedelta(weeks=poll.look_again_weeks))
    return days.at(days.step(day, 0), MORNING)


def when_again(community: Community, poll: Poll) -> str:
    """The day on which it comes back, in words; empty where it does not."""
    return _day(community, poll.look_again_at) if poll.look_again_at else ""


def look_again(alarm: AlarmRang, known: Known) -> Decision:
    """In a pause nothing is asked, and on one day one thing: it waits."""
    community, poll = known.poll(alarm.about)
    if poll.outcome is None or community.stage is Stage.ENDING:
        return Decision()
    later = once_back(community, alarm.at, known)
    if later := later or free_morning(community, poll.id, alarm.at, known):
        return Decision(keep=(replace(poll, look_again_at=later),))
    looked = replace(poll, looks=poll.looks + 1)
    return Decision(keep=(looked,), say=_asks(community, looked))


def stands(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """What came of a poll and is looked at again, until somebody says that it still suits."""
    if community.stage is Stage.ENDING:
        return ()
    return tuple(
        post
        for poll in known.records.all(Poll, RecordId(community.id))
        if poll.looks and poll.look_again_at and poll.look_again_at <= at
        for post in _asks(community, poll)
    )


def still_suits(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It comes back once more after as many weeks. Whoever sees it differently can still ask again."""
    community, poll = known.poll(token[0])
    community.must_include(press.who.person)
    waits = poll.look_again_at is not None and poll.look_again_at <= press.at
    if not waits or token[1] != str(poll.looks):
        raise Refused(Reason.ALREADY_ANSWERED)
    following = looks_on(community, poll, press.at, known)
    kept = replace(poll, look_again_at=following)
    when = _day(community, following) if following else ""
    words = (Text(_chose(community, poll)), *texts("poll.again.suits", day=when))
    said = revised(community, _name(poll), Card(poll.question, words, (_ask(poll),)))
    return Decision(keep=(kept,), say=(said,)) + whispered("poll.again.kept", day=when)


def press_again(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, poll = known.poll(token[0])
    must_be_able_to_ask(community, press.who.person)
    return form(poll_form(community, poll))


def asked_again(community: Community, about: Sequence[str], known: Known) -> Decision:
    """The question before this one, if there is one, has been asked again: it need not come back."""
    before = known.records.one(Poll, RecordId(about[0])) if about else None
    if before is None or before.community != community.id:
        return Decision()
    card = Card(before.question, texts("poll.again.asked"))
    kept = replace(before, look_again_at=None)
    return Decision(keep=(kept,), say=(revised(community, _name(before), card),))


def no_longer_kept(community: Community, poll: Poll) -> tuple[Revise, ...]:
    """What came of it has had its time: neither its looks nor its offer as a rule can be answered."""
    over = Card(poll.question, texts("poll.again.over"))
    looks = (replace(poll, looks=number) for number in range(1, poll.looks + 1))
    asked = poll.look_again_at is not None
    again = tuple(revised(community, _name(one), over) for one in looks if asked)
    return (*again, *offer_over(community, poll, over))


def _asks(community: Community, poll: Poll) -> tuple[Post, ...]:
    suits = button("it_does", Act.STILL_SUITS, poll.id, str(poll.looks))
    card = Card(
        poll.question,
        (Text(_chose(community, poll)), *texts("poll.again.asks")),
        (suits, _ask(poll)),
    )
    return in_rooms(community, _name(poll), card)


def _chose(community: Community, poll: Poll) -> str:
    assert poll.outcome is not None
    assert poll.closed_at is not None
    return again_words(poll, poll.outcome, _day(community, poll.closed_at))


def _day(community: Community, at: datetime) -> str:
    return day_words(at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date())


def _ask(poll: Poll) -> Button:
    return button("ask_again", Act.POLL_AGAIN, poll.id, asks=True)


def _name(poll: Poll) -> str:
    """The card of this time; each time has one of its own."""
    return f"poll_again:{poll.id}:{poll.looks}"


CONVERSATION = Conversation(
    presses={Act.STILL_SUITS: still_suits, Act.POLL_AGAIN: press_again},
    alarms={AlarmKind.POLL_LOOK_AGAIN: look_again},
)
