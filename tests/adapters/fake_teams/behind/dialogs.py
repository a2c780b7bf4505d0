"""Dialogs, and the app's own actions on messages and at the writing box.

Sources: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots;
/messaging-extensions/how-to/action-commands/create-task-module (`messagePayload`, `commandContext`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.behind import answers, cards, typing_in
from tests.adapters.fake_teams.behind.acting import Hands, button
from tests.adapters.fake_teams.behind.activities import as_html
from tests.adapters.fake_teams.behind.world import Conversation, Dialog, Message, Scope
from tests.adapters.fake_teams.shapes import CannotDo, Delivery, Extension, Json

_CONTEXT = {"theme": "default"}


@dataclass(frozen=True)
class Dialogs:
    hands: Hands

    @property
    def open(self) -> Dialog:
        if not self.hands.user.dialogs:
            raise CannotDo(f"{self.hands.user.name} has no dialog before them.")
        return self.hands.user.dialogs[-1]

    def fills(self, entries: Json) -> None:
        """Fields by label or id, kept in the dialog until it is closed."""
        dialog = self.open
        where = self._where(dialog)
        dialog.entries |= self.hands.entered(dialog.card, entries, where)

    def closes(self) -> None:
        """With the cross: the bot is not told."""
        self.hands.user.dialogs.remove(self.open)

    async def presses(self, what: str, entries: Json) -> Delivery | None:
        """A button in the dialog; without a name, its first."""
        dialog = self.open
        action = button(dialog.card, what) if what else _first(dialog.card)
        around = cards.around(dialog.card, action)
        dialog.entries |= self.hands.entered(around, entries, self._where(dialog))
        if action["type"] != "Action.Submit" or "msteams" in (action.get("data") or {}):
            raise CannotDo(f"{action.get('title')!r} does nothing in a dialog.")
        return await self._submits(dialog, action)

    async def _submits(self, dialog: Dialog, action: Json) -> Delivery:
        values: dict[str, str] = {}
        if action.get("associatedInputs") != "none":
            around = cards.around(dialog.card, action)
            standing = typing_in.defaults(around)
            held = {name: dialog.entries.get(name, value) for name, value in standing.items()}
            typing_in.held_back(around, held)
            values = typing_in.sent(held, phone=self.hands.user.phone)
        data = (action.get("data") or {}) | values
        return await self._hand_in(dialog, data)

    async def _hand_in(self, dialog: Dialog, data: Json) -> Delivery:
        value = {"data": data, "context": _CONTEXT}
        name = "task/submit"
        if dialog.extension is not None:
            name, value = "composeExtension/submitAction", dialog.extension | value
        where = self._where(dialog)
        writer = self.hands.writer(where, self._thread(where, dialog.reply_to))
        letter = await self.hands.mail.bring(writer.invoke(name, value, dialog.reply_to))
        answers.of_task(
            self.hands.core,
            self.hands.user,
            letter,
            dialog.conversation,
            reply_to=dialog.reply_to,
            extension=dialog.extension,
            submitted=dialog,
        )
        return letter.told()

    async def uses(self, called: str, where: Conversation, on: str) -> Delivery:
        """An action of the app: on the message `on`, or at the writing box."""
        self.hands.eyes.may_see(where)
        context = "message" if on else "compose"
        extension = _extension(self.hands.core.app.extensions, called, context)
        value: Json = {
            "commandId": extension,
            "commandContext": context,
            "requestId": self.hands.core.mint.request(),
        }
        if on:
            value["messagePayload"] = self._payload(where, on)
        writer = self.hands.writer(where, self._thread(where, on))
        name = "composeExtension/fetchTask"
        invoke = writer.invoke(name, value | {"context": _CONTEXT}, source=context)
        letter = await self.hands.mail.bring(invoke)
        user, core = self.hands.user, self.hands.core
        answers.of_task(core, user, letter, where.id, extension=value)
        return letter.told()

    def _payload(self, where: Conversation, on: str) -> Json:
        message = where.messages.get(on)
        if message is None:
            raise CannotDo("That message has gone.")
        if message.only_to:
            raise CannotDo("Nothing can be done with a message that only one person sees.")
        at = datetime.fromtimestamp(message.at, UTC)
        link = f"https://teams.microsoft.com/l/message/{where.id}/{message.id}"
        return {
            "linkToMessage": link,
            "id": message.id,
            "replyToId": message.root if message.root != message.id else None,
            "createdDateTime": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
            "lastModifiedDateTime": None,
            "deleted": False,
            "summary": None,
            "importance": "normal",
            "locale": "en-us",
            "body": {"contentType": "html", "content": as_html(message.activity.get("text", ""))},
            "from": self._author(message),
            "reactions": [],
            "mentions": [],
            "attachments": _attached(message),
        }

    def _author(self, message: Message) -> Json:
        told: Json = {"device": None, "conversation": None, "user": None, "application": None}
        author, app = self.hands.core.world.known_as(message.by), self.hands.core.app
        if author is None:
            named = {"id": app.id, "displayName": app.name}
            return told | {"application": {"applicationIdentityType": "bot"} | named}
        kind = "aadUser" if author.aad else "anonymousGuest"
        named = {"id": author.aad or author.id, "displayName": author.name}
        return told | {"user": {"userIdentityType": kind} | named}

    def _where(self, dialog: Dialog) -> Conversation:
        return self.hands.core.world.conversations[dialog.conversation]

    def _thread(self, where: Conversation, on: str) -> str:
        if not on or where.scope is not Scope.CHANNEL or on not in where.messages:
            return ""
        return where.messages[on].root


def _first(card: Json) -> Json:
    there = cards.actions(card)
    if not there:
        raise CannotDo("The dialog has no button.")
    return there[0]


def _extension(declared: tuple[Extension, ...] | None, called: str, context: str) -> str:
    if declared is None:
        return called
    for one in declared:
        if called in {one.id, one.title} and context in one.contexts:
            return one.id
    raise CannotDo(f"The app has no action {called!r} there.")


def _attached(message: Message) -> list[Any]:
    """A card is told as the text of its JSON, as Graph does."""
    return [
        {"id": ids.guid(message.id), "contentType": each["contentType"]}
        for each in message.activity.get("attachments") or ()
    ]
