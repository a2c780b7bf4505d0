"""`kill -9` at random moments of the same letters, twenty times, while they are also changed; connections that are lost
once Teams has accepted, and answers of 502 and 504.

Teams can't be asked whether a post stands. Wanted: none is lost and none stands twice, each doubtful one is listed for
a person, and whatever stands reads as it was changed last.
"""

import asyncio
import random
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from benchmarks._running import until
from benchmarks._teams import Town, bot, town
from benchmarks._teams_letters import (
    DONE,
    LISTED,
    PEOPLE,
    PERMITTED,
    POSTS,
    ROOMS,
    Letters,
    asked,
    letters,
)
from storage.states import NEVER, State
from tests.adapters.fake_teams import FakeTeams

KILLS = min(20, POSTS // 5)
MISHAPS = (
    ("lost", "post", 0, True),
    ("lost", "create", 0, True),
    ("lost", "put", 0, True),
    ("fails", "post", 504, False),
    ("fails", "put", 502, False),
)
"""What goes wrong, with which of the bot's requests, and whether Teams has carried it out before."""
QUIET = 45.0
"""Seconds without a request: leases have ended by then, and what is tried again has been."""


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), 1, PEOPLE, in_session=False) as there:
            said, began = await letters(there), time.monotonic()
            said.say()
            await _killed_again_and_again(there, said, chance)
            await _at_rest(there, said)
            await _tell(there, said, time.monotonic() - began)


async def _killed_again_and_again(there: Town, said: Letters, chance: random.Random) -> None:
    """Spread over the time that all of it takes; as many are changed as are said."""
    each = 2 * PERMITTED / KILLS
    for _, mishap in zip(range(KILLS), cycle(MISHAPS), strict=False):
        async with bot(there, core=None):
            _goes_wrong(there.teams, *mishap)
            await asyncio.sleep(chance.uniform(0.1 * each, 1.3 * each))
        said.change(chance.sample(range(POSTS), POSTS // KILLS))


def _goes_wrong(teams: FakeTeams, kind: str, operation: str, status: int, after: bool) -> None:
    """Once, with something that people would see."""
    teams.fault(kind, operation, status, after=after, holding='"type": "message"')


async def _at_rest(there: Town, said: Letters) -> None:
    """Until all that was said is done with, or with a person."""
    while any(map(_is_open, said.rows())):
        async with bot(there, core=None):
            await until(_Quiet(there))


def _is_open(row: Row[Any]) -> bool:
    """A person is asked a second time, in case that the bot was killed before it had asked."""
    asks_again = row.state == State.NEEDS_PERSON and row.due < NEVER
    return row.state not in DONE or asks_again


class _Quiet:
    """The bot has asked nothing of Teams for a while."""

    def __init__(self, there: Town) -> None:
        self._there = there
        self._asked = -1
        self._since = time.monotonic()

    async def __call__(self) -> bool:
        by_now = await asked(self._there)
        if by_now != self._asked:
            self._asked, self._since = by_now, time.monotonic()
        return time.monotonic() - self._since > QUIET


async def _tell(there: Town, said: Letters, took: float) -> None:
    standing, fates = await said.standing(), said.fates()
    listed = {number for number, fate in fates.items() if fate in LISTED}
    sent = {number for number, (state, _) in fates.items() if state is State.SENT}
    asked_about = {number for number in listed if fates[number][0] is State.NEEDS_PERSON}
    questions = sum(1 for row in said.rows() if row.name.startswith("doubt:"))
    waiting = await there.teams.line.ask("core.faults.waiting.__len__")
    twice = [number for number, times in standing.items() if len(times) > 1]
    lost = [number for number in sent if number not in standing]
    late = [number for number in sent if standing.get(number) != [said.changes[number]]]
    print(
        f"{PEOPLE:,} letters and {ROOMS} channels, {sum(said.changes.values()):,} changes, {KILLS} times kill -9,"
        f" {KILLS - waiting} mishaps: {len(standing):,} stand, {len(twice)} twice; {len(listed)} listed as doubtful,"
        f" of which {len(listed & standing.keys())} stand, and a person asked about {questions}; {len(lost)} lost,"
        f" {len(late)} not as changed last; {await there.teams.throttled()} times 429; {took:.0f} s"
    )
    assert sent | listed == set(range(POSTS))
    assert not twice
    assert not lost
    assert not late
    assert questions == len(asked_about)
    assert waiting < KILLS


if __name__ == "__main__":
    main()
