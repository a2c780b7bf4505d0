"""What needs no guessing: a person named where nobody may be named, a circle that is too small, a trace."""

from collections.abc import Iterator
from itertools import pairwise

from tests.safety.attack.attackers import Pack
from tests.safety.attack.dumps import Dump
from tests.safety.attack.evidence import Lived, Truth
from tests.safety.attack.identity import Faces

CROWD = 5
"""Fewer than so many through the door, those who look after the group not counted, and nothing may come out."""
UNSIGNED = {"window_key", "window_box", "window_door", "note"}
_PIECE = 48


def findings(lived: Lived, truth: Truth, pack: Pack) -> Iterator[str]:
    yield from lived.footprints
    told = [text for text in lived.told if text in truth.notes]
    if any(len(truth.crowd_of(text)) < CROWD for text in told):
        yield "a note of fewer than five"
    faces = Faces((*lived.members, *lived.keepers), pack.secrets)
    for dump in (*pack.locked.dumps, *pack.after.dumps, *pack.backups.dumps):
        yield from _named(dump, faces)
    yield from _left_in_files(lived)
    yield from _of_boxes(lived)
    for line in lived.lines:
        if faces.in_text(line.text):
            yield "a person in the log"
    for backup in lived.backups:
        if any(backup.tables.get(name) for name in UNSIGNED - {"note"}):
            yield "an open window in a backup"


def _named(dump: Dump, faces: Faces) -> Iterator[str]:
    for table in UNSIGNED:
        for row in dump.tables.get(table, ()):
            text = dump.opened.get((table, row.place), "")
            values = list(row.values.values())
            found = faces.in_text(text).union(
                *(faces.in_bytes(one) for one in values if isinstance(one, bytes)),
                *(faces.in_text(one) for one in values if isinstance(one, str)),
            )
            if found:
                yield f"a person in {table}"


def _of_boxes(lived: Lived) -> Iterator[str]:
    """Of one size whatever is in it, and nothing of it as it was once anybody has passed."""
    every = [_box(dump) for dump in lived.open_dumps]
    boxes = [one for one in every if one]
    if len({len(one) for one in boxes}) > 1:
        yield "a box that changes its size"
    for old, new in pairwise(boxes):
        places = range(0, min(len(old), len(new)), _PIECE)
        if old != new and any(old[at : at + _PIECE] == new[at : at + _PIECE] for at in places):
            yield "a box that is not laid anew as a whole"


def _box(dump: Dump) -> bytes:
    rows = dump.tables.get("window_box", ())
    return b"".join(bytes(row.values["sealed"]) for row in rows)  # type: ignore[call-overload]


def _left_in_files(lived: Lived) -> Iterator[str]:
    """A box as it was, in files taken later; a person's name in the clear."""
    dumps = [*lived.open_dumps, *([lived.after] if lived.after else [])]
    faces = Faces(
        lived.members, ()
    )  # keepers stand in the names of cards that ask them to hold a session
    boxes: list[bytes] = []
    for dump in dumps:
        now = [bytes(row.values["sealed"]) for row in dump.tables.get("window_box", ())]  # type: ignore[call-overload]
        if dump.raw and any(box[:_PIECE] in dump.raw for box in boxes if box not in now):
            yield "an older box in the files"
        if dump.raw and faces.in_text(dump.raw.decode("latin-1")):
            yield "a person in the files"
        boxes += now
