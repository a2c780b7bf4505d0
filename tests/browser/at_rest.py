"""When a page has drawn all that it asked for. What is pressed a second time before that is not heard."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Page, Request

STILL: Final = 0.1
"""Seconds: a page asks again a moment after there is news."""


@dataclass
class AtRest:
    """Of a page that has asked for nothing yet."""

    page: Page
    _asked: set[Request] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("request", self._begins)
        self.page.on("requestfinished", self._ends)
        self.page.on("requestfailed", self._ends)

    async def comes(self) -> None:
        """Where something is still on its way, it is waited for."""
        calm = 0.0
        async with asyncio.timeout(20):
            while calm < STILL:
                await asyncio.sleep(0.02)
                calm = 0.0 if self._asked else calm + 0.02

    def _begins(self, request: Request) -> None:
        if "/practice/api/" in request.url:
            self._asked.add(request)

    def _ends(self, request: Request) -> None:
        self._asked.discard(request)
