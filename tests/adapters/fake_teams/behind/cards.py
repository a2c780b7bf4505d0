"""Adaptive Cards: walking through one, and what Teams would not draw or would not send.

Sources: adaptivecards.io/explorer (elements up to version 1.5);
learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference (1.5 at most,
no media), /cards/cards-actions (`msteams` in a dialog does nothing; six actions),
/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
(a fallback for `Action.Execute`; no more than 60 users to refresh for).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.adapters.fake_teams.shapes import Json

MOST_ACTIONS = 6
MOST_REFRESHED = 60
INPUTS = frozenset(
    f"Input.{kind}" for kind in ("Text", "Number", "Date", "Time", "Toggle", "ChoiceSet")
)
_ELEMENTS = INPUTS | {
    "TextBlock",
    "RichTextBlock",
    "Image",
    "ImageSet",
    "Container",
    "ColumnSet",
    "Column",
    "FactSet",
    "ActionSet",
    "Table",
    "TableRow",
    "TableCell",
}
_ACTIONS = frozenset(
    f"Action.{kind}" for kind in ("OpenUrl", "Submit", "ShowCard", "ToggleVisibility", "Execute")
)
_INSIDE = ("body", "items", "columns", "rows", "cells", "images")
_VERSIONS = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.5"}


def drawn(node: Json) -> Iterator[Json]:
    """Every element that is drawn, in the order of reading; what is not known, as its fallback."""
    for child in _children(node):
        shown = _or_fallback(child)
        if shown is not None and shown.get("isVisible", True):
            yield shown
            yield from drawn(shown)


def _children(node: Json) -> Iterator[Json]:
    for name in _INSIDE:
        for child in node.get(name) or ():
            if isinstance(child, dict):
                yield child if "type" in child else child | {"type": _implied(name)}


def _implied(name: str) -> str:
    return {"columns": "Column", "rows": "TableRow", "cells": "TableCell"}.get(name, "Image")


def _or_fallback(node: Json) -> Json | None:
    if node["type"] in _ELEMENTS:
        return node
    fallback = node.get("fallback")
    return _or_fallback(fallback) if isinstance(fallback, dict) else None


def inputs(card: Json) -> list[Json]:
    return [node for node in drawn(card) if node["type"] in INPUTS]


def actions(card: Json) -> list[Json]:
    """Every button that can be pressed, also those that lie in a card that a button shows."""
    own = _own_actions(card)
    inner = [one["card"] for one in own if one.get("type") == "Action.ShowCard"]
    return own + [deeper for each in inner for deeper in actions(each)]


def _own_actions(card: Json) -> list[Json]:
    found = list(card.get("actions") or ())
    for node in drawn(card):
        if node["type"] == "ActionSet":
            found += node.get("actions") or ()
        if isinstance(node.get("selectAction"), dict):
            found.append(node["selectAction"])
    return found


def around(card: Json, action: Json) -> Json:
    """What is handed in with a button, as a card: its own card, and those in which that one lies."""
    return {"type": "AdaptiveCard", "body": _bodies(card, action) or []}


def _bodies(card: Json, action: Json) -> list[Json] | None:
    """None where the button is not in it."""
    own = _own_actions(card)
    if any(one is action for one in own):
        return list(card.get("body") or ())
    for each in own:
        inner = _bodies(each["card"], action) if each.get("type") == "Action.ShowCard" else None
        if inner is not None:
            return [*(card.get("body") or ()), *inner]
    return None


def wrong_with(card: Any, *, in_dialog: bool = False) -> Iterator[str]:
    """One sentence each."""
    if isinstance(card, dict) and str(card.get("version")) not in _VERSIONS:
        yield f"Version {card.get('version')!r} is not drawn; 1.5 is the highest."
    yield from _wrong_in(card, in_dialog=in_dialog)


def _wrong_in(card: Any, *, in_dialog: bool) -> Iterator[str]:
    """Of a card that a button shows, too, which needs no version of its own."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        yield "This is no Adaptive Card."
        return
    yield from _unknown(card)
    yield from _of_inputs(card)
    for each in [card, *(node for node in drawn(card) if node["type"] == "ActionSet")]:
        yield from _of_buttons(each.get("actions") or (), in_dialog=in_dialog)
    if len((card.get("refresh") or {}).get("userIds", ())) > MOST_REFRESHED:
        yield f"A card is refreshed for {MOST_REFRESHED} people at most."


def _unknown(node: Json) -> Iterator[str]:
    for child in _children(node):
        if child["type"] not in _ELEMENTS and "fallback" not in child:
            yield f"{child['type']} is not drawn everywhere, and has no fallback."
        elif child["type"] not in _ELEMENTS and child["fallback"] != "drop":
            yield from _unknown({"items": [child["fallback"]]})
        if child["type"] == "TextBlock" and not isinstance(child.get("text"), str):
            yield "A TextBlock has no text."
        yield from _unknown(child)


def _of_inputs(card: Json) -> Iterator[str]:
    found = inputs(card)
    for id_, times in Counter(one.get("id") for one in found).items():
        if not id_ or times > 1:
            yield f"Each input needs an id of its own: {id_!r} stands {times} times."
    for one in found:
        if not one.get("label"):
            yield f"The input {one.get('id')!r} has no label."
        if one.get("isRequired") and not one.get("errorMessage"):
            yield f"Nothing is said where the input {one.get('id')!r} is left empty."
        if one["type"] == "Input.ChoiceSet":
            yield from _of_choices(one)


def _of_choices(one: Json) -> Iterator[str]:
    values = [choice.get("value") for choice in one.get("choices") or ()]
    if not values and "choices.data" not in one:
        yield f"There is nothing to choose in {one.get('id')!r}."
    if not all(isinstance(value, str) and value for value in values):
        yield f"A choice in {one.get('id')!r} has no value."
    if len(set(values)) < len(values):
        yield f"Two choices in {one.get('id')!r} have one value."
    if one.get("isMultiSelect") and any("," in str(value) for value in values):
        yield f"A value with a comma in {one.get('id')!r} comes back as two."


def _of_buttons(given: Any, *, in_dialog: bool) -> Iterator[str]:
    if len(given) > MOST_ACTIONS:
        yield f"{len(given)} actions stand together; {MOST_ACTIONS} are drawn."
    for action in given:
        if action.get("type") not in _ACTIONS:
            yield f"{action.get('type')} is no action."
        if not action.get("title"):
            yield f"An {action.get('type')} has no title."
        yield from _of_button(action, in_dialog=in_dialog)


def _of_button(action: Json, *, in_dialog: bool) -> Iterator[str]:
    data, kind, title = action.get("data"), action.get("type"), action.get("title")
    if data is not None and not isinstance(data, dict):
        yield f"What {title!r} carries is no object: typed values would be lost."
    if kind == "Action.Execute" and not action.get("verb"):
        yield f"{title!r} has no verb."
    if kind == "Action.Execute" and not _falls_back_on(action.get("fallback"), "Action.Submit"):
        yield f"{title!r} does nothing in an old client: it has no Action.Submit to fall back on."
    if in_dialog and (kind == "Action.Execute" or "msteams" in (data or {})):
        yield f"{title!r} does nothing in a dialog: only a plain Action.Submit does."
    if kind == "Action.ShowCard":
        yield from _wrong_in(action.get("card"), in_dialog=in_dialog)


def _falls_back_on(fallback: Any, kind: str) -> bool:
    return isinstance(fallback, dict) and fallback.get("type") == kind
