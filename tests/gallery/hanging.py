"""Many drawn things on few sheets, in every width and theme, to be looked at as a whole."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.gallery.easel import THEMES, Drawn, Easel, Paper, easel

HOUSE: Final = Path(__file__).parents[2]
TALLEST: Final = 1500
"""Points: a sheet is to be looked at as a whole."""


@dataclass(frozen=True, kw_only=True)
class Hanging:
    paper: Paper
    sheets: Path
    widths: Mapping[str, int]
    columns: Mapping[str, int]

    async def hang(self, some: Sequence[Drawn], people: Sequence[dict[str, str]] = ()) -> None:
        async with easel(people, self.paper) as one:
            for theme in THEMES:
                for width in self.widths:
                    await self._sheets(one, some, theme, width)
        sys.stdout.write(f"{len(some)} kinds are in {self.sheets}.\n")

    async def _sheets(self, one: Easel, some: Sequence[Drawn], theme: str, width: str) -> None:
        points, columns = self.widths[width], self.columns[width]
        await one.draw(some, theme, points)
        for cut in await one.cut():
            sys.stdout.write(f"Cut off ({width}): {cut}\n")
        heights = await one.heights()
        for number, part in enumerate(_packed(some, heights, TALLEST * columns)):
            await one.draw(part, theme, points, columns)
            await one.sheet(self.sheets / f"{width}-{theme}-{number:02}.png")


def _packed(some: Sequence[Drawn], heights: Sequence[int], most: int) -> Iterator[list[Drawn]]:
    sheet: list[Drawn] = []
    filled = 0
    for one, height in zip(some, heights, strict=True):
        if sheet and filled + height > most:
            yield sheet
            sheet, filled = [], 0
        sheet.append(one)
        filled += height
    if sheet:
        yield sheet
