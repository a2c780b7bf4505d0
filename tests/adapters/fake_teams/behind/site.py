"""The doors of Teams that a bot knocks at: the identity provider's, the machine's own, and the connector's."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.adapters.fake_teams.behind import errors
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.errors import Refused
from tests.adapters.fake_teams.behind.identity import MSI_HEADER, Identity, NoToken
from tests.adapters.fake_teams.behind.limits import Lane
from tests.adapters.fake_teams.behind.posting import Posting, weight
from tests.adapters.fake_teams.behind.rosters import Rosters
from tests.adapters.fake_teams.shapes import Fault, Json, Request

Answered = tuple[int, Any]


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
class Site:
    core: Core
    identity: Identity = field(init=False)
    posting: Posting = field(init=False)
    rosters: Rosters = field(init=False)

    def __post_init__(self) -> None:
        self.identity = Identity(self.core)
        self.posting, self.rosters = Posting(self.core), Rosters(self.core)

    def application(self) -> web.Application:
        site = web.Application(client_max_size=8 * 1024 * 1024)
        for method, path, operation, door in self._identity_doors():
            site.router.add_route(method, path, self._serve(operation, door))
        for method, path, operation, door in self._connector_doors():
            where = f"/{{region}}/v3/{path}"
            site.router.add_route(method, where, self._serve(operation, door, guarded=True))
        return site

    def _identity_doors(self) -> Iterable[tuple[str, str, str, Door]]:
        who = self.identity
        yield (
            "GET",
            "/v1/.well-known/openidconfiguration",
            "metadata",
            lambda _: (200, who.metadata()),
        )
        yield "GET", "/v1/.well-known/keys", "keys", lambda _: (200, who.keys())
        discovery = "/{tenant}/v2.0/.well-known/openid-configuration"
        yield (
            "GET",
            discovery,
            "login_metadata",
            lambda k: (200, who.login_metadata(k.of["tenant"])),
        )
        yield "POST", "/{tenant}/oauth2/v2.0/token", "token", self._token
        yield "GET", "/metadata/identity/oauth2/token", "managed", self._machine
        yield "GET", "/msi/token", "managed", self._service

    def _token(self, knock: Knock) -> Answered:
        return 200, self.identity.grant(knock.of["tenant"], knock.body)

    def _machine(self, knock: Knock) -> Answered:
        """A virtual machine's own door."""
        if knock.request.headers.get("Metadata") != "true":
            raise NoToken(400, "invalid_request", "Required metadata header not specified")
        return 200, self.identity.managed(knock.request.query)

    def _service(self, knock: Knock) -> Answered:
        """That of an app service, which names a secret header."""
        if knock.request.headers.get("X-IDENTITY-HEADER") != MSI_HEADER:
            raise NoToken(401, "unauthorized", "The header is wrong.")
        return 200, self.identity.managed(knock.request.query)

    def _connector_doors(self) -> Iterable[tuple[str, str, str, Door]]:
        at, one = (
            "conversations/{conversation}",
            "conversations/{conversation}/activities/{activity}",
        )
        yield "POST", "conversations", "create", lambda k: (201, self.posting.create(k.body))
        yield "POST", f"{at}/activities", "post", self._post
        yield "POST", one, "post", self._post
        yield "PUT", one, "put", self._put
        yield "DELETE", one, "delete", self._delete
        yield "GET", f"{at}/members/{{who}}", "member", self._member
        yield "GET", f"{at}/pagedmembers", "pagedmembers", self._page
        yield "GET", f"{at}/members", "old_roster", self._old_roster
        yield "GET", "teams/{team}", "team", lambda k: (200, self.rosters.team(k.of["team"]))
        channels = "teams/{team}/conversations"
        yield "GET", channels, "channels", lambda k: (200, self.rosters.channels(k.of["team"]))

    def _post(self, knock: Knock) -> Answered:
        place = self.posting.place(knock.conversation)
        reply_to = knock.of.get("activity", "")
        targeted = knock.targeted
        return 201, self.posting.send(place, knock.body, targeted=targeted, reply_to=reply_to)

    def _put(self, knock: Knock) -> Answered:
        where, id_ = knock.conversation, knock.of["activity"]
        return 200, self.posting.update(where, id_, knock.body, targeted=knock.targeted)

    def _delete(self, knock: Knock) -> Answered:
        self.posting.delete(knock.conversation, knock.of["activity"], targeted=knock.targeted)
        return 200, None

    def _member(self, knock: Knock) -> Answered:
        return 200, self.rosters.one(knock.conversation, knock.of["who"])

    def _page(self, knock: Knock) -> Answered:
        return 200, self.rosters.page(knock.conversation, knock.request.query)

    def _old_roster(self, knock: Knock) -> Answered:
        self.core.complaints.append("The roster without pages is going away.")
        return 200, self.rosters.all(knock.conversation)

    def _serve(
        self, operation: str, door: Door, *, guarded: bool = False
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            self.core.under_way += 1
            try:
                knock = await _read(operation, request)
                return await self._answer(knock, door, guarded=guarded)
            finally:
                self.core.under_way -= 1

        return serve

    async def _answer(self, knock: Knock, door: Door, *, guarded: bool) -> web.StreamResponse:
        fault = self.core.faults.meet(knock.operation, knock.conversation, knock.body)
        if fault and fault.kind == "slow" and not fault.after:
            await self.core.clock.sleep(fault.amount)
        if fault and fault.kind in {"lost", "fails", "limited"} and not fault.after:
            return self._goes_wrong(knock, fault)
        headers: dict[str, str] = {}
        try:
            if guarded:
                self._let_in(knock)
            status, answer = door(knock)
        except Refused as no:
            status, answer, headers = no.status, no.body, no.headers
        except NoToken as no:
            status, answer = no.status, {"error": no.error, "error_description": str(no)}
        self._note(knock, status, answer)
        if fault and fault.kind == "slow" and fault.after:
            await self.core.clock.sleep(fault.amount)
        if fault and fault.kind in {"lost", "fails", "broken"}:
            return self._goes_wrong(knock, fault, answer, carried_out=True)
        return _response(status, answer, headers)

    def _let_in(self, knock: Knock) -> None:
        if knock.of["region"] != self.core.region:
            raise errors.no_conversation()
        if self.identity.wrong_with(knock.request.headers.get("Authorization", "")):
            raise errors.unauthorised()
        wait = self.core.limits.wait(_lanes(self.core, knock), self.core.now(), weight(knock.body))
        if wait:
            raise errors.throttled(wait)

    def _goes_wrong(
        self, knock: Knock, fault: Fault, answer: Any = None, *, carried_out: bool = False
    ) -> web.StreamResponse:
        status = (
            int(fault.amount) if fault.kind == "fails" else 429 if fault.kind == "limited" else 0
        )
        if not carried_out:
            self._note(knock, status, None)
        if fault.kind == "lost":
            assert knock.request.transport is not None
            knock.request.transport.abort()
            return web.Response(status=500)
        if fault.kind == "broken":
            half = json.dumps(answer)[: max(1, len(json.dumps(answer)) // 2)]
            return web.Response(text=half, content_type="application/json")
        no = _refusal(fault)
        return _response(no.status, no.body, no.headers)

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
