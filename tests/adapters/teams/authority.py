"""A small authority that signs for Teams, in the test's own loop: whoever blocks the loop to ask it waits for ever."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

APP = "6f9d1c52-4a0b-4c8e-9f43-0c2b8f0f7a11"
TENANT = "0d8a5e0e-93a1-4d6a-8a55-7a3b1f9f2c22"
ISSUER = "https://api.botframework.com"
SERVICE = "https://smba.trafficmanager.net/uk/"
ENDORSED = ("webchat", "msteams")
Claims = dict[str, Any]


def private_key(name: str, bits: int = 2048) -> RSAPrivateKey:
    return _made(name, bits)


@cache
def _made(_name: str, bits: int) -> RSAPrivateKey:
    """Once for all tests: it takes a while."""
    return generate_private_key(65537, bits)


@dataclass
class Authority:
    """What it publishes, and how it behaves when it is asked."""

    url: str = ""
    published: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"first": ENDORSED})
    """The names of the keys, and the channels that each signs for."""
    asked: int = 0
    """How often for the keys themselves."""
    extra: list[Any] = field(default_factory=list)
    """What else stands among the keys."""
    answer: web.Response | None = None
    """In place of the metadata."""
    opens: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.opens.set()

    async def metadata(self, _: web.Request) -> web.StreamResponse:
        return self.answer or web.json_response({"jwks_uri": f"{self.url}/keys"})

    async def keys(self, _: web.Request) -> web.StreamResponse:
        self.asked += 1
        await self.opens.wait()
        named = [jwk(name, endorsed) for name, endorsed in self.published.items()]
        return web.json_response({"keys": [*self.extra, *named]})


def jwk(name: str, endorsed: tuple[str, ...] | None, bits: int = 2048) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private_key(name, bits).public_key()))
    key |= {"kid": name, "use": "sig"}
    return key if endorsed is None else key | {"endorsements": list(endorsed)}


def claims(**other: Any) -> Claims:
    """Of a good token; None takes one out."""
    now = int(time())
    good = {
        "iss": ISSUER,
        "aud": APP,
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "serviceurl": SERVICE,
    }
    return {name: value for name, value in (good | other).items() if value is not None}


def token(
    said: Mapping[str, Any] | None = None, *, key: str = "first", kid: str | None = "", **head: Any
) -> str:
    """`kid` is what it says that its key is called; None where it says nothing."""
    name = {} if kid is None else {"kid": kid or key}
    payload = json.dumps(said or claims()).encode()
    return jwt.PyJWS().encode(payload, private_key(key), "RS256", headers=name | head)


@asynccontextmanager
async def open_authority() -> AsyncIterator[Authority]:
    authority = Authority()
    app = web.Application()
    app.router.add_get("/meta", authority.metadata)
    app.router.add_get("/keys", authority.keys)
    async with serving(app) as url:
        authority.url = url
        yield authority


@asynccontextmanager
async def serving(app: web.Application, sealed: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """The address at which it is open; `sealed` by a certificate."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=sealed).start()
        host, port = runner.addresses[0][:2]
        yield f"{'https' if sealed else 'http'}://{host}:{port}"
    finally:
        await runner.cleanup()
