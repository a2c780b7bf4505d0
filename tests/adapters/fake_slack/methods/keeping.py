"""pins.* and bookmarks.*: what a channel keeps in sight.

Source: their pages under docs.slack.dev/reference/methods.
"""

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json

_PINS = 100
_BOOKMARKS = 100


@method("pins.add")
def pin(call: Call) -> Json:
    channel, ts = _pinnable(call)
    if ts in channel.pins:
        raise Refused("already_pinned")
    if len(channel.pins) >= _PINS:
        raise Refused("too_many_pins")
    channel.pins.append(ts)
    return {}


@method("pins.remove")
def unpin(call: Call) -> Json:
    channel, ts = _pinnable(call)
    if ts not in channel.pins:
        raise Refused("not_pinned")
    channel.pins.remove(ts)
    return {}


@method("pins.list")
def pins(call: Call) -> Json:
    channel = call.joined_channel()
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "created": int(float(ts)),
            "created_by": call.bot.id,
            "message": channel.messages[ts].to_json(),
        }
        for ts in channel.pins
    ]
    return {"items": items}


@method("bookmarks.add")
def add_bookmark(call: Call) -> Json:
    channel = call.joined_channel("channel_id")
    title, kind = call.arguments.needed("title"), call.arguments.needed("type")
    link = call.arguments.text("link")
    if kind != "link":
        raise Refused("invalid_bookmark_type")
    if not link.startswith(("http://", "https://")):
        raise Refused("invalid_link")
    if len(channel.bookmarks) >= _BOOKMARKS:
        raise Refused("too_many_bookmarks")
    bookmark = _bookmark(call, channel, title, link)
    channel.bookmarks.append(bookmark)
    return {"bookmark": bookmark}


@method("bookmarks.list")
def bookmarks(call: Call) -> Json:
    return {"bookmarks": call.joined_channel("channel_id").bookmarks}


@method("bookmarks.remove")
def remove_bookmark(call: Call) -> Json:
    channel = call.joined_channel("channel_id")
    id = call.arguments.needed("bookmark_id")
    if not any(each["id"] == id for each in channel.bookmarks):
        raise Refused("not_found")
    channel.bookmarks = [each for each in channel.bookmarks if each["id"] != id]
    return {}


def _pinnable(call: Call) -> tuple[Channel, str]:
    channel, ts = call.joined_channel(), call.arguments.text("timestamp")
    if not ts:
        raise Refused("no_item_specified")
    if channel.archived:
        raise Refused("is_archived")
    return channel, call.core.world.message(channel, ts).ts


def _bookmark(call: Call, channel: Channel, title: str, link: str) -> Json:
    return {
        "id": call.core.mint.id("Bk"),
        "channel_id": channel.id,
        "title": title,
        "link": link,
        "emoji": call.arguments.text("emoji"),
        "icon_url": "",
        "type": "link",
        "entity_id": None,
        "date_created": int(call.core.now()),
        "date_updated": 0,
        "rank": "g",
        "last_updated_by_user_id": call.bot.id,
        "last_updated_by_team_id": call.team.id,
        "shortcut_id": None,
        "app_id": call.core.app.id,
    }
