"""Long answers in pages.

Source: docs.slack.dev/apis/web-api/pagination: `limit`, `cursor`, and the next cursor, empty on the
last page, in `response_metadata`.
"""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from typing import TypeVar

from tests.adapters.fake_slack.methods.registry import Call
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json

Item = TypeVar("Item")
_NEXT = "next:"


def page(
    call: Call, items: Sequence[Item], *, usual: int = 100, most: int = 1000
) -> tuple[list[Item], Json]:
    """The items of this page, and what the answer says of the next."""
    start, size = (
        _start(call.arguments.text("cursor")),
        call.arguments.number("limit", usual, most=most),
    )
    end = start + max(1, size)
    cursor = b64encode(f"{_NEXT}{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    try:
        written = b64decode(cursor, validate=True).decode()
        return int(written.removeprefix(_NEXT)) if cursor else 0
    except (Error, ValueError):
        raise Refused("invalid_cursor") from None
