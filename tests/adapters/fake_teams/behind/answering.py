"""How a request is met: what a test wants to go wrong, whether it is let in, and what is written down of it."""

import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.adapters.fake_teams.behind import errors
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.errors import Refused
from tests.adapters.fake_teams.behind.identity import Identity, NoToken
from tests.adapters.fake_teams.behind.limits import Lane
from tests.adapters.fake_teams.behind.posting import weight
from tests.adapters.fake_teams.shapes import Fault, Json, Request

Answered = tuple[int, Any]
_INSTEAD = {"lost", "fails", "limited"}
"""These happen instead of what was asked, unless they are to come after it."""


@dataclass(frozen=True)
class Knock:
    """One request, read."""

    operation: str
    request: web.Request
    body: Any
    conversation: str = ""

    @property
    def of(self) -> web.UrlMappingMatchInfo:
        return self.request.match_info

    @property
    def targeted(self) -> bool:
        return self.request.query.get("isTargetedActivity", "").lower() == "true"


Door = Callable[[Knock], Answered]


@dataclass
class Porter:
    """`guarded` doors want a bearer's token, and are not opened too often."""

    core: Core
    identity: Identity

    def serve(
        self, operation: str, door: Door, *, guarded: bool = False
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            self.core.under_way += 1
            try:
                knock = await _read(operation, request)
                return await self._answer(knock, door, guarded=guarded)
            finally:
                self.core.under_way -= 1

        return answer

    async def _answer(self, knock: Knock, door: Door, *, guarded: bool) -> web.StreamResponse:
        fault = self.core.faults.meet(knock.operation, knock.conversation, knock.body)
        if fault and fault.kind in _INSTEAD and not fault.after:
            return self._instead(knock, fault)
        await self._is_slow(fault, after=False)
        status, answer, headers = self._carry_out(knock, door, guarded=guarded)
        self._note(knock, status, answer)
        await self._is_slow(fault, after=True)
        if fault and fault.kind != "slow":
            return _wrongly(knock, fault, answer)
        return _response(status, answer, headers)

    def _carry_out(self, knock: Knock, door: Door, *, guarded: bool) -> tuple[int, Any, Json]:
        try:
            if guarded:
                self._let_in(knock)
            return (*door(knock), {})
        except Refused as no:
            return no.status, no.body, no.headers
        except NoToken as no:
            return no.status, {"error": no.error, "error_description": str(no)}, {}
        except Exception:
            self.core.complaints.append(f"The fake broke: {traceback.format_exc()}")
            return 500, None, {}

    async def _is_slow(self, fault: Fault | None, *, after: bool) -> None:
        if fault and fault.kind == "slow" and fault.after is after:
            await self.core.clock.sleep(fault.amount)

    def _instead(self, knock: Knock, fault: Fault) -> web.StreamResponse:
        """Nothing is carried out."""
        status = {"fails": int(fault.amount), "limited": 429}.get(fault.kind, 0)
        self._note(knock, status, None)
        return _wrongly(knock, fault, None)

    def _let_in(self, knock: Knock) -> None:
        if knock.of["region"] != self.core.region:
            raise errors.no_conversation()
        if self.identity.wrong_with(knock.request.headers.get("Authorization", "")):
            raise errors.unauthorised()
        wait = self.core.limits.wait(_lanes(self.core, knock), self.core.now(), weight(knock.body))
        if wait:
            raise errors.throttled(wait)

    def _note(self, knock: Knock, status: int, answer: Any) -> None:
        request = knock.request
        self.core.requests.append(
            Request(
                self.core.now(),
                knock.operation,
                request.method,
                request.path,
                dict(request.query),
                knock.body,
                status,
                answer,
                knock.conversation,
            )
        )


def _wrongly(knock: Knock, fault: Fault, answer: Any) -> web.StreamResponse:
    if fault.kind == "lost":
        assert knock.request.transport is not None
        knock.request.transport.abort()
        return web.Response(status=500)
    if fault.kind == "broken":
        whole = json.dumps(answer)
        half = whole[: max(1, len(whole) // 2)]
        return web.Response(text=half, content_type="application/json")
    no = _refusal(fault)
    return _response(no.status, no.body, no.headers)


async def _read(operation: str, request: web.Request) -> Knock:
    text = await request.text()
    body: Any = None
    if request.content_type == "application/x-www-form-urlencoded":
        body = {name: str(value) for name, value in (await request.post()).items()}
    elif text:
        try:
            body = json.loads(text)
        except ValueError:
            body = text
    return Knock(operation, request, body, request.match_info.get("conversation", "") or _new(body))


def _new(body: Any) -> str:
    """Which channel a new thread is for; or nothing."""
    if not isinstance(body, dict):
        return ""
    return str(((body.get("channelData") or {}).get("channel") or {}).get("id", ""))


def _lanes(core: Core, knock: Knock) -> list[Lane]:
    thread = knock.conversation.partition(";")[0] or knock.of.get("team", "")
    if knock.operation == "create" and not thread:
        thread = json.dumps(knock.body.get("members")) if isinstance(knock.body, dict) else ""
    kinds = {
        "create": "create",
        "member": "members",
        "pagedmembers": "members",
        "old_roster": "old_roster",
        "team": "conversations",
        "channels": "conversations",
    }
    return [(kinds.get(knock.operation, "send"), thread), ("tenant", core.app.tenant)]


def _refusal(fault: Fault) -> Refused:
    if fault.kind == "limited":
        return errors.throttled(int(fault.amount) if fault.hint else None)
    match int(fault.amount), fault.code:
        case 412, _:
            return errors.precondition()
        case 403, "ConversationBlockedByUser":
            return errors.blocked_by_user()
        case 403, "BotNotInConversationRoster":
            return errors.not_in_roster()
        case 403, _:
            return errors.blocked()
        case 404, "BotNotInConversationRoster":
            return errors.not_in_roster(404)
        case 404, _:
            return errors.no_conversation()
        case 401, _:
            return errors.unauthorised()
        case 413, _:
            return errors.too_big()
        case status, code:
            return errors.broken(status) if not code else Refused(status, {"error": {"code": code}})


def _response(status: int, answer: Any, headers: Json) -> web.Response:
    if answer is None:
        return web.Response(status=status, headers=headers)
    if isinstance(answer, str):
        return web.Response(status=status, text=answer, headers=headers, content_type="text/html")
    return web.json_response(answer, status=status, headers=headers)
