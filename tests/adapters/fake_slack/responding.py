"""Answers to response URLs.

Source: docs.slack.dev/interactivity/handling-user-interaction ("message responses":
`replace_original`, `delete_original`, `response_type`, `thread_ts`).
"""

from tests.adapters.fake_slack import happenings
from tests.adapters.fake_slack.answering import say_back
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.methods.content import blocks
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.response_urls import ResponseUrl
from tests.adapters.fake_slack.wire import Arguments, Json


def respond(core: Core, path: str, body: Json) -> tuple[int, str]:
    """Status and text of the answer: 200 `ok`, 404 for a URL that is no longer used."""
    url = core.world.response_urls.get(path)
    reason = "no_such_url" if url is None else url.use(now=core.now())
    if url is None or reason:
        return 404, str(reason)
    try:
        _carry_out(core, url, body)
    except Refused as refused:
        return 400, refused.error
    return 200, "ok"


def _carry_out(core: Core, url: ResponseUrl, body: Json) -> None:
    channel, team = core.world.channels[url.channel], core.world.teams[url.team_id]
    original = _original(channel, url)
    if body.get("delete_original"):
        _delete(core, channel, original)
    elif body.get("replace_original"):
        _replace(core, channel, original, body)
    else:
        if not (body.get("text") or body.get("blocks")):
            raise Refused("no_text")
        say_back(core, team, channel, core.world.users[url.user], body, url.thread_ts)


def _original(channel: Channel, url: ResponseUrl) -> Message | Ephemeral | None:
    if url.ephemeral:
        return next((each for each in channel.ephemerals if each.ts == url.message), None)
    return channel.messages.get(url.message or "")


def _delete(core: Core, channel: Channel, original: Message | Ephemeral | None) -> None:
    if isinstance(original, Ephemeral):
        channel.ephemerals.remove(original)
    elif original is not None:
        happenings.delete(core, channel, original)


def _replace(
    core: Core, channel: Channel, original: Message | Ephemeral | None, body: Json
) -> None:
    if original is None:
        raise Refused("message_not_found")
    shown = blocks(core, Arguments(body), weighed=False)
    before = original.to_json() if isinstance(original, Message) else {}
    original.text, original.blocks = str(body.get("text") or ""), shown
    if isinstance(original, Message):
        original.revision += 1
        happenings.change(core, channel, original, before)
