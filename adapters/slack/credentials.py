"""What Slack says of the tokens it is shown, at start: each thing that can be wrong, in one sentence with what to do.

Sources: the error tables of auth.test and apps.connections.open on docs.slack.dev, and the header `X-OAuth-Scopes`
that every answer carries.
"""

import asyncio
import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import SCOPES
from adapters.slack.trouble import NOT_TAKEN_IN_TIME, code, is_too_fast, rest, status
from bot.boundary.trouble import Trouble

COPY_BOT: Final = (
    "copy the “Bot User OAuth Token” again from the page “OAuth & Permissions” of your Slack app"
)
COPY_APP: Final = "make a new app-level token with connections:write on the page “Basic Information” of your Slack app"
REMOVED: Final = (
    "the app was taken out of its workspace: install it again on "
    "its page “Install App”, and copy the new token"
)
ROTATES: Final = (
    "it has run out, as token rotation is on: make the app anew from "
    "lcbot manifest slack, which leaves rotation off"
)
BOT_WRONG: Final[Mapping[str, str]] = {
    "account_inactive": REMOVED,
    "invalid_auth": f"it knows no such token: {COPY_BOT}",
    "not_allowed_token_type": f"it is no bot's token: {COPY_BOT}",
    "not_authed": f"it is empty: {COPY_BOT}",
    "team_access_not_granted": (
        "the organisation has not let the app into this workspace: ask one of its administrators"
    ),
    "token_expired": ROTATES,
    "token_revoked": f"it was withdrawn: {COPY_BOT}",
}
"""What follows "Slack does not take SLACK_BOT_TOKEN, as"."""
APP_WRONG: Final[Mapping[str, str]] = {
    "account_inactive": f"it was withdrawn: {COPY_APP}",
    "invalid_auth": f"it knows no such token: {COPY_APP}",
    "missing_scope": f"it lacks connections:write: {COPY_APP}",
    "not_allowed_token_type": f"it is no app-level token: {COPY_APP}",
    "not_authed": f"it is empty: {COPY_APP}",
    "token_revoked": f"it was withdrawn: {COPY_APP}",
}
BOT_REFUSED: Final = "Slack does not take SLACK_BOT_TOKEN, as {why}."
APP_REFUSED: Final = "Slack does not take SLACK_APP_TOKEN, as {why}."
NO_SOCKET: Final = (
    "Slack opens no socket and says {code}: switch on Socket Mode "
    "on the page “Socket Mode” of your Slack app."
)
NOT_ALLOWED: Final = (
    "The Slack app lacks {scopes}: add what is missing on its page "
    "“OAuth & Permissions”, and install it again."
)
SAYS: Final = (
    "Slack says {code} to the bot's first question: read about it on "
    "docs.slack.dev/reference/methods/auth.test."
)
WHOLE_ORGANISATION: Final = (
    "SLACK_BOT_TOKEN is of an app that was installed for a whole organisation, and the bot lives in single workspaces: "
    "install it in the workspace itself, and copy that token."
)
CLIENT_WRONG: Final[Mapping[str, str]] = {
    "bad_client_secret": "Slack does not take SLACK_CLIENT_SECRET: copy it again from the page “Basic Information”.",
    "invalid_client_id": "Slack knows no app with SLACK_CLIENT_ID: copy it again from the page “Basic Information”.",
}
NOTHING: Final[Mapping[str, str]] = {}
RESTS: Final = (
    "Slack asks for a rest, as the bot was started too often: start it again in {seconds} seconds."
)
RESTS_FIRST: Final = "Slack asks for a rest before it opens a socket."
OUT_OF_ORDER: Final = "Slack is out of order just now, or what answers is not Slack."
AGAIN: Final = "I ask again in {seconds}."
BREATH: Final = 5.0
"""Seconds after which a Slack that is out of order is asked again."""
UNREACHABLE: Final = (
    "Slack can't be reached at {url}: check the network, and SLACK_API_URL if you have set it."
)
NOT_SLACK: Final = (
    "What answers at {url} is not Slack, or Slack is out of order: "
    "check SLACK_API_URL, and status.slack.com."
)
NOT_THROUGH: Final = (
    "The proxy in HTTPS_PROXY does not let the bot through to {url}: whoever runs it can tell why."
)
DISTRUSTED: Final = (
    "The connection to {url} can't be trusted, as its certificate is not in order: check this machine's clock, and "
    "whether a proxy of your organisation stands between."
)

log = logging.getLogger(__name__)


class NotTaken(Trouble):
    """Slack refuses the bot's token."""


class NotYet(Trouble):
    """Slack may well do it in `after` seconds. With `must_wait` it has said itself how long."""

    def __init__(self, sentence: str, after: float, *, must_wait: bool = False) -> None:
        super().__init__(sentence)
        self.after = after
        self.must_wait = must_wait


@dataclass(frozen=True, slots=True)
class Taken:
    """The bot in one workspace, as Slack knows its token. `scopes` is None where Slack does not tell them."""

    team: str
    name: str
    user: str
    bot: str
    scopes: frozenset[str] | None


async def taken(client: AsyncWebClient) -> Taken:
    """Raises `Trouble` when the bot can't speak with this token, or may not do what it is there for."""
    found = await known(client)
    if lacking := lacks(found.scopes):
        raise Trouble(NOT_ALLOWED.format(scopes=listed(lacking)))
    return found


async def known(client: AsyncWebClient) -> Taken:
    """Whatever it may do. Raises `NotTaken`, or `Trouble` where Slack can't be asked."""
    try:
        answer = await _asked(client, "auth.test")
    except SlackApiError as refused:
        raise NotTaken(_about_bot(code(refused))) from None
    if answer.get("is_enterprise_install"):
        raise NotTaken(WHOLE_ORGANISATION)
    return Taken(
        team=str(answer["team_id"]),
        name=str(answer.get("team", "")),
        user=str(answer["user_id"]),
        bot=str(answer.get("bot_id", "")),
        scopes=_scopes(answer.headers),
    )


async def socket_address(client: AsyncWebClient) -> str:
    """Where the socket is to be opened, once. Raises `Trouble` when there is none to be had with this token."""
    try:
        answer = await _asked(client, "apps.connections.open")
    except SlackApiError as refused:
        said = code(refused)
        if said in APP_WRONG:
            raise Trouble(APP_REFUSED.format(why=APP_WRONG[said])) from None
        raise Trouble(NO_SOCKET.format(code=safe(said))) from None
    return str(answer["url"])


async def socket_address_in_time(client: AsyncWebClient, patience: float) -> str:
    """A Slack that asks for a rest gets it; one that is out of order is waited for, so many seconds in all."""
    until = monotonic() + patience
    while True:
        try:
            return await socket_address(client)
        except NotYet as later:
            after = later.after if later.must_wait else min(later.after, patience / 4)
            if not later.must_wait and monotonic() + after > until:
                raise
            log.warning("%s %s", _why(later), AGAIN.format(seconds=_seconds(after)))
            await asyncio.sleep(after)


async def must_be_our_app(client: AsyncWebClient, client_id: str, client_secret: str) -> None:
    """Raises `Trouble` when Slack knows no app of this id, or another secret. It is asked for a token with no code,
    and looks at whose app it is first."""
    asked = {"client_id": client_id, "client_secret": client_secret, "code": "none"}
    try:
        await _asked(client, "oauth.v2.access", asked)
    except SlackApiError as refused:
        if wrong := CLIENT_WRONG.get(code(refused)):
            raise Trouble(wrong) from None


def lacks(scopes: Collection[str] | None) -> tuple[str, ...]:
    """Which of the scopes it can't do without are not given."""
    return () if scopes is None else tuple(one for one in SCOPES if one not in scopes)


def listed(names: Collection[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


async def _asked(client: AsyncWebClient, method: str, given: Mapping[str, str] = NOTHING) -> Any:
    """Raises `SlackApiError` for what Slack itself refuses, and `Trouble` where there is no talking to it."""
    url = client.base_url
    try:
        return await client.api_call(method, data=dict(given))
    except SlackApiError as refused:
        if is_too_fast(refused):
            seconds = rest(refused, otherwise=60)
            sentence = RESTS.format(seconds=f"{seconds:g}")
            raise NotYet(sentence, seconds, must_wait=True) from None
        if status(refused) >= 500 or code(refused) in NOT_TAKEN_IN_TIME:
            raise NotYet(NOT_SLACK.format(url=url), BREATH) from None
        if not code(refused):
            raise Trouble(NOT_SLACK.format(url=url)) from None
        raise
    except aiohttp.ClientConnectorCertificateError:
        raise Trouble(DISTRUSTED.format(url=url)) from None
    except aiohttp.ClientHttpProxyError:
        raise Trouble(NOT_THROUGH.format(url=url)) from None
    except AttributeError:  # the library takes any answer for one of Slack's
        raise Trouble(NOT_SLACK.format(url=url)) from None
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        raise Trouble(UNREACHABLE.format(url=url)) from None


def _about_bot(said: str) -> str:
    if said in BOT_WRONG:
        return BOT_REFUSED.format(why=BOT_WRONG[said])
    return SAYS.format(code=safe(said))


def _scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    told = {name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes")
    return None if told is None else frozenset(filter(None, re.split(r"[,\s]+", told)))


def _why(later: NotYet) -> str:
    return RESTS_FIRST if later.must_wait else OUT_OF_ORDER


def _seconds(number: float) -> str:
    return "1 second" if number == 1 else f"{number:g} seconds"


def safe(said: str) -> str:
    """Slack's own words for errors are letters; whatever else answers is not repeated."""
    return said if re.fullmatch(r"[a-z_]{1,50}", said) else "something unknown"
