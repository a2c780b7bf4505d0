"""How long each text and list may be.

Source: the page of each block, element and composition object under
docs.slack.dev/reference/block-kit; docs.slack.dev/reference/views for views.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.adapters.fake_slack.blocks.problem import Problem
from tests.adapters.fake_slack.wire import Json

LONGEST: Mapping[str, Mapping[str, int]] = {
    "section": {"text": 3000},
    "header": {"text": 150},
    "markdown": {"text": 12_000},
    "image": {"image_url": 3000, "alt_text": 2000, "title": 2000},
    "input": {"label": 2000, "hint": 2000},
    "video": {"title": 200, "author_name": 50},
    "button": {"text": 75, "value": 2000, "url": 3000, "accessibility_label": 75},
    "workflow_button": {"text": 75, "accessibility_label": 75},
    "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000},
    "home": {"private_metadata": 3000},
}
"""Characters, by the type of the object and its field; a text object counts by its text."""

ANYWHERE: Mapping[str, int] = {
    "block_id": 255,
    "action_id": 255,
    "callback_id": 255,
    "external_id": 255,
    "placeholder": 150,
}
OPTION: Mapping[str, int] = {"text": 75, "value": 150, "description": 75, "url": 3000}
CONFIRM: Mapping[str, int] = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
FIELD = 2000

MOST: Mapping[tuple[str, str], tuple[int, int]] = {
    ("section", "fields"): (1, 10),
    ("actions", "elements"): (1, 25),
    ("context", "elements"): (1, 10),
    ("context_actions", "elements"): (1, 5),
    ("overflow", "options"): (1, 5),
    ("checkboxes", "options"): (1, 10),
    ("radio_buttons", "options"): (1, 10),
    ("static_select", "options"): (1, 100),
    ("multi_static_select", "options"): (1, 100),
    ("static_select", "option_groups"): (1, 100),
    ("multi_static_select", "option_groups"): (1, 100),
    ("table", "rows"): (1, 100),
    ("message", "blocks"): (1, 50),
    ("modal", "blocks"): (1, 100),
    ("home", "blocks"): (0, 100),
}
"""How few and how many a list may hold."""

COLUMNS = 20
INPUT_MOST = 3000


def wrong_lengths(node: Json, at: str) -> Iterator[Problem]:
    """The texts and lists of one object, without what lies deeper."""
    kind = str(node.get("type", ""))
    for name, most in {**ANYWHERE, **LONGEST.get(kind, {})}.items():
        yield from text(node.get(name), most, f"{at}/{name}")
    for (owner, name), (fewest, most) in MOST.items():
        if owner == kind and isinstance(node.get(name), list):
            yield from count(node[name], fewest, most, f"{at}/{name}")
    yield from _parts(node, at)


def text(value: Any, most: int, at: str) -> Iterator[Problem]:
    """A string or a text object: at least one character, at most so many."""
    if isinstance(value, dict):
        value, at = value.get("text"), f"{at}/text"
    if not isinstance(value, str):
        return
    if len(value) > most:
        yield Problem(at, f"must be less than {most + 1} characters")
    if not value and not at.endswith(("/private_metadata", "/callback_id", "/external_id")):
        yield Problem(at, "must be more than 0 characters")


def count(items: list[Any], fewest: int, most: int, at: str) -> Iterator[Problem]:
    if len(items) > most:
        yield Problem(at, f"no more than {most} items allowed")
    if len(items) < fewest:
        yield Problem(at, f"must provide at least {fewest} items")


def _parts(node: Json, at: str) -> Iterator[Problem]:
    """Objects that carry no type of their own: options, confirmations; and rows and fields."""
    for number, option in enumerate(node.get("options") or ()):
        yield from _each(option, OPTION, f"{at}/options/{number}")
    for number, field in enumerate(node.get("fields") or ()):
        yield from text(field, FIELD, f"{at}/fields/{number}")
    if isinstance(node.get("confirm"), dict) and "title" in node["confirm"]:
        yield from _each(node["confirm"], CONFIRM, f"{at}/confirm")
    if node.get("type") == "table":
        for number, row in enumerate(node.get("rows") or ()):
            yield from count(row, 1, COLUMNS, f"{at}/rows/{number}")


def _each(node: Json, longest: Mapping[str, int], at: str) -> Iterator[Problem]:
    for name, most in longest.items():
        yield from text(node.get(name), most, f"{at}/{name}")
