"""What people in Teams do, as the tests' Teams sends it: done once with the bot as it runs, and sent again as often
as is wanted."""

import asyncio
import sys
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from itertools import chain

from adapters.clock import SystemClock
from adapters.teams.forms import LOOK_AGAIN
from adapters.teams.pressing import OPEN_IT, OPENING, REPLY_LABEL
from adapters.teams.replying import WORDS
from benchmarks._running import until
from benchmarks._teams import Group, Town, bot, have_met
from bot.boundary.decision import Decision, Post
from bot.boundary.views import Card, Text
from bot.domain.ids import PostName
from tests.adapters.fake_teams import Delivery, Person, Seen
from tests.adapters.fake_teams.shapes import Json
from tests.adapters.teams.settled import hands_in

TYPED = "Are you there? I have a question."
REPLY = "Thank you for telling us that. What stayed with me is the radio. " * 6
"""About 400 characters."""

Acts = Mapping[str, Sequence[Json]]
"""Activities by kind, one of each community after the other, and then the next of each."""


async def acts(there: Town, each: int) -> Acts:
    """Of so many members of every community. What they type is answered by a message, and that it came is kept; a
    reply under the session's post is kept; words handed in there are posted and kept; hours that are handed in are
    kept, and confirmed in the dialog."""
    people = [one for group in there.groups for one in group.people]
    await have_met(there, people, [group.room for group in there.groups])
    _open_sessions(there)
    async with bot(there, core=None):
        made = [await _of(group, each) for group in there.groups]
    return {kind: list(chain(*zip(*(one[kind] for one in made), strict=True))) for kind in made[0]}


def afresh(activity: Json) -> Json:
    """The same, done once more: Teams would give it an id of its own, and the bot every dialog that it opens."""
    number = next(_numbers)
    again = {**activity, "id": f"{activity['id']}-{number}"}
    if activity["type"] == "invoke":
        value = activity["value"]
        data = {**value["data"], OPENING: f"opening{number}"}
        again["value"] = {**value, "data": data}
    return again


_numbers = iter(range(sys.maxsize))


def _open_sessions(there: Town) -> None:
    """In each channel stands a post under which people's words are heard."""
    said = tuple(
        Post(
            community=one.home.id,
            to=one.home.rooms[0],
            name=PostName(f"session:{one.session.id}"),
            card=Card("", (Text("The session is open."),)),
        )
        for one in there.groups
    )
    with there.database() as database, database.offices().open() as office:
        office.keep(Decision(say=said), SystemClock.now())


async def _of(group: Group, each: int) -> dict[str, list[Json]]:
    await until(group.room.sees)
    (post,) = await group.room.sees()
    members = group.people[2:][:each]
    replies = (one.mentions(group.room, REPLY, under=post) for one in members)
    return {
        "message": await _taken(one.types(TYPED) for one in members),
        "reply": await _taken(replies),
        "words": await _taken(_answers(one, post) for one in members),
        "dialog": await _taken(_hands_in(one) for one in members),
    }


async def _answers(person: Person, post: Seen) -> Delivery:
    """Below the session's post, in the dialog of its button."""
    await person.presses(REPLY_LABEL, on=post)
    return await hands_in(person, {WORDS: REPLY})


async def _hands_in(person: Person) -> Delivery:
    """Their hours, as the form has them."""
    await person.types("hours")
    await until(lambda: _may_open_it(person), every=0.02)
    await person.presses(OPEN_IT)
    handed_in = await person.submits()
    after = await person.dialog()
    assert after is None or LOOK_AGAIN not in after.words
    return handed_in


async def _may_open_it(person: Person) -> bool:
    return any(OPEN_IT in one.buttons for one in await person.sees())


async def _taken(deliveries: Iterable[Awaitable[Delivery | None]]) -> list[Json]:
    found = await asyncio.gather(*deliveries)
    assert all(one and one.acked for one in found)
    return [one.activity for one in found if one]
