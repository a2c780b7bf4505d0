"""Who and what there is: people, teams, channels, chats, and the messages in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.shapes import App, CannotDo, Json


class Scope(StrEnum):
    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(eq=False)
class User:
    """An anonymous one (a guest of a meeting) has no object in the directory: `aad` is empty."""

    key: str
    name: str
    id: str
    aad: str
    tenant: str
    zone: str = "Europe/London"
    locale: str = "en-GB"
    guest: bool = False
    phone: bool = False
    installed: bool = False
    removed: bool = False
    """They took the app away; until they bring it back nothing reaches them."""
    blocked: bool = False
    dialogs: list["Dialog"] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"

    def account(self) -> Json:
        """As `from` of an activity."""
        told = {"id": self.id, "name": self.name}
        return told | ({"aadObjectId": self.aad} if self.aad else {})


@dataclass(eq=False)
class Dialog:
    """A dialog before somebody: its card, where it was opened, and what belongs to every answer."""

    title: str
    card: Json
    conversation: str
    reply_to: str = ""
    extension: Json | None = None
    """The value of the request that opened it, where an action of a message extension did."""
    entries: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class Message:
    """`root` is the first message of its thread in a channel: of a new post, it is its own."""

    id: str
    conversation: str
    root: str
    by: str
    at: float
    activity: Json
    only_to: str = ""
    edited: int = 0
    views: dict[str, Json] = field(default_factory=dict)
    """Cards that a single person was shown in place of this message's."""
    reactions: list[tuple[str, str]] = field(default_factory=list)


@dataclass(eq=False)
class Team:
    id: str
    name: str
    group: str
    members: list[User] = field(default_factory=list)
    installed: bool = False
    archived: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Conversation:
    """`kind` of a channel: `standard`, `private` or `shared`."""

    id: str
    scope: Scope
    tenant: str
    name: str = ""
    kind: str = "standard"
    team: Team | None = None
    inside: list[User] = field(default_factory=list)
    installed: bool = False
    deleted: bool = False
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def members(self) -> list[User]:
        """Everybody in the team, in a standard channel."""
        return self.team.members if self.team and self.kind == "standard" else self.inside

    def has(self, user: User) -> bool:
        return user in self.members


class World:
    def __init__(self, app: App) -> None:
        self.app = app
        self.users: dict[str, User] = {}
        self.teams: dict[str, Team] = {}
        self.conversations: dict[str, Conversation] = {}

    def user(self, key: str) -> User:
        return self.users[key]

    def known_as(self, what: str) -> User | None:
        """By Teams' id, the directory's, or the name they sign in with."""
        for user in self.users.values():
            if what and what in {user.id, user.aad, user.email}:
                return user
        return None

    def private(self, user: User) -> Conversation:
        """The one private chat of a person with the bot."""
        chat = ids.private_chat(self.app.id, user.aad or user.id)
        if chat not in self.conversations:
            made = Conversation(chat, Scope.PERSONAL, user.tenant, inside=[user])
            self.conversations[chat] = made
        return self.conversations[chat]

    def conversation(self, id_: str) -> Conversation | None:
        """With or without the thread."""
        return self.conversations.get(id_.partition(";")[0])

    def channels(self, team: Team) -> list[Conversation]:
        return [one for one in self.conversations.values() if one.team is team]

    def messages(self) -> Iterator[Message]:
        for conversation in self.conversations.values():
            yield from conversation.messages.values()

    def message(self, id_: str) -> Message:
        for message in self.messages():
            if message.id == id_:
                return message
        raise CannotDo("That message has gone.")

    def of_one(self, conversation: Conversation) -> User:
        """Whose private chat it is."""
        return conversation.inside[0]

    def may_be_met(self, user: User) -> bool:
        """The app is there for them: by their own hand, or through a team or a chat that they are in."""
        if user.removed or user.blocked:
            return False
        teams = any(team.installed and user in team.members for team in self.teams.values())
        return user.installed or teams or self._in_a_chat(user)

    def _in_a_chat(self, user: User) -> bool:
        chats = (one for one in self.conversations.values() if one.scope is Scope.GROUP)
        return any(one.installed and one.has(user) for one in chats)
