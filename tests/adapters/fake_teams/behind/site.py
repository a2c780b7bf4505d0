"""The doors of Teams that a bot knocks at: the identity provider's, the machine's own, and the connector's."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import web

from tests.adapters.fake_teams.behind.answering import Answered, Door, Knock, Porter
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.identity import MSI_HEADER, Identity, NoToken
from tests.adapters.fake_teams.behind.posting import Posting
from tests.adapters.fake_teams.behind.rosters import Rosters


@dataclass
class Site:
    core: Core
    identity: Identity = field(init=False)
    porter: Porter = field(init=False)
    posting: Posting = field(init=False)
    rosters: Rosters = field(init=False)

    def __post_init__(self) -> None:
        self.identity = Identity(self.core)
        self.porter = Porter(self.core, self.identity)
        self.posting, self.rosters = Posting(self.core), Rosters(self.core)

    def application(self) -> web.Application:
        site = web.Application(client_max_size=8 * 1024 * 1024)
        for method, path, operation, door in self._identity_doors():
            site.router.add_route(method, path, self.porter.serve(operation, door))
        for method, path, operation, door in self._connector_doors():
            where = f"/{{region}}/v3/{path}"
            site.router.add_route(method, where, self.porter.serve(operation, door, guarded=True))
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
        targeted, reply_to = knock.targeted, knock.of.get("activity", "")
        place = self.posting.place(knock.conversation, targeted=targeted)
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
