"""How the rhythm is told: in a sentence, and as the days of the next four weeks."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Facts, Points, Text, Weight
from bot.conversations.known import Known
from bot.conversations.rhythm.free_days import closures_ahead, free_days
from bot.conversations.saying import button, texts
from bot.conversations.sessions.shaping import agreed_format
from bot.domain.cadence import Monthly, Weekly
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.rhythm import LeftOut, Occurrence, Rhythm, next_occurrence, preview
from bot.domain.session import Session
from bot.words import say
from bot.words.times import (
    day_words,
    moment_words,
    name_list,
    time_words,
    weekday_words,
    which_weekday,
    why_words,
)

NOT_BEGUN = (Stage.DRAFT, Stage.GATHERING)


def card_as_it_stands(
    community: Community, known: Known, now: datetime, by_hand: Sequence[Session] = ()
) -> Card:
    """When the community meets, wherever it is in its life."""
    if community.stage in NOT_BEGUN:
        return _not_begun_card(community)
    if community.stage is Stage.RESTING:
        return _resting_card(community, known, now)
    return rhythm_card(community, known, now, by_hand)


def rhythm_card(
    community: Community, known: Known, now: datetime, by_hand: Sequence[Session] = ()
) -> Card:
    """`by_hand`: sessions ahead that were moved by hand, and are shown among the others."""
    return Card(
        say("rhythm.title", name=community.name),
        (
            Text(rhythm_words(community.rhythm)),
            Text(say("rhythm.next_weeks")),
            Points(coming_weeks(community, known, now, by_hand)),
            *free_days(community.rhythm, known.days(community).day_of(now)),
            *texts("rhythm.belongs_to_the_group"),
        ),
    )


def begun_card(community: Community, known: Known, now: datetime) -> Card:
    return Card(
        say("begun.title", name=community.name),
        (
            *texts("begun.what_happens"),
            Text(say(f"format.{agreed_format(community, known)}")),
            Facts(((say("begun.rhythm"), rhythm_words(community.rhythm)),)),
            Text(say("rhythm.next_weeks")),
            Points(coming_weeks(community, known, now)),
            *texts("begun.offer"),
        ),
        (button("offer_story", Act.OFFER, community.id, asks=True),),
    )


def rhythm_words(rhythm: Rhythm) -> str:
    """The rhythm as a sentence."""
    weekday = weekday_words(rhythm.cadence.weekday)
    at = time_words(rhythm.opens)
    match rhythm.cadence:
        case Weekly(weeks=1):
            return say("rhythm.weekly", weekday=weekday, at=at)
        case Weekly(weeks=weeks):
            return say("rhythm.every_weeks", weeks=weeks, weekday=weekday, at=at)
        case Monthly(nth=nth):
            which = which_weekday(nth, rhythm.cadence.weekday)
            return say("rhythm.monthly", which=which, at=at)


def coming_weeks(
    community: Community, known: Known, now: datetime, by_hand: Sequence[Session] = ()
) -> tuple[str, ...]:
    """A line for each session of the next four weeks, and for each that is left out."""
    if community.stage is Stage.ENDING:
        return (say("rhythm.nothing_planned"),)
    zone = ZoneInfo(community.rhythm.hours.zone)
    moved = (one.plan.opens_at.astimezone(zone) for one in by_hand)
    coming = (
        *preview(community.rhythm, now, known.calendar),
        *(Occurrence(at, at.date()) for at in moved),
    )
    lines = tuple(_coming(one, community) for one in sorted(coming, key=_planned))
    return lines or (_none_soon(community, known, now),)


def _none_soon(community: Community, known: Known, now: datetime) -> str:
    following = next_occurrence(community.rhythm, now, known.calendar)
    if following is None:
        return say("rhythm.nothing_planned")
    when = moment_words(following.at, community.rhythm.hours.zone)
    return say("rhythm.none_soon", when=when)


def rhythm_buttons(community: Community, today: date) -> tuple[Button, ...]:
    """For those who look after it."""
    our_hours = button("our_hours", Act.OUR_HOURS, community.id, asks=True)
    drop_closure = button("drop_closure", Act.DROP_CLOSURE, community.id, asks=True)
    drop = (drop_closure,) if closures_ahead(community.rhythm, today) else ()
    match community.stage:
        case Stage.ACTIVE:
            return (
                button("change_rhythm", Act.CHANGE_RHYTHM, community.id, asks=True),
                button("add_closure", Act.ADD_CLOSURE, community.id, asks=True),
                *drop,
                our_hours,
                button("rest", Act.REST, community.id, asks=True),
            )
        case Stage.RESTING:
            return (button("carry_on", Act.CARRY_ON, community.id, weight=Weight.MAIN), our_hours)
        case Stage.GATHERING | Stage.CODESIGN if _enough(community):
            return (
                button("begin", Act.BEGIN, community.id, asks=True, weight=Weight.MAIN),
                our_hours,
            )
        case Stage.GATHERING | Stage.CODESIGN:
            return (our_hours,)
        case Stage.DRAFT | Stage.ENDING:
            return ()


def anyones_button(community: Community) -> tuple[Button, ...]:
    """Where nobody looks after it, anyone who takes part may end its rest."""
    if community.keepers or community.stage is not Stage.RESTING:
        return ()
    return (button("carry_on", Act.CARRY_ON, community.id, weight=Weight.MAIN),)


def _not_begun_card(community: Community) -> Card:
    """Nothing is set yet: what the bot would propose, and what is still missing."""
    proposed = Facts(((say("rhythm.proposed"), rhythm_words(community.rhythm)),))
    return Card(
        say("rhythm.title", name=community.name),
        (*texts("rhythm.not_begun"), proposed, Text(_still_missing(community))),
    )


def _still_missing(community: Community) -> str:
    if community.stage is Stage.DRAFT:
        return say("rhythm.needs_permission")
    if not _enough(community):
        return say("rhythm.needs_people", fewest=FEWEST_TO_BEGIN)
    keepers = [who.name for who in community.keepers]
    return say("rhythm.can_begin", keepers=name_list(keepers, either=True))


def _enough(community: Community) -> bool:
    return len(community.joined) >= FEWEST_TO_BEGIN


def _resting_card(community: Community, known: Known, now: datetime) -> Card:
    """No days are named that nobody has planned."""
    until = community.resumes_at
    zone = ZoneInfo(community.rhythm.hours.zone)
    rests = (
        texts("rhythm.rests_until", until=day_words(until.astimezone(zone).date()))
        if until
        else texts("rhythm.rests")
    )
    return Card(
        say("rhythm.title", name=community.name),
        (
            *rests,
            Facts(((say("begun.rhythm"), rhythm_words(community.rhythm)),)),
            *free_days(community.rhythm, known.days(community).day_of(now)),
        ),
    )


def _planned(one: Occurrence | LeftOut) -> date:
    return one.planned


def _coming(one: Occurrence | LeftOut, community: Community) -> str:
    match one:
        case LeftOut(planned=planned, why=why):
            return say("rhythm.left_out", day=day_words(planned), why=why_words(why))
        case Occurrence(at=at, why=why):
            when = moment_words(at, community.rhythm.hours.zone)
            return say("rhythm.moved", when=when, why=why_words(why)) if why else when
