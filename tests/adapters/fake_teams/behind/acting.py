"""What people do in Teams. Nobody can do what no client would let them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.adapters.fake_teams.behind import answers, cards, typing_in
from tests.adapters.fake_teams.behind.activities import Writer
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.looking import Eyes
from tests.adapters.fake_teams.behind.mail import Letter, Mail
from tests.adapters.fake_teams.behind.world import Conversation, Message, Scope, User
from tests.adapters.fake_teams.shapes import CannotDo, Delivery, Json

_FETCH = "task/fetch"


@dataclass(frozen=True)
class Hands:
    """One person's. What they do is awaited until the bot has answered it, or has failed to."""

    core: Core
    mail: Mail
    user: User

    @property
    def eyes(self) -> Eyes:
        return Eyes(self.core, self.user)

    def writer(self, where: Conversation, thread: str = "") -> Writer:
        return Writer(self.core, self.user, where, thread)

    async def types(self, text: str) -> Delivery:
        """In their private chat with the bot."""
        chat = self.core.world.private(self.user)
        if not self.core.world.may_be_met(self.user):
            raise CannotDo(f"{self.user.name} has not got the app.")
        message = self._put_up(chat, text)
        told = self.writer(chat).message(text, id_=message.id, mentions=False)
        return (await self.mail.bring(told)).told()

    async def says(
        self, where: Conversation, text: str, *, under: str = "", mentions: bool
    ) -> Delivery | None:
        """In a channel or a group chat. None where the bot hears nothing of it."""
        self.eyes.may_see(where)
        root = self._root(where, under)
        said = f"{self.core.app.name} {text}" if mentions else text
        message = self._put_up(where, said, root)
        if not self._is_heard(where, mentions=mentions):
            return None
        thread = message.root if where.scope is Scope.CHANNEL else ""
        told = self.writer(where, thread).message(text, id_=message.id, mentions=mentions)
        return (await self.mail.bring(told)).told()

    async def slashes(self, where: Conversation, text: str) -> Delivery:
        """A slash command: nobody else sees it, and its answer should be private too."""
        self.eyes.may_see(where)
        if not self.core.app.targeted or where.scope is Scope.PERSONAL:
            raise CannotDo("There are no slash commands here.")
        if not self._bot_is_in(where):
            raise CannotDo("The app is not here.")
        message = self._put_up(where, text, only_me=True)
        told = self.writer(where).message(text, id_=message.id, mentions=False, private=True)
        return (await self.mail.bring(told)).told()

    def _root(self, where: Conversation, under: str) -> str:
        if not under:
            return ""
        message = where.messages.get(under)
        if message is None:
            raise CannotDo("What you would answer has gone.")
        if message.only_to:
            raise CannotDo("Nobody can answer a message that only one person sees.")
        return message.root

    def _is_heard(self, where: Conversation, *, mentions: bool) -> bool:
        return self._bot_is_in(where) and (mentions or self.core.app.hears_all)

    def _bot_is_in(self, where: Conversation) -> bool:
        if where.team is not None:
            return where.team.installed and where.kind == "standard"
        return where.installed or where.scope is Scope.PERSONAL

    def _put_up(
        self, where: Conversation, text: str, root: str = "", *, only_me: bool = False
    ) -> Message:
        now = self.core.now()
        id_ = self.core.mint.message(now)
        activity = {"type": "message", "text": text, "textFormat": "plain"}
        only = self.user.id if only_me else ""
        made = Message(id_, where.id, root or id_, self.user.id, now, activity, only)
        return self.core.put_up(made)

    async def presses(
        self, what: str, on: str, entries: Json, card: Json | None
    ) -> Delivery | None:
        """A button of the card of the message `on`, as it stands for them now, or of the `card` that they had
        before their eyes. None for a button that tells the bot nothing."""
        message = self.core.world.message(on)
        where = self.core.world.conversations[message.conversation]
        self.eyes.may_see(where)
        standing = card or self.eyes.card(message)
        if standing is None or not self.eyes.shown(message):
            raise CannotDo("There is no card there.")
        action = button(standing, what)
        values = self._values(standing, action, entries, where)
        return await self._press(action, values, message, where)

    def _values(
        self, card: Json, action: Json, entries: Json, where: Conversation
    ) -> dict[str, str]:
        if action.get("associatedInputs") == "none" or action["type"] not in _CARRIES:
            return {}
        around = cards.around(card, action)
        values = typing_in.defaults(around) | self.entered(around, entries, where)
        typing_in.held_back(around, values)
        return typing_in.sent(values, phone=self.user.phone)

    def entered(self, card: Json, entries: Json, where: Conversation) -> dict[str, str]:
        made = {}
        for what, value in entries.items():
            one = typing_in.find(card, what)
            made[one["id"]] = typing_in.entered(one, value, partial(self._picked, one, where))
        return made

    def _picked(self, one: Json, where: Conversation, who: Any) -> str:
        """From a picker of people: of one's own organisation, or only of those who are in the conversation."""
        user = self.core.world.users.get(str(who)) or self.core.world.known_as(str(who))
        if user is None or not user.aad or user.tenant != self.user.tenant:
            raise CannotDo(f"Nobody in the directory is called {who!r}.")
        dataset = one["choices.data"].get("dataset", "")
        if "scope=currentContext" in dataset and not where.has(user):
            raise CannotDo(f"{user.name} is not in the conversation where the card stands.")
        return user.aad

    async def _press(
        self, action: Json, values: dict[str, str], message: Message, where: Conversation
    ) -> Delivery | None:
        thread = message.root if where.scope is Scope.CHANNEL else ""
        writer, data = self.writer(where, thread), (action.get("data") or {}) | values
        if action["type"] == "Action.Execute":
            return await self._executes(writer, action, data, message)
        if action["type"] != "Action.Submit":
            return None
        if (data.get("msteams") or {}).get("type") == _FETCH:
            return await self._fetches(writer, data, message)
        return (await self.mail.bring(writer.submitted(data, message.id))).told()

    async def _fetches(self, writer: Writer, data: Json, message: Message) -> Delivery:
        value = {"data": data, "context": {"theme": "default"}}
        letter = await self.mail.bring(writer.invoke(_FETCH, value, message.id))
        answers.of_task(self.core, self.user, letter, writer.where.id, reply_to=message.id)
        return letter.told()

    async def _executes(
        self, writer: Writer, action: Json, data: Json, message: Message
    ) -> Delivery:
        kept = {name: action[name] for name in ("type", "title", "id", "verb") if name in action}
        value = {"action": kept | {"data": data}, "trigger": "manual"}
        letter: Letter = await self.mail.bring(
            writer.invoke("adaptiveCard/action", value, message.id)
        )
        answers.of_action(self.core, self.user, letter, message)
        return letter.told()


_CARRIES = {"Action.Submit", "Action.Execute"}


def button(card: Json, what: str) -> Json:
    """The one button with this title or id."""
    there = cards.actions(card)
    found = [one for one in there if what in {one.get("title"), one.get("id")}]
    if len(found) != 1:
        titles = [one.get("title") for one in there]
        raise CannotDo(f"There are {len(found)} buttons called {what!r}; there is: {titles}")
    return found[0]
