"""Plays the others: one step of a script after another, through the same door as everybody.

It never guesses. A step for which there is no such button, form or thread stops the play with a
sentence that names the step.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import assert_never

from adapters.practice import clock as clockwork
from adapters.practice.acting import Came, Stage
from adapters.practice.cast import Person, place_id
from adapters.practice.clock import Timekeeper
from adapters.practice.inbound import Act, Press, Say, Submit
from adapters.practice.meaning import act_meant, begins
from adapters.practice.render import button_id
from adapters.practice.room import message_id
from adapters.practice.rows import Message
from adapters.practice.script import (
    Cancels,
    Commands,
    Fills,
    Makes,
    Presses,
    Says,
    Script,
    Step,
    Waits,
    WaitsFor,
    in_words,
)
from adapters.practice.sorry import Sorry, gone
from bot.boundary.views import Form

OWN_STORY = "You have begun your own story. The script needs a fresh data folder."

OR_ELSE = "Or pass over this step. To begin the story again, start with a fresh data folder."
NOT_STUCK = "The story has not stopped. Play the others, and see how far it goes."

PATIENCE = 100
"""Things that may happen while a step waits for a post. A session has about twenty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A step, what came of it, and every message that appeared because of it, wherever it stands.

    `form` is the one that was open before. `now` is what the clock shows afterwards.
    """

    step: Step
    came: Came
    appeared: tuple[Message, ...]
    form: Form | None
    now: datetime


class Player:
    """Remembers in the room how far the script has been played, so a second start goes on there."""

    def __init__(self, script: Script, stage: Stage, clock: Timekeeper) -> None:
        self.script = script
        self.stage = stage
        self.room = stage.room
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self.stopped_at: int | None = None
        """The number of the step that could not be played."""

    async def next_step(self) -> Step | None:
        played = await self.room.ask(lambda shelf: shelf.bookmarks.played(self.script.name))
        return self.script.steps[played] if played < len(self.script.steps) else None

    async def left(self) -> bool:
        """Whether somebody has begun a story of their own instead."""
        return await self.room.ask(lambda shelf: shelf.bookmarks.abandoned(self.script.name))

    async def play_until(self, person: Person, *, mine: bool = False) -> int:
        """Play until the next step belongs to `person`; with `mine`, play that one for them first.

        How many steps that was. Raises `Sorry` with a sentence when a step can't be played.
        """
        if await self.left():
            raise gone(OWN_STORY)
        count = 0
        async with self._one_at_a_time:
            while step := await self.next_step():
                if step.by == person.id and not (mine and count == 0):
                    break
                await self._play_or_offer(step)
                count += 1
                if mine and step.by == person.id:
                    break
        return count

    async def pass_over(self) -> None:
        """Leave out the step at which the story has stopped. Raises `Sorry` when it has not."""
        async with self._one_at_a_time:
            step = await self.next_step()
            if step is None or step.number != self.stopped_at:
                raise gone(NOT_STUCK)
            await self.remember(step, await self.newest())

    async def play_all(self) -> AsyncIterator[Played]:
        async with self._one_at_a_time:
            while step := await self.next_step():
                yield await self._play(step)

    async def newest(self) -> int:
        """The number of the newest message, wherever it stands."""
        return await self.room.ask(lambda shelf: shelf.newest())

    async def remember(self, step: Step, since: int) -> None:
        """It has been played, or done by hand; `since` is the newest message from before it."""
        name, played = self.script.name, step.number
        await self.room.change(lambda shelf: shelf.bookmarks.remember(name, played, since))

    async def _play_or_offer(self, step: Step) -> None:
        try:
            await self._play(step)
        except Sorry as sorry:
            self.stopped_at = step.number
            raise gone(f"{sorry.sentence} {OR_ELSE}") from None

    async def _play(self, step: Step) -> Played:
        known = await self.newest()
        form = await self._open_form(step.by)
        try:
            came = await self._do(step)
        except Sorry as sorry:
            who = self.room.cast.find(step.by)
            raise gone(
                f"The story stops at step {step.written}, where {who.name if who else 'the clock'}"
                f" would {in_words(step.deed)}. {sorry.sentence}"
            ) from None
        await self.remember(step, known)
        appeared = await self._messages_after(known)
        now = self.room.now()
        return Played(step=step, came=came, appeared=appeared, form=form, now=now)

    async def _open_form(self, person: str) -> Form | None:
        by = self.room.cast.find(person)
        opened = await self.room.form_for(by) if by else None
        return opened.form if opened else None

    async def _do(self, step: Step) -> Came:
        match step.deed:
            case Waits(move=move):
                await clockwork.move(dict(move), self._clock, self.room.posted)
                return Came()
            case WaitsFor(beginning=beginning):
                await self._wait_for(beginning)
                return Came()
            case Commands() | Presses() | Fills() | Cancels() | Says() | Makes():
                by, key = self.room.cast.person(step.by), self._key(step)
                if await self.stage.did(by, key):
                    return Came(again=True)
                act = await self._act_left(step, by)
                if act is None:
                    return Came(again=True)
                came = await self.stage.perform(act, key if await self._lasts(act) else None)
            case _:
                assert_never(step.deed)
        if isinstance(act, Submit) and came.errors:
            raise gone(f"The form says: {' '.join(came.errors.values())}")
        return came

    async def _act_left(self, step: Step, by: Person) -> Act | None:
        """None when it was done by hand already, and so there is nothing to do it to any more."""
        deed = in_words(step.deed)
        by_hand = await self.room.ask(lambda shelf: shelf.bookmarks.count_by_hand(by.id, deed))
        try:
            return await act_meant(step, by, self.room)
        except Sorry:
            if by_hand:
                return None
            if not await self._opened_again(step, by):
                raise
        return await act_meant(step, by, self.room)

    async def _opened_again(self, step: Step, by: Person) -> bool:
        """The form of this step, which somebody closed meanwhile."""
        opener = self.script.opener(step)
        if opener is None or await self.room.form_for(by):
            return False
        await self.stage.perform(await act_meant(opener, by, self.room))
        return await self.room.form_for(by) is not None

    def _key(self, step: Step) -> str:
        """So that a step is done once, whenever the bot falls over and plays it again."""
        return f"script:{sha256(self.script.name.encode()).hexdigest()[:16]}:{step.number}"

    async def _lasts(self, act: Act) -> bool:
        """Whether all that comes of it outlives the bot: words, and a button on a message that opens
        no form. A form or a whisper that was lost must come again, since the next step needs it."""
        match act:
            case Say():
                return True
            case Press():
                seen = await self.room.messages_for(act.by)
                on = next((one.card for one in seen if message_id(one.id) == act.on), None)
                buttons = on.buttons if on else ()
                return any(button_id(one) == act.button and not one.asks for one in buttons)
            case _:
                return False

    async def _wait_for(self, beginning: str) -> None:
        since = await self.room.ask(lambda shelf: shelf.bookmarks.since(self.script.name))
        for _ in range(PATIENCE):
            if any(begins(one, beginning) for one in await self._messages_after(since)):
                return
            await clockwork.move({"to": "next"}, self._clock, self.room.posted)
        raise gone(f"Much has happened, and no post that begins with “{beginning}” has come.")

    async def _messages_after(self, message: int) -> tuple[Message, ...]:
        """What has come anywhere since then: a step of a long story reads no more than one of a short."""
        places = {place_id(place) for person in self.room.cast.people for place in person.places}
        return await self.room.ask(lambda shelf: shelf.messages(sorted(places), message))
