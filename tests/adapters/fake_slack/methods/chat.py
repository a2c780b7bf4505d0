"""chat.*: messages.

Source: the pages chat.postMessage, chat.update, chat.delete, chat.postEphemeral and
chat.getPermalink under docs.slack.dev/reference/methods. That a message to a deactivated account
is accepted is from slackapi/python-slack-sdk issue 1156; that the answer bears the metadata, from
slack-go/slack issue 1571.
"""

from tests.adapters.fake_slack import happenings
from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.happenings import Words
from tests.adapters.fake_slack.messages import SYSTEM, Ephemeral, Message
from tests.adapters.fake_slack.methods.content import short_enough_to_update, words
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json


@method("chat.postMessage")
def post_message(call: Call) -> Json:
    channel = _place(call)
    call.core.limits.post(channel.id, call.team.id, now=call.core.now())
    _must_be_open(call, channel)
    written = _threaded(call, channel, words(call))
    message = happenings.post(call.core, channel, call.bot, _signed(call, written))
    told = {"channel": channel.id, "ts": message.ts}
    return told | {"message": message.to_json(metadata=True)}


@method("chat.update")
def update(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    short_enough_to_update(call.arguments.text("text"))
    before = message.to_json()
    _rewrite(call, message)
    message.edited = {"user": call.bot.id, "ts": call.core.stamp()}
    message.revision += 1
    happenings.change(call.core, channel, message, before)
    told = {"channel": channel.id, "ts": message.ts, "text": message.text}
    return told | {"message": message.to_json()}


@method("chat.delete")
def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    happenings.delete(call.core, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral")
def post_ephemeral(call: Call) -> Json:
    channel, user = call.joined_channel(), call.arguments.needed("user")
    if channel.archived:
        raise Refused("is_archived")
    if user not in channel.members or call.core.world.user(user, call.team).deleted:
        raise Refused("user_not_in_channel")
    written = words(call)
    whisper = Ephemeral(
        call.core.stamp(),
        channel.id,
        user,
        call.bot.id,
        written.text,
        written.blocks,
        call.arguments.text("thread_ts") or None,
    )
    channel.ephemerals.append(whisper)
    return {"message_ts": whisper.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.core.world.message(channel, call.arguments.needed("message_ts"))
    link = permalink(call.team.domain, channel, message)
    return {"channel": channel.id, "permalink": link}


def permalink(domain: str, channel: Channel, message: Message) -> str:
    """A reply's link names its thread."""
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}" if message.reply else link


def _place(call: Call) -> Channel:
    """A conversation, or the direct messages with the person whose id is given instead."""
    given = call.arguments.needed("channel")
    user = call.core.world.users.get(given)
    if user is None or not call.core.world.knows(call.team, user):
        return call.channel()
    if user.bot_id is not None:
        raise Refused("cannot_dm_bot")
    if user.closed:
        raise Refused("channel_not_found")
    return call.core.world.open_direct(call.team, user, now=call.core.now())


def _must_be_open(call: Call, channel: Channel) -> None:
    assert call.token is not None
    if channel.archived:
        raise Refused("is_archived")
    elsewhere = call.bot.id not in channel.members
    if elsewhere and not (channel.kind is Kind.PUBLIC and call.token.has("chat:write.public")):
        raise Refused("not_in_channel")
    if channel.posting_closed:
        raise Refused("restricted_action")


def _threaded(call: Call, channel: Channel, written: Words) -> Words:
    """A reply goes to a thread's first message; where that has gone, into the channel.

    Slack does not refuse it (slack-go/slack issue 1571): that the answer has no `thread_ts` is all
    it says. A reply to a reply is what its page warns of; comings and goings can't be replied to.
    """
    ts = call.arguments.text("thread_ts")
    first = channel.messages.get(ts)
    if not ts or (first is None and not channel.replies(ts)):
        return written
    if first is not None and first.subtype in SYSTEM:
        raise Refused("cannot_reply_to_message")
    if first is not None and first.reply:
        call.core.complaints.append("A reply was made to a reply, not to its thread.")
        ts = first.thread_ts or ts
    written.thread_ts = ts
    written.broadcast = call.arguments.flag("reply_broadcast")
    return written


def _signed(call: Call, written: Words) -> Words:
    written.bot = call.installation.bot_profile(call.core.app.id, call.core.app.name)
    written.app_id = call.core.app.id
    return written


def _own(call: Call, channel: Channel, otherwise: str) -> Message:
    message = call.core.world.message(channel, call.arguments.needed("ts"))
    if message.user != call.bot.id:
        raise Refused(otherwise)
    return message


def _rewrite(call: Call, message: Message) -> None:
    """What is not given stays; metadata goes when it is given empty."""
    written = words(call)
    if call.arguments.has("text"):
        message.text = written.text
    if call.arguments.has("blocks") or written.blocks:
        message.blocks = written.blocks
    if call.arguments.has("attachments"):
        message.attachments = written.attachments
    if written.metadata is not None:
        message.metadata = written.metadata or None
