"""Lets the bot be tried by hand in the Microsoft 365 Agents Playground, with all of its checks on.

    .venv/bin/python examples/teams_signing_proxy.py

The playground signs nothing, and the bot turns away what nobody signed. This stands between the two: it has a key of
its own, tells the bot of it as Teams would, and signs with it whatever the playground sends. It also gives the bot a
token to answer with. docs/teams.md says how to set both up.

Whoever can call it is believed. So it listens on this machine alone, and the bot must be told to trust it: never set
its addresses for a bot that anybody uses.
"""

import time
from secrets import token_hex
from typing import Annotated, Any, Final

import jwt
import typer
from aiohttp import ClientError, ClientSession, web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

HERE: Final = "127.0.0.1"
PORT: Final = 3979
BOT: Final = "http://127.0.0.1:8080"
APP: Final = "00000000-0000-0000-0000-00000000b0b0"
ISSUER: Final = "https://api.botframework.com"
LIVES: Final = 300
"""Seconds for which a signature is good."""


class SigningProxy:
    """`bot` is where the bot's site is, `app` the id that it was given."""

    def __init__(self, bot: str, app: str) -> None:
        self._bot = bot.rstrip("/")
        self._app = app
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._called = token_hex(8)  # else a bot that knows an earlier one would not ask anew

    def site(self) -> web.Application:
        site = web.Application(client_max_size=1024 * 1024)
        site.router.add_get("/openid", self._metadata)
        site.router.add_get("/keys", self._keys)
        site.router.add_post("/token", self._token)
        site.router.add_post("/api/messages", self._messages)
        return site

    async def _metadata(self, request: web.Request) -> web.Response:
        keys = str(request.url.with_path("/keys"))
        return web.json_response({"issuer": ISSUER, "jwks_uri": keys})

    async def _keys(self, _: web.Request) -> web.Response:
        public: dict[str, Any] = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        named = {**public, "kid": self._called, "use": "sig", "endorsements": ["msteams"]}
        return web.json_response({"keys": [named]})

    async def _token(self, _: web.Request) -> web.Response:
        """For the bot to speak with: the playground asks for none, and the bot never speaks without."""
        given = {"token_type": "Bearer", "expires_in": 3600, "access_token": "for-the-playground"}
        return web.json_response(given)

    async def _messages(self, request: web.Request) -> web.Response:
        body = await request.read()
        activity = await request.json()
        headers = {
            "Authorization": f"Bearer {self._signed(activity.get('serviceUrl'))}",
            "Content-Type": "application/json",
        }
        try:
            return await self._passed_on(body, headers)
        except ClientError:
            raise web.HTTPBadGateway(text=f"No bot answers at {self._bot}.") from None

    async def _passed_on(self, body: bytes, headers: dict[str, str]) -> web.Response:
        to = f"{self._bot}/api/messages"
        async with ClientSession() as session, session.post(to, data=body, headers=headers) as said:
            return web.Response(
                status=said.status, body=await said.read(), content_type=said.content_type
            )

    def _signed(self, service_url: object) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self._app,
            "nbf": now,
            "exp": now + LIVES,
            "serviceurl": service_url,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._called})


def main(
    bot: Annotated[str, typer.Option(help="Where the bot's site is.")] = BOT,
    app: Annotated[str, typer.Option(help="The TEAMS_APP_ID that it was given.")] = APP,
    port: Annotated[int, typer.Option(help="Where to listen, on this machine.")] = PORT,
) -> None:
    """Stand between the Agents Playground and the bot."""
    typer.echo(f"Point the playground at http://{HERE}:{port}/api/messages (Ctrl-C to stop)")
    web.run_app(SigningProxy(bot, app).site(), host=HERE, port=port, print=None)


if __name__ == "__main__":
    typer.run(main)
