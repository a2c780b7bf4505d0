"""Small jobs in a session, one press; they go round from session to session."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, OneOf
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whispered
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Session
from bot.words import say


def press_role(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Small jobs, one press; they go round from session to session."""
    community, session = known.session(token[0])
    community.must_include(press.who.person)
    session.must_be_open()
    free = [role for role in Role if role not in session.roles]
    if not free:
        return whispered("role.all_taken")
    return form(_role_form(session, free))


def take_role(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, session = known.session(token[0])
    community.must_include(submitted.who.person)
    session.must_be_open()
    role = Role(submitted.given.text("role"))
    if session.roles.get(role, submitted.who.person) != submitted.who.person:
        raise Refused(Reason.ROLE_TAKEN)
    changed = replace(session, roles={**session.roles, role: submitted.who.person})
    return Decision(keep=(changed,)) + whispered(f"role.taken_{role}")


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


CONVERSATION = Conversation(presses={Act.TAKE_ROLE: press_role}, forms={Act.TAKE_ROLE: take_role})
