"""What happens when somebody does something: the one way in, for the page, the API and the player."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import assert_never

from adapters.practice import answers, inbound
from adapters.practice.cast import Person, place_id
from adapters.practice.hearing import Desk, Hearing, Mint
from adapters.practice.inbound import (
    Act,
    Cancel,
    Come,
    Command,
    Dismiss,
    Go,
    Make,
    Press,
    Say,
    Submit,
)
from adapters.practice.render import button_id
from adapters.practice.room import PracticeRoom, message_id
from adapters.practice.rows import Message, Opened, Whispered
from adapters.practice.sorry import Sorry, gone, not_found
from bot.boundary.arrivals import DeliveryId
from bot.boundary.views import Button
from bot.domain.ids import Place

LONGEST_KEY = 128
OTHER_ACT = (
    "This Idempotency-Key was used for something else already. Use a new one for each new act."
)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an act: the form that is open now, and what was whispered."""

    form: Opened | None = None
    whispers: tuple[Whispered, ...] = ()
    again: bool = False
    """The same act had been done before, and was not done again."""

    @property
    def errors(self) -> Mapping[str, str]:
        return self.form.errors if self.form else {}


class Stage:
    """Where people act. One act of a person at a time; different people do not wait for each other."""

    def __init__(self, room: PracticeRoom, desk: Desk, mint: Mint) -> None:
        self.room = room
        self._bot = Hearing(room, desk, mint)
        self._mint = mint
        self._turns = defaultdict[str, asyncio.Lock](asyncio.Lock)

    async def act(self, payload: object, key: str | None = None) -> Came:
        """Do what `payload` says (docs/practice-room.md). The same `key` of the same person acts once.

        Raises `Sorry`, with a sentence, when it can't be done; then nothing has been changed.
        """
        act = inbound.act(payload, self.room.cast)
        return await self.perform(act, key)

    async def perform(self, act: Act, key: str | None = None) -> Came:
        delivery = self._delivery(act.by, key)
        async with self._turns[act.by.id]:
            if key and await self._was_done(act, delivery):
                return Came(form=await self.room.form_for(act.by), again=True)
            whispers = await self._carry_out(act, delivery)
            if key:
                await self.room.change(lambda shelf: shelf.done(delivery, inbound.digest(act)))
            return Came(form=await self.room.form_for(act.by), whispers=tuple(whispers))

    async def did(self, by: Person, key: str) -> bool:
        """Whether this person has done something with this key."""
        delivery = self._delivery(by, key)
        return await self.room.ask(lambda shelf: shelf.what_was_done(delivery)) is not None

    async def _was_done(self, act: Act, delivery: DeliveryId) -> bool:
        done = await self.room.ask(lambda shelf: shelf.what_was_done(delivery))
        if done and done != inbound.digest(act):
            raise Sorry(OTHER_ACT, HTTPStatus.CONFLICT)
        return done is not None

    def _delivery(self, by: Person, key: str | None) -> DeliveryId:
        if key is not None and not 0 < len(key) <= LONGEST_KEY:
            raise Sorry(f"Keep the Idempotency-Key to {LONGEST_KEY} characters, and not empty.")
        return DeliveryId(f"practice:{by.id}:{key or self._mint()}")

    async def _carry_out(self, act: Act, delivery: DeliveryId) -> Sequence[Whispered]:
        match act:
            case Command():
                await self._bring_back(act.place)
                arrival = inbound.command_given(act, delivery, self.room.now())
                return await self._bot.hears(act.by, arrival, act.place)
            case Press():
                return await self._press(act, delivery)
            case Submit():
                return await self._submit(act)
            case Cancel():
                await self.room.close_form(act.by, await self._form(act.by, act.form))
                return ()
            case Say():
                return await self._say(act, delivery)
            case Dismiss():
                await self._dismiss(act)
                return ()
            case Make():
                await self._make(act)
                return ()
            case Come() | Go():
                return await self._walk(act, delivery)
            case _:
                assert_never(act)

    async def _bring_back(self, place: Place) -> None:
        """Somebody who types a command in a channel that the bot has left has added it again."""
        if await self.room.has_left(place_id(place)):
            await self.room.change(lambda shelf: shelf.channels.come_back(place_id(place)))

    # pressing

    async def _press(self, act: Press, delivery: DeliveryId) -> Sequence[Whispered]:
        place, buttons, form = await self._what_carries(act)
        button = next((one for one in buttons if button_id(one) == act.button), None)
        if button is None:
            raise gone("That button is not there any more. Look at the newest messages.")
        arrival = inbound.button_pressed(act, button.token, place, delivery, self.room.now())
        return await self._bot.hears(act.by, arrival, place, form)

    async def _what_carries(self, act: Press) -> tuple[Place, Sequence[Button], Opened | None]:
        """The place and the buttons of the message, whisper or open form that a button stands on."""
        form = await self.room.form_for(act.by)
        if form and form.id == act.on:
            return self._place(act.by, form.place), form.form.buttons, form
        if whisper := await self.room.whisper_for(act.by, act.on):
            return self._place(act.by, whisper.place), whisper.card.buttons, None
        message = await self.room.message_for(act.by, act.on)
        buttons = message.card.buttons if message.card else ()
        return self._place(act.by, message.place), buttons, None

    def _place(self, by: Person, id: str) -> Place:
        return self.room.cast.place_for(by, id)

    # forms

    async def _submit(self, act: Submit) -> Sequence[Whispered]:
        opened = await self._form(act.by, act.form)
        read = answers.read(opened.form, act.answers, self.room.cast)
        typed = replace(opened, form=read.form)
        if read.errors:
            await self.room.keep_open(act.by, typed, read.errors)
            return ()
        # The form itself is the delivery: sent twice, or again after a crash, it is heard once.
        delivery = DeliveryId(f"practice:form:{opened.id}:{opened.tries}")
        place = self._place(act.by, opened.place)
        known = (place, opened.form.token)
        arrival = inbound.form_submitted(act, known, read.given, delivery, self.room.now())
        return await self._bot.hears(act.by, arrival, place, typed)

    async def _form(self, by: Person, id: str) -> Opened:
        opened = await self.room.form_for(by)
        if opened is None:
            raise gone(
                "You have no form open. It was sent or closed already: look at the messages."
            )
        if opened.id != id:
            raise not_found(
                "Another form is open by now, and this one was sent or closed."
                " Look at the newest messages."
            )
        return opened

    # words

    async def _say(self, act: Say, delivery: DeliveryId) -> Sequence[Whispered]:
        top = await self._top(act)
        place, at = place_id(act.place), self.room.now()
        number = await self.room.change(
            lambda shelf: shelf.write_down(
                delivery=delivery,
                place=place,
                thread=top.id if top else None,
                sender=act.by.id,
                text=act.text,
                at=at,
            )
        )
        heard = top and top.card and not await self.room.has_left(place)
        under = message_id(top.id) if top and heard else None
        arrival = inbound.spoken(act, message_id(number), under, delivery, at)
        return await self._bot.hears(act.by, arrival, act.place) if arrival else ()

    async def _top(self, act: Say) -> Message | None:
        """The message that begins the thread: threads are flat."""
        if not act.thread:
            return None
        message = await self.room.message_for(act.by, act.thread)
        if message.place != place_id(act.place):
            raise Sorry(f"“{act.thread}” is in another place. Answer it there: “{message.place}”.")
        if message.thread is None:
            return message
        return await self.room.message_for(act.by, message_id(message.thread))

    async def _dismiss(self, act: Dismiss) -> None:
        if whisper := await self.room.whisper_for(act.by, act.whisper):
            await self.room.change(lambda shelf: shelf.dismiss(act.by.id, whisper.id))

    # channels, and walking in and out

    async def _make(self, act: Make) -> None:
        new = self.room.cast.next_channel
        if new is None:
            raise gone("There are three channels already. That is enough to try things in.")
        await self.room.make(new, [self.room.cast.person(id) for id in act.people])

    async def _walk(self, act: Come | Go, delivery: DeliveryId) -> Sequence[Whispered]:
        """Whoever is there already, or gone already, stays so; the bot hears of a change alone."""
        cast = self.room.cast
        by, comes = cast.person(act.by.id), isinstance(act, Come)
        for_good = isinstance(act, Go) and act.for_good
        if not for_good and by.is_in(act.channel) == comes:
            there = "the channel" if len(cast.channels) == 1 else f"“{cast.name_of(act.channel)}”"
            raise Sorry(f"{by.name} is {f'in {there} already' if comes else f'not in {there}'}.")
        arrival = inbound.walked(act, delivery, self.room.now())
        whispers = await self._bot.hears(by, arrival, by.direct)
        channels = cast.channels if for_good else (act.channel,)
        await self.room.walk(by, channels, inside=comes)
        return whispers
