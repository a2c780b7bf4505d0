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
from adapters.practice.inbound import Act, Cancel, Command, Press, Say, Submit
from adapters.practice.render import button_id, card_text
from adapters.practice.room import message_id, whisper_id
from adapters.practice.rows import Message
from adapters.practice.script import (
    Cancels,
    Commands,
    Fills,
    Presses,
    Says,
    Script,
    Step,
    Waits,
    WaitsFor,
    in_words,
)
from adapters.practice.sorry import Sorry, gone
from bot.boundary.views import Button, Form

_LEAD_THERE = "Do by hand what leads there, and play on."

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
        self._room = stage.room
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    async def next_step(self) -> Step | None:
        played = await self._room.ask(lambda shelf: shelf.played(self.script.name))
        return self.script.steps[played] if played < len(self.script.steps) else None

    async def play_until(self, person: Person, *, mine: bool = False) -> int:
        """Play until the next step belongs to `person`; with `mine`, play that one for them first.

        How many steps that was. Raises `Sorry` with a sentence when a step can't be played.
        """
        count = 0
        async with self._one_at_a_time:
            while step := await self.next_step():
                if step.by == person.id and not (mine and count == 0):
                    break
                await self._play(step)
                count += 1
                if mine and step.by == person.id:
                    break
        return count

    async def play_all(self) -> AsyncIterator[Played]:
        async with self._one_at_a_time:
            while step := await self.next_step():
                yield await self._play(step)

    async def expects(self, act: Act) -> bool:
        """Whether somebody is about to do by hand what the script has for them next."""
        step = await self.next_step()
        if step is None or step.by != act.by.id:
            return False
        try:
            meant = await self._act(step, act.by)
        except Sorry:
            return False
        match act:
            case Submit() | Cancel():
                return type(act) is type(meant)
            case Command() | Press():
                return act == meant
            case Say():
                return isinstance(meant, Say) and (act.place, act.thread) == (
                    meant.place,
                    meant.thread,
                )
            case _:
                return False

    async def newest(self) -> int:
        """The number of the newest message, wherever it stands."""
        return await self._room.ask(lambda shelf: shelf.newest())

    async def go_on(self, since: int) -> None:
        """The next step was done by hand, after message number `since`."""
        if step := await self.next_step():
            await self._remember(step, since)

    async def _play(self, step: Step) -> Played:
        known = await self.newest()
        form = await self._open_form(step.by)
        try:
            came = await self._do(step)
        except Sorry as sorry:
            who = self._room.cast.find(step.by)
            raise gone(
                f"The story stops at step {step.number}, where {who.name if who else 'the clock'}"
                f" would {in_words(step.deed)}. {sorry.sentence}"
            ) from None
        await self._remember(step, known)
        appeared = tuple(one for one in await self._messages() if one.id > known)
        now = self._room.now()
        return Played(step=step, came=came, appeared=appeared, form=form, now=now)

    async def _open_form(self, person: str) -> Form | None:
        by = self._room.cast.find(person)
        opened = await self._room.form_for(by) if by else None
        return opened.form if opened else None

    async def _remember(self, step: Step, since: int) -> None:
        name, played = self.script.name, step.number
        await self._room.change(lambda shelf: shelf.remember_played(name, played, since))

    async def _do(self, step: Step) -> Came:
        match step.deed:
            case Waits(move=move):
                await clockwork.move(dict(move), self._clock)
                return Came()
            case WaitsFor(beginning=beginning):
                await self._wait_for(beginning)
                return Came()
            case Commands() | Presses() | Fills() | Cancels() | Says():
                by, key = self._room.cast.person(step.by), self._key(step)
                if await self.stage.did(by, key):
                    return Came(again=True)
                act = await self._act(step, by)
                came = await self.stage.perform(act, key if await self._lasts(act) else None)
            case _:
                assert_never(step.deed)
        if isinstance(act, Submit) and came.errors:
            raise gone(f"The form says: {' '.join(came.errors.values())}")
        return came

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
                seen = await self._room.messages_for(act.by)
                on = next((one.card for one in seen if message_id(one.id) == act.on), None)
                buttons = on.buttons if on else ()
                return any(button_id(one) == act.button and not one.asks for one in buttons)
            case _:
                return False

    async def _wait_for(self, beginning: str) -> None:
        since = await self._room.ask(lambda shelf: shelf.played_since(self.script.name))
        for _ in range(PATIENCE):
            new = [one for one in await self._messages() if one.id > since]
            if any(_begins(one, beginning) for one in new):
                return
            await clockwork.move({"to": "next"}, self._clock)
        raise gone(f"Much has happened, and no post that begins with “{beginning}” has come.")

    async def _act(self, step: Step, by: Person) -> Act:
        """What the step means as it stands now. Raises `Sorry` where there is nothing to do it to."""
        match step.deed:
            case Commands(words=words, direct=direct):
                place = by.direct if direct else by.places[0]
                return Command(by=by, place=place, words=words.removeprefix("/lc").strip())
            case Presses(label=label):
                return await self._press(by, label)
            case Fills(answers=answers):
                return Submit(by=by, form=await self._form(by), answers=answers)
            case Cancels():
                return Cancel(by=by, form=await self._form(by))
            case Says(text=text, under=under, direct=direct):
                place = by.direct if direct else by.places[0]
                thread = await self._thread(by, under) if under else ""
                return Say(by=by, place=place, text=text, thread=thread)
            case Waits() | WaitsFor():
                raise gone("Only the clock can do this.")
            case _:
                assert_never(step.deed)

    async def _press(self, by: Person, label: str) -> Press:
        """The newest button with this label: of the open form, a whisper, or a message."""
        for carrier, buttons in await self._carriers(by):
            for button in buttons:
                if button.label == label:
                    return Press(by=by, button=button_id(button), on=carrier)
        raise gone(f"{by.name} can see no button “{label}” just now. {_LEAD_THERE}")

    async def _carriers(self, by: Person) -> list[tuple[str, tuple[Button, ...]]]:
        form = await self._room.form_for(by)
        whispers = [
            (one.at, whisper_id(one), one.card.buttons) for one in await self._room.whispers_for(by)
        ]
        messages = [
            (one.at, message_id(one.id), one.card.buttons)
            for one in await self._room.messages_for(by)
            if one.card
        ]
        newest_last = sorted([*messages, *whispers], key=lambda one: one[0])
        newest = [(id, buttons) for _, id, buttons in reversed(newest_last)]
        return [(form.id, form.form.buttons), *newest] if form else newest

    async def _form(self, by: Person) -> str:
        form = await self._room.form_for(by)
        if form is None:
            raise gone(f"{by.name} has no form open. {_LEAD_THERE}")
        return form.id

    async def _thread(self, by: Person, beginning: str) -> str:
        for one in reversed(await self._room.messages_for(by)):
            if one.place == place_id(by.places[0]) and _begins(one, beginning):
                return message_id(one.thread or one.id)
        raise gone(f"{by.name} can see no message that begins with “{beginning}”. {_LEAD_THERE}")

    async def _messages(self) -> tuple[Message, ...]:
        places = {place_id(place) for person in self._room.cast.people for place in person.places}
        return await self._room.ask(lambda shelf: shelf.messages(sorted(places)))


def _begins(message: Message, beginning: str) -> bool:
    """A post by its title, or anything by its words."""
    said = card_text(message.card) if message.card else message.text
    return said.startswith(beginning)
