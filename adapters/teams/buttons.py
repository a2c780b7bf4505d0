"""From the bot's buttons to the actions of an Adaptive Card. Pure.

What opens a form asks for the dialog as it is pressed (`task/fetch`); everything else is carried out and answered
in place (`Action.Execute`), with a plain submit for clients that do not know it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from adapters.splitting import short
from adapters.teams.elements import VERSION, Json, paragraphs
from bot.boundary.views import Button, Element, Points, Text, Weight

MEANT: Final = "lc"
"""Where an action carries the button's token."""
VERB: Final = "lc"
MOST_IN_A_ROW: Final = 6
"""Teams shows no more of one set, and drops or hides the rest (MicrosoftDocs/msteams-docs#5356)."""
LONGEST_SHOWN: Final = 32
"""Characters of a label that a telephone shows; the rest is cut, and no client breaks its lines
(MicrosoftDocs/msteams-docs#5004 and #12081)."""
LONG_ONES: Final = "The long buttons say:"
LONGEST_ABOUT: Final = 75
SURE: Final = "Nothing has happened yet. Are you sure?"

STYLES: Final = {Weight.MAIN: "positive", Weight.GRAVE: "destructive"}
ORDER: Final = {Weight.MAIN: 0, Weight.PLAIN: 1, Weight.SELDOM: 1, Weight.GRAVE: 2}
MORE: Final = "More"


def in_message(views: Sequence[Button], context: str = "") -> list[Json]:
    """The main one first, a grave one last. `context` is what they stand under, to tell those apart that are
    called the same. Where there are many, those wanted now and then stand behind one."""
    seldom = [one for one in views if one.weight is Weight.SELDOM]
    if len(views) <= MOST_IN_A_ROW or len(seldom) < 2:
        return _pressable(views, context)
    grave = [one for one in views if one.weight is Weight.GRAVE]
    beside = [one for one in views if one not in (*seldom, *grave)]
    more = _with_behind(_pressable(seldom, context), context)
    return [*_pressable(beside, context), more, *_pressable(grave, context)]


def _pressable(views: Sequence[Button], context: str) -> list[Json]:
    return [_action(one, _pressed(one), context) for one in in_order(views)]


def _with_behind(actions: Sequence[Json], context: str) -> Json:
    """A card that opens within the card, as Teams has had it from the first, with each label in full. Its newer menu
    of three dots (`mode`) is hidden by clients that do not know it, once there are more than six."""
    return _titled(MORE, {"type": "Action.ShowCard"}, Weight.PLAIN, context) | {
        "card": {"type": "AdaptiveCard", "version": VERSION, "body": list(rows(actions))}
    }


def in_dialog(views: Sequence[Button], carried: Mapping[str, Any], *, gathers: bool) -> list[Json]:
    """`gathers`: what was typed beside them so far comes along."""
    beside: Json = {} if gathers else {"associatedInputs": "none"}
    return [_action(one, submit({**carried, MEANT: one.token}) | beside) for one in in_order(views)]


def in_full(views: Sequence[Button]) -> tuple[Element, ...]:
    """What stands above them, where there is more on some than may be seen."""
    long = tuple(one.label for one in in_order(views) if len(one.label) > LONGEST_SHOWN)
    return (Text(LONG_ONES), Points(long)) if long else ()


def in_order(views: Sequence[Button]) -> list[Button]:
    return sorted(views, key=lambda one: ORDER[one.weight])


def rows(actions: Sequence[Json]) -> Iterator[Json]:
    """In the body: as many sets as it takes to show all of them."""
    for start in range(0, len(actions), MOST_IN_A_ROW):
        yield {"type": "ActionSet", "actions": list(actions[start : start + MOST_IN_A_ROW])}


def submit(data: Mapping[str, Any]) -> Json:
    return {"type": "Action.Submit", "data": dict(data)}


def _pressed(one: Button) -> Json:
    carried = {MEANT: one.token}
    if one.asks:
        return submit({**carried, "msteams": {"type": "task/fetch"}})
    return {"type": "Action.Execute", "verb": VERB, "data": carried}


def _action(one: Button, does: Mapping[str, Any], context: str = "") -> Json:
    if one.weight is Weight.GRAVE and not one.asks:
        return _asked_again(one, does)
    return _titled(one.label, does, one.weight, context)


def _asked_again(one: Button, does: Mapping[str, Any]) -> Json:
    """Before something that is done at once and is hard to take back: the card opens, and asks."""
    surely = _titled(f"Yes: {one.label}", does, one.weight)
    body = list(paragraphs(SURE))
    return _titled(one.label, {"type": "Action.ShowCard"}, one.weight) | {
        "card": {
            "type": "AdaptiveCard",
            "version": VERSION,
            "body": body,
            "actions": [surely],
        }
    }


def _titled(label: str, does: Mapping[str, Any], weight: Weight, context: str = "") -> Json:
    drawn: Json = {"title": label, **does}
    if does["type"] == "Action.Execute":
        drawn["fallback"] = {"title": label, **submit(does["data"])}
    if weight in STYLES:
        drawn["style"] = STYLES[weight]
    if context:
        drawn["tooltip"] = f"{label}: {short(context, LONGEST_ABOUT)}"
    return drawn
