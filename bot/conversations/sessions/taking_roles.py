"""Small jobs in a session, one press; they go round from session to session."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, OneOf
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, form, texts, whisper, whispered
from bot.conversations.sessions.connecting import came_back
from bot.conversations.sessions.history import full_before
from bot.conversations.sessions.shaping import thing_told
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Session
from bot.words import say


def press_role(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Small jobs, one press; they go round from session to session."""
    community, session = known.session(token[0])
    community.must_include(press.who.person)
    session.must_be_open()
    free = [role for role in session.jobs if role not in session.roles]
    if not free:
        return whispered("role.all_taken")
    last = roles_last_time(community, session, press.who.person, known)
    return form(_role_form(session, sorted(free, key=lambda role: role in last)))


def take_role(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Who had it last time is asked, kindly and in private, whether they would leave it this once."""
    community, session = known.session(token[0])
    person, role = submitted.who.person, _role(session, submitted.given.text("role"))
    _must_be_free(community, session, role, person)
    had = role in roles_last_time(community, session, person, known)
    if had and role not in session.roles:
        return form(_again_page(session, role))
    return _taken(community, session, role, person, known)


def take_it_again(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = known.session(token[0])
    role = _role(session, token[1])
    _must_be_free(community, session, role, press.who.person)
    return _taken(community, session, role, press.who.person, known)


def roles_last_time(
    community: Community, session: Session, person: PersonId, known: Known
) -> frozenset[Role]:
    """What this person did in the last full session before this one."""
    before = full_before(community, session, known)
    roles = before[-1].roles if before else {}
    return frozenset(role for role, who in roles.items() if who == person)


def _must_be_free(community: Community, session: Session, role: Role, person: PersonId) -> None:
    community.must_include(person)
    session.must_be_open()
    if session.roles.get(role, person) != person:
        raise Refused(Reason.ROLE_TAKEN)


def _role(session: Session, word: str) -> Role:
    role = next((one for one in session.jobs if one == word), None)
    if role is None:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return role


def _taken(
    community: Community, session: Session, role: Role, person: PersonId, known: Known
) -> Decision:
    """The connector reads at once what there is to bring back."""
    changed = replace(session, roles={**session.roles, role: person})
    thanks = texts(f"role.thanks.{role}", thing=thing_told(session))
    back = came_back(community, known) if role is Role.CONNECTOR else ()
    return Decision(keep=(changed,)) + whisper(*thanks, *back)


def _role_form(session: Session, free: list[Role]) -> Form:
    choices = tuple(Choice(role, say(f"role.{role}")) for role in free)
    return Form(
        token=Token(Act.TAKE_ROLE, (session.id,)).pack(),
        title=say("role.title"),
        intro=texts("role.intro"),
        fields=(OneOf("role", say("role.which"), choices, required=True),),
        submit=say("button.take_it"),
        cancel=say("button.not_now"),
    )


def _again_page(session: Session, role: Role) -> Form:
    """A page to read: closed without a press, the role stays free."""
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("role.title"),
        intro=texts("role.again.asks", role=say(f"role.name.{role}")),
        cancel=say("button.leave_it_to_others"),
        buttons=(button("take_it_again", Act.ROLE_AGAIN, session.id, role.value),),
        gives_way=True,
    )


CONVERSATION = Conversation(
    presses={Act.TAKE_ROLE: press_role, Act.ROLE_AGAIN: take_it_again},
    forms={Act.TAKE_ROLE: take_role},
)
