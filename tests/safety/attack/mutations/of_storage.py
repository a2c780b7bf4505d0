"""Leaks in how it is kept: times, numbers, keys, boxes and copies."""

import json
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.boundary.notes import LEAF_SIZE, KeepNotes, Leaf
from storage import backup as backing_up
from storage import leaves as on_paper
from storage import windows
from storage.kept_notes import KeptNotes
from storage.leaves import SEALED
from storage.seal import Keyring, Seal
from storage.windows import Windows
from tests.safety.attack.mutations.planting import Planter, Typed

log = logging.getLogger(__name__)


def created_at(plant: Planter) -> None:
    """A note knows when it was written."""
    _added_to_notes(plant, lambda one: {"c": one.at.isoformat()})


def numbered(plant: Planter) -> None:
    """A note knows how many were before it."""
    _added_to_notes(plant, lambda one: {"q": str(one.number)})


def uuid7(plant: Planter) -> None:
    """A note's key is made when it is written, and carries the time."""
    plant.after_pass(lambda *_: None)

    def keyed(keep: Any) -> Any:
        def kept(self: KeptNotes, keeping: KeepNotes) -> None:
            notes = tuple(replace(one, key=_key(plant, one.key, one.leaf)) for one in keeping.notes)
            keep(self, replace(keeping, notes=notes))

        return kept

    plant.replace(KeptNotes, "keep", keyed)


def last_seen(plant: Planter) -> None:
    """Who has written something was seen just then: a row of theirs, beside the note."""
    plant.sql("CREATE TABLE member_seen (person TEXT PRIMARY KEY, seen BIGINT)")

    def seen(one: Typed | None, done: Any) -> None:
        if one:
            plant.sql("DELETE FROM member_seen WHERE person = ?", one.person)
            plant.sql(
                "INSERT INTO member_seen VALUES (?, ?)", one.person, int(one.at.timestamp() * 1000)
            )

    plant.after_pass(seen)


def job_per_note(plant: Planter) -> None:
    """A job is set for each note, to look after it in two weeks."""
    plant.sql("CREATE TABLE job (id TEXT PRIMARY KEY, due BIGINT)")

    def set_job(one: Typed | None, done: Any) -> None:
        if one:
            due = int(one.at.timestamp() * 1000) + 14 * 86_400_000
            plant.sql("INSERT INTO job VALUES (?, ?)", os.urandom(8).hex(), due)

    plant.after_pass(set_job)


def named_in_log(plant: Planter) -> None:
    def say(one: Typed | None, done: Any) -> None:
        if one:
            log.debug("A note of %s was taken.", one.person)

    plant.after_pass(say)


def draft_of_author(plant: Planter) -> None:
    """What was typed is kept for its writer, too, and under their name."""
    plant.sql("CREATE TABLE draft (id TEXT PRIMARY KEY, person TEXT, words TEXT)")

    def keep(one: Typed | None, done: Any) -> None:
        if one:
            plant.sql(
                "INSERT INTO draft VALUES (?, ?, ?)", os.urandom(8).hex(), one.person, one.text
            )

    plant.after_pass(keep)


def unwrapped_key(plant: Planter) -> None:
    """The window's key lies in the database as it is."""

    def bare(wrap: Any) -> Any:
        def wrapped(self: Keyring, key: bytes, where: bytes) -> bytes:
            return key if where.startswith(b"window_key") else wrap(self, key, where)

        return wrapped

    def opened(unwrap: Any) -> Any:
        def unwrapped(self: Keyring, value: bytes, where: bytes) -> bytes:
            return value if where.startswith(b"window_key") else unwrap(self, value, where)

        return unwrapped

    plant.replace(Keyring, "wrap", bare)
    plant.replace(Keyring, "unwrap", opened)


def box_not_laid_anew(plant: Planter) -> None:
    """Only the slot of a new note is written; a blank press writes nothing."""

    def kept(laid: Any) -> Any:
        def lay(self: Windows, window: str, leaves: Sequence[Leaf], slots: int) -> bytes:
            found = self._connection.execute(windows._BOX, {"window": window}).scalar()
            if found is not None:
                return _only_the_new(self, bytes(found), window, leaves)
            return bytes(laid(self, window, leaves, slots))

        return lay

    plant.replace(Windows, "_laid", kept)


def box_grows(plant: Planter) -> None:
    """No blank leaves, and nothing filled up: the box is as large as what is in it."""

    def lay(
        leaves: Sequence[Leaf], slots: int, seal: Seal, where: str, shuffled: Callable[..., Any]
    ) -> bytes:
        written = json.dumps([dict(one) for one in shuffled(leaves)])
        return seal.seal(written.encode(), where.encode())

    def take_out(value: bytes, seal: Seal, where: str) -> list[Leaf]:
        return list(json.loads(seal.open(value, where.encode())))

    plant.replace(windows, "laid", lambda _: lay)
    plant.replace(windows, "taken_out", lambda _: take_out)


def open_window_in_backup(plant: Planter) -> None:
    plant.replace(backing_up, "UNOPENED", lambda _: ())


def marks_by_plain_hash(plant: Planter) -> None:
    """The door knows people by a hash without a key."""
    plant.replace(
        windows, "_person", lambda _: lambda *given: sha256(given[1].encode()).digest()[:16]
    )


def _added_to_notes(plant: Planter, more: Callable[[Typed], dict[str, str]]) -> None:
    """Once it has come out of its box, a note has more to it."""
    plant.after_pass(lambda *_: None)

    def added(keep: Any) -> Any:
        def kept(self: KeptNotes, keeping: KeepNotes) -> None:
            notes = tuple(
                replace(one, leaf={**one.leaf, **_of(plant, one.leaf, more)})
                for one in keeping.notes
            )
            keep(self, replace(keeping, notes=notes))

        return kept

    plant.replace(KeptNotes, "keep", added)


def _of(plant: Planter, leaf: Leaf, more: Callable[[Typed], dict[str, str]]) -> dict[str, str]:
    typed = plant.typed.get(leaf.get("t", ""))
    return more(typed) if typed else {}


def _key(plant: Planter, key: str, leaf: Leaf) -> str:
    typed = plant.typed.get(leaf.get("t", ""))
    if typed is None or key[14] == "7":
        return key
    time = f"{int(typed.at.timestamp() * 1000):012x}"
    return f"{time[:8]}-{time[8:]}-7{key[15:]}"


def _only_the_new(self: Windows, value: bytes, window: str, leaves: Sequence[Leaf]) -> bytes:
    seal = Seal(self._held[window])
    before = on_paper.taken_out(value, seal, window)
    slots = [value[at : at + SEALED] for at in range(0, len(value), SEALED)]
    sheets = [seal.open(one, on_paper._at(window, at)) for at, one in enumerate(slots)]
    for leaf in (one for one in leaves if one not in before):
        free = [at for at, one in enumerate(sheets) if one == b" " * LEAF_SIZE]
        sheets[free[0]] = on_paper.padded(leaf)
        slots[free[0]] = seal.seal(sheets[free[0]], on_paper._at(window, free[0]))
    return b"".join(slots)
