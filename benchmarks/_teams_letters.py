"""A letter to everybody and a post in every channel in Teams, each with a name and words of its own, so that each can
be told from the others wherever it stands."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row

from adapters.clock import SystemClock
from adapters.teams.limits import MOST_IN_A_TENANT
from benchmarks._teams import Town, have_met
from bot.boundary.decision import Care, Decision, Post, Revise
from bot.boundary.views import Card, Text
from bot.domain.community import Community
from bot.domain.ids import Direct, Place, PostName
from storage.outbox_tables import outbox
from storage.states import Cause, State
from tests.adapters.fake_teams import Request

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "500"))
ROOMS = max(1, PEOPLE // 10)
POSTS = PEOPLE + ROOMS
PERMITTED = POSTS / MOST_IN_A_TENANT
"""Seconds that as many posts take as Teams permits in one tenant."""

LISTED = {(State.NEEDS_PERSON, None), (State.DEAD, Cause.DOUBT)}
"""Of such a post a person is told that nobody knows whether it arrived."""
DONE = {State.SENT, State.DEAD, State.NEEDS_PERSON}
NAMED = re.compile(r"letter:(\d+)")
READ = re.compile(r"Letter (\d+) as of change (\d+)\.")


@dataclass
class Letters:
    """`changes` is how often each was changed since it was said, by its number."""

    there: Town
    home: Community
    places: Sequence[Place]
    changes: dict[int, int]

    def say(self) -> None:
        """Of what is posted in a channel a person is asked, where nobody knows whether it stands."""
        posts = (
            Post(
                community=self.home.id,
                to=place,
                name=_name(number),
                card=_card(number, 0),
                care=Care.LEAVE if isinstance(place, Direct) else Care.ASK,
            )
            for number, place in enumerate(self.places)
        )
        self._keep(Decision(say=tuple(posts)))

    def change(self, numbers: Iterable[int]) -> None:
        changed = []
        for number in numbers:
            self.changes[number] += 1
            card = _card(number, self.changes[number])
            changed.append(Revise(community=self.home.id, name=_name(number), card=card))
        self._keep(Decision(say=tuple(changed)))

    def fates(self) -> Mapping[int, tuple[State, Cause | None]]:
        """What became of each, as the bot has it written down."""
        named = ((NAMED.fullmatch(row.name), row) for row in self.rows())
        return {int(name[1]): _fate(row) for name, row in named if name}

    def rows(self) -> Sequence[Row[Any]]:
        """All that was said, of whatever name."""
        with self.there.database() as database, database._door.transaction() as connection:
            return connection.execute(outbox.select()).all()

    async def standing(self) -> Mapping[int, list[int]]:
        """Of each, as which change it is read in Teams: twice, if it stands there twice."""
        found: dict[int, list[int]] = {}
        for seen in await self.there.teams.since():
            if read := READ.search(seen.words):
                found.setdefault(int(read[1]), []).append(int(read[2]))
        return found

    def _keep(self, decision: Decision) -> None:
        with self.there.database() as database, database.offices().open() as office:
            office.keep(decision, SystemClock.now())


async def letters(there: Town) -> Letters:
    """To everybody, and to as many channels as there are to be, of all of whom the bot has heard before."""
    (group,) = there.groups
    rooms = [there.team.channel(f"Room {number}") for number in range(ROOMS)]
    await have_met(there, group.people, rooms)
    places = tuple(map(there.place, rooms))
    home = replace(group.home, rooms=places)
    with there.database() as database, database.offices().open() as office:
        office.keep(Decision(keep=(home,)), SystemClock.now())
    everywhere: Sequence[Place] = [*places, *map(there.direct, group.people)]
    return Letters(there, home, everywhere, dict.fromkeys(range(len(everywhere)), 0))


async def taken(there: Town) -> list[Request]:
    """The requests by which a letter was put up, and Teams took."""
    asked = [*await there.teams.requests("post"), *await there.teams.requests("create")]
    letters = (one for one in asked if one.status == 201 and READ.search(str(one.body)))
    return sorted(letters, key=lambda one: one.at)


async def asked(there: Town) -> int:
    """How many requests the bot has made. Quick to ask."""
    return int(await there.teams.line.ask("core.requests.__len__"))


def _name(number: int) -> PostName:
    return PostName(f"letter:{number}")


def _card(number: int, change: int) -> Card:
    words = f"Letter {number} as of change {change}. How is this session going for you?"
    return Card("Halfway", (Text(words),))


def _fate(row: Row[Any]) -> tuple[State, Cause | None]:
    return State(row.state), Cause(row.cause) if row.cause else None
