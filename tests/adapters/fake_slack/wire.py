"""What goes over the wire: JSON, and how Slack reads the arguments of a call.

Source: docs.slack.dev/apis/web-api (arguments as query string, form or JSON, in GET and POST alike;
`blocks`, `view`, `metadata` and their like as JSON, or as a string of JSON).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.adapters.fake_slack.refused import Refused

Json = dict[str, Any]

_NOT_JSON = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call; what is absent, null or empty reads as the default."""

    given: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """Raises `invalid_arguments`, as Slack does, when a required argument is missing."""
        if not (value := self.text(name)):
            raise Refused.arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.given.get(name)
        return default if value is None else str(value).lower() in {"1", "true"}

    def number(self, name: str, default: int, *, most: int) -> int:
        value = self.text(name)
        return min(int(value), most) if value.isdigit() else default

    def json(self, name: str) -> Any:
        """The value of a compound argument, or None."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(_NOT_JSON.get(name, "invalid_arguments")) from None

    def has(self, name: str) -> bool:
        return self.given.get(name) is not None


async def read_arguments(request: web.Request) -> Arguments:
    """Merge query string, form and JSON body; the body wins."""
    merged: Json = dict(request.query)
    if request.content_type == "application/json":
        merged |= await _json_body(request)
    elif request.can_read_body:
        merged |= {name: str(value) for name, value in (await request.post()).items()}
    return Arguments(merged)


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body
