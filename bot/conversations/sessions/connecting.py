"""The connector carries out what a session has learned, and brings back what came of it. Nothing leaves unasked."""

from datetime import datetime

from bot.boundary.decision import Post
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Element, Text
from bot.conversations.known import Known
from bot.conversations.learning.message_cards import record
from bot.conversations.saying import button, in_good_time, texts
from bot.domain.community import Community
from bot.domain.session import Role, Session
from bot.words import say
from bot.words.prompts import prompt

OURS_TO_CHANGE = "TR-04"
MOST_TOLD = 2


def asked_to_carry_out(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Post, ...]:
    """Once it has closed: is there something that somebody else needs to hear?"""
    connector = closed.roles.get(Role.CONNECTOR)
    if connector is None or closed.light or closed.silent:
        return ()
    body = (
        Text(prompt(OURS_TO_CHANGE).text),
        *texts("connector.asks"),
        *came_back(community, known),
    )
    write = button("write_a_message", Act.WRITE_OUT, community.id, asks=True)
    card = Card(say("connector.title", number=closed.number), body, (write,))
    return (in_good_time(community, connector, f"connector:{closed.id}", card, now, known),)


def came_back(community: Community, known: Known) -> tuple[Element, ...]:
    """What the group has sent of late, and what was answered: for the connector to tell."""
    sent = known.messages(community)[-MOST_TOLD:]
    if not sent:
        return ()
    return (*texts("connector.came_back"), *(part for one in sent for part in record(one)))
