"""What a person has before their eyes."""

from dataclasses import dataclass

from tests.adapters.fake_teams.behind import cards, rendering
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.posting import TARGETED_LIVES
from tests.adapters.fake_teams.behind.rendering import Reading
from tests.adapters.fake_teams.behind.world import Conversation, Dialog, Message, Scope, User
from tests.adapters.fake_teams.shapes import CARD, CannotDo, Json, Seen


@dataclass(frozen=True)
class Eyes:
    core: Core
    user: User

    def may_see(self, conversation: Conversation) -> None:
        if not conversation.has(self.user) or conversation.deleted:
            raise CannotDo(f"{self.user.name} is not in {conversation.name or conversation.id}.")

    def sees(self, conversation: Conversation, thread: str = "") -> list[Seen]:
        """Everything that stands in it, threads and all, or one thread."""
        self.may_see(conversation)
        shown = (one for one in conversation.messages.values() if self.shown(one))
        return [self.looks_at(one) for one in shown if not thread or one.root == thread]

    def everywhere(self) -> list[Seen]:
        """In every place where they are, oldest first."""
        seen = [each for place in self._places() for each in self.sees(place)]
        return sorted(seen, key=lambda one: int(one.id))

    def finds(self, button: str) -> Seen:
        """The newest message before them with such a button."""
        everything = (one for place in self._places() for one in place.messages.values())
        for message in sorted(everything, key=lambda one: int(one.id), reverse=True):
            card = self.card(message) if self.shown(message) else None
            if card and any(one.get("title") == button for one in cards.actions(card)):
                return self.looks_at(message)
        raise CannotDo(f"{self.user.name} can see no button {button!r}.")

    def _places(self) -> list[Conversation]:
        places = self.core.world.conversations.values()
        return [one for one in places if one.has(self.user) and not one.deleted]

    def shown(self, message: Message) -> bool:
        if not message.only_to:
            return True
        fresh = self.core.now() - message.at <= TARGETED_LIVES
        return message.only_to == self.user.id and fresh

    def card(self, message: Message) -> Json | None:
        """As it stands for them now."""
        if self.user.id in message.views:
            return message.views[self.user.id]
        for attachment in message.activity.get("attachments") or ():
            if attachment.get("contentType") == CARD:
                found: Json = attachment["content"]
                return found
        return None

    def looks_at(self, message: Message) -> Seen:
        place = self.core.world.conversations[message.conversation]
        reading, card = self._read(message), self.card(message)
        return Seen(
            id=message.id,
            conversation=message.conversation,
            thread=message.root if place.scope is Scope.CHANNEL else "",
            by=message.by,
            at=message.at,
            words="\n".join(reading.lines),
            only_me=bool(message.only_to),
            edited=message.edited,
            activity=message.activity,
            **_drawn(card, reading),
        )

    def _read(self, message: Message) -> Reading:
        reading, activity = Reading(), message.activity
        if text := activity.get("text"):
            known = rendering.mentioned(activity.get("entities"))
            plain = activity.get("textFormat") == "plain" and not known
            reading.lines.append(text if plain else reading.markdown(text, self.user.zone, known))
        if card := self.card(message):
            drawn = rendering.read_card(card, self.user.zone)
            for name in ("lines", "links", "mentions", "styled"):
                getattr(reading, name).extend(getattr(drawn, name))
        return reading

    def dialog(self, dialog: Dialog) -> Seen:
        reading = rendering.read_card(dialog.card, self.user.zone)
        return Seen(
            id="",
            conversation=dialog.conversation,
            thread="",
            by="",
            at=self.core.now(),
            words="\n".join((dialog.title, *reading.lines)),
            title=dialog.title,
            **_drawn(dialog.card, reading),
        )


def _drawn(card: Json | None, reading: Reading) -> Json:
    told: Json = {
        "links": tuple(reading.links),
        "mentions": tuple(reading.mentions),
        "styled": tuple(reading.styled),
    }
    if card is None:
        return told
    buttons = tuple(one.get("title", "") for one in cards.actions(card))
    return told | {"card": card, "buttons": buttons, "fields": rendering.fields(card)}
