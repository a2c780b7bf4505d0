"""Somebody drafts where things go that should not stay in the group: five rows, a line each."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Element, Form, Lines
from bot.conversations.codesign.before_a_story import drafted_before_a_story
from bot.conversations.codesign.cards import rows_shown
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.tasks import waited_for
from bot.conversations.codesign.turns import go_on, ready_for, routes_drafted
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.codesign import Codesign, Ready, Task
from bot.domain.community import Community
from bot.domain.drafting import Route, Suggested
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say

GAP = "___"
"""Stands where a group has to put in its own: a name, a number."""


def press_draft(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _drafting(community, press.who.person, known)
    return form(_routes_form(community, known.suggested(community)))


def draft(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It is put to everyone: at once, or as soon as nothing else is asked in the room."""
    community = known.community(token[0])
    codesign = _drafting(community, submitted.who.person, known)
    rows = {one: " ".join(submitted.given.text(one).split()) for one in Route}
    if errors := _errors(rows):
        return Decision(reply=(FormErrors(errors),))
    words = "\n".join(say("routes.row", when=say(f"route.{one}"), do=rows[one]) for one in Route)
    here = here_now(community, submitted.at, known)
    if codesign is None:
        return _put_at_once(here, words, submitted.who.person)
    further, said = routes_drafted(here, codesign)
    ready = Ready(matter=Matter.ROUTES, words=words, by=submitted.who.person)
    going = Decision(say=said) + go_on(here, ready_for(further, ready))
    return going + whispered("codesign.put_when_free")


def _drafting(community: Community, person: PersonId, known: Known) -> Codesign | None:
    """Where the group works out what it needs, when that waits for it; else by those who look after it, until
    it is agreed. None: it is put at once."""
    codesign = known.codesign(community)
    if codesign and codesign.waits_for(Task.DRAFT_ROUTES):
        return waited_for(community, Task.DRAFT_ROUTES, person, known)[0]
    community.must_be_kept_by(person)
    community.must_not_be_ending()
    community.must_have_begun()
    if known.may_tell(community):
        raise Refused(Reason.NOT_WAITED_FOR)
    return None


def _put_at_once(here: Here, words: str, person: PersonId) -> Decision:
    put = proposed(
        here.community,
        Matter.ROUTES,
        title=say("codesign.title.routes"),
        words=words,
        proposer=person,
        at=here.at,
        known=here.known,
    )
    done = Decision(say=(drafted_before_a_story(here.community),))
    return put + done + whispered("propose.sent")


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
