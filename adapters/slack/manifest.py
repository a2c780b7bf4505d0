"""The app as Slack has to know it: what `lcbot manifest slack` writes, to be pasted when the app is made.

Least privilege: each scope stands with the reason for it, and a test runs the whole bot with no other.
"""

import re
from collections.abc import Mapping
from typing import Final

from adapters.slack.app import COMMAND
from adapters.slack.blocks import NAME
from bot.boundary.trouble import Trouble

Json = dict[str, object]

SCOPES: Final[Mapping[str, str]] = {
    "commands": "to be called with /lc",
    "chat:write": "to post, and to change and take back its own posts",
    "im:write": "to write to a person in private",
    "im:history": "to answer somebody who types to it, and to find its own post again after a broken connection",
    "channels:read": "to know who comes into a channel that it is in, and who leaves",
    "channels:history": "to hear replies under its own posts; anything else in the channel is dropped unread",
    "groups:read": "the same in private channels",
    "groups:history": "the same in private channels",
    "users:read": "to call people by the name that everyone sees",
    "pins:write": "to pin the charter",
}
"""What the bot may do, and why."""

OPTIONAL: Final[Mapping[str, str]] = {
    "channels:manage": "to leave a public channel whose community has ended; without it, it stays there and is silent",
    "groups:write": "to leave a private channel whose community has ended; without it, it stays there and is silent",
}
"""What a workspace may leave out."""

EVENTS: Final[Mapping[str, str]] = {
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "user_change": "users:read",
    "app_home_opened": "",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "channel_id_changed": "",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_deleted": "groups:read",
    "group_left": "groups:read",
    "app_uninstalled": "",
    "tokens_revoked": "",
}
"""What the bot is told of, and the scope that each needs; some need none."""

SAFE: Final = re.compile(r"https://[^\s/]+(?:/\S*)?")
NOT_SAFE: Final = (
    "Slack calls https:// addresses alone: give one, as in --http https://bot.example.org, or none."
)

SHORTCUTS: Final = (
    ("lc_menu", "global", "Learning community", "Opens the menu of your learning community"),
    ("lc_worry", "global", "Something worries me", "Says where it can go, in private"),
    ("lc_note", "global", "Share without my name", "Opens the check-in, which opens empty"),
    ("lc_keep_this", "message", "Keep this", "Keeps a line of it, once its author has said yes"),
    ("lc_worry_about_this", "message", "Something worries me", "Says where it can go, in private"),
    ("lc_note_instead", "message", "Share without my name", "Opens a form that opens empty"),
)
"""Callback id, kind, name (at most 24 characters) and description: for where commands can't be typed."""

LONG: Final = (
    "A learning community is a small group of people who do similar work. They tell each other what really "
    "happens and what they doubt, so that all of them get better. This bot looks after the time and the order of "
    "it: it asks one question at a time, opens and closes sessions, and keeps the rules that the group wrote itself. "
    "It hears what is written under its own posts, and nothing else."
)


def manifest(address: str = "") -> Json:
    """For a socket; or, with the `https://` address of the bot's site, for requests from Slack.

    Raises `Trouble` for an address that Slack would not call.
    """
    if address and not SAFE.fullmatch(address):
        raise Trouble(NOT_SAFE)
    events: Json = {"bot_events": list(EVENTS)}
    interactivity: Json = {"is_enabled": True}
    command: Json = {
        "command": COMMAND,
        "description": "Your learning community",
        "usage_hint": "session | story | rules | poll | help",
        "should_escape": False,
    }
    oauth: Json = {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL)}}
    if address:
        url = f"{address.rstrip('/')}/slack/events"
        events["request_url"] = interactivity["request_url"] = command["url"] = url
        oauth["redirect_urls"] = [f"{address.rstrip('/')}/slack/oauth_redirect"]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": "Looks after the rhythm of a group that learns together",
            "long_description": LONG,
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command],
            "shortcuts": [_shortcut(*one) for one in SHORTCUTS],
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(callback: str, kind: str, name: str, description: str) -> Json:
    return {"callback_id": callback, "type": kind, "name": name, "description": description}
