"""What a client makes of what somebody enters, and what it holds back.

Source: adaptivecards.io/explorer/Input.*: every value is sent as text; several choices with commas
between them; a toggle as its `valueOn` or `valueOff`. A desktop client leaves out what is empty, a
telephone sends it as nothing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from tests.adapters.fake_teams.behind import cards
from tests.adapters.fake_teams.shapes import CannotDo, Json

Names = Callable[[Any], str]
"""The directory id of somebody that a picker of people offers. Raises `CannotDo` for others."""


def defaults(card: Json) -> dict[str, str]:
    """What stands in the fields before anybody has typed."""
    return {one["id"]: _standing(one) for one in cards.inputs(card)}


def _standing(one: Json) -> str:
    if one["type"] == "Input.Toggle":
        return str(one.get("value", one.get("valueOff", "false")))
    return str(one.get("value", ""))


def find(card: Json, what: str) -> Json:
    """The one input with this id or label."""
    found = [one for one in cards.inputs(card) if what == one["id"]]
    found = found or [one for one in cards.inputs(card) if what == one.get("label")]
    found = found or [one for one in cards.inputs(card) if what == one.get("title")]
    if len(found) != 1:
        there = [one.get("label") or one["id"] for one in cards.inputs(card)]
        raise CannotDo(f"There are {len(found)} fields called {what!r}; there is: {there}")
    return found[0]


def entered(one: Json, value: Any, names: Names) -> str:
    """As it is sent. Raises `CannotDo` where no client would let it be entered."""
    if value is None:
        return ""
    match one["type"]:
        case "Input.ChoiceSet":
            return _chosen(one, value, names)
        case "Input.Toggle":
            return str(
                one.get("valueOn", "true")
                if value in (True, "true")
                else one.get("valueOff", "false")
            )
        case "Input.Date" if isinstance(value, date):
            return value.isoformat()
        case "Input.Time" if isinstance(value, time):
            return value.strftime("%H:%M")
        case "Input.Number":
            return _number(one, str(value))
        case "Input.Text":
            return _text(one, str(value))
        case _:
            return str(value)


def _chosen(one: Json, value: Any, names: Names) -> str:
    several = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    if len(several) > 1 and not one.get("isMultiSelect"):
        raise CannotDo(f"Only one can be chosen in {one.get('label')!r}.")
    if "choices.data" in one:
        return ",".join(names(each) for each in several)
    return ",".join(_option(one, str(each)) for each in several)


def _option(one: Json, what: str) -> str:
    for choice in one["choices"]:
        if what in {choice["value"], choice["title"]}:
            return str(choice["value"])
    there = [choice["title"] for choice in one["choices"]]
    raise CannotDo(f"There is no {what!r} among {there}.")


def _number(one: Json, text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        raise CannotDo(f"{text!r} is no number.") from None
    if not one.get("min", number) <= number <= one.get("max", number):
        raise CannotDo(one.get("errorMessage") or f"{text} does not fit {one.get('label')!r}.")
    return text


def _text(one: Json, text: str) -> str:
    if len(text) > one.get("maxLength", len(text)):
        raise CannotDo(f"Only {one['maxLength']} characters fit {one.get('label')!r}.")
    return text if one.get("isMultiline") else text.replace("\n", " ")


def held_back(card: Json, values: Mapping[str, str]) -> None:
    """Raises `CannotDo` where the client itself says what is missing or wrong."""
    for one in cards.inputs(card):
        value, label = values.get(one["id"], ""), one.get("label")
        off = one["type"] == "Input.Toggle" and value == one.get("valueOff", "false")
        if one.get("isRequired") and (not value or off):
            raise CannotDo(f"{label!r} is required: {one.get('errorMessage', '')}")
        if value and "regex" in one and not re.fullmatch(one["regex"], value):
            raise CannotDo(f"{label!r} does not fit: {one.get('errorMessage', '')}")


def sent(values: Mapping[str, str], *, phone: bool) -> dict[str, str]:
    return {name: value for name, value in values.items() if value or phone}
