"""What the metronome costs: a tick with nothing due, and one with 100 alarms due.

At 10,000, 100,000 and 1,000,000 alarms that wait. Wanted: medians flat, and an idle tick under 1 ms.
The alarms that ring are real ones: each reads its story and its community, and sends its teller a card.
"""

from datetime import timedelta

from benchmarks._ground import (
    ENGINES,
    NOW,
    PLATFORM,
    Spread,
    community,
    databases,
    engine,
    in_ms,
    keep,
    many,
    row,
    timed,
)
from bot.domain.ids import RecordId, person_id
from bot.domain.story import DRAFT_KEPT, Story
from storage import Database

SIZES = (10_000, 100_000, 1_000_000)
IDLE_TICKS, FULL_TICKS, DUE = 300, 5, 100
COMMUNITIES = 20
FAR = 2_000_000_000_000
"""Epoch milliseconds: in the year 2033."""

SQLITE = f"""
INSERT INTO alarm (kind, about, at, community, rung, tries)
WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {{n}})
SELECT 'open_session', 'far' || i, {FAR} + i, 'c' || (i % 20), 0, 0 FROM g
"""
POSTGRES = f"""
INSERT INTO alarm (kind, about, at, community, rung, tries)
SELECT 'open_session', 'far' || i, {FAR} + i, 'c' || (i % 20), false, 0
FROM generate_series(1, {{n}}) AS g(i)
"""


def main() -> None:
    row("", "alarms", "idle p50", "idle p99", f"{DUE} due p50", "each")
    with databases() as fresh:
        for name in ENGINES:
            both = [_measured(name, fresh[name](), size) for size in SIZES]
            idle, full = ([one[which] for one in both] for which in (0, 1))
            print(
                f"{name}: largest median over smallest: idle {max(idle) / min(idle):.2f}, "
                f"{DUE} due {max(full) / min(full):.2f}"
            )


def _measured(name: str, database: Database, size: int) -> tuple[float, float]:
    for number in range(COMMUNITIES):
        keep(database, community(number))
    with database._door.transaction() as connection:
        many(connection, size, SQLITE, POSTGRES)
    if name == "PostgreSQL":
        with database._door.transaction() as connection:
            connection.exec_driver_sql("ANALYZE alarm")
    bot = engine(database)
    bot.wake(NOW)
    idle = Spread([timed(lambda: bot.wake(NOW)) for _ in range(IDLE_TICKS)])
    full = Spread([_full_tick(database, number) for number in range(FULL_TICKS)])
    database.close()
    row(
        name,
        f"{size:,}",
        in_ms(idle.p50),
        in_ms(idle.p99),
        in_ms(full.p50),
        in_ms(full.p50 / DUE),
    )
    return idle.p50, full.p50


def _full_tick(database: Database, number: int) -> float:
    """A hundred drafts that nobody has touched are about to be deleted, and their tellers hear of it."""
    bot, rung = engine(database), list[int]()
    keep(database, *(_draft(number * DUE + one) for one in range(DUE)))
    seconds = timed(lambda: rung.append(bot.wake(NOW, DUE)))
    assert rung == [DUE], f"{rung} of {DUE} alarms rang"
    return seconds


def _draft(number: int) -> Story:
    return Story(
        id=RecordId(f"draft{number}"),
        community=community(number % COMMUNITIES).id,
        teller=person_id(PLATFORM, "w", f"m{number % 8}"),
        touched_at=NOW - DRAFT_KEPT + timedelta(days=1),
    )
