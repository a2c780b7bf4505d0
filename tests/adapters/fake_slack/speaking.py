"""Writing: in channels, threads and to the bot."""

import re

from tests.adapters.fake_slack import emoji, happenings
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.happenings import Words
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.mrkdwn import unescaped
from tests.adapters.fake_slack.presence import Presence, place_of
from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import Seen
from tests.adapters.fake_slack.wire import Json


class Speaking(Presence):
    """The writing half of a person at their client."""

    async def says(self, text: str, *, in_: Channel | None = None) -> Message:
        """In a channel, or without one to the bot."""
        channel = in_ or self.direct_channel()
        self.must_be_in(channel)
        if in_ is None and not self.core.app.messages_tab:
            raise CannotDo("Sending messages to this app has been turned off.")
        return await self._writes(channel, Words(text))

    async def replies(
        self, to: Message | Seen, text: str, *, also_in_channel: bool = False
    ) -> Message:
        """In the message's thread."""
        first = self.still(place_of(to))
        if not isinstance(first, Message):
            raise CannotDo("Nobody can reply to that.")
        channel = self.core.world.channels[first.channel]
        self.must_be_in(channel)
        ts = first.thread_ts if first.reply else first.ts
        return await self._writes(channel, Words(text, thread_ts=ts, broadcast=also_in_channel))

    async def edits(self, message: Message, text: str) -> None:
        channel, before = self.core.world.channels[message.channel], message.to_json()
        text = emoji.marked(text)
        message.text, message.blocks = text, _as_typed(self.core, text)
        message.edited = {"user": self.id, "ts": self.core.stamp()}
        message.revision += 1
        happenings.change(self.core, channel, message, before)
        await self.core.heard()

    async def deletes(self, message: Message) -> None:
        happenings.delete(self.core, self.core.world.channels[message.channel], message)
        await self.core.heard()

    async def _writes(self, channel: Channel, words: Words) -> Message:
        if channel.archived:
            raise CannotDo("The channel is archived.")
        words.text = emoji.marked(self.escaped(words.text))
        words.blocks = _as_typed(self.core, words.text)
        message = happenings.post(self.core, channel, self.user, words)
        await self.core.heard()
        return message


def _as_typed(core: Core, text: str) -> list[Json]:
    """What a person types is rich text; mentions and emoji in it are elements of their own."""
    parts = [_part(piece) for piece in re.split(rf"(<[@!]\w+>|{emoji.MARKS})", text) if piece]
    section = {"type": "rich_text_section", "elements": parts}
    return [{"type": "rich_text", "block_id": core.mint.short(), "elements": [section]}]


def _part(piece: str) -> Json:
    if piece.startswith("<@"):
        return {"type": "user", "user_id": piece[2:-1]}
    if shown := emoji.element(piece):
        return shown
    if piece.startswith("<!"):
        return {"type": "broadcast", "range": piece[2:-1]}
    return {"type": "text", "text": unescaped(piece)}
