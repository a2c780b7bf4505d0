"""What a message is made of, checked as chat.postMessage and its kin check it.

Sources: docs.slack.dev/reference/methods/chat.postMessage and chat.update (errors; text cut at
40,000 characters; 4,000 in an update, counted in bytes as measured by others);
docs.slack.dev/messaging/message-metadata.
"""

from typing import Any

from tests.adapters.fake_slack.blocks import problems_of_message
from tests.adapters.fake_slack.blocks.lengths import LONGEST
from tests.adapters.fake_slack.blocks.numbering import numbered
from tests.adapters.fake_slack.blocks.problem import Problem
from tests.adapters.fake_slack.blocks.size import MOST, weight
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.happenings import Words
from tests.adapters.fake_slack.methods.registry import Call
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Arguments, Json

CUT_AT = 40_000
UPDATE_BYTES = 4000
_PERSONA = ("username", "icon_emoji", "icon_url")


def words(call: Call) -> Words:
    """Text, blocks, attachments and metadata of a call. Raises `Refused` as Slack does."""
    arguments = call.arguments
    _no_persona(call)
    written = Words(
        text=arguments.text("text")[:CUT_AT],
        blocks=blocks(call.core, arguments),
        attachments=arguments.json("attachments") or [],
        metadata=metadata(arguments),
        unfurls=any(arguments.flag(one, default=True) for one in ("unfurl_links", "unfurl_media")),
    )
    if not (written.text or written.blocks or written.attachments):
        raise Refused("no_text")
    if written.blocks and not written.text:
        call.core.complaints.append(f"{call.name} gives no text for those who can't see the blocks")
    return written


def blocks(core: Core, arguments: Arguments, *, weighed: bool = True) -> list[Json]:
    """The blocks, with ids. Answers to response URLs are not weighed (bolt-js issue 2867)."""
    given = arguments.json("blocks") or _markdown(arguments)
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise Refused("invalid_blocks_format")
    if not given:
        return []
    if bad := problems_of_message(given):
        raise invalid_blocks(bad)
    if weighed and weight(given) > MOST:
        raise Refused("msg_blocks_too_long")
    return numbered(given, core.mint)


def metadata(arguments: Arguments) -> Json | None:
    """None when none is given; empty when it is to be removed."""
    given: Json | None = arguments.json("metadata")
    if given is None or given == {}:
        return given
    if not isinstance(given, dict) or not isinstance(given.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    return given


def invalid_blocks(bad: list[Problem], error: str = "invalid_blocks") -> Refused:
    """With the pointer to each, in both places where Slack puts it."""
    refused = Refused.arguments(*map(str, bad), error=error)
    refused.more["errors"] = [str(problem) for problem in bad]
    return refused


def short_enough_to_update(text: str) -> None:
    if len(text.encode()) > UPDATE_BYTES:
        raise Refused("msg_too_long")


def _markdown(arguments: Arguments) -> list[Any]:
    text = arguments.text("markdown_text")
    if not text:
        return []
    if arguments.text("text") or arguments.has("blocks"):
        raise Refused("markdown_text_conflict")
    if len(text) > LONGEST["markdown"]["text"]:
        raise Refused("msg_too_long")
    return [{"type": "markdown", "text": text}]


def _no_persona(call: Call) -> None:
    """A name or a face of one's own needs `chat:write.customize`."""
    assert call.token is not None
    if any(call.arguments.has(name) for name in _PERSONA):
        call.token.must_have("chat:write.customize")
