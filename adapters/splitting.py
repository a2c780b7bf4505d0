"""Cutting a long text into pieces, where a reader would pause. Nothing is lost: the pieces joined are the text."""

import re
from collections.abc import Iterable, Sequence

PAUSES = ("\n\n", "\n", ". ", "? ", "; ", ", ", " ")
"""From the best place to cut to the poorest; each is kept at the end of its piece."""


def pieces(text: str, most: int) -> Sequence[str]:
    """At most `most` characters each. None for an empty text."""
    parts = []
    while len(text) > most:
        end = _pause(text, most)
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts


def _pause(text: str, most: int) -> int:
    """The last good place in the second half of what fits, or else just where it is full."""
    for pause in PAUSES:
        found = text.rfind(pause, most // 2, most - len(pause) + 1)
        if found >= 0:
            return found + len(pause)
    return most


def short(words: str, most: int) -> str:
    """Cut between two words, where it must be. Only for what stands in full somewhere else."""
    if len(words) <= most:
        return words
    whole = words[: most - 1].rpartition(" ")[0] if " " in words[: most - 1] else words[: most - 1]
    return whole.rstrip(" ,.:;") + "…"


def split_at(text: str, names: Iterable[str]) -> Sequence[str]:
    """The names that stand in it, and what is between them, in their order."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return [text]
    found = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return [part for part in found if part]
