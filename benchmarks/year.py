"""A year of many communities of ten, all at once: alarms, sessions, stories, checks, polls, proposals, posts.

Whoever is asked answers: a press, a form filled in, a reply under a story. Every post is carried, with
the platform taking no time. Wanted: the end of the year costs what its beginning did (within a factor 1.3).

Told are the seconds that went by and those that this process was at work (CPU time), which depend less on
whoever else keeps the machine busy. The factor hardly does: while the last quarter is lived, a
second town lives its first, a day here and a day there, so that what slows one slows the other. Whole
quarters have the same to do; of two months, one may have a tenth more.

    python -m benchmarks year              # LCBOT_BENCH_COMMUNITIES of them; 30 unless it says so
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from benchmarks._ground import NOW, community, databases, keep, row, where_things_go
from benchmarks._town import Town
from bot.boundary.decision import Decision
from bot.conversations.known import Known
from bot.conversations.rhythm.planning import next_session
from storage import Database

COMMUNITIES = int(os.environ.get("LCBOT_BENCH_COMMUNITIES", "30"))
DAY, DAYS = timedelta(days=1), 30
MONTHS, QUARTER = 12, 3


@dataclass
class Spent:
    """Seconds: those that went by, and those at work."""

    seconds: float = 0.0
    at_work: float = 0.0

    def __iadd__(self, other: "Spent") -> "Spent":
        self.seconds += other.seconds
        self.at_work += other.at_work
        return self

    @contextmanager
    def on(self) -> Iterator[None]:
        began, set_to = time.perf_counter(), time.process_time()
        yield
        self.seconds += time.perf_counter() - began
        self.at_work += time.process_time() - set_to


def main() -> None:
    row("", "seconds", "at work", "arrivals", "alarms", "posts")
    with databases() as fresh:
        town, young = _founded(fresh["SQLite"]()), _founded(fresh["SQLite"]())
        year, last, first = Spent(), Spent(), Spent()
        for number in range(MONTHS - QUARTER):
            year += _month(town, number)
        for number in range(QUARTER):
            last += _month(town, MONTHS - QUARTER + number, beside=_lived(young, number, first))
        town.database.close()
        young.database.close()
    year += last
    print(
        f"{COMMUNITIES:,} communities, a year: {year.seconds:,.0f} s, {year.at_work:,.0f} s at work; "
        f"{year.at_work / COMMUNITIES:.2f} s at work for each; "
        f"last quarter over first: {last.at_work / first.at_work:.2f}"
    )


def _founded(database: Database) -> Town:
    homes = {one.id: one for one in map(community, range(COMMUNITIES))}
    town = Town(database, homes)
    for home in homes.values():
        keep(database, home, where_things_go(home))
        with database.offices().open() as office:
            known = Known(office.records, PublicHolidays(), SystemMint())
            first = next_session(home, NOW, known)
            assert first is not None
            office.keep(Decision(keep=(first,)), NOW)
    return town


def _month(town: Town, number: int, beside: Iterable[None] = ()) -> Spent:
    """With another month, lived a day after each of its own."""
    before, spent = (town.arrivals, town.alarms, town.posts), Spent()
    for _ in zip_longest(_lived(town, number, spent), beside):
        pass
    after = (town.arrivals, town.alarms, town.posts)
    grown = (f"{now - then:,}" for then, now in zip(before, after, strict=True))
    row(f"month {number + 1}", f"{spent.seconds:,.1f}", f"{spent.at_work:,.1f}", *grown)
    return spent


def _lived(town: Town, month: int, spent: Spent) -> Iterator[None]:
    """Day by day; what each has cost is added to `spent`."""
    for day in range(month * DAYS, (month + 1) * DAYS):
        with spent.on():
            if day == month * DAYS:
                town.begin_month(month)
            town.live_until(NOW + DAY * (day + 1))
        yield
