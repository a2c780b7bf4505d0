"""What is asked in a form while a community is being founded."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Line, Lines, OneOf, People
from bot.conversations.founding_cards import (
    DEPUTY,
    FACILITATOR,
    KEEPERS,
    SPONSOR,
    appointment,
)
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.words import say


def founding_form() -> Form:
    """What it is called, what it is for, and whose work it is about."""
    return Form(
        token=Token(Act.FOUND).pack(),
        title=say("founding.form.title"),
        intro=texts("founding.form.intro"),
        fields=(_name_field(), _purpose_field(), _roles_field()),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def form_about(community: Community, part: str) -> Form:
    """The form for a step that the convenor still has to take (`next_steps`)."""
    return sponsor_form(community) if part == SPONSOR else keepers_form(community)


def sponsor_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, SPONSOR)).pack(),
        title=say("founding.permission.title"),
        intro=texts("founding.permission.intro"),
        fields=(_how_field(), _sponsor_field(community)),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def keepers_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, KEEPERS)).pack(),
        title=say("founding.keepers.title"),
        intro=texts("founding.keepers.intro"),
        fields=tuple(_keeper_field(community, part) for part in (FACILITATOR, DEPUTY)),
        submit=say("button.ask_them"),
        cancel=say("button.later"),
    )


def sponsors_words_form(community: Community) -> Form:
    """For the sponsor: what the community is for, in their own words."""
    field = Lines(
        "purpose_said",
        say("founding.sponsor.form.label"),
        hint=say("founding.sponsor.form.hint"),
        value=community.purpose_said,
        required=True,
        most=400,
    )
    return Form(
        token=Token(Act.SPONSOR_YES, (community.id,)).pack(),
        title=say("founding.sponsor.form.title"),
        intro=texts("founding.sponsor.form.intro"),
        fields=(field,),
        submit=say("button.i_permit_it"),
        cancel=say("button.not_now"),
    )


def _name_field() -> Line:
    label, hint = say("founding.form.name"), say("founding.form.name_hint")
    return Line("name", label, hint=hint, required=True, most=60)


def _purpose_field() -> Lines:
    label, hint = say("founding.form.purpose"), say("founding.form.purpose_hint")
    return Lines("purpose", label, hint=hint, required=True, most=300)


def _roles_field() -> Line:
    label, hint = say("founding.form.roles"), say("founding.form.roles_hint")
    return Line("roles", label, hint=hint, required=True)


def _how_field() -> OneOf:
    ways = (
        Choice("sponsor", say("founding.permission.by_sponsor")),
        Choice("self", say("founding.permission.by_ourselves")),
    )
    return OneOf("how", say("founding.permission.how"), ways, value="sponsor", required=True)


def _sponsor_field(community: Community) -> People:
    return People(
        "sponsor",
        say("founding.permission.who"),
        hint=say("founding.permission.who_hint"),
        values=(community.sponsor.person,) if community.sponsor else (),
    )


def _keeper_field(community: Community, part: str) -> People:
    asked = appointment(community, part)
    return People(
        part,
        say(f"founding.keepers.{part}"),
        values=(asked.person,) if asked else (),
        required=True,
    )
