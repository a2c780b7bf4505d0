"""The calls that Teams' Bot Connector takes, as plain JSON over one shared session. Nothing is called twice by itself.

Source: "API reference for the Bot Framework Connector service" (learn.microsoft.com). What is sent is sent as it is
written: the library would drop every field that it does not know.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.clock import SystemClock
from adapters.teams.hosts import ServiceHosts
from adapters.teams.pace import Pace
from adapters.teams.refusals import lost, meaning
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Member, Payload, Reference
from bot.boundary.delivery import Undelivered, Unreachable, Why

TIMEOUT: Final = aiohttp.ClientTimeout(total=8, sock_connect=4)
"""Seconds for one call: under the courier's patience with one post (bot/courier.py)."""
AT_ONCE: Final = 200
"""Connections that may be open."""
A_PAGE: Final = 500
"""Members on a page of a roster, at most."""
PAGES: Final = 1_000
CONVERSATIONS: Final = "v3/conversations"
ALONE: Final = "?isTargetedActivity=true"
BOTS: Final = "28:"
"""What a bot's id begins with."""
GUESTS: Final = frozenset({"guest", "anonymous"})

Told = Mapping[str, Any]
Request = AbstractAsyncContextManager[aiohttp.ClientResponse]


@asynccontextmanager
async def open_session(proxy: str | None = None) -> AsyncIterator[aiohttp.ClientSession]:
    """For what is asked of Microsoft. It keeps no cookies: nobody is to be told apart by them."""
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=jar, timeout=TIMEOUT, proxy=proxy
    ) as session:
        yield session


class Connector:
    """Everything of `TeamsTransport` but the reading. Without `tokens` it shows none: on this machine alone."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        hosts: ServiceHosts,
        tokens: AppTokens | None,
        app_id: str,
        now: Callable[[], datetime] = SystemClock.now,
        pace: Pace | None = None,
    ) -> None:
        self._session = session
        self._hosts = hosts
        self._tokens = tokens
        self._bot = {"id": f"{BOTS}{app_id}"}
        self._now = now
        self._pace = pace or Pace()

    async def send(
        self, to: Reference, activity: Payload, *, thread: str = "", only_to: str = ""
    ) -> str:
        path = _activities(to, thread)
        if only_to:
            path += ALONE
            activity = {**activity, "recipient": {"id": only_to, "isTargeted": True}}
        told = await self._call("POST", to, path, activity)
        return _named(told, "id", repeatable=False)

    async def update(self, at: Reference, message: str, activity: Payload) -> None:
        changed = {**activity, "id": message}
        await self._call("PUT", at, _one(at, message), changed, repeatable=True)

    async def delete(self, at: Reference, message: str) -> None:
        await self._call("DELETE", at, _one(at, message), repeatable=True)

    async def open_private(self, service_url: str, tenant: str, user: str) -> str:
        asked = {
            "bot": self._bot,
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        at = Reference(service_url, tenant, "")
        told = await self._call("POST", at, CONVERSATIONS, asked, repeatable=True)
        return _named(told, "id", repeatable=True)

    async def open_thread(self, to: Reference, activity: Payload) -> str:
        asked = {
            "bot": self._bot,
            "isGroup": True,
            "tenantId": to.tenant,
            "channelData": {"channel": {"id": to.conversation}, "tenant": {"id": to.tenant}},
            "activity": activity,
        }
        told = await self._call("POST", to, CONVERSATIONS, asked)
        return _named(told, "activityId", repeatable=False)

    async def roster(self, of: Reference) -> AsyncIterator[Member]:
        path, page = f"{_conversation(of)}/pagedmembers?pageSize={A_PAGE}", ""
        for _ in range(PAGES):
            told = await self._call("GET", of, path + page, repeatable=True)
            for one in _members(told):
                yield one
            following = told.get("continuationToken")
            if not isinstance(following, str) or not following:
                return
            page = f"&continuationToken={quote(following, safe='')}"

    async def member(self, of: Reference, user: str) -> Member:
        path = f"{_conversation(of)}/members/{quote(user, safe='')}"
        found = _member(await self._call("GET", of, path, repeatable=True))
        if found is None:
            raise Unreachable(Why.LEFT)
        return found

    async def _call(
        self,
        method: str,
        at: Reference,
        path: str,
        body: Payload | None = None,
        *,
        repeatable: bool = False,
    ) -> Told:
        """What Teams tells. Raises `Undelivered`, `Unreachable`, or `InDoubt` for what is not `repeatable`."""
        if not self._hosts.serve(at.service_url):
            raise Undelivered("this host is none of Teams'")
        token = await self._tokens.token() if self._tokens else ""
        url = f"{at.service_url.rstrip('/')}/{path}"
        async with self._pace.turn(at.tenant):
            request = self._request(method, url, token, body)
            status, headers, text = await _answered(request, repeatable=repeatable)
        if status == 401 and self._tokens:
            self._tokens.forget(token)
        if not 200 <= status < 300:
            raise meaning(status, headers, text, self._now(), repeatable=repeatable)
        return _told(text)

    def _request(self, method: str, url: str, token: str, body: Payload | None) -> Request:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = None if body is None else _written(body)
        if sent is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        return self._session.request(
            method,
            URL(url, encoded=True),
            data=sent,
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
        )


async def _answered(request: Request, *, repeatable: bool) -> tuple[int, Mapping[str, str], str]:
    """Raises what a `Connector` raises, where there is no answer."""
    try:
        async with request as answer:
            return answer.status, answer.headers, await answer.text(errors="replace")
    except (
        aiohttp.ClientConnectorError,
        aiohttp.ClientHttpProxyError,
        aiohttp.ConnectionTimeoutError,
    ):
        raise Undelivered("Teams can't be reached") from None
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise lost(repeatable=repeatable) from None


def _conversation(of: Reference, thread: str = "") -> str:
    name = f"{of.conversation};messageid={thread}" if thread else of.conversation
    return f"{CONVERSATIONS}/{quote(name, safe='')}"


def _activities(of: Reference, thread: str = "") -> str:
    return f"{_conversation(of, thread)}/activities"


def _one(at: Reference, message: str) -> str:
    return f"{_activities(at)}/{quote(message, safe='')}"


def _written(body: Payload) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _told(text: str) -> Told:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _named(told: Told, name: str, *, repeatable: bool) -> str:
    """What Teams calls that which now stands. Where it does not say, it may stand."""
    found = told.get(name)
    if not isinstance(found, str) or not found:
        raise lost(repeatable=repeatable)
    return found


def _members(told: Told) -> Iterator[Member]:
    listed = told.get("members")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and (member := _member(one)):
            yield member


def _member(told: Told) -> Member | None:
    """None for what has no id."""
    name = _word(told, "id")
    if not name:
        return None
    return Member(
        id=name,
        aad=(_word(told, "aadObjectId") or _word(told, "objectId")).lower(),
        name=_word(told, "name"),
        is_guest=_word(told, "userRole").lower() in GUESTS,
        is_bot=name.startswith(BOTS),
    )


def _word(told: Told, name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""
