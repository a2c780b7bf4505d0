"""How large a message's blocks may be together.

Slack publishes no number for `msg_blocks_too_long`. Measured by others: about 13,200 characters of
text, and something for each block around it (slackapi/bolt-js issues 2509: 13,297 in markdown
blocks alone, 13,172 beside one divider; 2867: 11,341 in 45 mixed blocks refused, 9,597 in 50
accepted). The fake is as strict as the strictest of them.
"""

from collections.abc import Iterator
from typing import Any

from tests.adapters.fake_slack.wire import Json

MOST = 13_200
AROUND = {"markdown": 0, "divider": 125, "header": 100}
AROUND_OTHERS = 45
VIEW_BYTES = 250_000
"""docs.slack.dev/reference/methods/views.open: `view_too_large`, "greater than 250kb"."""


def weight(blocks: list[Json]) -> int:
    """Characters of text, and what each block adds."""
    around = sum(AROUND.get(block.get("type", ""), AROUND_OTHERS) for block in blocks)
    return around + sum(len(text) for text in _texts(blocks))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
