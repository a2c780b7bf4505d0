"""Tokens: whose they are, what they may do, whether they still live.

Source: the errors that every method's page lists; an uninstalled app's bot token answers
`account_inactive`, a revoked one `token_revoked`.
"""

from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Arguments


class TokenState(StrEnum):
    """What a call with the token is answered with, once it no longer works."""

    LIVE = "live"
    REVOKED = "token_revoked"
    INACTIVE = "account_inactive"
    EXPIRED = "token_expired"


@dataclass
class Token:
    """A bot's token (`xoxb-`) in one workspace, or the app's own (`xapp-`) in none."""

    secret: str
    scopes: tuple[str, ...]
    team_id: str | None
    state: TokenState = TokenState.LIVE

    def must_live(self) -> None:
        if self.state is not TokenState.LIVE:
            raise Refused(self.state.value)

    def must_have(self, scope: str) -> None:
        if scope not in self.scopes:
            raise Refused.scope(needed=scope, provided=self.scopes)

    def has(self, scope: str) -> bool:
        return scope in self.scopes


def secret_of(request: web.Request, arguments: Arguments) -> str:
    """From the header `Authorization: Bearer`, or else from the argument `token`."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    return arguments.text("token")
