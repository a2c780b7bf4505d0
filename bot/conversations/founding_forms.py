"""What the convenor is asked: who gives permission, and who looks after it."""

from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, OneOf, People
from bot.conversations.founding_cards import (
    DEPUTY,
    FACILITATOR,
    KEEPERS,
    SPONSOR,
    appointment,
    next_steps,
)
from bot.conversations.saying import form, texts
from bot.domain.community import Community
from bot.words import say


def sponsor_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, SPONSOR)).pack(),
        title=say("founding.permission.title"),
        intro=texts("founding.permission.intro"),
        fields=(
            OneOf(
                "how",
                say("founding.permission.how"),
                (
                    Choice("sponsor", say("founding.permission.by_sponsor")),
                    Choice("self", say("founding.permission.by_ourselves")),
                ),
                value="sponsor",
                required=True,
            ),
            People(
                "sponsor",
                say("founding.permission.who"),
                hint=say("founding.permission.who_hint"),
                values=(community.sponsor.person,) if community.sponsor else (),
            ),
        ),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def keepers_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, KEEPERS)).pack(),
        title=say("founding.keepers.title"),
        intro=texts("founding.keepers.intro"),
        fields=tuple(
            People(
                part,
                say(f"founding.keepers.{part}"),
                values=(asked.person,) if (asked := appointment(community, part)) else (),
                required=True,
            )
            for part in (FACILITATOR, DEPUTY)
        ),
        submit=say("button.ask_them"),
        cancel=say("button.later"),
    )


def next_form(community: Community) -> Decision:
    steps = next_steps(community)
    if not steps:
        return Decision()
    return form(sponsor_form(community) if steps[0][1] == SPONSOR else keepers_form(community))
