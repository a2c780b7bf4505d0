"""A community, as it stands on the page of somebody who has a part in it."""

from collections.abc import Iterator

from bot.boundary.tokens import Act
from bot.boundary.views import Card, Element, Facts, Moment, Text
from bot.conversations.home.in_sessions import in_words
from bot.conversations.home.looking import Look
from bot.conversations.membership.my_data import parts
from bot.conversations.saying import button, texts
from bot.domain.community import Stage
from bot.words import say


def community_card(look: Look) -> Card:
    """Their part, how the group stands, and all that they can do there."""
    what_fits = button("what_fits_here", Act.COMMAND, "", look.community.id)
    part = ", ".join(parts(look.community, look.person))
    facts = Facts(((say("home.your_part"), part),))
    return Card(look.community.name, (facts, *_stands(look)), (what_fits,))


def _stands(look: Look) -> Iterator[Element]:
    """What comes next; for who takes part alone."""
    if look.community.stage is not Stage.ACTIVE or not look.takes_part:
        yield from texts(f"home.stage.{look.community.stage}")
        return
    current = look.known.current(look.community)
    if current is None:
        yield from texts("session.none")
    elif current.running:
        yield Text(in_words(current))
    else:
        zone = look.community.rhythm.hours.zone
        yield Moment(say("home.next_session"), current.plan.opens_at, zone)
