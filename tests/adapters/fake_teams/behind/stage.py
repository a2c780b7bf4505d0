"""What people do and see, by name: the half of a world that is theirs."""

from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_teams.behind.acting import Hands
from tests.adapters.fake_teams.behind.comings import Comings
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.dialogs import Dialogs
from tests.adapters.fake_teams.behind.looking import Eyes
from tests.adapters.fake_teams.behind.mail import Mail
from tests.adapters.fake_teams.behind.tending import Tending
from tests.adapters.fake_teams.behind.world import Conversation, Message
from tests.adapters.fake_teams.shapes import Json, Seen


@dataclass
class Stage:
    core: Core
    mail: Mail

    def _hands(self, who: str) -> Hands:
        return Hands(self.core, self.mail, self.core.world.user(who))

    def _at(self, id_: str) -> Conversation:
        return self.core.world.conversations[id_]

    def _eyes(self, who: str) -> Eyes:
        return Eyes(self.core, self.core.world.user(who))

    def types(self, who: str, text: str) -> Any:
        return self._hands(who).types(text)

    def says(self, who: str, where: str, text: str, under: str, mentions: bool) -> Any:
        return self._hands(who).says(self._at(where), text, under=under, mentions=mentions)

    def slashes(self, who: str, where: str, text: str) -> Any:
        return self._hands(who).slashes(self._at(where), text)

    def presses(self, who: str, what: str, on: str, entries: Json, card: Json | None) -> Any:
        return self._hands(who).presses(what, on, entries, card)

    def fills(self, who: str, entries: Json) -> None:
        Dialogs(self._hands(who)).fills(entries)

    def submits(self, who: str, what: str, entries: Json) -> Any:
        return Dialogs(self._hands(who)).presses(what, entries)

    def closes(self, who: str) -> None:
        Dialogs(self._hands(who)).closes()

    def uses(self, who: str, called: str, where: str, on: str) -> Any:
        return Dialogs(self._hands(who)).uses(called, self._at(where), on)

    def comes(self, who: str, how: str, *args: Any, **more: Any) -> Any:
        """`installs`, `uninstalls`, `blocks`: about the person alone."""
        at_once = more.pop("at_once", False)
        return getattr(Comings(self._hands(who), at_once), how)(*args, **more)

    def changes(self, who: str, how: str, where: str, *people: str, at_once: bool = False) -> Any:
        """`adds_bot`, `removes_bot`, `adds`, `removes`: in a place."""
        users = [self.core.world.user(one) for one in people]
        return getattr(Comings(self._hands(who), at_once), how)(self._at(where), *users)

    def tells(self, who: str, how: str, event: str, where: str) -> Any:
        """`about_channel`, `about_team`."""
        return getattr(Comings(self._hands(who)), how)(event, self._at(where))

    def tends(self, who: str, how: str, on: str, *args: Any, **more: Any) -> Any:
        """`edits`, `deletes`, `undeletes`, `reacts`."""
        return getattr(Tending(self._hands(who)), how)(on, *args, **more)

    def sees(self, who: str, where: str, thread: str = "") -> list[Seen]:
        return self._eyes(who).sees(self._at(where), thread)

    def sees_everything(self, who: str) -> list[Seen]:
        return self._eyes(who).everywhere()

    def standing(self) -> list[tuple[str, int]]:
        """Of every message anywhere its id, and how often it was changed; oldest first."""
        found = ((one.id, one.edited) for one in self.core.world.messages())
        return sorted(found, key=lambda one: int(one[0]))

    def since(self, id_: str) -> list[Seen]:
        """Everything that came after a message, anywhere, as one of those who are there sees it."""
        found = [one for one in self.core.world.messages() if int(one.id) > int(id_ or 0)]
        seen = [self._some_eyes(one).looks_at(one) for one in found]
        return sorted(seen, key=lambda one: int(one.id))

    def _some_eyes(self, message: Message) -> Eyes:
        members = self.core.world.conversations[message.conversation].members
        only = [user for user in members if message.only_to in {"", user.id}]
        return Eyes(self.core, (only or list(self.core.world.users.values()))[0])

    def finds(self, who: str, button: str) -> Seen:
        return self._eyes(who).finds(button)

    def private(self, who: str) -> str:
        return self.core.world.private(self.core.world.user(who)).id

    def dialog(self, who: str) -> Seen | None:
        user = self.core.world.user(who)
        return Eyes(self.core, user).dialog(user.dialogs[-1]) if user.dialogs else None

    def heard(self, who: str, kind: str) -> list[str]:
        """`toasts` (the bot's words) or `notices` (the client's own)."""
        return list(getattr(self.core.world.user(who), kind))

    def written(self, who: str, where: str, text: str, *, mentions: bool = False) -> Json:
        """A message as it would be told to the bot; it is not sent, and nobody sees it."""
        writer = self._hands(who).writer(self._at(where))
        id_ = self.core.mint.message(self.core.now())
        return writer.message(text, id_=id_, mentions=mentions)
