"""What can be chosen in a form: each choice's words in full, however long they are. Pure."""

from collections.abc import Sequence
from typing import Final

from adapters.slack.blocks import LONGEST_LABEL, Block, plain, short
from adapters.slack.splitting import pieces
from bot.boundary.views import Choice

MOST_TICKS: Final = 10
"""Choices that can be laid out one under another; more of them are a menu."""


def options(choices: Sequence[Choice]) -> list[Block]:
    labels = numbered(choices) if too_long(choices) else [one.label for one in choices]
    return [_option(label, one.value) for one, label in zip(choices, labels, strict=True)]


def too_long(choices: Sequence[Choice]) -> bool:
    """For an option and the line under it; a menu has no such lines. They stand in a list above, by number."""
    if len(choices) > MOST_TICKS:
        return any(len(one.label) > LONGEST_LABEL for one in choices)
    return any(len(pieces(one.label, LONGEST_LABEL)) > 2 for one in choices)


def numbered(choices: Sequence[Choice]) -> list[str]:
    return [f"{number}. {one.label}" for number, one in enumerate(choices, 1)]


def _option(label: str, value: str) -> Block:
    """A long label goes on in a second line, in smaller letters."""
    parts = pieces(label, LONGEST_LABEL)
    if len(parts) != 2:
        return {"text": plain(short(label, LONGEST_LABEL)), "value": value}
    return {"text": plain(parts[0].rstrip()), "description": plain(parts[1]), "value": value}
