"""From the bot's views to what the page and the API show. Pure; plain text throughout.

The page draws `body`; `text` is the same card as one plain text, for programs and transcripts.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2s
from typing import assert_never

from adapters.in_words import card_text, element_text, moment_words
from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Day,
    Element,
    Facts,
    Field,
    Form,
    Line,
    Lines,
    Moment,
    OneOf,
    People,
    Points,
    Quote,
    SomeOf,
    Tally,
    Text,
)
from bot.domain.ids import PersonId

Json = dict[str, object]


def button_id(button: Button) -> str:
    """Made of what the button means: when a card is revised, an old id can't press something else."""
    return "b" + blake2s(button.token.encode(), digest_size=6).hexdigest()


def card(view: Card) -> Json:
    return {
        "title": view.title,
        "text": card_text(view),
        "body": [element(one) for one in view.body],
        "buttons": buttons(view.buttons),
    }


def element(view: Element) -> Json:
    match view:
        case Text(text=text, kind=kind):
            return {"kind": kind, "text": text}
        case Quote(text=text, who=who, kind=kind):
            return {"kind": kind, "text": text, "who": who}
        case Points(lines=lines, kind=kind):
            return {"kind": kind, "lines": list(lines)}
        case Facts(pairs=pairs, kind=kind):
            return {"kind": kind, "pairs": [list(pair) for pair in pairs]}
        case Moment(label=label, kind=kind):
            return {"kind": kind, "label": label, "text": moment_words(view)}
        case Tally(bars=bars, full=full, kind=kind):
            return {"kind": kind, "bars": [_bar(one, full) for one in bars]}
        case _:
            assert_never(view)


def _bar(bar: Bar, full: int) -> Json:
    """`percent` is for drawing alone; the words say it all."""
    percent = round(100 * bar.length / full)
    return {"label": bar.label, "words": bar.words, "percent": percent}


def buttons(views: Sequence[Button]) -> list[Json]:
    return [
        {"id": button_id(one), "label": one.label, "asks": one.asks, "weight": one.weight.value}
        for one in views
    ]


def form(id: str, view: Form, errors: Mapping[str, str], names: Mapping[PersonId, str]) -> Json:
    """`names` are the people that a `People` field offers. `submit` is null on a page to read."""
    page_to_read = not view.fields and not view.submit
    return {
        "id": id,
        "title": view.title,
        "text": "\n\n".join(element_text(one) for one in view.intro),
        "intro": [element(one) for one in view.intro],
        "fields": [field(one, names) for one in view.fields],
        "errors": dict(errors),
        "submit": None if page_to_read else view.submit or "Send",
        "cancel": view.cancel or ("Close" if page_to_read else "Cancel"),
        "buttons": buttons(view.buttons),
    }


def field(view: Field, names: Mapping[PersonId, str]) -> Json:
    common: Json = {
        "name": view.name,
        "label": view.label,
        "kind": view.kind,
        "required": view.required,
        "hint": view.hint,
    }
    return common | _particulars(view, names)


def _particulars(view: Field, names: Mapping[PersonId, str]) -> Json:
    match view:
        case (
            Line(value=value, most=most, beside=beside)
            | Lines(value=value, most=most, beside=beside)
        ):
            return {"value": value, "most": most, "beside": beside}
        case OneOf(value=value):
            return {"value": value, "choices": _choices(view)}
        case SomeOf(values=values, beside=beside):
            return {"values": list(values), "choices": _choices(view), "beside": beside}
        case People(values=values, most=most):
            everyone = [{"value": _short(one), "label": name} for one, name in names.items()]
            chosen = [_short(one) for one in values]
            return {"values": chosen, "most": most, "choices": everyone}
        case Day(value=value):
            return {"value": value}
        case _:
            assert_never(view)


def _choices(view: OneOf | SomeOf) -> list[Json]:
    return [{"value": choice.value, "label": choice.label} for choice in view.choices]


def _short(person: PersonId) -> str:
    return person.rsplit("/", 1)[-1]
