"""What it costs to keep a record whose alarm moves, when hardly any has rung about it, and when thousands have.

Those that have rung stay for thirty days, so that none rings again. Wanted: medians flat.
"""

from datetime import datetime, timedelta
from itertools import count

from benchmarks._ground import (
    ENGINES,
    NOW,
    PLATFORM,
    Spread,
    community,
    databases,
    in_ms,
    keep,
    many,
    row,
    timed,
)
from bot.domain.ids import RecordId, person_id
from bot.domain.story import Story
from storage import Database

SIZES = (10, 1_000, 10_000)
TIMES = 300
SINCE = int((NOW - timedelta(days=20)).timestamp() * 1000)

SQLITE = f"""
INSERT INTO alarm (kind, about, at, community, rung, tries)
WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {{n}})
SELECT 'story_idle', 'draft', {SINCE} + i, 'c0', 1, 0 FROM g
"""
POSTGRES = f"""
INSERT INTO alarm (kind, about, at, community, rung, tries)
SELECT 'story_idle', 'draft', {SINCE} + i, 'c0', true, 0 FROM generate_series(1, {{n}}) AS g(i)
"""


def main() -> None:
    row("", "have rung", "p50", "p99")
    with databases() as fresh:
        for name in ENGINES:
            medians = [_measured(name, fresh[name](), size) for size in SIZES]
            print(f"{name}: largest median over smallest: {max(medians) / min(medians):.2f}")


def _measured(name: str, database: Database, size: int) -> float:
    touched = (NOW + timedelta(minutes=one) for one in count())
    keep(database, community(0), _draft(next(touched)))
    with database._door.transaction() as connection:
        many(connection, size, SQLITE, POSTGRES)
    taken = Spread([timed(lambda: keep(database, _draft(next(touched)))) for _ in range(TIMES)])
    database.close()
    row(name, f"{size:,}", in_ms(taken.p50), in_ms(taken.p99))
    return taken.p50


def _draft(touched: datetime) -> Story:
    return Story(
        id=RecordId("draft"),
        community=community(0).id,
        teller=person_id(PLATFORM, "w", "m1"),
        touched_at=touched,
    )


if __name__ == "__main__":
    main()
