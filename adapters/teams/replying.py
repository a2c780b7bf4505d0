"""The button “Reply” under the bot's prompts: who does not want to call the bot by its name answers in a dialog.

What they write stands in the thread, under their name, for everybody there to read, as if they had typed it; only
then is it handed in.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from adapters.teams import answers, forms, inbound
from adapters.teams.answer import Answer
from adapters.teams.cards import messages
from adapters.teams.directory import Directory
from adapters.teams.pressing import OPENING, REPLY
from adapters.teams.sorry import said
from adapters.teams.taking import Desk
from adapters.teams.transport import Incoming, Payload, Reference, TeamsTransport
from bot.boundary.arrivals import Replied, Who
from bot.boundary.decision import FormErrors
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable
from bot.boundary.views import Card, Form, Lines, Quote, Text
from bot.domain.ids import Address, Place, Room

WORDS: Final = "words"
TITLE: Final = "Reply"
INTRO: Final = (
    "What you write stands in the thread, with your name. Everybody in the channel can read it."
)
LABEL: Final = "Your words"
NOWHERE: Final = "This can only be answered in its channel."
THERE: Final = "Thank you. It stands in the thread now."
GONE: Final = (
    "It could not be posted: what you answer is gone, or I am not in this channel any more. Copy your words if you "
    "want to keep them."
)
NOT_NOW: Final = (
    "It could not be posted just now. Your words are still here: press again in a moment."
)
IN_DOUBT: Final = (
    "Teams does not say whether it was posted. Look in the thread; if it is not there, press again."
)
MOST: Final = 1_000

_Task = asyncio.Task[str]


class Replying:
    """Each reply is posted once, however often Teams brings it."""

    def __init__(
        self,
        transport: TeamsTransport,
        directory: Directory,
        desk: Desk,
        now: Callable[[], datetime],
    ) -> None:
        self._transport = transport
        self._directory = directory
        self._desk = desk
        self._now = now
        self._posted: OrderedDict[str, _Task] = OrderedDict()

    def form(self, incoming: Incoming, place: Place, opening: str) -> Answer:
        if not isinstance(place, Room):
            return said(incoming, NOWHERE)
        asked = Form(
            token=f"{REPLY}.{incoming.reply_to}",
            title=TITLE,
            intro=(Text(INTRO),),
            fields=(Lines(WORDS, LABEL, required=True),),
            submit=TITLE,
        )
        return answers.opens(asked, place, opening)

    async def handed_in(
        self, incoming: Incoming, form: Form, who: Who, place: Place, data: Payload
    ) -> Answer:
        assert isinstance(place, Room), "it was opened there"
        text = forms.given(form, data, place.workspace, {}).text(WORDS)
        opening = str(data.get(OPENING, incoming.id))
        wrong = await self._stands(f"{opening}/{inbound.digest(text)}", form, who, place, text)
        if wrong:
            return answers.once_more(FormErrors({"": wrong}), form, place, opening, data)
        return said(incoming, THERE)

    async def _stands(self, id: str, form: Form, who: Who, place: Room, text: str) -> str:
        """A sentence for what is wrong; empty when it stands there, and is kept."""
        under = Address(form.token.partition(".")[2])
        task = self._posted.get(id) or asyncio.create_task(self._said(id, under, who, place, text))
        self._remember(id, task)
        await asyncio.wait({task})
        if task.exception() or task.result():
            self._posted.pop(id, None)
        return task.result()

    async def _said(self, id: str, under: Address, who: Who, room: Room, text: str) -> str:
        try:
            to = await self._directory.reference(room)
            message = await self._all(to, under, Card("", (Quote(text, who.name),)))
        except Unreachable:
            return GONE
        except Undelivered:
            return NOT_NOW
        except InDoubt:
            return IN_DOUBT
        await self._desk(
            Replied(
                id=inbound.of_room(room, f"reply/{id}"),
                at=self._now(),
                who=who,
                room=room,
                under=under,
                text=text,
                message=Address(message),
            )
        )
        return ""

    async def _all(self, to: Reference, under: Address, card: Card) -> str:
        sent: Sequence[str] = [
            await self._transport.send(to, one, thread=under) for one in messages(card)
        ]
        return sent[0]

    def _remember(self, id: str, task: _Task) -> None:
        self._posted[id] = task
        while len(self._posted) > MOST:
            self._posted.popitem(last=False)
