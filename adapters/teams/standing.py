"""Which messages a post is made of, first to last. Of some nobody knows the id: somebody has seen them there. Pure."""

from collections.abc import Sequence
from typing import Final

from bot.domain.ids import Address

UNKNOWN: Final = "?"
"""In place of the id of a message that somebody has seen."""
BEFORE: Final = "^"
"""The same, as it is kept: it stands before the post's address."""

Messages = tuple[str, ...]


def seen(known: Messages, stand: int) -> Messages:
    """So many of them `stand`, as somebody has seen."""
    return (*known, *[UNKNOWN] * (stand - len(known)))


def address(messages: Sequence[str]) -> Address | None:
    """The first that is known: what belongs under the post stands below it."""
    return next((Address(one) for one in messages if one != UNKNOWN), None)


def rest(messages: Messages, first: Address) -> Messages:
    """The others, as they are kept under the post's address."""
    at = messages.index(first)
    return (*[BEFORE] * at, *messages[at + 1 :])


def whole(first: Address, kept: Messages) -> Messages:
    """What `rest` was taken from."""
    before = kept.count(BEFORE)
    return (*[UNKNOWN] * before, first, *kept[before:])
