"""What is asked in a form of those who ask people to join, and of those who are asked."""

from bot.boundary.arrivals import Who
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Form, Line, Lines, People, Points, SomeOf
from bot.conversations.hours import hours_fields
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.words import say

MOST_MEMBERS = 15
"""The method's size guide is 5 to 15 (requirements F-7)."""


def invitation_form(community: Community) -> Form:
    return Form(
        token=Token(Act.INVITE, (community.id,)).pack(),
        title=say("joining.invite.title"),
        intro=texts("joining.invite.intro"),
        fields=(
            People("people", say("joining.invite.who"), required=True, most=MOST_MEMBERS),
            Line("bring", say("joining.invite.bring"), hint=say("joining.invite.bring_hint")),
        ),
        submit=say("button.ask_them"),
        cancel=say("button.not_now"),
    )


def question_form(community: Community) -> Form:
    return Form(
        token=Token(Act.ASK_QUESTION, (community.id,)).pack(),
        title=say("joining.question.title"),
        intro=texts("joining.question.intro", convenor=community.convenor_name),
        fields=(Lines("question", say("joining.question.label"), required=True, most=1000),),
        submit=say("button.send_it"),
        cancel=say("button.not_now"),
    )


def joining_form(community: Community, who: Who, about: tuple[str, ...]) -> Form:
    """The privacy page, and what is asked of whoever joins. `about` is what the invitation is about."""
    read = Choice("yes", say("joining.form.read_yes"))
    return Form(
        token=Token(Act.JOIN, about).pack(),
        title=say("joining.form.title", name=community.name),
        intro=(*_privacy(), *texts("joining.form.intro")),
        fields=(
            SomeOf("read", say("joining.form.read"), (read,), required=True),
            Line("name", say("joining.form.name"), value=who.name, required=True, most=60),
            *hours_fields(community.rhythm.hours),
        ),
        submit=say("button.join"),
        cancel=say("button.not_yet"),
    )


def _privacy() -> tuple[Element, ...]:
    """What is kept, who sees it and for how long, in short (docs/trust.md is the whole)."""
    lines = ("replies", "stories", "reviews", "sponsor", "administrators", "court")
    return (*texts("privacy.intro"), Points(tuple(say(f"privacy.{line}") for line in lines)))
