"""What is written in Teams: to the bot, under its posts, or anywhere else, where it is dropped unread.

A message is answered by messages: no dialog can be opened then, but the way to one can be shown.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.teams import answers, inbound
from adapters.teams.answer import KEPT, Answer
from adapters.teams.calling import LEAVES_NONE
from adapters.teams.directory import Directory
from adapters.teams.pages import Pages
from adapters.teams.pressing import Shown
from adapters.teams.taking import Taking
from adapters.teams.transport import Incoming, Scope
from adapters.teams.whispering import Aside, Whispers
from bot.boundary.arrivals import CommandGiven, Who
from bot.boundary.views import Card, Text
from bot.domain.ids import Direct, Place

HOME: Final = "home"
GROUP_CHAT: Final = (
    "This is a group chat, and it has no threads: a community can't meet in it. What I can do for you alone I do in "
    "our private chat. For a community, add me to a team, and mention me in a channel there."
)
OWN_CHANNEL: Final = {
    "private": "This is a private channel. I can post and answer here, but Teams may not tell me who comes and goes. "
    "So nobody hears from me that somebody new can read what is here. A channel that the whole team can see has no "
    "such gap.",
    "shared": "This is a shared channel: people from outside your team, and from other organisations, may read what is "
    "here. I can't write to all of them in private, and Teams may not tell me who comes and goes. A channel of one "
    "team has no such gap.",
}
"""Said to whoever would begin something there."""
READ_BY_ALL: Final = (
    "Everybody in the channel can read that you asked for this. You can delete your message there. Next time ask me "
    "here, or with “Actions and apps” beside the box in which you write: then nobody in the channel sees it."
)
BEGINS: Final = frozenset({"start", "here"})


@dataclass(frozen=True, slots=True)
class Hearing:
    """`commands` are the words that the bot knows."""

    taking: Taking
    directory: Directory
    whispers: Whispers
    pages: Pages
    commands: Collection[str]
    now: Callable[[], datetime]

    async def message(self, incoming: Incoming) -> Answer:
        if incoming.sender.is_bot:
            return KEPT
        match incoming.scope:
            case Scope.PERSONAL:
                await self._privately(incoming)
            case Scope.GROUP:
                await self._in_a_chat(incoming)
            case Scope.CHANNEL:
                await self._in_a_channel(incoming)
        return KEPT

    async def _privately(self, incoming: Incoming) -> None:
        who = await self.directory.who(incoming)
        words = inbound.word_in(incoming.text, self.commands)
        if words == HOME:
            await self.pages.shown(who.person)
        elif words is not None:
            await self._command(incoming, words, who, Direct(who.person))
        else:
            arrival = inbound.typed(incoming, who, self.now())
            replies = await self.taking.once(arrival)
            cards = answers.typed(replies, "")
            self.whispers.later(Aside(who.person, cards, Direct(who.person), incoming))

    async def _in_a_chat(self, incoming: Incoming) -> None:
        """What works here is said to whoever asks, and nothing else is heard."""
        if incoming.is_to_bot:
            who = await self.directory.who(incoming)
            told = (Card("", (Text(GROUP_CHAT),)),)
            self.whispers.later(Aside(who.person, told, Direct(who.person), incoming))

    async def _in_a_channel(self, incoming: Incoming) -> None:
        """In a thread, a word that is a command is one; what else stands there may be an answer."""
        in_thread = inbound.is_in_a_thread(incoming)
        if not in_thread and not incoming.is_to_bot:
            return
        who = await self.directory.who(incoming)
        words = inbound.asked(incoming.text)
        if in_thread:
            found = inbound.word_in(incoming.text, self.commands) if incoming.is_to_bot else None
            if found is None:
                await self.taking.once(inbound.replied(incoming, who, self.now()))
                return
            words = found
        await self._command(incoming, words, who, inbound.room(incoming))

    async def edited(self, incoming: Incoming) -> Answer:
        """An answer in a thread that reads differently now, or was deleted and has no words. Anything else that is
        changed is nobody's business."""
        if incoming.scope is Scope.CHANNEL and inbound.is_in_a_thread(incoming):
            who = await self.directory.who(incoming)
            await self.taking.once(inbound.replied(incoming, who, self.now()))
        return KEPT

    async def _command(self, incoming: Incoming, words: str, who: Who, place: Place) -> None:
        arrival: CommandGiven = inbound.command(incoming, words, who, place, self.now())
        replies = await self.taking.once(arrival)
        cards = (*_beforehand(incoming, words), *answers.typed(replies, words))
        self.whispers.later(Aside(who.person, cards, place, incoming))


def _beforehand(incoming: Incoming, words: str) -> tuple[Shown, ...]:
    first = next(iter(words.split()), "").lower()
    told = OWN_CHANNEL.get(inbound.channel_kind(incoming)) if first in BEGINS else None
    if incoming.scope is Scope.CHANNEL and not incoming.is_alone and first in LEAVES_NONE:
        told = READ_BY_ALL
    return (Card("", (Text(told),)),) if told else ()
