"""The views that lie before somebody: opened inside the trigger's three seconds, whatever else is busy.

What takes long shows first that the bot is at it, and gives way to the form. Where somebody has closed that
meanwhile, or Slack lets nothing be opened any more, what they should have seen is whispered, with the way back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Final

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import forms
from adapters.slack.blocks import Block
from adapters.slack.cards import Message, messages
from adapters.slack.inbound import Payload
from adapters.slack.showing import as_page, shown
from adapters.slack.trouble import is_too_fast, rest, status
from bot.boundary.arrivals import Arrival, ButtonPressed, CommandGiven
from bot.boundary.decision import OpenForm, Reply, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Form, Text
from bot.domain.ids import Place

WAIT: Final = "One moment. This takes a little longer than usual."
DONE: Final = "This is done."
STILL_HERE: Final = "The form is still here for you. Nothing was lost."
ONCE_MORE: Final = "The form could not be opened in time. Please try it once more."
OPEN_IT: Final = "Open it"
CLOSED = (SlackApiError, ClientError, OSError, TimeoutError)
"""Slack refuses, or can't be reached: either way nothing lies before the person."""
A_MOMENT: Final = 0.5
LONGEST_REST: Final = 2.0
"""Seconds that a view waits for a second try: a trigger lives for three."""


@dataclass
class Window:
    """What one act opens. `over` a form, so that nothing typed below is lost; `instead_of` a view in which there was
    but a button to be chosen; `waits` is the view that says to wait, `asking` the call that opens it."""

    client: AsyncWebClient
    trigger: str
    over: bool
    instead_of: str = ""
    waits: str = ""
    asking: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, client: AsyncWebClient, body: Payload) -> "Window":
        view: Any = body.get("view") or {}
        chosen = str(view["id"]) if view.get("callback_id") == forms.GIVES_WAY else ""
        return cls(client, body["trigger_id"], view.get("type") == "modal", chosen)

    def ask_to_wait(self) -> None:
        """Meanwhile the act goes on; and if even that can't be shown, it goes on all the same."""
        self.asking = asyncio.create_task(self._ask_to_wait())

    async def _ask_to_wait(self) -> None:
        try:
            answer = await self._opened(forms.waiting("One moment", WAIT))
        except CLOSED:
            return
        self.waits = str(answer["view"]["id"])

    def opens(self, replies: Sequence[Reply], *, as_words: bool = False) -> bool:
        """Whether there is anything to lay before them."""
        what = OpenForm | Whisper if as_words else OpenForm
        return self.asking is not None or any(isinstance(one, what) for one in replies)

    async def show(self, replies: Sequence[Reply], place: Place, *, as_words: bool) -> bool:
        """Whether they have it before them. `as_words`: what is only words stands in a view too."""
        if self.asking:
            await self.asking
        words = as_page(replies, place) if as_words or self.waits else None
        view = shown(replies, place).view or words
        try:
            if self.waits:
                instead = view or forms.waiting("Done", DONE)
                await _tried(partial(self.client.views_update, view_id=self.waits, view=instead))
            elif view:
                await self._opened(view)
        except CLOSED:
            return False
        return bool(self.waits or view)

    async def lays(self, view: Block) -> bool:
        """Whether they have it before them."""
        try:
            await self._opened(view)
        except CLOSED:
            return False
        return True

    async def _opened(self, view: Block) -> Any:
        return await _tried(partial(self._open, view))

    async def _open(self, view: Block) -> Any:
        if self.instead_of:
            return await self.client.views_update(view_id=self.instead_of, view=view)
        if self.over:
            return await self.client.views_push(trigger_id=self.trigger, view=view)
        return await self.client.views_open(trigger_id=self.trigger, view=view)


async def _tried(call: Callable[[], Awaitable[Any]]) -> Any:
    """Once more where Slack asks for a short rest or falters: a view can't be opened twice by one act, and changed
    twice it is the same. Raises one of `CLOSED`."""
    try:
        return await call()
    except CLOSED as problem:
        again_in = _until_again(problem)
        if again_in > LONGEST_REST:
            raise
    await asyncio.sleep(again_in)
    return await call()


def _until_again(problem: Exception) -> float:
    """Seconds; without end where Slack's answer would be the same."""
    if not isinstance(problem, SlackApiError) or status(problem) >= 500:
        return A_MOMENT
    return rest(problem) if is_too_fast(problem) else inf


def way_back(arrival: Arrival, replies: Sequence[Reply]) -> tuple[Message, ...]:
    """What is whispered in place of what could not be shown."""
    return tuple(part for one in replies for part in _in_words(arrival, one))


def once_more(form: Form) -> tuple[Message, ...]:
    """Where nothing leads back to it but what they have just done."""
    return messages(Card(form.title, (Text(ONCE_MORE),)))


def _in_words(arrival: Arrival, reply: Reply) -> tuple[Message, ...]:
    match reply:
        case Whisper(card=card):
            return messages(card)
        case OpenForm(form=form):
            again = _again(arrival)
            return _still_here(form, again) if again else once_more(form)
        case _:
            return ()


def _still_here(form: Form, again: str) -> tuple[Message, ...]:
    open_it = Button(OPEN_IT, again, asks=True)
    return messages(Card(form.title, (Text(STILL_HERE),), (open_it,)))


def _again(arrival: Arrival) -> str:
    """What, pressed, does the same once more. A message can't be pointed at by a button."""
    match arrival:
        case ButtonPressed(token=token):
            return token
        case CommandGiven(words=words):
            return Token(Act.COMMAND, tuple(words.split()[:1]) or ("",)).pack()
        case _:
            return ""
