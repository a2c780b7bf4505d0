"""Somebody answers whether they would hear worries; and whoever hears them can stop, without a reason."""

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.care.trusting import asked_to, hearer_shown
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import in_good_time, in_rooms, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.hearer import AskedToHear
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say


def answer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, asked = known.held(AskedToHear, token[0])
    if asked.person != press.who.person:
        raise Refused(Reason.NOT_YOURS)
    match token[1]:
        case "yes":
            return _yes(community, asked, press, known)
        case "no":
            return _no(community, asked, press, known)
        case _:
            raise Refused(Reason.UNKNOWN_BUTTON)


def no_more(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """They are not named any more, and the room hears who has a worry until somebody else is."""
    community, person = known.community(token[0]), press.who.person
    agreed = known.agreed(community, Matter.TRUSTED)
    if agreed is None or known.trusted(community) != person:
        raise Refused(Reason.ALREADY_ANSWERED)
    card = Card("", texts("trusted.no_more", name=community.name_of(person)))
    said = in_rooms(community, f"trusted_no_more:{agreed.id}", card)
    return Decision(forget=(agreed,), say=said) + whispered("trusted.put_down")


def asked_no_more(community: Community, person: PersonId, known: Known) -> Decision:
    """They have left, and are not asked any more."""
    theirs = tuple(one for one in asked_to(community, known) if one.person == person)
    over = tuple(hearer_shown(community, one, "hearer.unanswered") for one in theirs)
    return Decision(forget=theirs, say=over)


def _yes(community: Community, asked: AskedToHear, press: ButtonPressed, known: Known) -> Decision:
    """Now everyone is asked. Whoever had the idea may have left meanwhile."""
    community.must_not_be_ending()
    if not community.can_be_trusted(asked.person):
        raise Refused(Reason.BUTTON_TOO_OLD)
    put = proposed(
        community,
        Matter.TRUSTED,
        about=asked.person,
        title=asked.title,
        words=community.name_of(asked.person),
        why=asked.why,
        proposer=asked.proposer if community.takes_part(asked.proposer) else asked.person,
        at=press.at,
        known=known,
    )
    over = Decision(forget=(asked,), say=(hearer_shown(community, asked, "hearer.yes"),))
    return put + over + whispered("hearer.yes")


def _no(community: Community, asked: AskedToHear, press: ButtonPressed, known: Known) -> Decision:
    """Whoever proposed them hears so, and nobody else. Nothing is kept of it."""
    over = Decision(forget=(asked,), say=(hearer_shown(community, asked, "hearer.no"),))
    thanked = over + whispered("hearer.no")
    if not community.takes_part(asked.proposer):
        return thanked
    card = Card(say("hearer.title"), texts("hearer.said_no", name=community.name_of(asked.person)))
    name = f"hearer_says:{asked.id}"
    told = in_good_time(community, asked.proposer, name, card, press.at, known)
    return thanked + Decision(say=(told,))


CONVERSATION = Conversation(presses={Act.HEARS: answer, Act.HEAR_NO_MORE: no_more})
