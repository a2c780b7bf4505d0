"""What people do with messages that stand: change, take back, react.

Source: learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability (`messageUpdate`,
`messageDelete`) and /bots/how-to/conversations/subscribe-to-conversation-events (`messageReaction`).
"""

from dataclasses import dataclass

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.behind.acting import Hands
from tests.adapters.fake_teams.behind.activities import Writer
from tests.adapters.fake_teams.behind.world import Message, Scope
from tests.adapters.fake_teams.shapes import CannotDo, Delivery


@dataclass(frozen=True)
class Tending:
    hands: Hands

    async def edits(self, on: str, text: str) -> Delivery | None:
        message = self._own(on)
        message.activity = message.activity | {"text": text}
        message.edited += 1
        return await self._changed(message, "messageUpdate", "editMessage", text)

    async def deletes(self, on: str) -> Delivery | None:
        message = self._own(on)
        message.activity = message.activity | {
            "deleted": message.activity.get("text", ""),
            "text": "",
        }
        return await self._changed(message, "messageDelete", "softDeleteMessage")

    async def undeletes(self, on: str) -> Delivery | None:
        message = self._own(on)
        text = message.activity.get("deleted", "")
        message.activity = {"type": "message", "text": text, "textFormat": "plain"}
        return await self._changed(message, "messageUpdate", "undeleteMessage", text)

    async def reacts(self, on: str, kind: str, *, added: bool) -> Delivery | None:
        """The bot is told of reactions to its own messages alone."""
        message = self.hands.core.world.message(on)
        if message.only_to:
            raise CannotDo("Nobody can react to a message that only one person sees.")
        mark = (self.hands.user.key, kind)
        if added:
            message.reactions.append(mark)
        elif mark in message.reactions:
            message.reactions.remove(mark)
        else:
            raise CannotDo(f"{self.hands.user.name} has not reacted so.")
        if message.by != ids.bot_id(self.hands.core.app.id):
            return None
        told = self._writer(message).reaction(kind, on, added=added)
        return (await self.hands.mail.bring(told)).told()

    async def _changed(
        self, message: Message, kind: str, event: str, text: str = ""
    ) -> Delivery | None:
        """In a channel and a group chat, only a bot that hears everything is told."""
        where = self.hands.core.world.conversations[message.conversation]
        if where.scope is not Scope.PERSONAL and not self.hands.core.app.hears_all:
            return None
        told = self._writer(message).changed(kind, event, message.id, text)
        return (await self.hands.mail.bring(told)).told()

    def _writer(self, message: Message) -> Writer:
        where = self.hands.core.world.conversations[message.conversation]
        thread = message.root if where.scope is Scope.CHANNEL else ""
        return self.hands.writer(where, thread)

    def _own(self, on: str) -> Message:
        message = self.hands.core.world.message(on)
        if message.by != self.hands.user.id:
            raise CannotDo(f"{self.hands.user.name} has not written that.")
        return message
