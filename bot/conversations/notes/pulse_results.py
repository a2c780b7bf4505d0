"""What came of a pulse: once, when the check-in closes, to everyone at the same minute, in words."""

from collections.abc import Sequence

from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Points
from bot.conversations.notes.here import Here
from bot.conversations.notes.pulsing import statement
from bot.conversations.saying import button, in_rooms, texts
from bot.domain.ids import RecordId
from bot.domain.notes import NotesWindow
from bot.domain.pulse import (
    POINTS,
    STATEMENTS,
    Answers,
    Pulse,
    Pulses,
    PulseTold,
    first_due,
    said_to,
)
from bot.domain.told import again, has_trend, kept, leaning
from bot.words import say, tell_of


def pulses_of(here: Here) -> Pulses:
    """Those of the community; new ones with its first check-in."""
    found = here.known.records.all(Pulses, RecordId(here.community.id))
    if found:
        return found[-1]
    id = RecordId(here.known.mint.id())
    return Pulses(id=id, community=here.community.id, next=first_due(here.at))


def pulse_asked(here: Here) -> tuple[Pulses, Pulse | None]:
    """Whether one is due with this check-in."""
    pulses = pulses_of(here)
    due = pulses.due(here.at)
    return (pulses.asked(due) if due else pulses), due


def people_changed(here: Here) -> Decision:
    """Somebody came or went: what was told of before is not told again for a year."""
    found = here.known.records.all(Pulses, RecordId(here.community.id))
    return Decision(keep=tuple(one.with_changed_people() for one in found))


def pulse_told(here: Here, window: NotesWindow, answers: Sequence[Answers]) -> Decision:
    if window.pulse is None:
        return Decision()
    before = pulses_of(here)
    told = _told(here, window.pulse, answers, changed=window.pulse in before.changed)
    now = before.with_told(told)
    return Decision(keep=(now,), say=_posts(here, window, now))


def statements_told(pulse: Pulse, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        tell_of("pulse.told", again(word), statement=statement(pulse, number))
        for number, word in enumerate(words)
    )


def nothing_to_say(words: Sequence[str]) -> bool:
    return set(words) == {"too_few"}


def _told(here: Here, pulse: Pulse, answers: Sequence[Answers], *, changed: bool) -> PulseTold:
    """The few who look after the group may answer, and do not make the crowd larger."""
    aside = len(here.community.keepers)
    leans = [
        [one.leans_to_yes for one in said_to(number, answers)]
        for number in range(STATEMENTS[pulse])
    ]
    return PulseTold(
        pulse=pulse,
        at=here.at,
        lines=tuple(kept(leaning(one, aside=aside)) for one in leans),
        outside=tuple(kept(leaning(one, aside=aside, outside=True)) for one in leans),
        changed=changed,
    )


def _posts(here: Here, window: NotesWindow, pulses: Pulses) -> tuple[Post, ...]:
    assert window.pulse is not None
    results = pulses.last(window.pulse)
    title = say(f"pulse.{window.pulse}.title")
    name = f"pulse:{window.id}"
    if nothing_to_say(results[-1].lines):
        return in_rooms(here.community, name, Card(title, texts("pulse.too_few")))
    lines = Points(statements_told(window.pulse, results[-1].lines))
    body = (*texts("pulse.lean_to_yes"), lines, *_trend(results), *texts("pulse.talk"))
    return in_rooms(here.community, name, Card(title, body, _health(here)))


def _trend(results: Sequence[PulseTold]) -> tuple[Element, ...]:
    """From three results on, and where the same people answered; else it is said that it can't be compared."""
    if not has_trend([one.changed for one in results], POINTS):
        return texts("pulse.people_changed") if results[-1].changed else ()
    lines = (
        say(
            "pulse.over_time",
            statement=statement(results[-1].pulse, number),
            bands=_over(results, number),
        )
        for number in range(STATEMENTS[results[-1].pulse])
    )
    return (*texts("pulse.trend"), Points(tuple(lines)))


def _over(results: Sequence[PulseTold], number: int) -> str:
    told = (tell_of("pulse.band", again(one.lines[number])) for one in results)
    return say("pulse.then").join(told)


def _health(here: Here) -> tuple[Button, ...]:
    sponsor = here.community.sponsor
    if sponsor is None or not sponsor.accepted:
        return ()
    return (button("propose_health_card", Act.HEALTH_CARD, here.community.id, asks=True),)
