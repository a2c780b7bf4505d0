"""Conversations: public and private channels, direct messages, group messages."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.wire import Json


class Kind(StrEnum):
    """Named as `message.*` events name them, in the singular of their `channel_type`."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"
    GROUP = "mpim"


@dataclass
class Channel:
    """A conversation; `shared_with` names the other workspaces that are in it (Slack Connect)."""

    id: str
    team_id: str
    kind: Kind
    name: str = ""
    creator: str = ""
    created: int = 0
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    shared_with: set[str] = field(default_factory=set)
    pins: list[str] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    topic: str = ""
    archived: bool = False
    deleted: bool = False
    posting_closed: bool = False
    canvas: str | None = None

    @property
    def one_to_one(self) -> bool:
        return self.kind is Kind.DIRECT

    @property
    def payload_name(self) -> str:
        """What interaction payloads call it; a private one is not named to the app there."""
        names = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup"}
        return names.get(self.kind, self.name)

    def seen_by_team(self, team_id: str) -> bool:
        return team_id == self.team_id or team_id in self.shared_with

    def partner_of(self, user_id: str) -> str:
        """The other person of a direct message."""
        return next((member for member in self.members if member != user_id), user_id)

    def thread(self, ts: str) -> list[Message]:
        """A thread's first message and its replies, oldest first."""
        return [each for each in self.messages.values() if ts in (each.ts, each.thread_ts)]

    def replies(self, ts: str) -> list[Message]:
        return [each for each in self.thread(ts) if each.ts != ts]

    def top_level(self) -> list[Message]:
        """What stands in the channel itself, oldest first: no replies but broadcast ones."""
        return [each for each in self.messages.values() if not each.reply or each.broadcast]
