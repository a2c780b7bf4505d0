"""conversations.history and conversations.replies: reading back what was said.

Source: their pages under docs.slack.dev/reference/methods: newest first in a channel, oldest first
in a thread, `include_all_metadata` for metadata.
"""

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.methods.paging import page
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json

_MOST = 999


@method("conversations.history")
def history(call: Call) -> Json:
    channel = call.joined_channel()
    found = [each for each in reversed(channel.top_level()) if _within(call, each.ts)]
    return _told(call, channel, found)


@method("conversations.replies")
def replies(call: Call) -> Json:
    """The thread's first message always comes first."""
    channel, ts = call.joined_channel(), call.arguments.needed("ts")
    thread = channel.thread(ts)
    if not thread:
        raise Refused("thread_not_found")
    found = [each for each in thread if each.ts == ts or _within(call, each.ts)]
    return _told(call, channel, found)


def _within(call: Call, ts: str) -> bool:
    """Between `oldest` and `latest`; the ends count when `inclusive`."""
    at, inclusive = float(ts), call.arguments.flag("inclusive")
    oldest = float(call.arguments.text("oldest", "0") or 0)
    latest = float(call.arguments.text("latest", "0") or 0) or at + 1
    return oldest <= at <= latest if inclusive else oldest < at < latest


def _told(call: Call, channel: Channel, found: list[Message]) -> Json:
    shown, more = page(call, found, most=_MOST)
    metadata = call.arguments.flag("include_all_metadata")
    told: Json = {
        "messages": [_message(channel, each, metadata=metadata) for each in shown],
        "has_more": bool(more["response_metadata"]["next_cursor"]),
        "pin_count": len(channel.pins),
    }
    return told | more


def _message(channel: Channel, message: Message, *, metadata: bool) -> Json:
    told = message.to_json(metadata=metadata)
    if message.reply and (first := channel.messages.get(message.thread_ts or "")):
        told["parent_user_id"] = first.user
    replies = [] if message.reply else channel.replies(message.ts)
    return told | (_thread(message, replies) if replies else {})


def _thread(message: Message, replies: list[Message]) -> Json:
    authors = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": authors,
        "reply_users_count": len(authors),
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }
