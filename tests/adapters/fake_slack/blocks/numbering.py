"""The ids that Slack makes up where an app gives none: new ones each time.

Source: docs.slack.dev/reference/block-kit/blocks ("if not specified, one will be generated").
"""

import json
from typing import Any

from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.wire import Json

_WITHOUT_ACTION = {"image", "plain_text", "mrkdwn", "rich_text_section", "rich_text_list"}


def numbered(blocks: list[Json], mint: Mint) -> list[Json]:
    """A copy in which every block and every element that acts has an id."""
    copy: list[Json] = json.loads(json.dumps(blocks))
    for block in copy:
        block.setdefault("block_id", mint.short())
        for element in _acting(block):
            element.setdefault("action_id", mint.short())
    return copy


def _acting(block: Json) -> list[Json]:
    if block["type"] not in {"actions", "context_actions", "input", "section"}:
        return []
    found: list[Any] = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
    return [
        each for each in found if isinstance(each, dict) and each["type"] not in _WITHOUT_ACTION
    ]
