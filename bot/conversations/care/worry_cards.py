"""What those who hear a worry read, and what they can do about it."""

from dataclasses import dataclass

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Points, Quote, Text, Weight
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.known import Known
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.drafting import Route
from bot.domain.session import Session
from bot.domain.worry import GOES_TO, Worry
from bot.words import say

CHECKLIST = ("today", "call", "lead", "others", "yourself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A worry, as it was told. `name` is empty where it was said without one; `whom` is whom it is about."""

    worry: Worry
    words: str
    name: str = ""
    rule: str = ""
    whom: str = ""


def told_card(community: Community, told: Told, known: Known, *, alone: bool) -> Card:
    """For those who hear it, and nobody else. `alone`: only one person does."""
    routes = GOES_TO[told.worry] if told.worry is Worry.ELSEWHERE else ()
    rows = where_things_go(community, known, routes) if routes else ()
    together = told.worry is Worry.KEEPERS and not alone
    return Card(
        say("worry.card.title"),
        (
            *_about(told),
            *((Quote(told.rule),) if told.rule else ()),
            *_from(told),
            Quote(told.words, told.name),
            *rows,
            *texts("worry.to_do.keepers_together" if together else f"worry.to_do.{told.worry}"),
            *_to_the_person(told),
        ),
    )


def checklist_card(community: Community, session: Session | None, known: Known) -> Card:
    """What helps when somebody is in distress. The clock waits in one press."""
    lines = Points(tuple(say(f"worry.step.{line}") for line in CHECKLIST))
    template = say("worry.checklist.template", helplines=known.contacts.helplines)
    rows = where_things_go(community, known, (Route.DANGER, Route.COPING))
    return Card(
        say("worry.checklist.title"),
        (
            *texts("worry.checklist.first"),
            lines,
            *texts("worry.checklist.words"),
            Quote(template),
            *rows,
        ),
        _hold(session),
    )


def _about(told: Told) -> tuple[Text, ...]:
    """Whom, where it is about somebody; else what."""
    if told.whom:
        return texts("worry.card.whom", whom=told.whom)
    return texts("worry.card.about", about=say(f"worry.about.{told.worry}"))


def _from(told: Told) -> tuple[Element, ...]:
    """Where it has a name, that stands below the words."""
    return () if told.name else texts("worry.card.no_name")


def _to_the_person(told: Told) -> tuple[Element, ...]:
    """How a slighted rule can be spoken about: words of their own to begin with."""
    if told.worry is not Worry.RULE:
        return ()
    if told.rule:
        return (Quote(say("worry.card.begin_with_rule", rule=told.rule)),)
    return (Quote(say("worry.card.begin_with")),)


def _hold(session: Session | None) -> tuple[Button, ...]:
    if session is None or session.state is not SessionState.OPEN:
        return ()
    return (button("clock_rests", Act.PAUSE, session.id, weight=Weight.MAIN),)
