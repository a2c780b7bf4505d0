"""Calls of the Web API: who calls, may they, how often; and what can go wrong on the way.

Source: docs.slack.dev/apis/web-api: refusals are HTTP 200 with `ok: false`; 429 has `Retry-After`;
`X-OAuth-Scopes` and `X-Accepted-OAuth-Scopes` tell what the token has and the method takes.
"""

import json
from base64 import b64decode
from dataclasses import dataclass

from aiohttp import web

from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.faults import Fault, Kind
from tests.adapters.fake_slack.limits import RateLimited
from tests.adapters.fake_slack.methods import METHODS, WITHOUT_TOKEN, Call
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.scopes import METHOD_SCOPES
from tests.adapters.fake_slack.sockets import Sockets
from tests.adapters.fake_slack.tokens import Token, secret_of
from tests.adapters.fake_slack.wire import Arguments, Json, read_arguments

_OPEN_SOCKET = "apps.connections.open"
_OAUTH = "oauth.v2.access"


@dataclass(frozen=True)
class Answered:
    """A call and its answer; `fault` is what went wrong on purpose."""

    method: str
    arguments: Json
    answer: Json
    at: float
    team_id: str | None = None
    fault: Kind | None = None

    @property
    def ok(self) -> bool:
        return bool(self.answer.get("ok"))

    @property
    def error(self) -> str:
        return str(self.answer.get("error", ""))


class WebApi:
    """Answers `/api/<method>`, and remembers."""

    def __init__(self, core: Core, sockets: Sockets) -> None:
        self._core = core
        self._sockets = sockets
        self.answered: list[Answered] = []
        self.under_way = 0

    async def serve(self, request: web.Request) -> web.Response:
        self.under_way += 1
        try:
            return await self._serve(request)
        finally:
            self.under_way -= 1

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        try:
            arguments = _with_basic(request, name, await read_arguments(request))
        except Refused as refused:
            return web.json_response({"ok": False, "error": refused.error})
        fault = self._core.faults.meet(name, arguments)
        if fault and fault.before:
            return self._instead(request, name, arguments, fault)
        token = self._core.world.tokens.get(secret_of(request, arguments))
        answer, response = self._answer(request, name, arguments, token)
        self._remember(name, arguments, answer, token, fault)
        return await self._spoilt(request, response, fault) if fault else response

    def _answer(
        self, request: web.Request, name: str, arguments: Arguments, token: Token | None
    ) -> tuple[Json, web.Response]:
        status, headers = 200, _headers(name, token)
        try:
            answer: Json = {"ok": True} | self._carry_out(request, name, arguments, token)
        except RateLimited as limited:
            status, headers = 429, headers | {"Retry-After": str(limited.after)}
            answer = {"ok": False, "error": limited.error}
        except Refused as refused:
            answer = {"ok": False, "error": refused.error} | refused.more
        return answer, web.json_response(answer, status=status, headers=headers)

    def _carry_out(
        self, request: web.Request, name: str, arguments: Arguments, token: Token | None
    ) -> Json:
        if name not in METHODS and name != _OPEN_SOCKET:
            raise Refused("unknown_method", req_method=name)
        if name not in WITHOUT_TOKEN:
            token = self._known(token, secret_of(request, arguments))
            self._may(name, token)
        team = token.team_id if token else None
        self._core.limits.call(name, team or self._core.app.id, now=self._core.now())
        if name == _OPEN_SOCKET:
            return {"url": self._socket_url()}
        return METHODS[name](Call(self._core, name, arguments, token))

    def _known(self, token: Token | None, secret: str) -> Token:
        if not secret:
            raise Refused("not_authed")
        if token is None:
            raise Refused("invalid_auth")
        token.must_live()
        return token

    def _may(self, name: str, token: Token) -> None:
        """The app's own token opens sockets, a bot's does the rest, and both may ask who they are."""
        if name != "auth.test" and (token.team_id is None) is not (name == _OPEN_SOCKET):
            raise Refused("not_allowed_token_type")
        if scope := METHOD_SCOPES.get(name):
            token.must_have(scope)

    def _socket_url(self) -> str:
        if not self._core.app.socket_mode:
            raise Refused("not_enabled")
        base = self._core.base_url.replace("http", "ws", 1)
        return f"{base}/link?ticket={self._sockets.ticket()}&app_id={self._core.app.id}"

    def _instead(
        self, request: web.Request, name: str, arguments: Arguments, fault: Fault
    ) -> web.Response:
        """The call is not carried out."""
        answer = {"ok": False, "error": fault.error or fault.kind.value}
        self._remember(name, arguments, answer, None, fault)
        match fault.kind:
            case Kind.LIMITED:
                told = {"ok": False, "error": "ratelimited"}
                after = {"Retry-After": str(int(fault.amount))}
                return web.json_response(told, status=429, headers=after)
            case Kind.FAILS:
                return _page(fault)
            case Kind.LOST_BEFORE:
                return _cut(request)
            case _:
                return web.json_response(answer)

    async def _spoilt(
        self, request: web.Request, response: web.Response, fault: Fault
    ) -> web.Response:
        """The call was carried out; the answer does not arrive as it should."""
        match fault.kind:
            case Kind.SLOW:
                await self._core.clock.sleep(fault.amount)
                return response
            case Kind.BROKEN_JSON:
                half = (response.text or "")[: len(response.text or "") // 2]
                return web.Response(text=half, content_type="application/json")
            case Kind.FAILS:
                return _page(fault)
            case _:
                return _cut(request)

    def _remember(
        self,
        name: str,
        arguments: Arguments,
        answer: Json,
        token: Token | None,
        fault: Fault | None,
    ) -> None:
        given = {key: value for key, value in arguments.given.items() if key != "token"}
        team = token.team_id if token else None
        kind = fault.kind if fault else None
        self.answered.append(Answered(name, given, answer, self._core.now(), team, kind))


def _headers(name: str, token: Token | None) -> dict[str, str]:
    told = {"X-Accepted-OAuth-Scopes": METHOD_SCOPES.get(name, "")}
    return told | ({"X-OAuth-Scopes": ",".join(token.scopes)} if token else {})


def _with_basic(request: web.Request, name: str, arguments: Arguments) -> Arguments:
    """`oauth.v2.access` takes the client's id and secret as HTTP Basic too."""
    header = request.headers.get("Authorization", "")
    if name != _OAUTH or not header.startswith("Basic "):
        return arguments
    login, _, password = b64decode(header.removeprefix("Basic ")).decode().partition(":")
    given = {"client_id": login, "client_secret": password}
    return Arguments({**arguments.given, **given})


def _page(fault: Fault) -> web.Response:
    text = json.dumps("Something went wrong on our side")
    return web.Response(
        status=int(fault.amount), text=f"<html>{text}</html>", content_type="text/html"
    )


def _cut(request: web.Request) -> web.Response:
    """No answer: the connection is simply gone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
