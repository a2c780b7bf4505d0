"""What a thief opens with the keys that they have found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.boundary.notes import Leaf
from bot.boundary.trouble import Trouble
from bot.domain.ids import PersonId
from storage.leaves import taken_out
from storage.seal import KEY as KEY_SIZE
from storage.seal import Keyring, Marks, Seal, about
from tests.safety.attack.dumps import Dump, Row

SEALED = ("sealed", "whither", "card")


@dataclass
class Behind:
    """What lies behind an open door, where it could be opened."""

    texts: set[str] = field(default_factory=set)
    passed: set[PersonId] = field(default_factory=set)


@dataclass
class Secrets:
    """The keys that were found: in the configuration, and as plain values in the database."""

    master: tuple[bytes, ...] = ()
    found: set[bytes] = field(default_factory=set)
    marks: set[bytes] = field(default_factory=set)
    """With these the house makes its marks."""


def open_dump(dump: Dump, master: Sequence[bytes], people: Iterable[PersonId]) -> Secrets:
    """Fill in what can be opened of it."""
    secrets = Secrets(tuple(master), set(_plain_keys(dump)))
    keyring = Keyring(master) if master else None
    seals = dict(_community_seals(dump, keyring, secrets))
    secrets.marks |= set(_house_keys(dump, keyring))
    for name, rows in dump.tables.items():
        for row in rows:
            if text := _opened(name, row, seals):
                dump.opened[name, row.place] = text
    dump.behind = _behind(dump, keyring, secrets, people)
    return secrets


def _plain_keys(dump: Dump) -> Iterator[bytes]:
    """Anything that could be a key."""
    for rows in dump.tables.values():
        for row in rows:
            for value in row.values.values():
                if isinstance(value, bytes) and len(value) == KEY_SIZE:
                    yield value


def _community_seals(
    dump: Dump, keyring: Keyring | None, secrets: Secrets
) -> Iterator[tuple[str, list[Seal]]]:
    for row in dump.tables.get("community_key", ()):
        of = str(row.values["community"])
        keys = list(secrets.found)
        if keyring and (key := _unwrapped(keyring, row, about("community_key", "wrapped", of))):
            keys.insert(0, key)
        yield of, [_seal(key) for key in keys]


@lru_cache(maxsize=1024)
def _seal(key: bytes) -> Seal:
    return Seal(key)


def _house_keys(dump: Dump, keyring: Keyring | None) -> Iterator[bytes]:
    for row in dump.tables.get("house_key", ()):
        where = about("house_key", "wrapped", str(row.values["name"]))
        if keyring and (key := _unwrapped(keyring, row, where)):
            yield key


def _unwrapped(keyring: Keyring, row: Row, where: bytes) -> bytes | None:
    try:
        return keyring.unwrap(bytes(row.values["wrapped"]), where)  # type: ignore[call-overload]
    except Trouble:
        return None


def _opened(table: str, row: Row, seals: Mapping[str, Sequence[Seal]]) -> str:
    values = row.values
    name = str(values.get("id") or values.get("key") or "")
    texts = []
    for column in SEALED:
        value = values.get(column)
        if isinstance(value, bytes) and "community" in values:
            found = seals.get(str(values["community"]), ())
            texts.append(_tried(value, about(table, column, name), tuple(found)))
    return "\n".join(texts)


@lru_cache(maxsize=8192)
def _tried(value: bytes, where: bytes, seals: tuple[Seal, ...]) -> str:
    """With whichever of them opens it."""
    for seal in seals:
        try:
            return seal.open(value, where).decode("utf-8", "replace")
        except Trouble:
            continue
    return ""


def _behind(
    dump: Dump, keyring: Keyring | None, secrets: Secrets, people: Iterable[PersonId]
) -> Behind:
    found = Behind()
    boxes = {str(row.values["window"]): row for row in dump.tables.get("window_box", ())}
    for row in dump.tables.get("window_key", ()):
        window = str(row.values["window"])
        keys = list(secrets.found)
        if keyring and (key := _unwrapped(keyring, row, about("window_key", "wrapped", window))):
            keys.append(key)
        for key in keys:
            _look_behind(found, key, window, boxes, dump, people)
    return found


def _look_behind(
    found: Behind,
    key: bytes,
    window: str,
    boxes: Mapping[str, Row],
    dump: Dump,
    people: Iterable[PersonId],
) -> None:
    try:
        leaves = taken_out(bytes(boxes[window].values["sealed"]), Seal(key), window)  # type: ignore[call-overload]
    except (Trouble, KeyError, ValueError):
        return
    found.texts |= {_text(leaf) for leaf in leaves}
    marks = {Marks(key).of("person", one): one for one in people}
    for row in dump.tables.get("window_door", ()):
        mark = bytes(row.values["mark"])  # type: ignore[call-overload]
        if row.values["passed"] and mark in marks:
            found.passed.add(marks[mark])


def _text(leaf: Leaf) -> str:
    return leaf.get("t", "")
