"""From a form to a modal view, and from what was typed there to answers. Pure."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Any, Final, assert_never

from adapters.slack import blocks, choices
from adapters.slack.blocks import NAME, Block, plain
from adapters.slack.choices import MOST_TICKS
from adapters.splitting import short
from bot.boundary.arrivals import Given
from bot.boundary.views import (
    Day,
    Field,
    Form,
    Line,
    Lines,
    OneOf,
    People,
    Points,
    SomeOf,
    Text,
)
from bot.domain.ids import PersonId, Place, person_id, place_from, place_key, user_of

CALLBACK: Final = "lc"
GIVES_WAY: Final = f"{CALLBACK}:choosing"
"""The `callback_id` of a view in which nothing is typed: what is chosen there takes its place."""
ANSWER: Final = "answer"
"""The action of every input: its block's id is the field's name, and a mark of the form it stands in."""
SORRY: Final = "sorry"
"""The block that says what is wrong with the form as a whole."""
LONGEST_TITLE: Final = 24
STILL_HERE: Final = "All you typed is still here, until you close this."
MOST_BLOCKS: Final = 99
"""Of the 100 that Slack takes in a view; what is wrong with a form as a whole needs one."""
LONGEST_TYPED: Final = 3000


@dataclass(frozen=True, slots=True)
class Meant:
    """What a view carries with it: what handing it in means, where it was opened, and, once a sentence was laid on top
    of it, the hash that it had before."""

    token: str
    place: Place
    stood: str = ""

    def packed(self) -> str:
        stood = {"stood": self.stood} if self.stood else {}
        return json.dumps({"token": self.token, "place": place_key(self.place)} | stood)


def meant(view: Mapping[str, Any]) -> Meant:
    carried = json.loads(view["private_metadata"])
    return Meant(carried["token"], place_from(carried["place"]), carried.get("stood", ""))


def modal(form: Form, place: Place) -> Block:
    """A view to open. With no fields and nothing to hand in it is a page, closed with its one button."""
    to_read, mark = not form.fields and not form.submit, _mark(form)
    drawn = [
        *_long_title(form.title),
        *blocks.body(form.intro),
        *(block for one in form.fields for block in field(one, mark)),
        *blocks.buttons(form.buttons),
    ]
    view: Block = {
        "type": "modal",
        "callback_id": GIVES_WAY if form.gives_way else CALLBACK,
        "private_metadata": Meant(form.token, place).packed(),
        "title": plain(form.title if len(form.title) <= LONGEST_TITLE else NAME),
        "close": plain(short(form.cancel or ("Close" if to_read else "Cancel"), LONGEST_TITLE)),
        "blocks": blocks.together(drawn or list(blocks.title(form.title)), MOST_BLOCKS),
    }
    return (
        view if to_read else view | {"submit": plain(short(form.submit or "Send", LONGEST_TITLE))}
    )


def waiting(title: str, words: str) -> Block:
    """What is shown while the form is still being made."""
    return {
        "type": "modal",
        "callback_id": f"{CALLBACK}:waiting",
        "title": plain(short(title, LONGEST_TITLE)),
        "close": plain("Close"),
        "blocks": list(blocks.element(Text(words))),
    }


def with_sorry(view: Mapping[str, Any], sentence: str) -> Block:
    """The view as it was handed in, with a sentence on top. Slack keeps what was typed where ids stay. Handed in again
    it is the same, though its hash is another."""
    kept = ("type", "callback_id", "title", "submit", "close")
    carried = meant(view)
    stood = replace(carried, stood=carried.stood or view["hash"])
    words = f"{sentence} {STILL_HERE}" if _holds_words(view) else sentence
    said: Block = {"type": "section", "block_id": SORRY, "text": plain(words)}
    rest = [one for one in view["blocks"] if one.get("block_id") != SORRY]
    drawn = {name: view[name] for name in kept if view.get(name)}
    return drawn | {"private_metadata": stood.packed(), "blocks": [said, *rest]}


def name_of(block_id: str) -> str:
    """The field that a block asks for."""
    return block_id.rpartition(".")[0]


def _mark(form: Form) -> str:
    """Tells forms apart. Slack keeps what was typed where a view gives way to one with the same ids, and so
    would fill in the answer to one question for the next."""
    return blake2s(repr(form).encode(), digest_size=6).hexdigest()


def field(one: Field, mark: str) -> Iterator[Block]:
    """The input; before it, in a list, labels too long for Slack's options."""
    if isinstance(one, OneOf | SomeOf) and choices.too_long(one.choices):
        yield from blocks.element(Points(tuple(choices.numbered(one.choices))))
    hint = _hint(one)
    yield {
        "type": "input",
        "block_id": f"{one.name}.{mark}",
        "label": plain(one.label or "…"),
        "optional": not one.required,
        "element": _input(one) | {"action_id": ANSWER},
    } | ({"hint": plain(hint)} if hint else {})


def given(view: Mapping[str, Any], workspace: str, names: Mapping[str, str]) -> Given:
    """What was typed and chosen. `names` by Slack's user id, of the people chosen."""
    answers = _answers(view)
    texts = {name: text for name, value in answers.items() if (text := _typed(value)) is not None}
    lists = {name: many for name, value in answers.items() if (many := _many(value)) is not None}
    people = chosen_people(view)
    return Given(
        texts=texts,
        lists=lists | {name: tuple(_ids(lists[name], workspace)) for name in people},
        names={
            _id(user, workspace): names[user]
            for some in people.values()
            for user in some
            if user in names
        },
    )


def chosen_people(view: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Slack's ids of the people chosen, by the field's name."""
    return {
        name: tuple(value.get("selected_users") or ())
        for name, value in _answers(view).items()
        if value["type"] == "multi_users_select"
    }


def _answers(view: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What each input holds, by the field's name."""
    values = view["state"]["values"]
    return {name_of(block): next(iter(value.values())) for block, value in values.items()}


def _holds_words(view: Mapping[str, Any]) -> bool:
    boxes = (one for one in _answers(view).values() if one["type"] == "plain_text_input")
    return any(_typed(box) for box in boxes)


def _typed(value: Mapping[str, Any]) -> str | None:
    match value["type"]:
        case "plain_text_input":
            return value.get("value") or ""
        case "radio_buttons" | "static_select":
            return str((value.get("selected_option") or {}).get("value", ""))
        case "datepicker":
            return value.get("selected_date") or ""
        case _:
            return None


def _many(value: Mapping[str, Any]) -> tuple[str, ...] | None:
    match value["type"]:
        case "checkboxes" | "multi_static_select":
            return tuple(option["value"] for option in value.get("selected_options") or ())
        case "multi_users_select":
            return tuple(value.get("selected_users") or ())
        case _:
            return None


def _input(one: Field) -> Block:
    match one:
        case Line(value=value, most=most):
            return _box(value, most, multiline=False)
        case Lines(value=value, most=most):
            return _box(value, most, multiline=True)
        case OneOf(value=value):
            kind = "radio_buttons" if len(one.choices) <= MOST_TICKS else "static_select"
            first = next(iter(_chosen(one, {value})), None)
            return _with({"type": kind} | choices.menu(one.choices), initial_option=first)
        case SomeOf(values=values):
            kind = "checkboxes" if len(one.choices) <= MOST_TICKS else "multi_static_select"
            ticked = _chosen(one, values)
            return _with({"type": kind} | choices.menu(one.choices), initial_options=ticked)
        case People(values=values, most=most):
            chosen = [user_of(person) for person in values]
            return _with(
                {"type": "multi_users_select", "max_selected_items": most}, initial_users=chosen
            )
        case Day(value=value):
            return _with({"type": "datepicker"}, initial_date=value)
        case _:
            assert_never(one)


def _chosen(one: OneOf | SomeOf, values: Collection[str]) -> list[Block]:
    """As they stand among all of them. Mostly there are none yet."""
    every = choices.options(one.choices) if any(values) else []
    return [option for option in every if option["value"] in values]


def _box(value: str, most: int, *, multiline: bool) -> Block:
    most = min(most, LONGEST_TYPED)
    box: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return _with(box, initial_value=value)


def _with(element: Block, **first: object) -> Block:
    return element | {name: value for name, value in first.items() if value}


def _hint(one: Field) -> str:
    """What stands beside a label elsewhere stands under the box here, as a sentence."""
    beside = one.beside if isinstance(one, Line | Lines | SomeOf) else ""
    return " ".join(part for part in (one.hint, _sentence(beside)) if part)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}." if words else ""


def _long_title(title: str) -> Iterator[Block]:
    """A title too long for the view's own stands above the form."""
    return blocks.title(title) if len(title) > LONGEST_TITLE else iter(())


def _ids(users: Sequence[str], workspace: str) -> Iterator[PersonId]:
    return (_id(user, workspace) for user in users)


def _id(user: str, workspace: str) -> PersonId:
    return person_id("slack", workspace, user)
