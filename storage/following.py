"""A room that is called otherwise takes along what was said in it, and what waits to be said; and so does one that is
there again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, select, update

from bot.boundary.decision import Follow
from bot.boundary.delivery import Deed
from bot.domain.ids import place_key
from storage.house import House
from storage.keys import CommunityKeys
from storage.outbox_tables import outbox
from storage.seal import about
from storage.states import FIRST_LOOK, OUT_OF_REACH, State
from storage.ways import Ways, next_step

_DONE_WITH = (State.SENT.value, State.DEAD.value)


def follow(
    connection: Connection, house: House, keys: CommunityKeys, said: Follow, at: datetime
) -> None:
    """What stands in the new place by the same name already is left there, and the old one where it was."""
    mark = house.marks.of("place", place_key(said.to))
    old = house.marks.of("place", place_key(said.room))
    these = {"community": said.community, "old": old, "new": mark}
    rows = [row for row in connection.execute(_SAID_THERE, these) if _goes_along(row, said)]
    changes = [_moved(row, said, at) for row in rows]
    seal, key = keys.seal(said.community), place_key(said.to).encode()
    ways = Ways(connection, house)
    ways.open((said.to, _step(one)) for one in changes if one["state"] not in _DONE_WITH)
    for row, one in zip(rows, changes, strict=True):
        one |= {"to": mark, "sealed": seal.seal(key, about("outbox", "whither", row.id))}
        if one["state"] not in _DONE_WITH:
            one |= ways.columns(said.to, _step(one))
    if changes:
        connection.execute(_MOVE, changes)


def _goes_along(row: Row[Any], said: Follow) -> bool:
    """In a room that is only there again, what waits, stands or is on its way is well where it is."""
    return said.to != said.room or _was_refused(row, said.since)


def _moved(row: Row[Any], said: Follow, at: datetime) -> dict[str, Any]:
    """Whoever carries it just now carries it to where it is not known: what came of that tells nothing. It may
    still be arriving there, and is looked for a little later."""
    kept = {column: row._mapping[column] for column in _KEPT}
    match State(row.state):
        case State.SENDING:
            kept |= {"state": State.UNSURE.value, "due": at + FIRST_LOOK}
        case State.DEAD if _was_refused(row, said.since):
            kept |= {"state": State.READY.value, "cause": None, "due": at, "tries": 0}
    return {"this": row.seq, **kept}


def _was_refused(row: Row[Any], since: datetime) -> bool:
    has_words = row.deed != Deed.POST or row.card is not None
    return bool(row.cause in OUT_OF_REACH and row.settled_at >= since and has_words)


def _step(change: Mapping[str, Any]) -> Any:
    return next_step(change["deed"], change["address"], change["state"])


_there = outbox.alias("there")
_SAID_THERE = (
    select(outbox)
    .where(
        outbox.c.community == bindparam("community"),
        outbox.c.place == bindparam("old"),
        ~exists().where(
            _there.c.name == outbox.c.name,
            _there.c.place == bindparam("new"),
            _there.c.seq != outbox.c.seq,
        ),
    )
    .order_by(outbox.c.seq)
    .with_for_update(of=outbox)
)
_CHANGED = ("state", "cause", "due", "tries", "lane", "second_lane")
_KEPT = (*_CHANGED, "deed", "address")
_MOVE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("this"))
    .values(
        {column: bindparam(column) for column in _CHANGED}
        | {"place": bindparam("to"), "whither": bindparam("sealed"), "lease": None}
    )
)
