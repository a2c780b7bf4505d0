"""A member whom the group trusts with a worry about those who look after it: asked first, then named by consent."""

from datetime import datetime

from bot.boundary.arrivals import FormSubmitted
from bot.boundary.decision import Decision, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.hearer import WAITS, AskedToHear
from bot.domain.ids import PersonId, RecordId
from bot.domain.proposal import Proposal
from bot.words import say


def can_hear(community: Community, name: str) -> bool:
    """A member by the name they go by here, who has no other part in it."""
    person = community.named(name)
    return person is not None and community.can_be_trusted(person)


def asked_first(
    community: Community, person: PersonId, submitted: FormSubmitted, known: Known
) -> Decision:
    """In private, before the group reads their name. Who is being asked already is not asked twice."""
    name, proposer = community.name_of(person), submitted.who.person
    heard = whispered("hearer.asked", name=name)
    if any(one.person == person for one in asked_to(community, known)):
        return heard
    asked = AskedToHear(
        id=RecordId(known.mint.id()),
        community=community.id,
        person=person,
        proposer=proposer,
        title=submitted.given.text("title"),
        why=submitted.given.text("why"),
        waits_until=submitted.at + WAITS,
    )
    card = hearer_card(community, asked)
    post = in_good_time(community, person, hearer_name(asked), card, submitted.at, known)
    return Decision(keep=(asked,), say=(post,)) + heard


def asked_to(community: Community, known: Known) -> tuple[AskedToHear, ...]:
    return known.records.all(AskedToHear, RecordId(community.id))


def hearer_name(asked: AskedToHear) -> str:
    return f"hearer:{asked.id}"


def hearer_shown(community: Community, asked: AskedToHear, key: str) -> Revise:
    """What came of it; nothing is left to press."""
    card = Card(say("hearer.title"), texts(key))
    return revised(community, hearer_name(asked), card)


def unanswered(community: Community, asked: AskedToHear) -> tuple[Revise, ...]:
    """They said neither yes nor no: the group is not asked, and that is an answer too."""
    return (hearer_shown(community, asked, "hearer.unanswered"),)


def asked_to_hear(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """The group has agreed: now they read what it means, and can put it down again with one press."""
    person = community.named(proposal.words)
    if person is None or not community.can_be_trusted(person):
        return Decision()
    card = Card(
        say("trusted.title"),
        texts("trusted.means", facilitator=community.facilitator_name),
        (button("hear_no_more", Act.HEAR_NO_MORE, community.id),),
    )
    post = in_good_time(community, person, trusted_name(proposal.id), card, at, known)
    return Decision(say=(post,))


def trusted_name(about: str) -> str:
    return f"trusted:{about}"


def hearer_card(community: Community, asked: AskedToHear) -> Card:
    fills = {
        "name": community.name_of(asked.proposer),
        "facilitator": community.facilitator_name,
    }
    return Card(
        say("hearer.title"),
        texts("hearer.asks", "hearer.means", "hearer.no_needs_no_reason", **fills),
        (
            button("they_may_ask", Act.HEARS, asked.id, "yes", weight=Weight.MAIN),
            button("no_thank_you", Act.HEARS, asked.id, "no"),
        ),
    )
