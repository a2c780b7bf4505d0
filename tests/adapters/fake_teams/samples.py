"""Which fields the published samples of Teams' activities have: what the fake sends is held against them.

Sources, below learn.microsoft.com/microsoftteams/platform: `message` and `edited`
(bots/build-conversational-capability), `mention` (bots/how-to/conversations/channel-and-group-conversations),
`submitted` (task-modules-and-cards/cards/cards-actions), `added`, `member`, `channel`, `team`, `reaction`,
`installed` (bots/how-to/conversations/subscribe-to-conversation-events), `action`
(adaptive-cards/authoring-cards/universal-action-model), `task`
(task-modules-and-cards/task-modules/task-modules-bots), `extension` (messaging-extensions/how-to/
action-commands/create-task-module).
"""

from collections.abc import Iterator
from typing import Any

EVERY = """
type id timestamp serviceUrl channelId from.id
conversation.id conversation.conversationType recipient.id recipient.name channelData.tenant.id
"""
CLIENT = """
entities[].type entities[].locale entities[].country entities[].platform entities[].timezone
locale localTimestamp
"""
WROTE = EVERY + CLIENT + "from.name textFormat text attachments[].contentType attachments[].content"
MENTION = "entities[].mentioned.id entities[].mentioned.name entities[].text"
EVENT = EVERY + "conversation.isGroup channelData.team.id channelData.eventType"
INVOKED = EVERY + CLIENT + "from.name name channelData.source.name"
CARRIED = """
linkToMessage id replyToId createdDateTime lastModifiedDateTime deleted summary importance locale
body.contentType body.content from.device from.conversation from.application
from.user.userIdentityType from.user.id from.user.displayName reactions mentions attachments
"""
PAYLOAD = " ".join(f"value.messagePayload.{name}" for name in CARRIED.split())

NEEDED = {
    "message": WROTE,
    "mention": WROTE
    + f" {MENTION} conversation.isGroup channelData.channel.id channelData.team.id",
    "submitted": EVERY + CLIENT + "from.name value replyToId channelData.channel.id",
    "edited": EVERY + CLIENT + "from.name channelData.eventType",
    "added": EVENT + " membersAdded[].id channelData.settings.selectedChannel.id",
    "member": EVENT + " membersAdded[].id",
    "removed": EVENT + " membersRemoved[].id",
    "channel": EVENT + " channelData.channel.id channelData.channel.name",
    "team": EVENT + " channelData.team.name",
    "installed": EVERY + " action locale entities[].type entities[].locale channelData.source.name",
    "reaction": EVERY + " reactionsAdded[].type replyToId legacy.replyToId",
    "action": INVOKED
    + " value.action.type value.action.verb value.action.data value.trigger replyToId",
    "task": INVOKED + " value.data value.context.theme",
    "extension": INVOKED
    + " value.commandId value.commandContext value.requestId value.context.theme "
    + PAYLOAD,
}
"""What a sample has, this kind of activity has."""

KNOWN = """
from.aadObjectId conversation.tenantId conversation.isGroup localTimezone
channelData.channel.id channelData.channel.name channelData.team.id channelData.team.name
channelData.team.aadGroupId channelData.teamsChannelId channelData.teamsTeamId
channelData.source.name channelData.legacy.replyToId channelData.eventType
channelData.settings.selectedChannel.id membersAdded[].aadObjectId membersRemoved[].aadObjectId
text textFormat value.action.title value.action.id replyToId
"""
"""What is seen in some samples and in others not."""

FREE = ("value.data", "value.action.data", "value")
"""What a card carries is the bot's own."""


def fields(of: Any, at: str = "") -> Iterator[str]:
    """Every field, as a path: `conversation.id`, `entities[].type`."""
    if at in FREE and not at.endswith("value"):
        yield at
    elif isinstance(of, dict) and of:
        for name, value in of.items():
            yield from fields(value, f"{at}.{name}".lstrip("."))
    elif isinstance(of, list) and of:
        for each in of:
            yield from fields(each, f"{at}[]")
    else:
        yield at


def missing(kind: str, activity: Any) -> set[str]:
    there = set(fields(activity)) | ({"value"} if "value" in activity else set())
    return set(NEEDED[kind].split()) - there


def strange(kind: str, activity: Any) -> set[str]:
    """What no sample has."""
    known = set(NEEDED[kind].split()) | set(KNOWN.split())
    told = set(fields(activity)) - known
    return {each for each in told if not (kind == "submitted" and each.startswith("value."))}
