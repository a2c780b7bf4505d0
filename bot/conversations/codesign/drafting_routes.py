"""Somebody drafts where things go that should not stay in the group: five rows, a line each."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Element, Form, Lines
from bot.conversations.codesign.cards import rows_shown
from bot.conversations.codesign.here import here_now
from bot.conversations.codesign.tasks import waited_for
from bot.conversations.codesign.turns import go_on, ready_for, routes_drafted
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.codesign import Ready, Task
from bot.domain.community import Community
from bot.domain.drafting import Route, Suggested
from bot.words import say

GAP = "___"
"""Stands where a group has to put in its own: a name, a number."""


def press_draft(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    waited_for(community, Task.DRAFT_ROUTES, press.who.person, known)
    return form(_routes_form(community, known.suggested(community)))


def draft(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It is put to everyone as soon as nothing else is asked in the room."""
    community = known.community(token[0])
    codesign, _ = waited_for(community, Task.DRAFT_ROUTES, submitted.who.person, known)
    rows = {one: " ".join(submitted.given.text(one).split()) for one in Route}
    if errors := _errors(rows):
        return Decision(reply=(FormErrors(errors),))
    words = "\n".join(say("routes.row", when=say(f"route.{one}"), do=rows[one]) for one in Route)
    here = here_now(community, submitted.at, known)
    further, said = routes_drafted(here, codesign)
    ready = Ready(matter=Matter.ROUTES, words=words, by=submitted.who.person)
    going = Decision(say=said) + go_on(here, ready_for(further, ready))
    return going + whispered("codesign.put_when_free")


def _routes_form(community: Community, suggested: Suggested | None) -> Form:
    return Form(
        token=Token(Act.DRAFT_ROUTES, (community.id,)).pack(),
        title=say("task.draft_routes.title"),
        intro=(*texts("routes.intro", gap=GAP), *_suggested(suggested)),
        fields=tuple(_row(one) for one in Route),
        submit=say("button.put_to_everyone"),
        cancel=say("button.not_now"),
    )


def _row(route: Route) -> Lines:
    """Filled kindly with what is general, and a gap for what only this group knows."""
    value = say(f"routes.general.{route}", gap=GAP)
    return Lines(route.value, say(f"route.{route}"), value=value, required=True, most=400)


def _suggested(suggested: Suggested | None) -> tuple[Element, ...]:
    if suggested is None or not suggested.rows:
        return ()
    return (*texts("routes.suggested"), *rows_shown(suggested))


def _errors(rows: dict[Route, str]) -> dict[str, str]:
    """A row with a gap would send somebody in need nowhere."""
    empty = {one.value: say("propose.empty") for one, words in rows.items() if not words}
    gaps = {one.value: say("routes.gap", gap=GAP) for one, words in rows.items() if GAP in words}
    return {**empty, **gaps}


CONVERSATION = Conversation(
    presses={Act.DRAFT_ROUTES: press_draft}, forms={Act.DRAFT_ROUTES: draft}
)
