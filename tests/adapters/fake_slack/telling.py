"""Telling the app what happened: which events it gets, and the envelope around them.

Sources: docs.slack.dev/apis/events-api (only what is subscribed to, and what the token's scopes
allow; bots hear of the channels they are in), docs.slack.dev/reference/events/app_rate_limited,
and slackapi/java-slack-sdk's json-logs for the shape.
"""

from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.mail import Delivery, Sort
from tests.adapters.fake_slack.scopes import event_scope
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.wire import Json


def tell(core: Core, team: Team, event: Json, *, name: str = "") -> Delivery | None:
    """Send an event that concerns a whole workspace; None when the app is not told."""
    return _tell(core, team, event, name or event["type"], None)


def tell_in(core: Core, channel: Channel, event: Json, *, name: str = "") -> list[Delivery]:
    """Send an event of a conversation to the app in it: once, however many workspaces share it."""
    for team in _teams(core, channel):
        if team.bot_user in channel.members:
            told = _tell(core, team, event, name or event["type"], channel)
            return [told] if told else []
    return []


def tell_about(core: Core, channel: Channel, event: Json) -> list[Delivery]:
    """Send an event about a channel: of a public one also to an app that is not in it."""
    if channel.kind is not Kind.PUBLIC:
        return tell_in(core, channel, event)
    sent = [_tell(core, team, event, event["type"], channel) for team in _teams(core, channel)[:1]]
    return [delivery for delivery in sent if delivery]


def _teams(core: Core, channel: Channel) -> list[Team]:
    """The workspaces with the app that see a channel, its own first."""
    ids = [channel.team_id, *sorted(channel.shared_with)]
    return [team for id in ids if (team := core.world.teams[id]).installation is not None]


def _tell(
    core: Core, team: Team, event: Json, name: str, channel: Channel | None
) -> Delivery | None:
    installation = team.installation
    scope = event_scope(name, channel.kind if channel else None)
    if installation is None or name not in core.app.bot_events:
        return None
    if scope is not None and not installation.token.has(scope):
        return None
    if not core.limits.event(team.id, now=core.now()):
        return _too_many(core, team)
    payload = envelope(core, team, event, shared=bool(channel and channel.shared_with))
    return core.mail.send(Delivery(Sort.EVENT, payload))


def _too_many(core: Core, team: Team) -> Delivery:
    told: Json = {
        "token": core.app.verification_token,
        "type": "app_rate_limited",
        "team_id": team.id,
        "minute_rate_limited": int(core.now()) // 60 * 60,
        "api_app_id": core.app.id,
    }
    return core.mail.send(Delivery(Sort.EVENT, told))


def envelope(core: Core, team: Team, event: Json, *, shared: bool = False) -> Json:
    """An `event_callback`, for whom it is and in whose name."""
    assert team.installation is not None
    event_id = core.mint.id("Ev")
    return {
        "token": core.app.verification_token,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": core.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(core.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.installation.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }
