"""`make gallery`: every kind of card and form, and people's pages, drawn as Slack's client does, to be looked at.

The dialogs are played first, since they show everything there is. Sheets of a few at a time go to `build/gallery`:
as wide as a desk's and as narrow as a telephone's, in the light and in the dark.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from adapters.slack.cards import messages
from adapters.slack.forms import modal
from adapters.slack.home_view import home_view
from bot.boundary.views import Card, Form, Page
from bot.domain.ids import Platform, Room
from tests import node, shown
from tests.gallery.easel import THEMES, WIDTHS, Drawn, Easel, easel
from tests.gallery.kinds import one_of_each
from tests.scene import NAME_OF

HOUSE = Path(__file__).parents[2]
SHEETS = node.INSTALLED.with_name("gallery")
ROOM = Room(Platform("slack"), "T1", "C1")
COLUMNS = {"desktop": 3, "narrow": 5}
TALLEST = 1500
"""Points: a sheet is to be looked at as a whole."""


def main() -> int:
    played = pytest.main(["-q", "-p", "no:cacheprovider", str(HOUSE / "tests" / "dialogs")])
    asyncio.run(hang([*drawn(shown.CARDS, shown.FORMS), *_pages(shown.PAGES)]))
    return int(played)


def drawn(cards: set[Card], forms: set[Form]) -> list[Drawn]:
    return [*_messages(one_of_each(cards)), *_views(one_of_each(forms))]


async def hang(some: Sequence[Drawn]) -> None:
    people = [{"id": id.rpartition("/")[2], "name": name} for id, name in NAME_OF.items()]
    async with easel(people) as one:
        for theme in THEMES:
            for width in WIDTHS:
                await _sheets(one, some, theme, width)
    sys.stdout.write(f"{len(some)} kinds are in {SHEETS}.\n")


async def _sheets(one: Easel, some: Sequence[Drawn], theme: str, width: str) -> None:
    await one.draw(some, theme, WIDTHS[width])
    for cut in await one.cut():
        sys.stdout.write(f"Cut off ({width}): {cut}\n")
    heights = await one.heights()
    columns = COLUMNS[width]
    for number, part in enumerate(_packed(some, heights, TALLEST * columns)):
        await one.draw(part, theme, WIDTHS[width], columns)
        await one.sheet(SHEETS / f"{width}-{theme}-{number:02}.png")


def _packed(some: Sequence[Drawn], heights: Sequence[int], most: int) -> Iterator[list[Drawn]]:
    sheet, filled = [], 0
    for one, height in zip(some, heights, strict=True):
        if sheet and filled + height > most:
            yield sheet
            sheet, filled = [], 0
        sheet.append(one)
        filled += height
    if sheet:
        yield sheet


def _messages(cards: Sequence[Card]) -> Iterator[Drawn]:
    """Of a card that takes several messages, each."""
    for number, card in enumerate(cards):
        for part, message in enumerate(messages(card)):
            yield {"id": f"card{number}-{part}", "blocks": list(message.blocks)}


def _views(forms: Sequence[Form]) -> Iterator[Drawn]:
    for number, form in enumerate(forms):
        yield {"id": f"form{number}", "view": modal(form, ROOM)}


def _pages(pages: set[Page]) -> Iterator[Drawn]:
    """Each is somebody's own, and no two are of a kind."""
    for number, page in enumerate(sorted(pages, key=repr)):
        yield {"id": f"page{number}", "view": home_view(page)}


if __name__ == "__main__":
    sys.exit(main())
