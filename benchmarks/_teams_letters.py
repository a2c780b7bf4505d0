"""A letter to everybody and a post in every channel in Teams, each with a name and words of its own, so that each can
be told from the others wherever it stands."""

import asyncio
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from sqlalchemy import Row

from adapters.clock import SystemClock
from benchmarks._teams import Town, have_met
from bot.boundary.decision import Care, Decision, Post, Revise
from bot.boundary.views import Card, Text
from bot.domain.community import Community
from bot.domain.ids import Direct, Place, PostName
from storage.outbox_tables import outbox
from storage.states import Cause, State
from tests.adapters.fake_teams import Request
from tests.adapters.fake_teams.behind.limits import TENANT

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "500"))
ROOMS = max(1, PEOPLE // 10)
POSTS = PEOPLE + ROOMS
((_SECOND, _MOST),) = TENANT
MEMBERS_ON_A_PAGE = 500


def permitted(requests: int) -> float:
    """Seconds that so many requests take, of whatever kind, at the rate that Teams permits in one tenant."""
    return requests * _SECOND / _MOST


PERMITTED = permitted(POSTS)
FIRST = POSTS + PEOPLE + math.ceil(PEOPLE / MEMBERS_ON_A_PAGE)
"""Requests that letters to people take whom the bot has never met: it looks into a roster, and opens each chat."""

COUNTED = ("create", "post", "put", "delete", "member", "pagedmembers")
"""What the bot asks of Teams, as the tests' Teams calls it."""
TOO_FAST = 429

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


async def letters(there: Town, *, met: bool = True) -> Letters:
    """To everybody, and to as many channels as there are to be, all of which it knows. Whether it has `met` the
    people: if not, it has no chat with anybody yet."""
    (group,) = there.groups
    rooms = [there.team.channel(f"Room {number}") for number in range(ROOMS)]
    await have_met(there, group.people if met else (), rooms)
    places = tuple(map(there.place, rooms))
    home = replace(group.home, rooms=places)
    with there.database() as database, database.offices().open() as office:
        office.keep(Decision(keep=(home,)), SystemClock.now())
    everywhere: Sequence[Place] = [*places, *map(there.direct, group.people)]
    return Letters(there, home, everywhere, dict.fromkeys(range(len(everywhere)), 0))


async def counted(there: Town) -> list[Request]:
    """All requests that Teams has counted, up to the one that put up the last letter."""
    every = await asyncio.gather(*map(there.teams.requests, COUNTED))
    asked = sorted(chain(*every), key=lambda one: one.at)
    last = max(number for number, one in enumerate(asked) if READ.search(str(one.body)))
    return [one for one in asked[: last + 1] if one.status != TOO_FAST]


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
