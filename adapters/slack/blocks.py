"""From the bot's views to Block Kit, element by element. Pure.

Words go into rich text and plain text alone, which Slack reads no mention, link or formatting out of: a
member's words stay the letters they are. Limits are those of Slack's Block Kit reference.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from adapters.slack.splitting import pieces
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

Block = dict[str, object]

LONGEST_TEXT: Final = 950
"""Characters in one block of words: of four bytes each, they still fit into the text beside it (`cards`)."""
LONGEST_HEADER: Final = 150
LONGEST_LABEL: Final = 75
"""Characters on a button or an option, and of what a screen reader says for it."""
MOST_BUTTONS: Final = 25

STYLES: Final = {Weight.MAIN: "primary", Weight.GRAVE: "danger"}


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
        case Text(text=text):
            yield from (_rich(_section(_run(part))) for part in pieces(text, LONGEST_TEXT))
        case Quote():
            yield from _quote(one)
        case Points(lines=lines):
            yield from _list([[_run(line)] for line in lines])
        case Facts(pairs=pairs):
            yield from _list([[_run(f"{label}: ", bold=True), _run(what)] for label, what in pairs])
        case Moment():
            yield _rich(_section(_run(f"{one.label}: ", bold=True), _date(one)))
        case Tally(bars=bars):
            yield from _list([[_run(f"{bar.label}: "), _run(bar.words)] for bar in bars])
        case _:
            assert_never(one)


def buttons(views: Sequence[Button], context: str = "") -> Iterator[Block]:
    """Rows of buttons. `context` tells those apart that look alike, for whoever can't see what is around them."""
    alike = {one.label for one in views if sum(one.label == other.label for other in views) > 1}
    drawn = [
        _button(one, place, context if one.label in alike else "")
        for place, one in enumerate(views)
    ]
    for start in range(0, len(drawn), MOST_BUTTONS):
        yield {"type": "actions", "elements": drawn[start : start + MOST_BUTTONS]}


def plain(words: str) -> Block:
    return {"type": "plain_text", "text": words, "emoji": False}


def moment_words(moment: Moment) -> str:
    """`Monday 4 January 2027, 10:00`, in the moment's own zone: for where no date can be drawn."""
    at = moment.at.astimezone(ZoneInfo(moment.zone))
    return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}"


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


def _date(moment: Moment) -> Block:
    """Drawn by each reader's own Slack, in their own zone."""
    return {
        "type": "date",
        "timestamp": int(moment.at.timestamp()),
        "format": "{date_long_pretty} at {time}",
        "fallback": moment_words(moment),
    }


def _button(one: Button, place: int, context: str) -> Block:
    drawn: Block = {
        "type": "button",
        "text": plain(one.label[:LONGEST_LABEL]),
        "action_id": f"lc:{place}",
        "value": one.token,
    }
    if one.weight in STYLES:
        drawn["style"] = STYLES[one.weight]
    if context:
        drawn["accessibility_label"] = f"{one.label}: {context}"[:LONGEST_LABEL]
    return drawn
