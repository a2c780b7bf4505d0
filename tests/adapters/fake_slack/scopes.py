"""Which scope a method, an event and a delivery need.

Sources: each method's and event's page under docs.slack.dev/reference/methods and /events; the
events' scopes also in slackapi/slack-api-specs.
"""

from collections.abc import Mapping

from tests.adapters.fake_slack.channels import Kind

METHOD_SCOPES: Mapping[str, str] = {
    "apps.connections.open": "connections:write",
    "bookmarks.add": "bookmarks:write",
    "bookmarks.list": "bookmarks:read",
    "bookmarks.remove": "bookmarks:write",
    "bots.info": "users:read",
    "canvases.create": "canvases:write",
    "canvases.edit": "canvases:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.canvases.create": "canvases:write",
    "conversations.join": "channels:join",
    "pins.add": "pins:write",
    "pins.list": "pins:read",
    "pins.remove": "pins:write",
    "team.info": "team:read",
    "users.info": "users:read",
    "users.list": "users:read",
}
"""Methods that need one scope wherever they are used; what is absent needs none, or one by kind."""

READ: Mapping[Kind, str] = {
    Kind.PUBLIC: "channels:read",
    Kind.PRIVATE: "groups:read",
    Kind.DIRECT: "im:read",
    Kind.GROUP: "mpim:read",
}
HISTORY: Mapping[Kind, str] = {
    Kind.PUBLIC: "channels:history",
    Kind.PRIVATE: "groups:history",
    Kind.DIRECT: "im:history",
    Kind.GROUP: "mpim:history",
}
MANAGE: Mapping[Kind, str] = {
    Kind.PUBLIC: "channels:manage",
    Kind.PRIVATE: "groups:write",
    Kind.DIRECT: "im:write",
    Kind.GROUP: "mpim:write",
}
BY_KIND: Mapping[str, Mapping[Kind, str]] = {
    "conversations.history": HISTORY,
    "conversations.replies": HISTORY,
    "conversations.info": READ,
    "conversations.list": READ,
    "conversations.members": READ,
    "users.conversations": READ,
    "conversations.leave": MANAGE,
    "conversations.open": MANAGE,
}
"""Methods that need a scope by the kind of conversation they are used on."""

EVENT_SCOPES: Mapping[str, str] = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_created": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_shared": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_unshared": "channels:read",
    "group_archive": "groups:read",
    "group_deleted": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "team_join": "users:read",
    "user_change": "users:read",
}
MEMBERSHIP_EVENTS = ("member_joined_channel", "member_left_channel")
FREE_EVENTS = ("app_home_opened", "app_uninstalled", "channel_id_changed", "tokens_revoked")

BOT_EVENTS = frozenset({*EVENT_SCOPES, *MEMBERSHIP_EVENTS, *FREE_EVENTS})
BOT_SCOPES: tuple[str, ...] = tuple(
    sorted(
        {
            *METHOD_SCOPES.values(),
            *EVENT_SCOPES.values(),
            *READ.values(),
            *HISTORY.values(),
            *MANAGE.values(),
            "commands",
            "users:read.email",
        }
        - {"connections:write"}
    )
)


def event_scope(event: str, kind: Kind | None) -> str | None:
    """The scope without which Slack does not deliver an event, or None if it needs none."""
    if event in MEMBERSHIP_EVENTS:
        return READ[kind or Kind.PUBLIC]
    return EVENT_SCOPES.get(event)
