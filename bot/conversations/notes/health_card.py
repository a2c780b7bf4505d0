"""The health card: how the community is, once a quarter, for the sponsor. Only what the group agrees to show, and
never a member's words."""

from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Lines
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.health_lines import lines_of_life
from bot.conversations.notes.pulse_results import nothing_to_say, statements_told
from bot.conversations.saying import form, in_good_time, in_sections, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.proposal import Proposal
from bot.domain.pulse import A_QUARTER, Pulse, Pulses, PulseTold
from bot.domain.refusal import Reason, Refused
from bot.words import say

LONGEST_HELP = 300
"""Characters of what the group says would help."""
DAYS = 3
"""Working days in which everyone reads it before the sponsor could."""


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, lines = _card(press, token, known)
    return form(
        Form(
            token=Token(Act.HEALTH_CARD, (community.id,)).pack(),
            title=say("health.title"),
            intro=(*texts("health.intro"), *in_sections(lines)),
            fields=(Lines("helps", say("health.form.helps"), most=LONGEST_HELP),),
            submit=say("button.propose_it"),
            cancel=say("button.not_now"),
        )
    )


def propose(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Word for word what the sponsor will read, and put to everyone first."""
    community, lines = _card(submitted, token, known)
    helps = " ".join(submitted.given.text("helps").split())
    lines += (say("health.helps", words=helps),) if helps else ()
    put = proposed(
        community,
        Matter.HEALTH_CARD,
        about=f"{submitted.at:%Y-%m}",
        title=say("health.title"),
        words="\n".join(lines),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
        days=DAYS,
    )
    return put + whispered("health.proposed")


def shown(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """What follows from the group's yes: the sponsor reads the words that were agreed, and no others."""
    sponsor = community.sponsor
    if sponsor is None or not sponsor.accepted:
        return Decision()
    lines = tuple(line for line in proposal.words.splitlines() if line.strip())
    card = Card(
        say("health.card_title", name=community.name),
        (*texts("health.to_sponsor"), *in_sections(lines), *texts("health.how_to_read")),
    )
    name = f"health:{proposal.id}"
    return Decision(say=(in_good_time(community, sponsor.person, name, card, at, known),))


def _card(
    came: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, tuple[str, ...]]:
    community = known.community(token[0])
    community.must_include(came.who.person)
    community.must_not_be_ending()
    if community.sponsor is None or not community.sponsor.accepted:
        raise Refused(Reason.BUTTON_TOO_OLD)
    fresh = [one for one in _newest(community, known) if came.at - one.at <= A_QUARTER]
    if not fresh:
        raise Refused(Reason.BUTTON_TOO_OLD)
    told = (line for one in fresh for line in _lines(one))
    return community, (*lines_of_life(community, came.at, known), *told)


def _newest(community: Community, known: Known) -> tuple[PulseTold, ...]:
    found = known.records.all(Pulses, RecordId(community.id))
    return tuple(last[-1] for pulse in Pulse for one in found if (last := one.last(pulse)))


def _lines(told: PulseTold) -> tuple[str, ...]:
    title = say(f"pulse.{told.pulse}.title")
    if nothing_to_say(told.outside):
        return (say("health.too_few", about=title),)
    return (f"{title}:", *statements_told(told.pulse, told.outside))


CONVERSATION = Conversation(presses={Act.HEALTH_CARD: press}, forms={Act.HEALTH_CARD: propose})
