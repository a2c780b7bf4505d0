"""Finding what a person means on a screen, and what a client makes of their choice.

Source: the page of each element under docs.slack.dev/reference/block-kit/block-elements, for what
an action carries.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import label
from tests.adapters.fake_slack.views import VALUES
from tests.adapters.fake_slack.wire import Json

Found = tuple[str, Json]
"""A block's id, and an element in it."""


def button(blocks: list[Json], what: str) -> Found:
    """The one button, or choice of an overflow menu, with this label, action id or value."""
    found = [
        (block["block_id"], element)
        for block in blocks
        for element in _elements(block)
        if element["type"] in _PRESSED and what in _names(element)
    ]
    return _only(found, what, _all_names(blocks))


def field(blocks: list[Json], what: str) -> Found:
    """The one field or menu with this label, placeholder, block id or action id."""
    found = []
    for block in blocks:
        for element in _elements(block):
            if element["type"] in VALUES and what in {*_names(element), *_names(block)}:
                found.append((block["block_id"], element))
    return _only(found, what, [label(block) for block in blocks if "element" in block])


def pressed(block_id: str, element: Json, what: str) -> Json:
    """The action that pressing a button, or choosing from an overflow menu, sends."""
    told = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    if element["type"] == "overflow":
        return told | {"selected_option": _option(element, what)}
    kept = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    return told | kept


def chosen(block_id: str, element: Json, value: Any) -> Json:
    """The action that a choice sends."""
    told = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    return told | {VALUES[element["type"]]: content(element, value)}


def content(element: Json, value: Any) -> Any:
    """What a field holds once a person has filled it with `value`."""
    match element["type"]:
        case "static_select" | "radio_buttons" | "external_select":
            return None if value is None else _option(element, str(value))
        case "checkboxes" | "multi_static_select" | "multi_external_select":
            return [_option(element, str(each)) for each in value]
        case "multi_users_select" | "multi_channels_select" | "multi_conversations_select":
            return _few_enough(element, [_id(each) for each in value])
        case "users_select" | "channels_select" | "conversations_select":
            return None if value is None else _id(value)
        case "datepicker" | "timepicker" | "datetimepicker":
            return _when(value)
        case "rich_text_input":
            return _rich(str(value)) if value else None
        case _:
            return _typed(element, value)


def _typed(element: Json, value: Any) -> str | None:
    """A client lets nobody type more than fits, nor letters into a number."""
    text = None if value is None or value == "" else str(value)
    if text and len(text) > element.get("max_length", 3000):
        raise CannotDo(f"Only {element.get('max_length', 3000)} characters fit there.")
    if text and element["type"] == "number_input":
        _number(element, text)
    return text


def _number(element: Json, text: str) -> None:
    try:
        number = float(text)
    except ValueError:
        raise CannotDo(f"{text!r} is no number.") from None
    if not element.get("is_decimal_allowed") and not number.is_integer():
        raise CannotDo("Only whole numbers go there.")


def _when(value: Any) -> Any:
    match value:
        case datetime():
            return int(value.timestamp())
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case _:
            return value


def _rich(text: str) -> Json:
    said = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [said]}


def _few_enough(element: Json, ids: list[str]) -> list[str]:
    if len(ids) > element.get("max_selected_items", len(ids)):
        raise CannotDo(f"Only {element['max_selected_items']} can be chosen.")
    return ids


def _id(value: Any) -> str:
    """Of a person or a channel, or the id itself."""
    return str(getattr(value, "id", value))


def _option(element: Json, what: str) -> Json:
    groups = element.get("option_groups") or ()
    options = [*element.get("options", ()), *(o for group in groups for o in group["options"])]
    for option in options:
        if what in {option["value"], option["text"]["text"]}:
            found: Json = option
            return found
    raise CannotDo(f"There is no {what!r} among {[o['text']['text'] for o in options]}.")


def _elements(block: Json) -> list[Json]:
    found = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
    return [each for each in found if isinstance(each, dict) and "action_id" in each]


def _names(node: Json) -> set[str]:
    """By what a person or a test may call it."""
    names = {label(node), *(str(node.get(key)) for key in _KEYS if node.get(key))}
    if node.get("type") == "overflow":
        names |= {name for o in node["options"] for name in (o["text"]["text"], o.get("value"))}
    return names


_PRESSED = {"button", "workflow_button", "overflow"}
_KEYS = ("action_id", "block_id", "value", "accessibility_label")


def _all_names(blocks: list[Json]) -> list[str]:
    return [label(element) for block in blocks for element in _elements(block)]


def _only(found: list[Found], what: str, there: Iterable[str]) -> Found:
    if not found:
        raise CannotDo(f"There is no {what!r}. There is: {list(there)}.")
    if len(found) > 1:
        raise CannotDo(f"There are {len(found)} that are called {what!r}; use an id.")
    return found[0]
