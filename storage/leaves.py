"""Leaves as bytes: all of one size, each sealed by itself, in an order of chance.

A leaf is written as JSON and filled up with spaces, which mean nothing to whoever reads it; one that
nobody wrote on is spaces alone.
"""

import json
from collections.abc import Callable, Sequence
from typing import cast

from bot.boundary.notes import LEAF_SIZE, Leaf, as_bytes, must_fit
from storage.seal import MORE, Seal, about

SEALED = LEAF_SIZE + MORE
_BLANK = b" " * LEAF_SIZE

Shuffled = Callable[[Sequence[bytes]], Sequence[bytes]]


def laid(leaves: Sequence[Leaf], slots: int, seal: Seal, where: str, shuffled: Shuffled) -> bytes:
    """All of a box as one value: these leaves and blank ones, at places of chance, under fresh nonces."""
    must_fit(leaves, slots)
    sheets = [padded(leaf) for leaf in leaves] + [_BLANK] * (slots - len(leaves))
    return b"".join(
        seal.seal(sheet, _at(where, place)) for place, sheet in enumerate(shuffled(sheets))
    )


def taken_out(value: bytes, seal: Seal, where: str) -> list[Leaf]:
    """What is written on, in the order in which it lies."""
    sheets = (
        seal.open(value[place * SEALED : (place + 1) * SEALED], _at(where, place))
        for place in range(len(value) // SEALED)
    )
    return [read(sheet) for sheet in sheets if sheet != _BLANK]


def padded(leaf: Leaf) -> bytes:
    """A longer one than `LEAF_SIZE` takes the next multiple."""
    body = as_bytes(leaf)
    return body.ljust(-(-len(body) // LEAF_SIZE) * LEAF_SIZE)


def read(sheet: bytes) -> Leaf:
    return cast(Leaf, json.loads(sheet))


def _at(where: str, place: int) -> bytes:
    return about("window_box", "sealed", f"{where}|{place}")
