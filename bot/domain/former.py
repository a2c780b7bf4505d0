"""Whether words that were agreed name somebody."""

from bot.domain.hints import hints
from bot.domain.shapes import HintKind


def still_named_in(words: str, name: str) -> bool:
    """By their whole name, or a part of it, as people write it. Line by line: of a long text not all is looked at."""
    found = (one for line in words.splitlines() for one in hints(line, (name,)))
    return any(one.kind is HintKind.NAME for one in found)
