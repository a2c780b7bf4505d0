"""Slips without a name: sealed under a key that dies with the box.

A slip is found again only by HMAC(the box's key, person), so one person has one slip and can replace
it, and whoever has the table alone can neither read a slip nor tell whose it is. All are of one size;
there is no time and no order. Until the box is destroyed, someone with the database *and* the master
key could try every person: say "can't be linked once it is opened", never "we do not know".
"""

import hashlib
import hmac
from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, select

from bot.boundary.decision import Slip
from bot.boundary.ports import Mint
from bot.domain.ids import CommunityId, PersonId, RecordId
from storage.keys import CommunityKeys
from storage.seal import Keyring, Seal, about, new_key
from storage.unsigned import box, box_slip
from storage.upsert import insert

SIZE = 16_384
"""Bytes of every slip. A longer one takes the next multiple: four long answers in any script fit in one."""

_ANSWERS = TypeAdapter(dict[str, str])


class Boxes:
    """The boxes, within one transaction."""

    def __init__(self, connection: Connection, keyring: Keyring, mint: Mint) -> None:
        self._connection = connection
        self._keyring = keyring
        self._mint = mint

    def drop(self, slip: Slip, keys: CommunityKeys) -> None:
        """Put it in; the person's earlier one is gone."""
        keys.hold_all([slip.community])
        key = self._key(slip.box) or self._open_new(slip)
        tag = _tag(key, slip.person)
        sealed = Seal(key).seal(
            _padded(_ANSWERS.dump_json(dict(slip.answers))), _slip(slip.box, tag)
        )
        self._lay_anew(slip.box, dict(self._lying(slip.box)) | {tag: sealed})

    def opened(self, name: str) -> tuple[Slip, ...]:
        """In the order of their tags, which is chance, and then shuffled."""
        key = self._key(name)
        if key is None:
            return ()
        community = self._connection.scalar(select(box.c.community).where(box.c.box == name))
        home = CommunityId(RecordId(community or ""))
        return self._mint.shuffled([_opened(name, home, key, *row) for row in self._lying(name)])

    def empty(self, name: str) -> None:
        """Destroy the box: its slips and its key."""
        self._connection.execute(delete(box_slip).where(box_slip.c.box == name))
        self._connection.execute(delete(box).where(box.c.box == name))

    def _lying(self, name: str) -> list[tuple[bytes, bytes]]:
        """Tag and sealed words of every slip in it."""
        rows = self._connection.execute(
            select(box_slip.c.tag, box_slip.c.sealed)
            .where(box_slip.c.box == name)
            .order_by(box_slip.c.tag)
        )
        return [(row.tag, row.sealed) for row in rows]

    def _lay_anew(self, name: str, slips: Mapping[bytes, bytes]) -> None:
        """All of it, in an order of chance. PostgreSQL notes with each row which transaction wrote it: slips
        that stayed where they were would tell in which order they came, and beside whose last record."""
        self._connection.execute(delete(box_slip).where(box_slip.c.box == name))
        shuffled = self._mint.shuffled(list(slips.items()))
        self._connection.execute(
            insert(box_slip, self._connection),
            [{"box": name, "tag": tag, "sealed": sealed} for tag, sealed in shuffled],
        )

    def _key(self, name: str) -> bytes | None:
        wrapped = self._connection.scalar(select(box.c.wrapped).where(box.c.box == name))
        return None if wrapped is None else self._keyring.unwrap(wrapped, _wrapped(name))

    def _open_new(self, slip: Slip) -> bytes:
        key = new_key()
        wrapped = self._keyring.wrap(key, _wrapped(slip.box))
        self._connection.execute(
            insert(box, self._connection).values(
                box=slip.box, community=slip.community, wrapped=wrapped
            )
        )
        return key


def _opened(name: str, community: CommunityId, key: bytes, tag: bytes, sealed: bytes) -> Slip:
    answers = _ANSWERS.validate_json(_unpadded(Seal(key).open(sealed, _slip(name, tag))))
    return Slip(community=community, box=name, person=PersonId(""), answers=answers)


def _tag(key: bytes, person: PersonId) -> bytes:
    return hmac.digest(key, person.encode(), hashlib.sha256)[:16]


def _padded(body: bytes) -> bytes:
    """Its length in four bytes, itself, and nothing up to the next multiple of SIZE."""
    whole = len(body).to_bytes(4, "big") + body
    return whole + bytes(-len(whole) % SIZE)


def _unpadded(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def _wrapped(name: str) -> bytes:
    return about(box.name, "wrapped", name)


def _slip(name: str, tag: bytes) -> bytes:
    return about(box_slip.name, "sealed", f"{name}|{tag.hex()}")
