"""What is asked in a form of those who ask people to join, and of those who are asked."""

from collections.abc import Sequence

from bot.boundary.arrivals import Who
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Form, Line, Lines, People, Points, SomeOf
from bot.conversations.membership.hours import hours_fields
from bot.conversations.membership.invitation_cards import GOOD_SIZE, agreed_here
from bot.conversations.saying import texts
from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.domain.contacts import Contacts
from bot.words import say

MOST_MEMBERS = 15
"""The method's size guide is 5 to 15 (requirements F-7)."""


def invitation_form(community: Community) -> Form:
    return Form(
        token=Token(Act.INVITE, (community.id,)).pack(),
        title=say("joining.invite.title"),
        intro=texts("joining.invite.intro", *GOOD_SIZE),
        fields=(
            _who_field(),
            Line("bring", say("joining.invite.bring"), hint=say("joining.invite.bring_hint")),
        ),
        submit=say("button.ask_them"),
        cancel=say("button.not_now"),
    )


def question_form(community: Community, asked_by: str) -> Form:
    """`asked_by`: the name of whoever reads it."""
    return Form(
        token=Token(Act.ASK_QUESTION, (community.id,)).pack(),
        title=say("joining.question.title"),
        intro=texts("joining.question.intro", name=asked_by),
        fields=(Lines("question", say("joining.question.label"), required=True, most=1000),),
        submit=say("button.send_it"),
        cancel=say("button.not_now"),
    )


def joining_form(
    community: Community,
    who: Who,
    about: tuple[str, ...],
    agreed: Sequence[Agreement],
    contacts: Contacts,
) -> Form:
    """What is agreed as they say yes to it, the privacy page, and what is asked of whoever joins. `about` is
    what the invitation is about."""
    return Form(
        token=Token(Act.JOIN, about).pack(),
        title=say("joining.form.title", name=community.name),
        intro=(
            *agreed_here(agreed),
            *texts("privacy.intro"),
            what_is_kept(),
            *whom_to_ask(contacts),
            *texts("joining.form.intro"),
        ),
        fields=(
            read_field(),
            Line("name", say("joining.form.name"), value=who.name, required=True, most=60),
            *hours_fields(community.rhythm.hours),
        ),
        submit=say("button.join"),
        cancel=say("button.not_yet"),
    )


def _who_field() -> People:
    nobody = say("joining.invite.nobody")
    who = say("joining.invite.who")
    return People("people", who, required=True, missing=nobody, most=MOST_MEMBERS)


def read_field() -> SomeOf:
    tick = Choice("yes", say("joining.form.read_yes"))
    needed = say("joining.form.read_needed")
    return SomeOf("read", say("joining.form.read"), (tick,), required=True, missing=needed)


def whom_to_ask(contacts: Contacts) -> tuple[Element, ...]:
    """Who answers for what is held; nothing where the operator has named nobody."""
    return texts("whom_to_ask", contact=contacts.privacy) if contacts.privacy else ()


def what_is_kept() -> Points:
    """What is kept, who sees it and for how long, in short (docs/what-is-kept.md is the whole)."""
    lines = ("replies", "stories", "reviews", "sponsor", "administrators", "court")
    return Points(tuple(say(f"privacy.{line}") for line in lines))
