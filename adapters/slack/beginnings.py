"""A mark that goes with somebody to Slack's page and back: it shows that they began here, lately, and come once.

Nothing is written down for those who only look at the page: the mark is signed, and remembered when it is used.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

LIVES: Final = timedelta(minutes=10)

FirstTime = Callable[[str, datetime], Awaitable[bool]]
"""Notes a name. False when it was noted before."""


@dataclass(frozen=True)
class Beginnings:
    """Signed with a key that only this bot and Slack know."""

    secret: str
    now: Callable[[], datetime]
    first_time: FirstTime

    def new(self) -> str:
        until = int((self.now() + LIVES).timestamp())
        plain = f"{secrets.token_urlsafe(18)}.{until}"
        return f"{plain}.{self._signed(plain)}"

    async def is_good(self, mark: str, in_browser: str) -> bool:
        """`in_browser` is the mark that the browser kept. A second time it is not good any more."""
        plain, _, signature = mark.rpartition(".")
        same = _equal(mark, in_browser) and _equal(signature, self._signed(plain))
        return same and self._is_young(plain) and await self._is_unused(plain)

    def _is_young(self, plain: str) -> bool:
        return self.now().timestamp() < int(plain.rpartition(".")[2])

    async def _is_unused(self, plain: str) -> bool:
        return await self.first_time(f"slack/install/{plain}", self.now())

    def _signed(self, plain: str) -> str:
        key = f"who began to install|{self.secret}".encode()
        return hmac.new(key, plain.encode(), sha256).hexdigest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
