"""Takes pictures of blocks, in a real browser, as wide and as dark as a client may be."""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests import node
from tests.browser.conftest import ARGUMENTS, CHROMIUM

HERE = Path(__file__).parent
DRAWN = node.INSTALLED / "gallery"
CUT = "button, h1, h3, p, li, label, .ac-textRun"
THEMES = ("light", "dark")
WIDTHS = {"desktop": 560, "narrow": 375}
"""Of a channel beside its sidebar, and of a telephone."""

Drawn = dict[str, Any]
"""`id`, and what the page's own script knows to draw: `blocks` of a message or a `view`; or a card's `content`."""


@dataclass(frozen=True)
class Paper:
    """What one chat's things are drawn on: a page and a script beside this file, and the styles of the library."""

    page: str
    script: str
    styles: str


SLACK = Paper("page.html", "draw.jsx", "slack-blocks-to-jsx/dist/style.css")
TEAMS = Paper("teams.html", "teams.js", "adaptivecards/dist/adaptivecards.css")


@dataclass
class Easel:
    page: Page
    people: Sequence[dict[str, str]]

    async def draw(self, some: Sequence[Drawn], theme: str, width: int, columns: int = 1) -> None:
        await self.page.set_viewport_size({"width": width * columns, "height": 800})
        await self.page.evaluate(
            "([some, theme, people, columns]) => {"
            "document.documentElement.style.setProperty('--columns', columns);"
            "window.draw(some, theme, people) }",
            [some, theme, self.people, columns],
        )

    async def heights(self) -> list[int]:
        """Of all that is drawn, one after another."""
        found: list[int] = await self.page.evaluate(
            "[...document.querySelectorAll('.one')].map((one) => one.offsetHeight + 20)"
        )
        return found

    async def cut(self) -> list[str]:
        """The buttons and headings that do not fit into their width, each by what it is in."""
        found: list[str] = await self.page.evaluate(
            "[...document.querySelectorAll('.one')].flatMap((one) =>"
            f" [...one.querySelectorAll('{CUT}')]"
            "  .filter((part) => part.scrollWidth > part.clientWidth + 1"
            "   || part.getBoundingClientRect().right > one.getBoundingClientRect().right + 1)"
            "  .map((part) => `${one.id}: ${part.textContent.slice(0, 60)}`))"
        )
        return found

    async def sheet(self, to: Path) -> None:
        """Everything that is drawn."""
        to.parent.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=to, full_page=True)

    async def one(self, id: str, to: Path) -> None:
        to.parent.mkdir(parents=True, exist_ok=True)
        await self.page.locator(f"#{id} > article").screenshot(path=to)


@asynccontextmanager
async def easel(
    people: Sequence[dict[str, str]] = (), paper: Paper = SLACK
) -> AsyncIterator[Easel]:
    """`people` as `{"id": ..., "name": ...}`: those whose names may stand in a field."""
    _bundle(paper)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(device_scale_factor=1)
        await page.goto((DRAWN / paper.page).as_uri())
        yield Easel(page, list(people))
        await browser.close()


def _bundle(paper: Paper) -> None:
    """The library, its styles and our frames, in two files beside the page."""
    DRAWN.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / paper.page, DRAWN / paper.page)
    shutil.copy(node.installed() / "node_modules" / paper.styles, DRAWN / "drawn.css")
    node.run(
        "esbuild",
        str(HERE / paper.script),
        "--bundle",
        "--minify",
        "--jsx=automatic",
        "--log-level=error",
        '--define:process.env.NODE_ENV="production"',
        f"--outfile={DRAWN / 'drawn.js'}",
    )
