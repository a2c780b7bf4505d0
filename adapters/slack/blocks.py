"""From the bot's views to Block Kit, element by element. Pure.

Words go into rich text and plain text alone, which Slack reads no mention, link or formatting out of: a
member's words stay the letters they are. Limits are those of Slack's Block Kit reference.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, assert_never, cast

from adapters.in_words import moment_words
from adapters.parts import is_numbered
from adapters.slack.behind import has_others_behind
from adapters.slack.dates import ALONE, IN_WORDS, drawn
from adapters.splitting import pieces, short, split_at
from bot.boundary.views import (
    Button,
    Element,
    Facts,
    Moment,
    Points,
    Quote,
    Tally,
    Text,
    Weight,
)
from bot.domain.spoken import Instant

Block = dict[str, object]

NAME: Final = "Learning community"
"""What the bot is called in Slack, and a view whose own title is too long."""

LONGEST_TEXT: Final = 3000
"""Characters in one block of words: what Slack takes in a section. It names no limit for rich text."""
LONGEST_HEADER: Final = 150
LONGEST_LABEL: Final = 75
"""Characters on a button or an option, and of what a screen reader says for it."""
LEAST_CONTEXT: Final = 8
LONGEST_CONFIRM: Final = 30
MOST_BUTTONS: Final = 25
SURE: Final = "Are you sure?"
NO: Final = "Not now"

STYLES: Final = {Weight.MAIN: "primary", Weight.GRAVE: "danger"}
ORDER: Final = {Weight.MAIN: 0, Weight.PLAIN: 1, Weight.SELDOM: 1, Weight.GRAVE: 2}
PRESSES: Final = "lc"
OPENS_MORE: Final = "lc-more"
"""How the `action_id` begins of a button that means something, and of one with others behind it."""


def title(words: str) -> Iterator[Block]:
    """A heading; one that is too long for it stands in bold."""
    if not words:
        return
    if len(words) <= LONGEST_HEADER:
        yield {"type": "header", "text": plain(words)}
    else:
        yield from (_rich(_section(_run(part, bold=True))) for part in pieces(words, LONGEST_TEXT))


def body(elements: Iterable[Element]) -> Iterator[Block]:
    for one in elements:
        yield from element(one)


def element(one: Element) -> Iterator[Block]:
    """One view element as the blocks it needs: a long text takes several."""
    match one:
        case Text(text=text, moments=at):
            yield from (_rich(_section(*_runs(part, at))) for part in pieces(text, LONGEST_TEXT))
        case Quote():
            yield from _quote(one)
        case Points(lines=lines, moments=at) if is_numbered(lines):
            yield from (_rich(_section(*_runs("\n".join(lines), at))),)
        case Points(lines=lines, moments=at):
            yield from _list([_runs(line, at) for line in lines])
        case Facts(pairs=((label, what),), moments=at):
            yield _rich(_section(_run(f"{label}: ", bold=True), *_runs(what, at)))
        case Facts(pairs=pairs, moments=at):
            named = ([_run(f"{label}: ", bold=True), *_runs(what, at)] for label, what in pairs)
            yield from _list(list(named))
        case Moment():
            when = drawn(one.at, ALONE, moment_words(one))
            yield _rich(_section(_run(f"{one.label}: ", bold=True), when))
        case Tally(bars=bars):
            yield from _list([[_run(f"{bar.label}: "), _run(bar.words)] for bar in bars])
        case _:
            assert_never(one)


def buttons(views: Sequence[Button], context: str = "") -> Iterator[Block]:
    """Rows of buttons: the main one first, a grave one last. `context` is what they stand under: a screen reader
    lists the buttons of a whole channel, and many of them are called the same."""
    ordered = sorted(views, key=lambda one: ORDER[one.weight])
    drawn = [_button(one, place, context) for place, one in enumerate(ordered)]
    for start in range(0, len(drawn), MOST_BUTTONS):
        yield {"type": "actions", "elements": drawn[start : start + MOST_BUTTONS]}


def plain(words: str) -> Block:
    return {"type": "plain_text", "text": words, "emoji": False}


def together(drawn: Sequence[Block], most: int) -> list[Block]:
    """The same, in fewer blocks where there would be too many: rich text that stands side by side becomes one."""
    if len(drawn) <= most:
        return list(drawn)
    made: list[Block] = []
    for rich, some in groupby(drawn, key=lambda block: block["type"] == "rich_text"):
        side_by_side = list(some)
        made += [_one(side_by_side)] if rich else side_by_side
    return made


def _one(some: Iterable[Block]) -> Block:
    every = [each for block in some for each in cast("list[object]", block["elements"])]
    return {"type": "rich_text", "elements": every}


def _quote(one: Quote) -> Iterator[Block]:
    parts = pieces(one.text, LONGEST_TEXT)
    for number, part in enumerate(parts):
        by = [_run(f"{one.who}\n", bold=True)] if one.who and number == 0 else []
        yield _rich({"type": "rich_text_quote", "elements": [*by, _run(part)]})


def _list(lines: Sequence[Sequence[Block]]) -> Iterator[Block]:
    if lines:
        yield _rich(_bullets([_section(*line) for line in lines]))


def _bullets(sections: list[Block]) -> Block:
    return {"type": "rich_text_list", "style": "bullet", "elements": sections}


def _rich(one: Block) -> Block:
    return {"type": "rich_text", "elements": [one]}


def _section(*runs: Block) -> Block:
    return {"type": "rich_text_section", "elements": [run for run in runs if run.get("text") != ""]}


def _run(words: str, *, bold: bool = False) -> Block:
    run: Block = {"type": "text", "text": words}
    return run | {"style": {"bold": True}} if bold else run


def _runs(words: str, moments: Sequence[Instant]) -> list[Block]:
    """The words, with each moment that they name drawn by the reader's own Slack, in their own zone."""
    named = {one.words: one for one in moments}
    return [
        drawn(named[part].at, IN_WORDS, part) if part in named else _run(part)
        for part in split_at(words, named)
    ]


def _button(one: Button, place: int, context: str) -> Block:
    drawn: Block = {
        "type": "button",
        "text": plain(short(one.label, LONGEST_LABEL)),
        "action_id": f"{OPENS_MORE if has_others_behind(one) else PRESSES}:{place}",
        "value": one.token,
    }
    if one.weight in STYLES:
        drawn["style"] = STYLES[one.weight]
    if one.weight is Weight.GRAVE and not one.asks:
        drawn["confirm"] = _confirm(one.label)
    if heard := _heard(one.label, context):
        drawn["accessibility_label"] = heard
    return drawn


def _heard(label: str, context: str) -> str:
    """The label in full, and as much of what it is about as there is room for."""
    room = LONGEST_LABEL - len(label) - 2
    return f"{label}: {short(context, room)}" if context and room >= LEAST_CONTEXT else ""


def _confirm(label: str) -> Block:
    """Before something that is done at once and is hard to take back."""
    return {
        "title": plain(short(label, 100)),
        "text": plain(SURE),
        "confirm": plain(short(label, LONGEST_CONFIRM)),
        "deny": plain(NO),
        "style": "danger",
    }
