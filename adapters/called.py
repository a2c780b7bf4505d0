"""What people are called, as their chat tells it: names that can be seen, and do nothing to the words beside them."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import category

TURNS: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows, a whole sentence of ours too. Those within a name, such as the Arabic
letter's own, stay."""
BLANKS: Final = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs, by their kind, of which nothing is seen."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})


def seen(name: str) -> str:
    """On one line. Empty where there would be nothing to see."""
    plain = " ".join(TURNS.sub("", name).split())
    return plain if any(_is_seen(letter) for letter in plain) else ""


def first_seen(names: Iterable[object]) -> str:
    return next((shown for one in names if one and (shown := seen(str(one)))), "")


def _is_seen(letter: str) -> bool:
    return letter not in BLANKS and category(letter) not in UNSEEN
