"""What the bot sends, held against what Teams takes.

Sources: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
(the activity); /microsoftteams/platform/bots/how-to/format-your-bot-messages (100 KB, in UTF-16);
/bots/how-to/conversations/channel-and-group-conversations (a mention's text stands in the text);
/task-modules-and-cards/task-modules/invoking-task-modules (the metadata of a dialog).
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.adapters.fake_teams.behind import cards
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.shapes import CARD, Json

MOST_BYTES = 100 * 1024
_SIZES = {"small", "medium", "large"}
_FIELDS = {
    "type",
    "text",
    "textFormat",
    "summary",
    "speak",
    "inputHint",
    "attachments",
    "attachmentLayout",
    "entities",
    "channelData",
    "from",
    "recipient",
    "conversation",
    "replyToId",
    "importance",
    "locale",
    "suggestedActions",
    "id",
    "channelId",
    "serviceUrl",
}
_ATTACHMENT = {"contentType", "content", "contentUrl", "name", "thumbnailUrl"}


def size(what: Any) -> int:
    """As Teams measures: bytes in UTF-16."""
    return len(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))


def wrong_with(core: Core, activity: Any) -> Iterator[str]:
    """One sentence each."""
    if not isinstance(activity, dict) or activity.get("type") not in {"message", "typing"}:
        yield "Only a message can be sent."
        return
    if unknown := set(activity) - _FIELDS:
        yield f"No activity has {', '.join(sorted(unknown))}."
    attachments = activity.get("attachments") or []
    if activity["type"] == "message" and not (activity.get("text") or attachments):
        yield "A message says nothing."
    for attachment in attachments:
        yield from _of_attachment(core, attachment)
    yield from _of_mentions(activity)


def _of_attachment(core: Core, attachment: Json) -> Iterator[str]:
    if unknown := set(attachment) - _ATTACHMENT:
        yield f"No attachment has {', '.join(sorted(unknown))}."
    if attachment.get("contentType") == CARD:
        yield from of_card(core, attachment.get("content"))


def of_card(core: Core, card: Any, *, in_dialog: bool = False) -> Iterator[str]:
    core.shown.append(card)
    yield from cards.wrong_with(card, in_dialog=in_dialog)
    if core.gate is not None and isinstance(card, dict):
        yield from map(str, core.gate(card))


def _of_mentions(activity: Json) -> Iterator[str]:
    for entity in activity.get("entities") or ():
        if entity.get("type") == "mention" and entity.get("text") not in activity.get("text", ""):
            yield "A mention is not in the text, and so is none."


def of_dialog(core: Core, task: Any) -> Iterator[str]:
    """Of the `value` in an answer that opens a dialog or goes on with it."""
    if not isinstance(task, dict):
        yield "A dialog has no value."
        return
    for name in ("height", "width"):
        given = task.get(name)
        if given is not None and given not in _SIZES and not isinstance(given, int):
            yield f"{given!r} is no {name} of a dialog."
    if not task.get("title"):
        yield "A dialog has no title."
    if (task.get("card") or {}).get("contentType") != CARD:
        yield "A dialog has no card."
        return
    if size(task) > MOST_BYTES:
        yield "A dialog is too big."
    yield from of_card(core, task["card"].get("content"), in_dialog=True)
