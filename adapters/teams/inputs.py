"""The fields of a form: as inputs of a card, and what comes back from them. Pure.

Every input has an id that no other form's has, so that no client fills the answer to one question in for the
next; a label that says in words whether it is needed; and what is wrong with it just above it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any, Final, assert_never
from urllib.parse import quote, unquote

from adapters.parts import numbered
from adapters.splitting import short
from adapters.teams import carrying, elements
from adapters.teams.elements import Json, rich, text_run
from adapters.teams.literal import literal
from bot.boundary.views import (
    Choice,
    Day,
    Field,
    Form,
    Line,
    Lines,
    OneOf,
    People,
    Points,
    SomeOf,
)
from bot.domain.ids import user_of

MOST_TICKS: Final = 10
"""Choices that are laid out one under another; more of them, where one is to be chosen, are a menu."""
LONGEST_IN_MENU: Final = 60
"""Characters; a menu does not break lines."""
SEPARATOR: Final = ","
"""Between several values: Teams joins and splits them by it, so none may have one in it."""
PICKED: Final = "="
"""Before every value: one that is empty can't be chosen."""

NEEDED: Final = "needed"
IF_YOU_LIKE: Final = "if you like"
LOOK: Final = "Please look: "
FILL_IN: Final = "Please fill this in."
CHOOSE: Final = "Please choose one."
CHOOSE_SOME: Final = "Please choose at least one."
CHOOSE_SOMEBODY: Final = "Please choose somebody."
PICK_A_DAY: Final = "Please pick a day."
TYPE_A_NAME: Final = "Type a name"

EVERYBODY: Final = "graph.microsoft.com/users"


def drawn(form: Form, errors: Mapping[str, str], typed: Mapping[str, Any] | None) -> Iterator[Json]:
    for one in form.fields:
        yield from _above(one, errors.get(one.name, ""))
        yield _labelled(form, one, _input(one), typed)
        if one.hint:
            yield rich(text_run(one.hint) | {"isSubtle": True}) | {"spacing": "Small"}


def id_of(form: Form, one: Field) -> str:
    return f"{one.name}.{_mark(form)}"


@dataclass(frozen=True, slots=True)
class Answers:
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]


def answers(form: Form, value: Mapping[str, Any]) -> Answers:
    """Of every field, also of those that were left empty, which Teams leaves out. Only what could be chosen was."""
    texts, lists = dict[str, str](), dict[str, tuple[str, ...]]()
    for one in form.fields:
        came = _came(form, one, value)
        match one:
            case Line() | Lines() | Day():
                texts[one.name] = came.replace("\r\n", "\n")
            case OneOf(choices=choices):
                texts[one.name] = next(iter(_chosen(came, choices)), "")
            case SomeOf(choices=choices):
                lists[one.name] = _chosen(came, choices)
            case People():
                lists[one.name] = people(form, one, value)
            case _:
                assert_never(one)
    return Answers(texts, lists)


def people(form: Form, one: People, value: Mapping[str, Any]) -> tuple[str, ...]:
    """Their ids in the directory."""
    came = _came(form, one, value)
    return tuple(dict.fromkeys(user for user in came.split(SEPARATOR) if user))


def problems(form: Form, value: Mapping[str, Any]) -> Mapping[str, str]:
    """What Teams' clients should not have let pass, and not every one of them looks at."""
    given = answers(form, value)
    found = {one.name: _problem(one, given) for one in form.fields}
    return {name: sentence for name, sentence in found.items() if sentence}


def _problem(one: Field, given: Answers) -> str:
    came = given.texts.get(one.name, "").strip() or given.lists.get(one.name, ())
    if one.required and not came:
        return _missing(one)
    if isinstance(one, Line | Lines) and len(came) > one.most:
        return f"Please use {one.most} characters at most. These are {len(came)}."
    if isinstance(one, People) and len(came) > one.most:
        return f"Please choose {one.most} at most."
    return ""


def _came(form: Form, one: Field, value: Mapping[str, Any]) -> str:
    came = value.get(id_of(form, one))
    return came if isinstance(came, str) else ""


def _chosen(came: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    picked = {unquote(one.removeprefix(PICKED)) for one in came.split(SEPARATOR) if one}
    return tuple(one.value for one in choices if one.value in picked)


def _mark(form: Form) -> str:
    return blake2s(carrying.plainly(form), digest_size=6).hexdigest()


def _above(one: Field, sorry: str) -> Iterator[Json]:
    """What is wrong; and, in a list, labels too long for a menu."""
    if sorry:
        said = (text_run(LOOK, bold=True), text_run(sorry))
        yield rich(*(run | {"color": "Attention"} for run in said))
    if isinstance(one, OneOf | SomeOf) and _is_long_menu(one):
        yield from elements.element(Points(numbered([each.label for each in one.choices])))


def _labelled(form: Form, one: Field, drawn: Json, typed: Mapping[str, Any] | None) -> Json:
    """With what was typed, or else what it begins with. Beside buttons nothing is asked for before it is handed in:
    a client would let none of them be pressed until it is there."""
    value = drawn["value"] if typed is None else _came(form, one, typed)
    named: Json = {"id": id_of(form, one), "label": literal(_label(one))}
    needed: Json = {"isRequired": True, "errorMessage": _missing(one)}
    at_once = one.required and not form.buttons
    return drawn | named | (needed if at_once else {}) | {"value": value}


def _label(one: Field) -> str:
    beside = one.beside if isinstance(one, Line | Lines | SomeOf) else ""
    return f"{one.label} ({NEEDED if one.required else beside or IF_YOU_LIKE})"


def _missing(one: Field) -> str:
    match one:
        case Line() | Lines():
            return FILL_IN
        case OneOf():
            return CHOOSE
        case SomeOf(missing=missing):
            return missing or CHOOSE_SOME
        case People(missing=missing):
            return missing or CHOOSE_SOMEBODY
        case Day():
            return PICK_A_DAY
        case _:
            assert_never(one)


def _input(one: Field) -> Json:
    match one:
        case Line(value=value, most=most):
            return {"type": "Input.Text", "maxLength": most, "value": value}
        case Lines(value=value, most=most):
            return {"type": "Input.Text", "isMultiline": True, "maxLength": most, "value": value}
        case OneOf(value=value):
            style = "expanded" if len(one.choices) <= MOST_TICKS else "compact"
            return _choices(one, [value]) | {"style": style}
        case SomeOf(values=values):
            return _choices(one, values) | {"style": "expanded", "isMultiSelect": True}
        case People(values=values, most=most):
            return _people([user_of(person) for person in values]) | {"isMultiSelect": most > 1}
        case Day(value=value):
            return {"type": "Input.Date", "value": value}
        case _:
            assert_never(one)


def _choices(one: OneOf | SomeOf, values: Sequence[str]) -> Json:
    labels = [each.label for each in one.choices]
    if _is_long_menu(one):
        labels = [short(label, LONGEST_IN_MENU) for label in numbered(labels)]
    offered = [
        {"title": literal(label), "value": _picked(each.value)}
        for label, each in zip(labels, one.choices, strict=True)
    ]
    chosen = [_picked(each.value) for each in one.choices if each.value in values]
    return {
        "type": "Input.ChoiceSet",
        "choices": offered,
        "value": SEPARATOR.join(chosen),
        "wrap": True,
    }


def _picked(value: str) -> str:
    return PICKED + quote(value, safe="")


def _is_long_menu(one: OneOf | SomeOf) -> bool:
    is_menu = isinstance(one, OneOf) and len(one.choices) > MOST_TICKS
    return is_menu and any(len(each.label) > LONGEST_IN_MENU for each in one.choices)


def _people(chosen: Sequence[str]) -> Json:
    """From the whole organisation: those in the conversation that the dialog was opened in are not those who are
    meant, where somebody asks in a channel and is answered in private, or names a sponsor who is in no channel."""
    return {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": EVERYBODY},
        "placeholder": TYPE_A_NAME,
        "value": SEPARATOR.join(chosen),
    }
