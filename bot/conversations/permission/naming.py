"""Somebody is named for a part: asked in private, and shown on every card that tells of it."""

from collections.abc import Iterator

from bot.boundary.arrivals import Given
from bot.boundary.decision import Decision, FormErrors, Revise, Said
from bot.boundary.tokens import Token
from bot.conversations.known import Known
from bot.conversations.permission.answering import once_permitted, permission_shown
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.permission.founding_cards import (
    DEPUTY,
    FACILITATOR,
    SPONSOR,
    appointment,
    asking_card,
    asking_name,
    convenors_cards,
    followed_up,
    replaced_card,
)
from bot.conversations.saying import privately, revised
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.sponsorship import Brief
from bot.words import say


def asks_them(
    before: Community, changed: Community, brief: Brief | None, parts: tuple[str, ...]
) -> Decision:
    """Ask everyone newly named, in private, and bring the convenor's card up to date."""
    community = once_permitted(changed)
    asked = [(part, who) for part in parts if (who := appointment(community, part))]
    posts = [
        said
        for part, who in asked
        if who.answer is Answer.NONE
        for said in _asked(community, part, who, brief)
    ]
    shown = permission_shown(community, brief) or (charter_shown(community, brief),)
    said = (*_replaced(before, community), *posts, *convenors_cards(community), *shown)
    return Decision(keep=(community,), say=said)


def appointed(
    before: Appointment | None, person: PersonId, given: Given, known: Known
) -> Appointment:
    """The same person keeps their answer, unless it was no."""
    if before and before.person == person and before.answer is not Answer.NO:
        return before
    name = given.names.get(person, "")
    return Appointment(person=person, name=name, asked_as=known.mint.id())


def chosen(given: Given, field: str) -> PersonId | None:
    return next((PersonId(one) for one in given.many(field)), None)


def wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def arranged_by(person: PersonId, token: Token, known: Known) -> Community:
    """The community that a button names, if this person arranges its permission."""
    community = known.community(token[0])
    community.must_be_arranged_by(person)
    community.must_not_be_ending()
    return community


def _replaced(before: Community, changed: Community) -> Iterator[Revise]:
    """Whoever was asked, and is not any more, need not answer. A no stays what it was, and is followed up."""
    for part in (SPONSOR, FACILITATOR, DEPUTY):
        old, new = appointment(before, part), appointment(changed, part)
        if old is None or old == new:
            continue
        if old.answer is Answer.NO:
            yield followed_up(changed, part, old)
        elif new is None or new.person != old.person:
            yield revised(changed, asking_name(changed, part, old), replaced_card(changed, part))


def _asked(
    community: Community, part: str, who: Appointment, brief: Brief | None
) -> tuple[Said, ...]:
    """Who has said no and is named again hears of it in a new message; the same asking is sent once."""
    name, card = asking_name(community, part, who), asking_card(community, part, brief)
    return (privately(community, who.person, name, card), revised(community, name, card))
