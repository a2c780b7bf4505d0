"""What the interface for programs answers, and the page draws from. `seen_by` is one person's view."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.practice import render
from adapters.practice.acting import Came
from adapters.practice.cast import CHANNELS, Cast, Person, place_id
from adapters.practice.meaning import is_of_the_form
from adapters.practice.player import OWN_STORY, Player
from adapters.practice.render import Json
from adapters.practice.room import PracticeRoom, message_id, message_number, whisper_id
from adapters.practice.rows import Message, Opened, Whispered
from adapters.practice.script import Step, in_words
from adapters.practice.sorry import Sorry
from bot.domain.ids import PersonId

BOT = "bot"
"""Who a message is from when the bot posted it."""
LIMIT = 1_000
"""Messages of a place that may be asked for at once, when not all are."""
EVERYTHING = 2**62


async def of_everyone(room: PracticeRoom) -> Json:
    """The time, and who can be played."""
    letters = await room.ask(lambda shelf: shelf.letters())
    return {
        "now": rfc3339(room.now()),
        "people": [_person(person, letters) for person in room.cast.people],
        "channels": [{"id": id, "name": room.cast.name_of(id)} for id in room.cast.channels],
        "may_make": room.cast.next_channel is not None,
    }


@dataclass(frozen=True, slots=True)
class Page:
    """The newest `limit` messages of each place, of those before message number `before`."""

    limit: int = EVERYTHING
    before: int = EVERYTHING


def page(query: Mapping[str, str]) -> Page:
    """`limit=50&before=m12`, or neither for everything. Raises `Sorry` with a sentence."""
    limit, before = query.get("limit"), query.get("before")
    number = None if before is None else message_number(before)
    if before is not None and number is None:
        raise Sorry("Give before as the id of a message, such as m12.")
    if limit is not None and not (re.fullmatch("[0-9]{1,4}", limit) and 0 < int(limit) <= LIMIT):
        raise Sorry(f"Give limit as a number from 1 to {LIMIT}.")
    return Page(EVERYTHING if limit is None else int(limit), number or EVERYTHING)


async def seen_by(room: PracticeRoom, person: Person, page: Page) -> Json:
    """Exactly what `person` would see, oldest first."""
    messages, tops = await room.page_for(person, page.limit, page.before)
    pinned, left = (
        await room.pinned_for(person),
        await room.ask(lambda shelf: shelf.channels.left()),
    )
    whispers = await room.whispers_for(person)
    opened = await room.form_for(person)
    return await of_everyone(room) | {
        "places": [
            _place(id, room.cast)
            | {
                "earlier": tops.get(id, 0) > page.limit,
                "bot": id not in left,
                "pinned": [_message(one) for one in pinned if one.place == id],
            }
            for id in map(place_id, person.places)
        ],
        "messages": [_message(message) for message in messages],
        "form": _form(opened, room.cast),
        "whispers": [_whisper(whisper) for whisper in whispers],
    }


async def story(player: Player, person: Person) -> Json | None:
    """How far the script has been played, and whose turn it is; None where there is no script."""
    if not player.script.steps:
        return None
    step, left = await player.next_step(), await player.left()
    mine = step is not None and step.by == person.id and not left
    room = player.stage.room
    return {
        "played": step.number - 1 if step else len(player.script.steps),
        "of": len(player.script.steps),
        "done": step is None,
        "left": left,
        "stuck": step is not None and player.stopped_at == step.number,
        "mine": mine,
        "in_form": bool(mine and step and await is_of_the_form(step, person, room)),
        "turn": OWN_STORY if left else await _turn(step, person, player),
    }


async def _turn(step: Step | None, person: Person, player: Player) -> str:
    if step is None:
        return "The story has been played to its end. What comes now is yours."
    if step.by == person.id:
        return f"It is your turn: {await _now(step, person, player)}."
    other = player.room.cast.find(step.by)
    return f"Next, {other.name} would {in_words(step.deed)}." if other else "Next, time passes."


async def _now(step: Step, person: Person, player: Player) -> str:
    """A form that was closed is opened first."""
    opener = player.script.opener(step)
    if opener and await player.room.form_for(person) is None:
        return f"{in_words(opener.deed)} again, and {in_words(step.deed)}"
    return in_words(step.deed)


def of(came: Came, cast: Cast) -> Json:
    """The answer to an act."""
    return {
        "form": _form(came.form, cast),
        "errors": dict(came.errors),
        "whispers": [_whisper(whisper) for whisper in came.whispers],
    }


def rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _person(person: Person, letters: Mapping[str, int]) -> Json:
    """`letters` counts the bot's direct messages to them, so that a page can tell of a new one."""
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "blurb": person.blurb,
        "inside": person.is_in(CHANNELS[0]),
        "channels": [id for id in CHANNELS if person.is_in(id)],
        "letters": letters.get(place_id(person.direct), 0),
    }


def _place(id: str, cast: Cast) -> Json:
    if id.startswith("dm:"):
        return {"id": id, "kind": "dm", "name": "Direct messages"}
    people = [one.id for one in cast.in_channel(id)]
    return {"id": id, "kind": "room", "name": cast.name_of(id), "people": people}


def _message(message: Message) -> Json:
    said: Json = {
        "id": message_id(message.id),
        "place": message.place,
        "thread": None if message.thread is None else message_id(message.thread),
        "from": message.sender or BOT,
        "at": rfc3339(message.at),
        "revised": message.revised,
        "pinned": message.pinned,
    }
    if message.card:
        return said | render.card(message.card)
    return said | {"text": message.text, "title": "", "buttons": [], "body": []}


def _whisper(whisper: Whispered) -> Json:
    return {
        "id": whisper_id(whisper),
        "place": whisper.place,
        "after": message_id(whisper.follows) if whisper.follows else None,
        "at": rfc3339(whisper.at),
    } | render.card(whisper.card)


def _form(opened: Opened | None, cast: Cast) -> Json | None:
    if opened is None:
        return None
    return render.form(opened.id, opened.form, opened.errors, _names(cast))


def _names(cast: Cast) -> Mapping[PersonId, str]:
    return {person.person: person.name for person in cast.people}
