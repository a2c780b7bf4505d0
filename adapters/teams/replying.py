"""The button “Reply” under the bot's prompts: who does not want to call the bot by its name answers in a dialog.

What they write stands in the thread, under their name, for everybody there to read, as if they had typed it; only
then is it handed in. Before, it is kept that it has begun: whoever was stopped in between posts nothing twice.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from types import NoneType
from typing import Final

from adapters.teams import answers, forms, inbound
from adapters.teams.answer import Answer
from adapters.teams.cards import messages
from adapters.teams.directory import Directory
from adapters.teams.pressing import OPENING, REPLY
from adapters.teams.sorry import said
from adapters.teams.taking import Desk
from adapters.teams.transport import Incoming, Payload, TeamsTransport
from bot.boundary.arrivals import Begun, Replied, ReplyBegun, Who
from bot.boundary.decision import FormErrors
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable
from bot.boundary.views import Card, Form, Lines, Quote, Text
from bot.domain.ids import Address, PersonId, Place, Room

Hears = Callable[[PersonId, Room, Address], Awaitable[bool]]
"""Whether what somebody would write below a message is meant for the bot."""
Begins = Callable[[ReplyBegun], Awaitable[Begun]]
"""Returns as soon as it is kept that it has begun."""

WORDS: Final = "words"
TITLE: Final = "Reply"
INTRO: Final = (
    "What you write stands in the thread, with your name. Everybody in the channel can read it."
)
LABEL: Final = "Your words"
NOWHERE: Final = "This can only be answered in its channel."
NOT_HERE: Final = (
    "I can't pass on words here: what stood here is over, or you are not in this group. You can still write in the "
    "thread yourself."
)
THERE: Final = "Thank you. It stands in the thread now."
GONE: Final = (
    "It could not be posted: what you answer is gone, or I am not in this channel any more. Copy your words if you "
    "want to keep them."
)
NOT_NOW: Final = (
    "It could not be posted just now. Your words are still here: press again in a moment."
)
NOT_KEPT: Final = "It stands in the thread, but I could not keep it. Press again in a moment: it is posted only once."
IN_DOUBT: Final = (
    "Teams does not say whether it was posted. Look in the thread; if it is not there, press again."
)
CUT_SHORT: Final = (
    "I was cut short, and can't tell whether your words were posted. Look in the thread; if they are not there, press "
    "again."
)
MOST: Final = 1_000

log = logging.getLogger(__name__)

_Task = asyncio.Task[str]


class _NotPosted(Exception):
    """With the sentence that says why, and what to do."""


class Replying:
    """Each reply is posted once, however often Teams brings it, and whatever becomes of it afterwards."""

    def __init__(
        self,
        transport: TeamsTransport,
        directory: Directory,
        desk: Desk,
        hears: Hears,
        begins: Begins,
        now: Callable[[], datetime],
    ) -> None:
        self._transport = transport
        self._directory = directory
        self._desk = desk
        self._hears = hears
        self._begins = begins
        self._now = now
        self._posted: OrderedDict[str, _Task] = OrderedDict()

    async def form(self, incoming: Incoming, who: Who, place: Place, opening: str) -> Answer:
        if not isinstance(place, Room):
            return said(incoming, NOWHERE)
        under = await self._under(incoming, who, place)
        if under is None:
            return said(incoming, NOT_HERE)
        asked = Form(
            token=f"{REPLY}.{under}",
            title=TITLE,
            intro=(Text(INTRO),),
            fields=(Lines(WORDS, LABEL, required=True),),
            submit=TITLE,
        )
        return answers.opens(asked, place, opening)

    async def _under(self, incoming: Incoming, who: Who, place: Room) -> Address | None:
        """The post that is answered: the button of a long one stands below its last part, in its first one's thread."""
        for one in dict.fromkeys((incoming.reply_to, incoming.thread)):
            if one and await self._hears(who.person, place, Address(one)):
                return Address(one)
        return None

    async def handed_in(
        self, incoming: Incoming, form: Form, who: Who, place: Place, data: Payload, fresh: str
    ) -> Answer:
        """`fresh` is the opening of a dialog that says that nothing was posted, or nobody knows: who presses there
        means it once more."""
        assert isinstance(place, Room), "it was opened there"
        text = forms.given(form, data, place.workspace, {}).text(WORDS)
        opening = str(data.get(OPENING, incoming.id))
        id = f"{opening}/{inbound.digest(text)}"
        begun = ReplyBegun(
            id=inbound.of_room(place, f"begun/{id}"),
            at=self._now(),
            who=who,
            room=place,
            under=Address(form.token.partition(".")[2]),
        )
        try:
            wrong = await self._kept(id, begun, text, await self._posted_once(id, begun, text))
        except _NotPosted as told:
            return answers.once_more(FormErrors({"": str(told)}), form, place, fresh, data)
        if wrong:
            return answers.once_more(FormErrors({"": wrong}), form, place, opening, data)
        return said(incoming, THERE)

    async def _posted_once(self, id: str, begun: ReplyBegun, text: str) -> str:
        """Who hands it in once more, as what followed has failed, finds it where it stands. Raises `_NotPosted`."""
        task = self._posted.get(id) or asyncio.create_task(self._put_up(begun, text))
        self._remember(id, task)
        await asyncio.wait({task})
        if not isinstance(task.exception(), _NotPosted | NoneType):
            self._posted.pop(id, None)
        return task.result()

    async def _put_up(self, begun: ReplyBegun, text: str) -> str:
        """Where it stands. Raises `_NotPosted`."""
        match await self._begins(begun):
            case Begun.UNHEARD:
                raise _NotPosted(NOT_HERE)
            case Begun.BEFORE:
                raise _NotPosted(CUT_SHORT)
        try:
            return await self._all(begun, Card("", (Quote(text, begun.who.name),)))
        except Unreachable:
            raise _NotPosted(GONE) from None
        except Undelivered:
            raise _NotPosted(NOT_NOW) from None
        except InDoubt:
            raise _NotPosted(IN_DOUBT) from None

    async def _kept(self, id: str, begun: ReplyBegun, text: str, message: str) -> str:
        """A sentence for what is wrong; empty when it is kept."""
        replied = Replied(
            id=inbound.of_room(begun.room, f"reply/{id}"),
            at=begun.at,
            who=begun.who,
            room=begun.room,
            under=begun.under,
            text=text,
            message=Address(message),
        )
        try:
            await self._desk(replied)
        except Exception as failure:
            log.error("A reply that was posted could not be kept: %s.", type(failure).__name__)
            return NOT_KEPT
        return ""

    async def _all(self, begun: ReplyBegun, card: Card) -> str:
        to = await self._directory.reference(begun.room)
        sent: Sequence[str] = [
            await self._transport.send(to, one, thread=begun.under) for one in messages(card)
        ]
        return sent[0]

    def _remember(self, id: str, task: _Task) -> None:
        self._posted[id] = task
        while len(self._posted) > MOST:
            self._posted.popitem(last=False)
