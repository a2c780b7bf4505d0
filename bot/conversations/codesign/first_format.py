"""How we begin: a first way to explore the work, and whether the bot hears what is said."""

from enum import StrEnum
from typing import TypeVar

from bot.boundary.arrivals import ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Lines, OneOf
from bot.conversations.codesign.here import here_now
from bot.conversations.codesign.tasks import finished, waited_for
from bot.conversations.codesign.turns import go_on, ready_for
from bot.conversations.consent.proposal_forms import ours
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.here import ways_offered
from bot.conversations.saying import form, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.codesign import Ready, Task
from bot.domain.community import Community
from bot.domain.formats import Format, Hearing
from bot.domain.ids import PersonId
from bot.domain.notes import NotesWay
from bot.words import say

E = TypeVar("E", bound=StrEnum)


def press_choose(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    waited_for(community, Task.CHOOSE_FORMAT, press.who.person, known)
    return form(_format_form(community, known))


def choose(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Two small proposals, or three, put to everyone one after the other."""
    community, person = known.community(token[0]), submitted.who.person
    codesign, _ = waited_for(community, Task.CHOOSE_FORMAT, person, known)
    format_ = _chosen(Format, submitted.given, "format")
    hearing = _chosen(Hearing, submitted.given, "hearing")
    notes = _chosen(NotesWay, submitted.given, "notes") or _without_asking(known)
    if format_ is None or hearing is None or notes is None:
        return Decision(reply=(FormErrors({"format": say("codesign.empty")}),))
    if notes not in ways_offered(known):
        return Decision(reply=(FormErrors({"notes": say("notes.operator_first")}),))
    here = here_now(community, submitted.at, known)
    further, cards = finished(here, codesign, Task.CHOOSE_FORMAT)
    ready = (
        *_ready(format_, hearing, submitted.given.text("why"), person),
        *_notes_ready(notes, person),
    )
    going = Decision(say=cards) + go_on(here, ready_for(further, *ready))
    return going + whispered("codesign.put_when_free")


def _ready(format_: Format, hearing: Hearing, why: str, by: PersonId) -> tuple[Ready, Ready]:
    explored, heard = ours(Matter.FORMAT, format_), ours(Matter.HEARING, hearing)
    return (
        Ready(matter=Matter.FORMAT, about=format_, words=explored, why=why, by=by),
        Ready(matter=Matter.HEARING, about=hearing, words=heard, by=by),
    )


def _notes_ready(notes: NotesWay, by: PersonId) -> tuple[Ready, ...]:
    """To have none is how it is, so nobody is asked about that."""
    if not notes.on:
        return ()
    return (Ready(matter=Matter.NOTES, about=notes, words=ours(Matter.NOTES, notes), by=by),)


def _without_asking(known: Known) -> NotesWay | None:
    """Where there is nothing to choose from it is not asked."""
    ways = ways_offered(known)
    return ways[0] if len(ways) == 1 else None


def _format_form(community: Community, known: Known) -> Form:
    formats = tuple(Choice(one.value, ours(Matter.FORMAT, one)) for one in Format)
    hearings = tuple(Choice(one.value, ours(Matter.HEARING, one)) for one in Hearing)
    first, full = Format.WIDE_QUESTION.value, Hearing.FULL.value
    notes = _notes_fields(known)
    return Form(
        token=Token(Act.FIRST_FORMAT, (community.id,)).pack(),
        title=say("task.choose_format.title"),
        intro=(
            *texts("first_format.intro", "first_format.gentle"),
            *(() if notes else texts("notes.operator_first")),
        ),
        fields=(
            OneOf("format", say("first_format.format"), formats, value=first, required=True),
            OneOf("hearing", say("first_format.hearing"), hearings, value=full, required=True),
            *notes,
            Lines("why", say("first_format.why"), most=300),
        ),
        submit=say("button.put_to_everyone"),
        cancel=say("button.not_now"),
    )


def _notes_fields(known: Known) -> tuple[OneOf, ...]:
    ways = tuple(Choice(one.value, ours(Matter.NOTES, one)) for one in ways_offered(known))
    if len(ways) == 1:
        return ()
    any_time = NotesWay.ANY_TIME.value
    return (OneOf("notes", say("first_format.notes"), ways, value=any_time, required=True),)


def _chosen(kind: type[E], given: Given, field: str) -> E | None:
    return next((one for one in kind if one.value == given.text(field)), None)


CONVERSATION = Conversation(
    presses={Act.FIRST_FORMAT: press_choose}, forms={Act.FIRST_FORMAT: choose}
)
