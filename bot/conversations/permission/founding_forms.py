"""What is asked in a form while a community is being founded."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Field, Form, Line, Lines, OneOf, People, Text
from bot.conversations.permission.founding_cards import (
    DEPUTY,
    FACILITATOR,
    KEEPERS,
    SPONSOR,
    appointment,
)
from bot.conversations.rhythm.regions import region_fields
from bot.conversations.saying import button, texts
from bot.domain.community import Community, Stage
from bot.words import say


def founding_form(region: str) -> Form:
    """What it is called, what it is for, whose work it is about, and which days it keeps free."""
    return Form(
        token=Token(Act.FOUND).pack(),
        title=say("founding.form.title"),
        intro=texts("founding.form.intro"),
        fields=(*_charter_fields(), *region_fields(region)),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def charter_form(community: Community) -> Form:
    """The same again, for whoever wrote it. Once members work together, the days that are kept free are
    theirs: they belong to the rhythm."""
    region = () if community.has_begun else region_fields(community.rhythm.region)
    return Form(
        token=Token(Act.CHARTER, (community.id,)).pack(),
        title=say("charter.form.title"),
        intro=texts("charter.form.intro"),
        fields=(
            *_charter_fields(community.name, community.purpose, community.roles),
            *region,
            *((_manages_field(community, known_by_now=True),) if community.keepers else ()),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def form_about(community: Community, part: str) -> Form:
    """The form for a step that the convenor still has to take (`next_steps`)."""
    return sponsor_form(community) if part == SPONSOR else keepers_form(community)


def sponsor_form(community: Community) -> Form:
    """Somebody gives permission; or, with a press, the group gives it to itself."""
    return Form(
        token=Token(Act.APPOINT, (community.id, SPONSOR)).pack(),
        title=say("founding.permission.title"),
        intro=_permission_intro(community),
        fields=(_sponsor_field(community),),
        submit=say("button.ask_them"),
        cancel=say("button.later"),
        buttons=(button("ourselves", Act.OURSELVES, community.id, asks=True),),
    )


def keepers_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, KEEPERS)).pack(),
        title=say("founding.keepers.title"),
        intro=texts("founding.keepers.intro"),
        fields=(
            *(_keeper_field(community, part) for part in (FACILITATOR, DEPUTY)),
            _manages_field(community, known_by_now=community.facilitator is not None),
        ),
        submit=say("button.ask_them"),
        cancel=say("button.later"),
    )


def _charter_fields(name: str = "", purpose: str = "", roles: str = "") -> tuple[Field, ...]:
    return (_name_field(name), _purpose_field(purpose), _roles_field(roles))


def _name_field(name: str) -> Line:
    label, hint = say("founding.form.name"), say("founding.form.name_hint")
    return Line("name", label, hint=hint, value=name, required=True, most=60)


def _purpose_field(purpose: str) -> Lines:
    label, hint = say("founding.form.purpose"), say("founding.form.purpose_hint")
    return Lines("purpose", label, hint=hint, value=purpose, required=True, most=300)


def _roles_field(roles: str) -> Line:
    label, hint = say("founding.form.roles"), say("founding.form.roles_hint")
    return Line("roles", label, hint=hint, value=roles, required=True)


def _permission_intro(community: Community) -> tuple[Text, ...]:
    """Later on, naming somebody else takes what was promised off the charter: that is said first."""
    if community.stage is Stage.DRAFT:
        return texts("founding.permission.intro")
    return texts("founding.permission.anew")


def _sponsor_field(community: Community) -> People:
    drafted = community.stage is Stage.DRAFT
    return People(
        "sponsor",
        say("founding.permission.who"),
        hint=say("founding.permission.who_hint"),
        values=(community.sponsor.person,) if community.sponsor and drafted else (),
        required=True,
    )


def _keeper_field(community: Community, part: str) -> People:
    asked = appointment(community, part)
    return People(
        part,
        say(f"founding.keepers.{part}"),
        values=(asked.person,) if asked else (),
        required=True,
    )


def _manages_field(community: Community, *, known_by_now: bool) -> OneOf:
    """So that the group can decide with open eyes."""
    answer = "yes" if community.keepers_manage else "no"
    return OneOf(
        "manages",
        say("founding.keepers.manages"),
        (
            Choice("no", say("founding.keepers.manages_no")),
            Choice("yes", say("founding.keepers.manages_yes")),
        ),
        value=answer if known_by_now else "",
        required=True,
    )
