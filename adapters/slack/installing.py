"""How a workspace lets the bot in: the page where it begins, Slack's own page, and the way back with a code.

Source: docs.slack.dev/authentication/installing-with-oauth. Who installs it is not kept.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urljoin

from aiohttp import ClientError, web
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot

from adapters.slack import pages
from adapters.slack.beginnings import LIVES, Beginnings
from adapters.slack.credentials import known, lacks, listed, safe
from adapters.slack.lines import Lines
from adapters.slack.manifest import OPTIONAL, SCOPES
from adapters.slack.trouble import code
from adapters.slack.workspaces import Workspaces
from adapters.web_page import Page, mark, shown, style_sheet
from bot.boundary.trouble import Trouble

INSTALL: Final = "/slack/install"
BACK: Final = "/slack/oauth_redirect"
STYLE: Final = "/slack/install.css"
ICON: Final = "/slack/install.svg"
COOKIE: Final = "lcbot_install"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The app as Slack knows it. `address` is that of the bot's site, as others reach it; `run_by` may be empty."""

    client_id: str
    client_secret: str
    address: str
    run_by: str = ""


class Installing:
    """The two pages, and what happens between them. `comes_back` is told of a workspace before its token is kept."""

    def __init__(
        self,
        app: SlackApp,
        lines: Lines,
        workspaces: Workspaces,
        beginnings: Beginnings,
        comes_back: Callable[[str], Awaitable[None]],
    ) -> None:
        self._app = app
        self._lines = lines
        self._workspaces = workspaces
        self._beginnings = beginnings
        self._comes_back_to = comes_back
        self._again = f"{app.address}{INSTALL}"

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Below the place where Slack's part of the site is mounted."""
        return (
            web.get(INSTALL.removeprefix("/slack"), self._begins),
            web.get(BACK.removeprefix("/slack"), self._comes_back),
            web.get(STYLE.removeprefix("/slack"), style_sheet),
            web.get(ICON.removeprefix("/slack"), mark),
        )

    async def _begins(self, _: web.Request) -> web.Response:
        mark = self._beginnings.new()
        answer = _shown(pages.before(self._to_slack(mark), self._app.run_by))
        answer.set_cookie(
            COOKIE,
            mark,
            max_age=int(LIVES.total_seconds()),
            path="/slack",
            secure=self._app.address.startswith("https://"),
            httponly=True,
            samesite="Lax",  # Slack sends the browser back here, which Strict would not count as ours
        )
        return answer

    async def _comes_back(self, request: web.Request) -> web.Response:
        answer = _shown(await self._outcome(request))
        answer.del_cookie(COOKIE, path="/slack")
        return answer

    async def _outcome(self, request: web.Request) -> Page:
        given, kept = request.query, request.cookies.get(COOKIE, "")
        if given.get("error") == "access_denied":
            return pages.said_no(self._again)
        if not await self._beginnings.is_good(given.get("state", ""), kept):
            return pages.too_late(self._again)
        if "code" not in given:
            log.warning("Slack sent somebody back without a code.")
            return pages.not_taken(self._again)
        return await self._installed(given["code"])

    async def _installed(self, code_: str) -> Page:
        try:
            return await self._let_in(await self._exchanged(code_))
        except SlackApiError as refused:
            log.warning("Slack gave no token and says %s.", safe(code(refused)))
            return pages.not_taken(self._again)
        except (Trouble, ClientError, OSError, TimeoutError) as problem:
            log.warning("Slack gave no token: %s.", type(problem).__name__)
            return pages.unreachable(self._again)

    async def _let_in(self, given: Mapping[str, Any]) -> Page:
        if no := self._no(given):
            return no
        bot = await self._bot(given)
        try:
            await self._comes_back_to(str(bot.team_id))
            await self._workspaces.has_come(bot)
        except Exception as problem:
            log.error("An installation could not be kept: %s.", type(problem).__name__)
            return pages.broken(self._again)
        log.info("A workspace has let the bot in.")
        there = urlencode({"app": bot.app_id or "", "team": bot.team_id or ""})
        return pages.done(f"https://slack.com/app_redirect?{there}")

    def _no(self, given: Mapping[str, Any]) -> Page | None:
        """Why the bot can't live with what Slack gives."""
        if given.get("is_enterprise_install"):
            return pages.whole_organisation(self._again)
        if not given.get("access_token"):
            log.warning("Slack took the code, and gave no token.")
            return pages.not_taken(self._again)
        if lacking := lacks(_scopes(given)):
            named = [f"{one} ({SCOPES[one]})" for one in lacking]
            return pages.lacking(listed(named), self._again)
        return None

    async def _exchanged(self, code_: str) -> Mapping[str, Any]:
        """The code for a token: it is good once, and for ten minutes."""
        asked = {
            "client_id": self._app.client_id,
            "client_secret": self._app.client_secret,
            "code": code_,
            "redirect_uri": f"{self._app.address}{BACK}",
        }
        answer = await self._lines.speaking("").api_call("oauth.v2.access", data=asked)
        return answer.data if isinstance(answer.data, dict) else {}

    async def _bot(self, given: Mapping[str, Any]) -> Bot:
        found = await known(self._lines.speaking(given["access_token"]))
        return Bot(
            app_id=str(given.get("app_id", "")),
            team_id=found.team,
            bot_token=given["access_token"],
            bot_id=found.bot,
            bot_user_id=found.user,
            bot_scopes=_scopes(given),
            bot_refresh_token=given.get("refresh_token"),
            installed_at=self._beginnings.now(),
        )

    def _to_slack(self, mark: str) -> str:
        asked = {
            "client_id": self._app.client_id,
            "scope": ",".join([*SCOPES, *OPTIONAL]),
            "redirect_uri": f"{self._app.address}{BACK}",
            "state": mark,
        }
        return f"{urljoin(self._lines.url, '/oauth/v2/authorize')}?{urlencode(asked)}"


def _scopes(given: Mapping[str, Any]) -> list[str]:
    return str(given.get("scope", "")).split(",")


def _shown(page: Page) -> web.Response:
    return shown(page, STYLE, ICON)
