"""How often a method may be called, per workspace and app.

Sources: docs.slack.dev/apis/web-api/rate-limits (tiers 1 to 4: 1+, 20+, 50+, 100+ calls a minute;
chat.postMessage: one message a second and channel with bursts allowed, several hundred a minute in
the workspace), and slackapi/java-slack-sdk's MethodsRateLimits for which method is in which tier.
"""

from collections.abc import Mapping

TIER_2, TIER_3, TIER_4, HUNDREDS = 20, 50, 100, 600
"""Calls in a minute. The page says "20+", "50+" and so on: the fake allows no more than that."""

PER_MINUTE: Mapping[str, int] = {
    "api.test": TIER_4,
    "apps.connections.open": 20,
    "auth.revoke": TIER_3,
    "auth.test": HUNDREDS,
    "blocks.validate": HUNDREDS,
    "bookmarks.add": TIER_2,
    "bookmarks.list": TIER_3,
    "bookmarks.remove": TIER_2,
    "bots.info": TIER_3,
    "canvases.create": TIER_2,
    "canvases.edit": TIER_3,
    "chat.delete": TIER_3,
    "chat.getPermalink": HUNDREDS,
    "chat.postEphemeral": TIER_4,
    "chat.update": TIER_3,
    "conversations.canvases.create": TIER_2,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.join": TIER_3,
    "conversations.leave": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "oauth.v2.access": TIER_4,
    "pins.add": TIER_2,
    "pins.list": TIER_2,
    "pins.remove": TIER_2,
    "team.info": TIER_3,
    "users.conversations": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}
"""apps.connections.open is of tier 1 ("a small amount of burst behaviour is tolerated"): ten
connections, each refreshed once, are the burst that the fake tolerates."""

POSTS_PER_SECOND_AND_CHANNEL = 1.0
POSTS_BURST = 4
POSTS_PER_MINUTE = 300
"""The page promises "several hundred messages per minute" in a workspace, and names no number."""

EVENTS_PER_HOUR = 30_000
"""Per workspace and app (docs.slack.dev/reference/events/app_rate_limited)."""
