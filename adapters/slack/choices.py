"""What can be chosen in a form: each choice's words in full, however long they are. Pure."""

from collections.abc import Sequence
from typing import Final

from adapters.slack.blocks import LONGEST_LABEL, Block, plain
from adapters.splitting import pieces, short
from bot.boundary.views import Choice

MOST_TICKS: Final = 10
"""Choices that can be laid out one under another; more of them are a menu."""
MOST_TOGETHER: Final = 100
"""Choices in a menu, or in one part of it (docs.slack.dev/reference/block-kit/block-elements/select-menu-element)."""
PAUSES: Final = (": ", ". ", "? ", "; ")
"""Where what comes first can stand for itself."""


def options(choices: Sequence[Choice]) -> list[Block]:
    labels = numbered(choices) if too_long(choices) else [one.label for one in choices]
    return [_option(label, one.value) for one, label in zip(choices, labels, strict=True)]


def menu(choices: Sequence[Choice]) -> Block:
    """A long one comes in parts."""
    every = options(choices)
    if len(every) <= MOST_TOGETHER:
        return {"options": every}
    parts = (
        (first, every[first : first + MOST_TOGETHER])
        for first in range(0, len(every), MOST_TOGETHER)
    )
    return {
        "option_groups": [
            {"label": plain(f"{first + 1} to {first + len(part)}"), "options": part}
            for first, part in parts
        ]
    }


def too_long(choices: Sequence[Choice]) -> bool:
    """For an option and the line under it; a menu has no such lines. They stand in a list above, by number."""
    if len(choices) > MOST_TICKS:
        return any(len(one.label) > LONGEST_LABEL for one in choices)
    return any(_in_two(one.label) is None for one in choices)


def numbered(choices: Sequence[Choice]) -> list[str]:
    return [f"{number}. {one.label}" for number, one in enumerate(choices, 1)]


def _option(label: str, value: str) -> Block:
    """A long label goes on in a second line, in smaller letters."""
    text, more = _in_two(label) or (short(label, LONGEST_LABEL), "")
    below: Block = {"description": plain(more)} if more else {}
    return {"text": plain(text), "value": value} | below


def _in_two(label: str) -> tuple[str, str] | None:
    """What stands on an option and under it; none where both together are too short for it."""
    if len(label) <= LONGEST_LABEL:
        return label, ""
    halves = (label.partition(pause) for pause in PAUSES)
    fitting = (
        (f"{text}{pause.rstrip()}", more)
        for text, pause, more in halves
        if len(text) < LONGEST_LABEL and 0 < len(more) <= LONGEST_LABEL and text.strip()
    )
    return next(fitting, None) or _cut_in_two(label)


def _cut_in_two(label: str) -> tuple[str, str] | None:
    match pieces(label, LONGEST_LABEL):
        case [text, more] if text.strip() and more.strip():
            return text.rstrip(), more
        case _:
            return None
