"""What a step of the script means as things stand: the very act, as somebody would do it by hand.

It never guesses: where there is no such button, form or thread, it raises `Sorry` with a sentence.
"""

from typing import assert_never

from adapters.in_words import card_text
from adapters.practice.answers import by_name, takes
from adapters.practice.cast import ROOM, Person, place_id
from adapters.practice.inbound import Act, Cancel, Command, Make, Press, Say, Submit
from adapters.practice.render import button_id
from adapters.practice.room import PracticeRoom, message_id, whisper_id
from adapters.practice.rows import Message, Opened
from adapters.practice.script import (
    Cancels,
    Commands,
    Fills,
    Makes,
    Presses,
    Says,
    Step,
    Waits,
    WaitsFor,
    in_words,
)
from adapters.practice.sorry import gone
from bot.boundary.views import Button
from bot.domain.ids import Place, Room

_LEAD_THERE = "Do by hand what leads there, and play on."


async def act_meant(step: Step, by: Person, room: PracticeRoom) -> Act:
    """Raises `Sorry` where there is nothing to do it to."""
    match step.deed:
        case Commands(words=words) as said:
            place = _place(by, said, room)
            return Command(by=by, place=place, words=words.removeprefix("/lc").strip())
        case Presses():
            return await _press(by, step.deed, room)
        case Fills(answers=answers):
            opened = await _form(by, room)
            return Submit(by=by, form=opened.id, answers=by_name(opened.form, answers))
        case Cancels():
            return Cancel(by=by, form=(await _form(by, room)).id)
        case Says(text=text, under=under) as said:
            place = _place(by, said, room)
            thread = await _thread(by, place, under, room) if under else ""
            return Say(by=by, place=place, text=text, thread=thread)
        case Makes(channel=channel):
            return _make(by, channel, room)
        case Waits() | WaitsFor():
            raise gone("Only the clock can do this.")
        case _:
            assert_never(step.deed)


async def is_of_the_form(step: Step, by: Person, room: PracticeRoom) -> bool:
    """Whether the step is done in the form that is open: in its boxes, or with one of its buttons."""
    opened = await room.form_for(by)
    if opened is None:
        return False
    match step.deed:
        case Fills(answers=answers):
            return takes(opened.form, answers, room.cast)
        case Presses(label=label):
            return any(button.label == label for button in opened.form.buttons)
        case Cancels():
            return True
        case _:
            return False


def _place(by: Person, said: Commands | Says, room: PracticeRoom) -> Place:
    """Raises `Sorry` where they are not in that channel, or it has not been made."""
    if said.direct:
        return by.direct
    return room.cast.place_for(by, said.channel) if said.channel else by.places[0]


def _make(by: Person, channel: str, room: PracticeRoom) -> Make:
    if channel != room.cast.next_channel:
        raise gone(f"“{room.cast.name_of(channel)}” can't be made just now. {_LEAD_THERE}")
    there = room.cast.in_channel(ROOM.channel)
    return Make(by=by, people=tuple(one.id for one in there))


async def _press(by: Person, deed: Presses, room: PracticeRoom) -> Press:
    """The newest button with this label: of the open form, a whisper, or a message."""
    for carrier, place, buttons in await _placed(by, room):
        for button in buttons:
            if button.label == deed.label and deed.channel in ("", place):
                return Press(by=by, button=button_id(button), on=carrier)
    raise gone(f"{by.name} can see no button “{deed.label}” just now. {_LEAD_THERE}")


async def done_by_hand(act: Act, room: PracticeRoom) -> str:
    """What somebody is about to do, as a step of a script says it; empty for what leaves nothing shut."""
    match act:
        case Press():
            carried = dict(await _carriers(act.by, room)).get(act.on, ())
            labels = [one.label for one in carried if button_id(one) == act.button]
            return in_words(Presses(labels[0])) if labels else ""
        case Submit():
            return in_words(Fills(act.answers))
        case Cancel():
            return in_words(Cancels())
        case _:
            return ""


async def _carriers(by: Person, room: PracticeRoom) -> list[tuple[str, tuple[Button, ...]]]:
    return [(id, buttons) for id, _, buttons in await _placed(by, room)]


async def _placed(by: Person, room: PracticeRoom) -> list[tuple[str, str, tuple[Button, ...]]]:
    """Whatever carries buttons, and where it stands: the open form, then the newest first."""
    form = await room.form_for(by)
    whispers = [
        (one.at, whisper_id(one), one.place, one.card.buttons)
        for one in await room.whispers_for(by)
    ]
    messages = [
        (one.at, message_id(one.id), one.place, one.card.buttons)
        for one in await room.messages_for(by)
        if one.card
    ]
    newest_last = sorted([*messages, *whispers], key=lambda one: one[0])
    newest = [(id, place, buttons) for _, id, place, buttons in reversed(newest_last)]
    return [(form.id, form.place, form.form.buttons), *newest] if form else newest


async def _form(by: Person, room: PracticeRoom) -> Opened:
    form = await room.form_for(by)
    if form is None:
        raise gone(f"{by.name} has no form open. {_LEAD_THERE}")
    return form


async def _thread(by: Person, place: Place, beginning: str, room: PracticeRoom) -> str:
    """In a channel; what is said to the bot has no threads, so that the first channel is meant."""
    where = place if isinstance(place, Room) else by.places[0]
    for one in reversed(await room.messages_for(by)):
        if one.place == place_id(where) and begins(one, beginning):
            return message_id(one.thread or one.id)
    raise gone(f"{by.name} can see no message that begins with “{beginning}”. {_LEAD_THERE}")


def begins(message: Message, beginning: str) -> bool:
    """A post by its title, or anything by its words."""
    said = card_text(message.card) if message.card else message.text
    return said.startswith(beginning)
