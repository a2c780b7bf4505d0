"""All three layers, over the blocks of a message or over a view."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.adapters.fake_slack.blocks.lengths import wrong_lengths
from tests.adapters.fake_slack.blocks.models import refused_blocks, refused_view
from tests.adapters.fake_slack.blocks.problem import Problem, unique
from tests.adapters.fake_slack.blocks.rules import broken_rules, broken_together, broken_view
from tests.adapters.fake_slack.blocks.structure import misshapen
from tests.adapters.fake_slack.wire import Json


def problems_of_message(blocks: list[Json]) -> list[Problem]:
    """Everything that Slack would refuse in the blocks of a message; none if it takes them."""
    return list(_of_message(json.dumps(blocks)))


def problems_of_view(view: Json) -> list[Problem]:
    """Everything that Slack would refuse in a modal or a home."""
    return list(_of_view(json.dumps(view)))


@lru_cache(maxsize=512)
def _of_message(written: str) -> tuple[Problem, ...]:
    """Remembered: the same card is posted to many."""
    blocks = json.loads(written)
    if bad := list(misshapen("Message", {"blocks": blocks})):
        return tuple(unique(bad))
    message = {"type": "message", "blocks": blocks}
    found = [*_deep(message, ""), *refused_blocks(blocks, "blocks")]
    return tuple(unique([*found, *broken_together(blocks, "/blocks")]))


@lru_cache(maxsize=512)
def _of_view(written: str) -> tuple[Problem, ...]:
    view = json.loads(written)
    surface = {"modal": "Modal", "home": "Home"}.get(view.get("type"))
    if surface is None:
        return (Problem("/view/type", f"unsupported type: {view.get('type')}"),)
    if bad := list(misshapen(surface, view, "view")):
        return tuple(unique(bad))
    blocks = view["blocks"]
    models = [] if surface == "Home" and not blocks else refused_view(view, "view")
    found = [*_deep(view, "/view"), *models, *refused_blocks(blocks, "view", "blocks")]
    together = [*broken_together(blocks, "/view/blocks"), *broken_view(view, "/view")]
    return tuple(unique([*found, *together]))


def _deep(node: Any, at: str) -> Iterator[Problem]:
    """The own rules, for an object and all that is in it."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from _deep(each, f"{at}/{number}")
    elif isinstance(node, dict):
        yield from wrong_lengths(node, at)
        yield from broken_rules(node, at)
        for name, value in node.items():
            yield from _deep(value, f"{at}/{name}")
