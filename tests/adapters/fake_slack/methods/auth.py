"""auth.*, apps.connections.open, api.test, blocks.validate.

Source: their pages under docs.slack.dev/reference/methods; blocks.validate needs no token and
tells each error with code, message and pointer.
"""

from tests.adapters.fake_slack.blocks import problems_of_message, problems_of_view
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.fake_slack.wire import Json


@method("auth.test")
def test(call: Call) -> Json:
    """An app's own token is told which app it is."""
    assert call.token is not None
    if call.token.team_id is None:
        return {"app_name": call.core.app.name, "app_id": call.core.app.id}
    return {
        "url": f"https://{call.team.domain}.slack.com/",
        "team": call.team.name,
        "user": call.bot.name,
        "team_id": call.team.id,
        "user_id": call.bot.id,
        "bot_id": call.installation.bot_id,
        "is_enterprise_install": call.team.org_wide,
    }


@method("auth.revoke")
def revoke(call: Call) -> Json:
    assert call.token is not None
    if not call.arguments.flag("test"):
        call.token.state = TokenState.REVOKED
    return {"revoked": not call.arguments.flag("test")}


@method("api.test")
def api_test(call: Call) -> Json:
    if error := call.arguments.text("error"):
        raise Refused(error)
    return {"args": dict(call.arguments.given)}


@method("blocks.validate")
def validate(call: Call) -> Json:
    if (view := call.arguments.json("view")) is not None:
        bad = problems_of_view(view)
    else:
        message = call.arguments.json("message") or {}
        bad = problems_of_message(call.arguments.json("blocks") or message.get("blocks") or [])
    if bad:
        told = [
            {"code": "failed_constraint", "message": each.message, "pointer": each.pointer}
            for each in bad
        ]
        raise Refused("invalid_blocks", errors=told)
    return {}
