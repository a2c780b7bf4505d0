"""A real browser on a real practice room. Skipped where there is no Chromium, unless REQUIRE_BROWSER=1."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.adapters.practice.house import House, open_house

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]

expect.set_options(timeout=20_000)
"""Milliseconds: the tests run side by side, and a busy machine is no fault of the page's."""

Visit = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, and no Chromium is installed")
        pytest.skip("no Chromium is installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


@pytest.fixture
async def visit(browser: Browser, house: House) -> AsyncIterator[Visit]:
    """Opens the page as somebody. Whatever goes wrong in the page, or leaves this machine, fails the test."""
    problems: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_page(person: str = "", **looks: object) -> Page:
            looks.setdefault("viewport", {"width": 1280, "height": 860})
            context = await browser.new_context(**looks)  # type: ignore[arg-type]
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(20_000)
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda line: _note(problems, line.type, line.text))
            page.on("request", lambda request: _stays_here(problems, request.url, house.address))
            await page.goto(f"{house.address}/" + (f"practice/?as={person}" if person else ""))
            return page

        yield open_page
    assert problems == []


def _note(problems: list[str], kind: str, text: str) -> None:
    """A refusal (4xx) is part of the play; anything else that the console calls an error is not."""
    if kind == "error" and "the server responded with a status of 4" not in text:
        problems.append(text)


def _stays_here(problems: list[str], url: str, address: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        problems.append(f"a request left the machine: {url}")
