"""What Slack's requests come to, on the bot's own site. What Slack has not signed is refused before it is read."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from adapters.lengths import of_one_length
from adapters.slack.signatures import Signatures

MOST: Final = 1024 * 1024
"""Bytes of a request."""
FEW: Final = 200
"""Bytes of the one request that Slack does not sign: it looks now and then whether the address has a certificate."""


def at_the_site(app: AsyncApp, signatures: Signatures, *more: web.RouteDef) -> web.Application:
    """To be mounted at `/slack`: Slack's request URL is `/slack/events`. `more` is what stands beside it."""
    part = web.Application(client_max_size=MOST)
    part.router.add_post("/events", _request(app, signatures))
    part.add_routes(more)
    return part


def _request(
    app: AsyncApp, signatures: Signatures
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def request(given: web.Request) -> web.Response:
        body = await given.read()
        if _looks_at_the_certificate(body):
            return web.Response()
        if not signatures.fits(given.headers, body):
            return web.json_response({"error": "invalid request"}, status=401)
        return await _answer(await app.async_dispatch(await to_bolt_request(given)))

    return request


async def _answer(said: BoltResponse) -> web.Response:
    """One that says nothing stays empty."""
    answer = await to_aiohttp_response(said)
    if answer.content_type == "application/json":
        answer.body = of_one_length(said.body)
    return answer


def _looks_at_the_certificate(body: bytes) -> bool:
    """Source: docs.slack.dev/interactivity/implementing-slash-commands ("ssl_check")."""
    return len(body) <= FEW and parse_qs(body.decode("latin-1")).get("ssl_check") == ["1"]
