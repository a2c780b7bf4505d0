"""What some clients send, and no database takes: half a letter, where a field has cut one in two, or none at all, from
the clipboard. The words around it are kept. Pure."""

import re
from typing import Any, Final

HALVES: Final = re.compile("[\ud800-\udfff]")
"""Of a pair, one without the other."""
UNREADABLE: Final = "\ufffd"
NONE: Final = "\0"


def writable(told: Any) -> Any:
    """The same, with a mark in place of half a letter, and nothing in place of none. Raises `RecursionError` where it
    is too deep."""
    match told:
        case str():
            return HALVES.sub(UNREADABLE, told.replace(NONE, ""))
        case dict():
            return {writable(name): writable(value) for name, value in told.items()}
        case list():
            return [writable(one) for one in told]
        case _:
            return told
