"""A sponsor's card: what they have promised, and what was written to be read by them. Nothing of what members
say, of who they are, or of who takes part."""

from collections.abc import Iterator

from bot.boundary.views import Card, Element, Points
from bot.conversations.home.looking import Look
from bot.conversations.learning.message_cards import answer_buttons
from bot.conversations.permission.brief_cards import marked_card, sign_card, sponsor_card
from bot.conversations.permission.charter_cards import promised
from bot.conversations.permission.looking_again import review_card
from bot.conversations.permission.sponsor_asks import ways
from bot.conversations.saying import texts
from bot.domain.people import Answer, Appointment
from bot.domain.sponsorship import Brief
from bot.words import say


def waits_for_sponsor(look: Look) -> Iterator[Card]:
    """Whether they give permission, until they have said; then all that was sent to them and is not answered."""
    asked = _asked(look)
    if asked is None:
        return
    brief = look.known.brief(look.community)
    if not asked.accepted:
        yield sponsor_card(look.community, asked, brief)
        return
    yield from _messages(look)
    if brief:
        yield from _of_brief(look, brief)


def sponsored(look: Look) -> Iterator[Card]:
    asked = _asked(look)
    if asked and asked.accepted:
        yield _card(look, look.known.brief(look.community))


def _asked(look: Look) -> Appointment | None:
    """Whoever has said no is asked nothing more."""
    asked = look.community.sponsor if look.community.is_sponsor(look.person) else None
    return None if asked is None or asked.answer is Answer.NO else asked


def _messages(look: Look) -> Iterator[Card]:
    """Words that everyone agreed to send them."""
    title = say("message.sponsor.title", name=look.community.name)
    for one in look.known.messages(look.community):
        if one.to == look.person and not one.settled:
            body: tuple[Element, ...] = (Points(one.lines), *texts("message.sponsor.not_who"))
            yield Card(title, body, answer_buttons(one))


def _of_brief(look: Look, brief: Brief) -> Iterator[Card]:
    if brief.waits_for_sponsor:
        yield marked_card(look.community, brief)
    if again := review_card(look.community, brief):
        yield again
    if brief.signed_on is None:
        yield sign_card(look.community, brief)


def _card(look: Look, brief: Brief | None) -> Card:
    promises = promised(look.community, brief) if brief else ()
    title = say("direct.sponsor_title", name=look.community.name)
    return Card(title, (*promises, *texts("home.sponsor_sees")), ways(look.community))
