"""oauth.v2.access: a code that a person's consent gave becomes a token.

Source: docs.slack.dev/authentication/installing-with-oauth and the page of oauth.v2.access: codes
live ten minutes and work once; client id and secret as HTTP Basic or as arguments.
"""

import hmac

from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.oauth import Code
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json


@method("oauth.v2.access")
def access(call: Call) -> Json:
    _client(call)
    code = _code(call)
    team = call.core.world.teams[code.team_id]
    assert team.installation is not None
    token = team.installation.token
    return {
        "access_token": token.secret,
        "token_type": "bot",
        "scope": ",".join(token.scopes),
        "bot_user_id": team.installation.bot.id,
        "app_id": call.core.app.id,
        "team": None if team.org_wide else {"id": team.id, "name": team.name},
        "enterprise": {"id": "E0GRID", "name": "The whole grid"} if team.org_wide else None,
        "is_enterprise_install": team.org_wide,
        "authed_user": {"id": code.user},
    }


def _client(call: Call) -> None:
    app = call.core.app
    if call.arguments.text("client_id") != app.client_id:
        raise Refused("invalid_client_id")
    if not hmac.compare_digest(call.arguments.text("client_secret"), app.client_secret):
        raise Refused("bad_client_secret")


def _code(call: Call) -> Code:
    code = call.core.codes.get(call.arguments.text("code"))
    if code is None or code.dead(call.core.now()):
        raise Refused("invalid_code")
    if code.used:
        raise Refused("code_already_used")
    if call.arguments.text("redirect_uri", code.redirect_uri) != code.redirect_uri:
        raise Refused("bad_redirect_uri")
    code.used = True
    return code
