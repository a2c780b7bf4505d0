"""The page on which a person allows the app into their workspace.

Source: docs.slack.dev/authentication/installing-with-oauth: `client_id`, `scope`, `state` and
`redirect_uri` come with the request; back go `code` and `state`, or `error=access_denied`.
"""

import html
from urllib.parse import urlencode

from aiohttp import web

from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.oauth import Code

SESSION = "d"
"""The cookie of a person's Slack session; here it holds their id."""


def ask(core: Core, request: web.Request) -> web.Response:
    """The page, with a way to allow and a way to cancel."""
    if wrong := _wrong(core, request):
        return web.Response(status=400, text=wrong)
    allow = "/oauth/v2/authorize/allow?" + html.escape(request.query_string)
    cancel = html.escape(_back(core, request, error="access_denied"))
    name = html.escape(core.app.name)
    page = f'<h1>{name}</h1><a id="allow" href="{allow}">Allow</a><a id="cancel" href="{cancel}">'
    return web.Response(text=f"{page}Cancel</a>", content_type="text/html")


def allow(core: Core, request: web.Request) -> web.Response:
    """Consent, in the workspace of the person whose session it is; back to the app with a code."""
    if wrong := _wrong(core, request):
        return web.Response(status=400, text=wrong)
    user = core.world.users.get(request.cookies.get(SESSION, ""))
    if user is None:
        return web.Response(status=403, text="Sign in first.")
    scopes = tuple(request.query["scope"].split(","))
    core.install(core.world.teams[user.team_id], scopes)
    code = Code(user.team_id, user.id, _redirect(core, request), scopes, core.now())
    secret = core.mint.uuid()
    core.codes[secret] = code
    raise web.HTTPFound(_back(core, request, code=secret))


def _wrong(core: Core, request: web.Request) -> str:
    """Why Slack shows an error in place of the page."""
    app, query = core.app, request.query
    if query.get("client_id") != app.client_id:
        return "invalid_client_id"
    if extra := set(query.get("scope", "").split(",")) - set(app.scopes):
        return f"invalid_scope: {sorted(extra)}"
    redirect = _redirect(core, request)
    if not redirect or not any(redirect.startswith(known) for known in app.redirect_urls):
        return "redirect_uri did not match any configured URIs"
    return ""


def _redirect(core: Core, request: web.Request) -> str:
    """Where to go back to: the first address that the app declares, unless the request says."""
    declared = core.app.redirect_urls
    return request.query.get("redirect_uri") or (declared[0] if declared else "")


def _back(core: Core, request: web.Request, **more: str) -> str:
    more |= {"state": request.query.get("state", "")}
    return f"{_redirect(core, request)}?{urlencode(more)}"
