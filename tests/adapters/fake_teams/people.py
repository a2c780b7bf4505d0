"""People and places as a test holds them. What they do and see happens in the fake's own process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.launching import Line
from tests.adapters.fake_teams.shapes import Delivery, Json, Seen

if TYPE_CHECKING:
    from tests.adapters.fake_teams.fake import FakeTeams


@dataclass(frozen=True)
class Room:
    """A channel, or a group chat, which has no `team`."""

    teams: FakeTeams
    id: str
    name: str
    team: Team | None = None

    async def sees(self) -> list[Seen]:
        """What stands there, by the eyes of whoever was put in first."""
        return await (self.team.first if self.team else self._first).sees(self)

    @property
    def _first(self) -> Person:
        return self.teams.chats[self.id][0]


@dataclass(frozen=True)
class Team:
    """`general` is its first channel, and bears its id."""

    teams: FakeTeams
    id: str
    name: str
    people: tuple[Person, ...]

    @property
    def first(self) -> Person:
        return self.people[0]

    @property
    def group(self) -> str:
        return ids.guid(self.id)

    @property
    def general(self) -> Room:
        return Room(self.teams, self.id, "General", self)

    def channel(self, name: str, *only: Person, kind: str = "standard") -> Room:
        """`only` are in a `private` or `shared` one; a standard one is open to the team."""
        made = Room(self.teams, ids.thread(self.id, name), name, self)
        self.teams.line.say("channel", made.id, self.id, name, kind, [one.key for one in only])
        return made


Place = Room | None
"""None: the private chat with the bot."""


@dataclass(frozen=True)
class Person:
    """Somebody at their client. Whatever they do is awaited until the bot has answered, or has failed to;
    what no client would let them do raises `CannotDo`."""

    teams: FakeTeams
    key: str
    name: str
    id: str
    """Towards this bot alone (`29:…`)."""
    aad: str
    tenant: str

    @property
    def line(self) -> Line:
        return self.teams.line

    # What they do

    async def types(self, text: str) -> Delivery:
        """In their private chat with the bot."""
        return await self._does("types", text)

    async def mentions(self, room: Room, text: str, *, under: Seen | str = "") -> Delivery | None:
        """`@bot text`, as a new post or in the thread of a message. None: the bot is not there to hear."""
        return await self._may_do("says", room.id, text, _id(under), True)

    async def says(self, room: Room, text: str, *, under: Seen | str = "") -> Delivery | None:
        """Without mentioning the bot: it hears that only if consent was given."""
        return await self._may_do("says", room.id, text, _id(under), False)

    async def slashes(self, room: Room, text: str) -> Delivery:
        """`/bot text`: nobody else sees it."""
        return await self._does("slashes", room.id, text)

    async def presses(
        self,
        what: str,
        *,
        on: Seen | str | None = None,
        entries: Mapping[str, Any] | None = None,
        as_seen: bool = False,
    ) -> Delivery | None:
        """A button by its title or id: `on` a message as it stands now, or `as_seen` when they looked; without
        `on`, in the dialog before them if it has one so called, else on the newest message that has."""
        if on is None and (dialog := await self.dialog()) and what in dialog.buttons:
            return await self.submits(entries or {}, press=what)
        seen = on if on is not None else await self.finds(what)
        card = seen.card if as_seen and isinstance(seen, Seen) else None
        return await self._may_do("presses", what, _id(seen), _keys(entries), card)

    async def fills(self, entries: Mapping[str, Any]) -> None:
        """Fields of the dialog before them, by label or id."""
        await self._ask("fills", _keys(entries))

    async def submits(
        self, entries: Mapping[str, Any] | None = None, *, press: str = ""
    ) -> Delivery:
        """The dialog before them, by its first button or the one named."""
        return await self._does("submits", press, _keys(entries))

    async def closes(self) -> None:
        """The dialog, with the cross: nobody tells the bot."""
        await self._ask("closes")

    async def uses(
        self, action: str, *, on: Seen | None = None, in_: Room | None = None
    ) -> Delivery:
        """An action of the app, on a message or (`in_` a room or their private chat) at the writing box."""
        where = on.conversation if on else in_.id if in_ else await self._ask("private")
        return await self._does("uses", action, where, _id(on))

    async def edits(self, message: Seen | str, text: str) -> Delivery | None:
        return await self._may_do("tends", "edits", _id(message), text)

    async def deletes(self, message: Seen | str) -> Delivery | None:
        return await self._may_do("tends", "deletes", _id(message))

    async def undeletes(self, message: Seen | str) -> Delivery | None:
        return await self._may_do("tends", "undeletes", _id(message))

    async def reacts(self, message: Seen | str, kind: str = "like") -> Delivery | None:
        return await self._may_do("tends", "reacts", _id(message), kind, added=True)

    async def unreacts(self, message: Seen | str, kind: str = "like") -> Delivery | None:
        return await self._may_do("tends", "reacts", _id(message), kind, added=False)

    async def installs(self, *, again: bool = False, at_once: bool = False) -> list[Delivery]:
        """The app, for themselves: two things are told, one after the other or `at_once`. `again`: a newer
        version of it comes, and one thing is told."""
        return await self._makes("comes", "installs", again=again, at_once=at_once)

    async def uninstalls(self, *, at_once: bool = False) -> list[Delivery]:
        return await self._makes("comes", "uninstalls", at_once=at_once)

    async def blocks(self, *, blocked: bool = True) -> None:
        """Their chat with the bot. Nobody tells the bot."""
        await self._ask("comes", "blocks", blocked)

    async def adds_bot(self, to: Room | Team, *, at_once: bool = False) -> list[Delivery]:
        return await self._makes("changes", "adds_bot", to.id, at_once=at_once)

    async def removes_bot(self, from_: Room | Team, *, at_once: bool = False) -> list[Delivery]:
        return await self._makes("changes", "removes_bot", from_.id, at_once=at_once)

    async def adds(self, to: Room | Team, *people: Person) -> list[Delivery]:
        return await self._makes("changes", "adds", to.id, *(one.key for one in people))

    async def removes(self, from_: Room | Team, *people: Person) -> list[Delivery]:
        return await self._makes("changes", "removes", from_.id, *(one.key for one in people))

    async def renames(self, what: Room | Team, name: str) -> list[Delivery]:
        if isinstance(what, Team):
            self.line.say("rename_team", what.id, name)
            return await self._makes("tells", "about_team", "teamRenamed", what.id)
        self.line.say("rename", what.id, name)
        return await self._makes("tells", "about_channel", "channelRenamed", what.id)

    async def deletes_room(self, room: Room) -> list[Delivery]:
        return await self._makes("tells", "about_channel", "channelDeleted", room.id)

    async def restores_room(self, room: Room) -> list[Delivery]:
        return await self._makes("tells", "about_channel", "channelRestored", room.id)

    async def changes_team(self, team: Team, event: str) -> list[Delivery]:
        """`teamArchived`, `teamUnarchived`, `teamDeleted`, `teamRestored`."""
        return await self._makes("tells", "about_team", event, team.id)

    # What they see

    async def sees(self, place: Place = None, *, thread: Seen | str = "") -> list[Seen]:
        """What stands in a room or their private chat, oldest first, what only they see among it."""
        where = place.id if place else await self._ask("private")
        found: list[Seen] = await self._ask("sees", where, _id(thread))
        return found

    async def sees_everything(self) -> list[Seen]:
        """In every place where they are, oldest first."""
        found: list[Seen] = await self._ask("sees_everything")
        return found

    async def finds(self, button: str) -> Seen:
        """The newest message before them with such a button."""
        found: Seen = await self._ask("finds", button)
        return found

    async def dialog(self) -> Seen | None:
        """The dialog before them."""
        found: Seen | None = await self._ask("dialog")
        return found

    async def toasts(self) -> list[str]:
        """The bot's answers to their buttons, and messages in dialogs."""
        return list(await self._ask("heard", "toasts"))

    async def notices(self) -> list[str]:
        """What Teams itself told them when the bot did not answer, or not well."""
        return list(await self._ask("heard", "notices"))

    async def private(self) -> str:
        """The id of their private chat with the bot."""
        return str(await self._ask("private"))

    async def _does(self, what: str, *args: Any, **more: Any) -> Delivery:
        told: Delivery = await self._ask(what, *args, **more)
        return told

    async def _may_do(self, what: str, *args: Any, **more: Any) -> Delivery | None:
        """None where nobody tells the bot."""
        told: Delivery | None = await self._ask(what, *args, **more)
        return told

    async def _makes(self, what: str, *args: Any, **more: Any) -> list[Delivery]:
        told: list[Delivery] = await self._ask(what, *args, **more)
        return told

    async def _ask(self, what: str, *args: Any, **more: Any) -> Any:
        return await self.line.ask(f"stage.{what}", self.key, *args, **more)


def _id(what: Seen | str | None) -> str:
    return what.id if isinstance(what, Seen) else what or ""


def _keys(entries: Mapping[str, Any] | None) -> Json:
    """People go by their keys."""
    return {name: _plain(value) for name, value in (entries or {}).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Person):
        return value.key
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value
