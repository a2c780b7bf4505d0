"""What is deleted when its day has come (docs/what-is-kept.md)."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, or_, update

from bot.boundary.delivery import Deed
from storage.claiming import is_in
from storage.outbox_tables import PIN, outbox
from storage.states import State
from storage.tables import inbox

DELIVERIES = timedelta(days=7)
"""No platform repeats a delivery after a week."""
WORDS = timedelta(days=30)
"""The words of a post go this long after it was carried. Its name and address stay until `POSTS`, so
that it can still be changed in place and replies under it still find their session."""
POSTS = timedelta(days=150)
"""Longer than anything waits that is deleted untouched (a story, 120 days), so that its cards can say so
then. Dead posts go then too, and those about which a person was asked who never answered."""


def clear_inbox(connection: Connection, now: datetime) -> int:
    first = (now - DELIVERIES).date()
    return connection.execute(delete(inbox).where(inbox.c.day < first)).rowcount


def clear_outbox(connection: Connection, now: datetime) -> int:
    """How many posts went; emptied cards are not counted. What is pinned stays to be changed in place."""
    settled = and_(outbox.c.state.in_([State.SENT.value, State.DEAD.value]), ~_pinned())
    carried = outbox.c.state == State.SENT.value
    connection.execute(
        update(outbox)
        .where(carried, outbox.c.settled_at < now - WORDS, outbox.c.card.is_not(None))
        .values(card=None)
    )
    unanswered = is_in(outbox, State.NEEDS_PERSON)
    overdue = [
        delete(outbox).where(settled, outbox.c.settled_at < now - POSTS),
        delete(outbox).where(unanswered, outbox.c.claimed_at < now - POSTS),
    ]
    return sum(connection.execute(one).rowcount for one in overdue)


def _pinned() -> ColumnElement[bool]:
    """The post, and that it is pinned. Both go with their community."""
    pin = outbox.alias("pin")
    its_pin = and_(pin.c.name == PIN + outbox.c.name, pin.c.place == outbox.c.place)
    has_one = exists().where(its_pin, pin.c.state == State.SENT.value).correlate(outbox)
    is_one = and_(outbox.c.deed == Deed.PIN.value, outbox.c.state == State.SENT.value)
    return or_(is_one, has_one)
