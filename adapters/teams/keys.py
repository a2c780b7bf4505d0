"""The keys that sign what Teams sends: asked for in the background, kept for an hour, believed for a day.

Sources: "Authentication with the Bot Connector API" (learn.microsoft.com): where the keys are named, that they are to
be asked for at least once a day, and that each says which channels it signs for.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import Any, Final

import aiohttp
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import PyJWTError

from adapters.teams.together import Together
from bot.boundary.hosts import is_safe

FRESH: Final = 3600.0
"""Seconds after which they are asked for again, while those that are known go on."""
BELIEVED: Final = 24 * 3600.0
"""Seconds after which a key that nobody has confirmed opens nothing."""
REST: Final = 5.0
"""Seconds between two questions, so that whoever makes keys up can't have us ask for ever."""
TIMEOUT: Final = aiohttp.ClientTimeout(total=5)
LARGEST: Final = 1024 * 1024
"""Bytes of an answer."""
CHANNEL: Final = "msteams"
SHORTEST: Final = 2048
"""Bits of a key."""

log = logging.getLogger(__name__)

Keys = Mapping[str, RSAPublicKey]


class NoKeys(Exception):
    """None can be had just now: nobody can say who has sent this."""


class SigningKeys:
    """Looked up by their id. However many wait, one question is asked."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._session = session
        self._url = metadata_url
        self._now = now
        self._keys: Keys = {}
        self._confirmed: float | None = None
        self._asked: float | None = None
        self._asking = Together(self._learn)

    async def key(self, name: str) -> RSAPublicKey | None:
        """None where there is none of this name that signs for Teams. Raises `NoKeys`."""
        if self._age() >= BELIEVED or name not in self._keys:
            await self._ask()
        elif self._age() >= FRESH and self._may_ask():
            self._begin()
        if self._age() >= BELIEVED:
            raise NoKeys
        return self._keys.get(name)

    async def close(self) -> None:
        await self._asking.close()

    def _age(self) -> float:
        return BELIEVED if self._confirmed is None else self._now() - self._confirmed

    async def _ask(self) -> None:
        """Until it is answered; at once, where somebody was answered a moment ago."""
        if self._asking.is_under_way:
            await self._asking.done()
        elif self._may_ask():
            self._begin()
            await self._asking.done()

    def _may_ask(self) -> bool:
        return self._asked is None or self._now() - self._asked >= REST

    def _begin(self) -> None:
        self._asked = self._now()
        self._asking.begin()

    async def _learn(self) -> None:
        """What is not told any more is forgotten: its owner may have lost it."""
        try:
            self._keys = await self._told()
            self._confirmed = self._now()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as failure:
            log.warning("The keys of Teams could not be had: %s.", type(failure).__name__)

    async def _told(self) -> Keys:
        where = (await self._read(self._url)).get("jwks_uri")
        if not isinstance(where, str) or not is_safe(where):
            raise ValueError("the keys are nowhere")
        keys = dict(_for_teams((await self._read(where)).get("keys")))
        if not keys:
            raise ValueError("no key signs for Teams")
        return keys

    async def _read(self, url: str) -> Mapping[str, Any]:
        async with self._session.get(url, timeout=TIMEOUT, allow_redirects=False) as answer:
            if answer.status != 200 or (answer.content_length or 0) > LARGEST:
                raise ValueError("not an answer")
            told = await answer.json(content_type=None)
        if not isinstance(told, dict):
            raise ValueError("not an answer")
        return told


def _for_teams(told: object) -> Iterator[tuple[str, RSAPublicKey]]:
    """A key that can't be read is not there; the others are."""
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict) and (key := _key(one)):
            yield one["kid"], key


def _key(one: dict[str, Any]) -> RSAPublicKey | None:
    endorsed = one.get("endorsements")
    named = isinstance(one.get("kid"), str) and one["kid"]
    if not named or not isinstance(endorsed, list) or CHANNEL not in endorsed:
        return None
    try:
        key = RSAAlgorithm.from_jwk(one)
    except (PyJWTError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST else None
