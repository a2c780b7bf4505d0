"""users.*, team.info, bots.info: who is who.

Source: the pages users.info, users.list, team.info and bots.info under
docs.slack.dev/reference/methods; e-mail addresses need `users:read.email`.
"""

from tests.adapters.fake_slack.methods.paging import page
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json


@method("users.info")
def info(call: Call) -> Json:
    user = call.core.world.user(call.arguments.needed("user"), call.team)
    return {"user": _described(call, user)}


@method("users.list")
def list_all(call: Call) -> Json:
    """Deactivated accounts too, marked `deleted`; and strangers from shared channels."""
    known = [u for u in call.core.world.users.values() if call.core.world.knows(call.team, u)]
    shown, more = page(call, known)
    members = [_described(call, user) for user in shown]
    return {"members": members, "cache_ts": int(call.core.now())} | more


@method("team.info")
def team_info(call: Call) -> Json:
    team = call.team
    told = {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": ""}
    return {"team": told | {"url": f"https://{team.domain}.slack.com/"}}


@method("bots.info")
def bot_info(call: Call) -> Json:
    installation = call.installation
    if call.arguments.text("bot", installation.bot_id) != installation.bot_id:
        raise Refused("bot_not_found")
    profile = installation.bot_profile(call.core.app.id, call.core.app.name)
    return {"bot": profile | {"user_id": installation.bot.id}}


def _described(call: Call, user: User) -> Json:
    assert call.token is not None
    email = call.token.has("users:read.email")
    return user.to_json(now=call.core.now(), asked_by=call.team.id, email=email)
