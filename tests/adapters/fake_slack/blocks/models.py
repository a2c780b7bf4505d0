"""What slack_sdk's own models refuse (`Block.parse(...).validate_json()`, `View(...).to_dict()`)."""

import logging
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.adapters.fake_slack.blocks.problem import Problem, pointer
from tests.adapters.fake_slack.wire import Json

logging.getLogger("slack_sdk.models").setLevel(logging.ERROR)


def refused_blocks(blocks: list[Json], *at: str) -> Iterator[Problem]:
    """Blocks that the models do not know are left to the other layers."""
    for number, block in enumerate(blocks):
        try:
            parsed = Block.parse(block)
            if parsed is not None:
                parsed.validate_json()
        except SlackObjectFormationError as refused:
            yield Problem(pointer(*at, number), str(refused))
        except (TypeError, KeyError, AttributeError, ValueError) as broken:
            yield Problem(pointer(*at, number), f"cannot be read: {broken}")


def refused_view(view: Json, *at: str) -> Iterator[Problem]:
    known: dict[str, Any] = {name: value for name, value in view.items() if name != "blocks"}
    try:
        View(**known, blocks=view.get("blocks")).to_dict()
    except SlackObjectFormationError as refused:
        yield Problem(pointer(*at), str(refused))
    except (TypeError, KeyError, AttributeError, ValueError) as broken:
        yield Problem(pointer(*at), f"cannot be read: {broken}")
