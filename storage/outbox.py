"""The outbox: what waits to be carried, shared by all processes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from bot.boundary.delivery import Deed, Doubted, Errand, NotTaken, Outcome
from bot.boundary.views import Card
from bot.domain.ids import Address, CommunityId, Place, PostName, place_from
from storage.claiming import claim_doubtful, claim_ready, expired
from storage.door import Door
from storage.house import House
from storage.keys import CommunityKeys
from storage.lanes import hold_back
from storage.next_due import next_due
from storage.outbox_tables import outbox
from storage.rows import read
from storage.seal import about
from storage.states import Cause, State, dead, settled
from storage.types import rounded
from storage.ways import Ways, next_step

NOTHING_TO_READ = Card("")
"""Of a deed that is not a post."""


class Outbox:
    """Implements `bot.boundary.delivery.Outbox`. Every call is a transaction of its own.

    A claimed post carries this process's lease; what is settled after another has taken it over is
    left alone. The lease's name and the moment of the claim together fence it off.
    """

    def __init__(self, door: Door, house: House) -> None:
        self._door = door
        self._house = house
        self._lease = house.mint.id()

    def claim(self, now: datetime, most: int) -> tuple[Errand, ...]:
        now = rounded(now)
        with self._door.transaction() as connection:
            self._expire(connection, now)
            rows = claim_ready(connection, now, most, self._lease)
            parents = _parents(connection, rows)
            fates = [(row, _in_vain(row, parents, now)) for row in rows]
            for cause in (Cause.PAST, Cause.LOST):
                _give_up(connection, [row for row, fate in fates if fate is cause], cause, now)
            may_go = [row for row, fate in fates if fate is None]
            return self._errands(connection, may_go, now, {row.seq: row.revision for row in rows})

    def doubtful(self, now: datetime, most: int) -> tuple[Errand, ...]:
        now = rounded(now)
        with self._door.transaction() as connection:
            self._expire(connection, now)
            rows = claim_doubtful(connection, now, most, self._lease)
            return self._errands(connection, rows, now, {row.seq: _in_doubt(row) for row in rows})

    def settle(self, outcomes: Sequence[Outcome], now: datetime) -> tuple[Errand, ...]:
        with self._door.transaction() as connection:
            mine = self._still_mine(connection, outcomes)
            changes = [_change(row, settled(row, outcome, now)) for row, outcome in mine]
            places = [(row.deed, outcome.errand.place) for row, outcome in mine]
            if changes:
                connection.execute(_SETTLE, self._with_lanes(connection, changes, places))
            _slow_down(connection, mine, now)
        asked = {change["this"] for change in changes if change["state"] == State.NEEDS_PERSON}
        return tuple(outcome.errand for row, outcome in mine if row.seq in asked)

    def next_due(self, now: datetime) -> datetime | None:
        with self._door.transaction() as connection:
            return next_due(connection, rounded(now))

    def _expire(self, connection: Connection, now: datetime) -> None:
        """A lease that ran out does not tell whether the post arrived: from now on it is in doubt."""
        if rows := expired(connection, now):
            in_doubt = {"state": State.UNSURE.value, "due": now}
            keys = CommunityKeys(connection, self._house.keyring)
            places = [(row.deed, _place(row, keys)) for row in rows]
            changes = [_change(row, in_doubt) for row in rows]
            connection.execute(_EXPIRE, self._with_lanes(connection, changes, places))

    def _with_lanes(
        self,
        connection: Connection,
        changes: list[dict[str, Any]],
        places: Sequence[tuple[str, Place]],
    ) -> list[dict[str, Any]]:
        """What is done with keeps the lanes it passed; all else gets those of its next step."""
        steps = [
            (change, place, next_step(deed, change["address"], change["state"]))
            for change, (deed, place) in zip(changes, places, strict=True)
            if change["state"] != State.SENT
        ]
        ways = Ways(connection, self._house)
        ways.open((place, step) for _, place, step in steps)
        for change, place, step in steps:
            change |= ways.columns(place, step)
        return changes

    def _still_mine(
        self, connection: Connection, outcomes: Sequence[Outcome]
    ) -> Sequence[tuple[Row[Any], Outcome]]:
        """What came of a post that has been claimed again meanwhile may come in together with what came of that."""
        of = {(one.errand.id, one.errand.claimed_at): one for one in outcomes}
        ids = list(dict.fromkeys(id for id, _ in of))
        rows = connection.execute(_LEASED, {"ids": ids, "lease": self._lease})
        claims = ((row, of.get((row.id, row.claimed_at))) for row in rows)
        return [(row, outcome) for row, outcome in claims if outcome is not None]

    def _errands(
        self,
        connection: Connection,
        rows: Sequence[Row[Any]],
        now: datetime,
        revisions: Mapping[int, int],
    ) -> tuple[Errand, ...]:
        keys, parents = CommunityKeys(connection, self._house.keyring), _parents(connection, rows)
        return tuple(
            Errand(
                deed=Deed(row.deed),
                id=row.id,
                community=CommunityId(row.community),
                name=PostName(row.name),
                place=_place(row, keys),
                card=_card(row, keys),
                revision=revisions[row.seq],
                address=row.address,
                thread=_address(row, parents),
                claimed_at=row.claimed_at if row.state == State.NEEDS_PERSON else now,
                since=max(row.said_at, row.not_before or row.said_at),
                stand=row.stand or 0,
            )
            for row in rows
        )


def _slow_down(
    connection: Connection, settled: Sequence[tuple[Row[Any], Outcome]], now: datetime
) -> None:
    """Where the platform said "not before", a lane of that post waits as well."""
    for row, outcome in settled:
        if isinstance(outcome, NotTaken | Doubted) and outcome.after is not None:
            until = now + timedelta(seconds=outcome.after)
            marks = [mark for mark in (row.lane, row.second_lane) if mark is not None]
            hold_back(connection, marks, row.claimed_at, until)


def _in_vain(row: Row[Any], parents: Mapping[int, Row[Any]], now: datetime) -> Cause | None:
    """Why it need not be put up. What belongs under a post that nobody can find would stand at the top of the
    channel, where nobody knows what it answers. What stands already is changed, however late."""
    if row.address is not None:
        return None
    if row.moot_at is not None and row.moot_at <= now:
        return Cause.PAST
    if row.under is None or _address(row, parents) is not None:
        return None
    parent = parents.get(row.seq)
    return Cause.PAST if parent is not None and parent.cause == Cause.PAST else Cause.LOST


def _give_up(connection: Connection, rows: Sequence[Row[Any]], cause: Cause, now: datetime) -> None:
    """Its words are of no more use, and go at once."""
    if rows:
        connection.execute(
            update(outbox)
            .where(outbox.c.seq.in_([row.seq for row in rows]))
            .values({"lease": None, "card": None, **dead(cause, now)})
        )


def _in_doubt(row: Row[Any]) -> int:
    """A new post is looked for as it was sent; a change is simply made again, with the newest card."""
    return int(row.tried_revision if row.address is None else row.revision)


def _parents(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[int, Row[Any]]:
    """What these posts hang under. A parent that never stood anywhere has no address."""
    under = [row.seq for row in rows if row.under is not None]
    if not under:
        return {}
    found = connection.execute(_PARENTS, {"under": under}).all()
    return {row.seq: row for row in found}


def _address(row: Row[Any], parents: Mapping[int, Row[Any]]) -> Address | None:
    parent = parents.get(row.seq)
    return None if parent is None else parent.address


def _place(row: Row[Any], keys: CommunityKeys) -> Place:
    sealed = keys.seal(row.community).open(row.whither, about("outbox", "whither", row.id))
    return place_from(sealed.decode())


def _card(row: Row[Any], keys: CommunityKeys) -> Card:
    if row.deed != Deed.POST:
        return NOTHING_TO_READ
    return read(Card, keys.seal(row.community).open(row.card, about("outbox", "card", row.id)))


_parent = outbox.alias("parent")
_PARENTS: Select[Any] = (
    select(outbox.c.seq, _parent.c.address, _parent.c.cause)
    .join(_parent, (_parent.c.name == outbox.c.under) & (_parent.c.place == outbox.c.place))
    .where(outbox.c.seq.in_(bindparam("under", expanding=True)))
)
_LEASED = (
    select(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.lease == bindparam("lease"))
    .order_by(outbox.c.seq)
    .with_for_update()
)
_LANES = ("lane", "second_lane")
_CHANGED = (
    *("state", "cause", "address", "carried_revision", "due", "tries", "settled_at", "stand"),
    *_LANES,
)
_SETTLE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("this"))
    .values({"lease": None} | {column: bindparam(column) for column in _CHANGED})
)
_EXPIRE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("this"))
    .values({column: bindparam(column) for column in ("state", "due", *_LANES)})
)


def _change(row: Row[Any], changes: Mapping[str, object]) -> dict[str, Any]:
    before = {column: row._mapping[column] for column in _CHANGED}
    return before | {"this": row.seq} | dict(changes)
