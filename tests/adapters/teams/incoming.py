"""What Teams might send, read."""

from datetime import UTC, datetime
from typing import Any

from adapters.teams.transport import Incoming, Member, Reference, Scope

AT = datetime(2027, 1, 4, 10, tzinfo=UTC)
ANN = Member("29:ann", "aad-ann", "Ann")
CHANNEL = Reference("https://teams.example/", "contoso", "19:learning@thread.tacv2")
PRIVATE = Reference("https://teams.example/", "contoso", "a:1ann")


def incoming(scope: Scope = Scope.CHANNEL, **more: Any) -> Incoming:
    given: dict[str, Any] = {
        "id": "1",
        "at": AT,
        "kind": "message",
        "scope": scope,
        "reference": PRIVATE if scope is Scope.PERSONAL else CHANNEL,
        "team": "19:team@thread.tacv2" if scope is Scope.CHANNEL else "",
        "sender": ANN,
    }
    return Incoming(**given | more)
