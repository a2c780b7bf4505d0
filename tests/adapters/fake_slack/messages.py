"""Messages as Slack keeps them."""

from dataclasses import dataclass, field

from tests.adapters.fake_slack.wire import Json

SYSTEM = ("channel_join", "channel_leave")
"""Slack's own messages, to which nobody can reply."""


@dataclass
class Message:
    """A message; `revision` counts how often it was changed in place."""

    ts: str
    channel: str
    team_id: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    bot: Json | None = None
    app_id: str | None = None
    client_msg_id: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    revision: int = 0
    unfurls: bool = True

    @property
    def reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def to_json(self, *, metadata: bool = False) -> Json:
        """As Slack tells it; the metadata only to those who ask for all of it."""
        told: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        told |= {"team": self.team_id}
        if self.bot is not None:
            told |= {"bot_id": self.bot["id"], "app_id": self.app_id, "bot_profile": self.bot}
        if self.client_msg_id:
            told["client_msg_id"] = self.client_msg_id
        for name in ("subtype", "blocks", "attachments", "edited", "thread_ts"):
            if value := getattr(self, name):
                told[name] = value
        if metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


@dataclass
class Ephemeral:
    """Seen by one person, kept nowhere: gone when they reload. Only its response URL changes it.

    Source: docs.slack.dev/messaging/sending-and-scheduling-messages ("ephemeral messages").
    """

    ts: str
    channel: str
    user: str
    by: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
