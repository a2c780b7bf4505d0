"""Views: modals on a person's stack of at most three, and App Homes.

Source: docs.slack.dev/surfaces/modals and the pages of views.open, push, update and publish.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_slack.wire import Json

STACK = 3
_KEPT = ("title", "submit", "close", "clear_on_close", "notify_on_close")


@dataclass(eq=False)
class View:
    """A view as one person has it before them: what the app made, and what the person typed."""

    id: str
    team_id: str
    user: str
    kind: str
    definition: Json
    blocks: list[Json]
    hash: str
    app_id: str
    bot_id: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_open: bool = True

    @property
    def callback_id(self) -> str:
        return str(self.definition.get("callback_id") or "")

    @property
    def private_metadata(self) -> str:
        return str(self.definition.get("private_metadata") or "")

    @property
    def external_id(self) -> str:
        return str(self.definition.get("external_id") or "")

    @property
    def title(self) -> str:
        return _words(self.definition.get("title"))

    @property
    def submit(self) -> str:
        return _words(self.definition.get("submit"))

    @property
    def tells_when_closed(self) -> bool:
        return bool(self.definition.get("notify_on_close"))

    def redraw(self, definition: Json, blocks: list[Json], hash: str) -> None:
        """A new definition in place. What was typed stays where block and action ids are the same.

        Source: docs.slack.dev/surfaces/modals ("updating views": keep `block_id` and `action_id`
        to keep the state of an input).
        """
        self.definition, self.blocks, self.hash = definition, blocks, hash
        self.errors = {}
        typed, self.values = self.values, {}
        for block_id, element in elements(blocks):
            action_id = element["action_id"]
            kept = typed.get(block_id, {}).get(action_id)
            same = kept is not None and kept["type"] == element["type"]
            self.values.setdefault(block_id, {})[action_id] = (
                kept if kept is not None and same else initially(element)
            )

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "team_id": self.team_id,
            "type": self.kind,
            "blocks": self.blocks,
            "private_metadata": self.private_metadata,
            "callback_id": self.callback_id,
            "external_id": self.external_id,
            "state": {"values": self.state()},
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "app_id": self.app_id,
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        } | {name: self.definition.get(name, _absent(name)) for name in _KEPT}

    def state(self) -> dict[str, dict[str, Json]]:
        return {block: dict(actions) for block, actions in self.values.items() if actions}


VALUES = {
    "checkboxes": "selected_options",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "datetimepicker": "selected_date_time",
    "email_text_input": "value",
    "external_select": "selected_option",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "multi_external_select": "selected_options",
    "multi_static_select": "selected_options",
    "multi_users_select": "selected_users",
    "number_input": "value",
    "plain_text_input": "value",
    "radio_buttons": "selected_option",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "timepicker": "selected_time",
    "url_text_input": "value",
    "users_select": "selected_user",
}
"""Where a kind of element puts what a person chose (docs.slack.dev/reference/views, "state")."""

_LISTS = {kind for kind, where in VALUES.items() if where.endswith("s")}
_INITIAL = {
    "selected_options": "initial_options",
    "selected_option": "initial_option",
    "selected_users": "initial_users",
    "selected_user": "initial_user",
    "selected_channels": "initial_channels",
    "selected_channel": "initial_channel",
    "selected_conversations": "initial_conversations",
    "selected_conversation": "initial_conversation",
    "selected_date_time": "initial_date_time",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "rich_text_value": "initial_value",
    "value": "initial_value",
}


def elements(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every element that holds a value, with its block's id."""
    for block in blocks:
        for element in (block.get("element"), block.get("accessory"), *block.get("elements", ())):
            if isinstance(element, dict) and element.get("type") in VALUES:
                yield block["block_id"], element


def initially(element: Json) -> Json:
    """An element's value before anybody touches it."""
    where = VALUES[element["type"]]
    empty: Any = [] if element["type"] in _LISTS else None
    return {"type": element["type"], where: element.get(_INITIAL[where], empty)}


def _words(text: Json | None) -> str:
    return str(text["text"]) if text else ""


def _absent(name: str) -> bool | None:
    return False if name.endswith("_on_close") else None
