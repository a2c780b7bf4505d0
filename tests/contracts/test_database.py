"""The database as a whole: its tables, its copies, its health and what it lets go."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from subprocess import run

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine

from bot.boundary.decision import Decision, Revise, Slip
from bot.boundary.delivery import Carried, Gone
from bot.boundary.trouble import Trouble
from bot.domain.ids import Address, PostName, Room
from bot.domain.story import Story
from bot.domain.walked_in import WalkedIn
from storage.migrate import NEWEST
from storage.revisions import bring_up, every_revision
from storage.tables import metadata, records
from tests.conftest import Fresh
from tests.contracts.given import (
    ANN,
    AWAY,
    HOME,
    NOW,
    ROOM,
    TEST,
    Rig,
    card,
    community,
    direct,
    draft,
    post,
    resting,
    story,
)

DAY = timedelta(days=1)


def test_a_new_database_has_the_newest_revision_without_taking_its_steps() -> None:
    assert every_revision()[0] == NEWEST


def test_the_migrations_make_the_tables_that_the_code_knows(rig: Rig) -> None:
    with rig.database._door.transaction() as connection:
        go_the_long_way(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_very_same_partial_indexes(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    engine = create_engine("sqlite://")
    with engine.connect() as meant, rig.database._door.transaction() as made:
        metadata.create_all(meant)
        go_the_long_way(made)
        assert indexes(made) == indexes(meant)
    engine.dispose()
    rig.close()


def test_a_database_of_an_older_version_is_brought_to_this_one(rig: Rig) -> None:
    with rig.database._door.transaction() as connection:
        clear_out(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")

    rig.database.migrate()

    assert rig.health().fits
    rig.keep(community())


def test_a_bot_on_sqlite_loads_neither_migrations_nor_the_other_driver(tmp_path: Path) -> None:
    program = (
        "import sys; from adapters.chance import SystemMint; from storage import open_database;"
        f"d = open_database('sqlite:///{tmp_path}/a.db', keys=[b'x' * 32], limits={{}},"
        " mint=SystemMint()); d.migrate(); d.close(); d = open_database("
        f"'sqlite:///{tmp_path}/a.db', keys=[b'x' * 32], limits={{}}, mint=SystemMint());"
        " d.migrate(); print({'alembic', 'psycopg', 'mako', 'slack_sdk'} & set(sys.modules))"
    )

    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def go_the_long_way(connection: Connection) -> None:
    """Make the tables step by step, as a database does that has been there from the beginning."""
    clear_out(connection)
    bring_up(connection)
    metadata.create_all(connection, tables=list(records.values()))


def clear_out(connection: Connection) -> None:
    metadata.drop_all(connection)
    connection.exec_driver_sql("DROP TABLE alembic_version")


def test_processes_that_start_at_once_migrate_once(fresh_postgres: Fresh) -> None:
    url = fresh_postgres()
    rigs = [Rig(url) for _ in range(4)]
    rigs[0].meddle("DROP SCHEMA public CASCADE")
    rigs[0].meddle("CREATE SCHEMA public")

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(lambda rig: rig.database.migrate(), rigs))

    assert all(rig.health().fits for rig in rigs)
    assert len(rigs[0].look("SELECT * FROM house_key")) == 1
    for rig in rigs:
        rig.close()


def test_a_second_start_changes_nothing(rig: Rig) -> None:
    rig.keep(community(), story("a"))
    before = rig.look("SELECT * FROM house_key")

    rig.database.migrate()

    assert rig.look("SELECT * FROM house_key") == before
    with rig.offices.open() as office:
        assert len(office.records.all(Story, community().of)) == 1


def test_a_migration_that_fails_leaves_nothing(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    with rig.database._door.transaction() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    monkeypatch.setattr("storage.migrate.make_house_key", stumble)

    with pytest.raises(ZeroDivisionError):
        rig.database.migrate()

    assert rig.health().revision is None


def test_how_many_threads_may_use_it(fresh_sqlite: Fresh, fresh_postgres: Fresh) -> None:
    one, many = Rig(fresh_sqlite()), Rig(fresh_postgres())

    assert one.database.threads == 1
    assert many.database.threads > 1
    one.close()
    many.close()


def test_sqlite_is_set_up_to_lose_nothing_and_to_leave_nothing(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    settings = {
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }

    assert {name: rig.look(f"PRAGMA {name}")[0][0] for name in settings} == settings
    rig.close()


def test_deleted_words_are_overwritten_and_a_closed_file_stands_alone(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    rig.keep(community(), story("a", "x" * 2000))
    ((sealed,),) = rig.look("SELECT sealed FROM story")
    with rig.offices.open() as office:
        office.keep(Decision(forget=(story("a"),)), NOW)
    rig.close()

    assert isinstance(sealed, bytes)
    assert sealed[:500] not in rig.file.read_bytes()
    assert list(rig.file.parent.glob(f"{rig.file.name}-*")) == []


def test_a_backup_is_a_database_that_the_bot_runs_on(rig: Rig, tmp_path: Path) -> None:
    rig.keep(community(), story("b"), story("a"), draft("d", NOW))
    rig.say(post("sent"), post("waiting", direct(1)), *(post("x", direct(n)) for n in range(2500)))
    rig.settle(Carried(rig.claim(most=1)[0], Address("1")))
    with rig.offices.open() as office:
        slip = Slip(community=HOME, box="box", person=ANN, answers={"said": "x"})
        office.keep(Decision(drop=(slip,)), NOW)

    rig.database.backup(tmp_path / "copy.db")

    copy = Rig(f"sqlite:///{tmp_path}/copy.db")
    copy.database.migrate()
    with copy.offices.open() as office:
        assert office.records.community_in(ROOM) == community()
        assert [one.id for one in office.records.all(Story, community().of)] == ["b", "a", "d"]
        assert office.records.named(ROOM, Address("1")) == (HOME, "sent")
        assert office.next_alarm() == NOW
        assert office.records.opened("box") == ()
    assert copy.look("SELECT count(*) FROM outbox") == [(2502,)]
    copy.say(post("after"))
    copy.close()


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing(rig: Rig, tmp_path: Path) -> None:
    rig.database.backup(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    with pytest.raises(Trouble):
        rig.database.backup(tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir()] == ["copy.db"]


def test_a_backup_that_can_not_be_written_leaves_no_half(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Trouble):
        rig.database.backup(tmp_path / "file" / "copy.db")


def test_the_rooms_of_a_workspace_are_those_of_its_communities(rig: Rig) -> None:
    elsewhere, next_door = Room(TEST, "other", "lounge"), Room(TEST, "w", "library")
    rig.keep(community(rooms=(ROOM, next_door)), community(AWAY, rooms=(elsewhere,)))

    assert rig.database.rooms(TEST, "w") == (next_door, ROOM)


def test_communities_are_found_by_what_is_kept_of_them(rig: Rig) -> None:
    rig.keep(community(), community(AWAY, rooms=()), draft("one", NOW), draft("two", NOW))

    assert rig.database.with_any(Story) == (HOME,)
    assert rig.database.with_any(WalkedIn) == ()


def test_health_counts_what_waits_and_what_is_stuck(rig: Rig) -> None:
    rig.keep(resting(NOW - DAY), draft("soon", NOW + DAY))
    rig.say(post("a", direct(1)), post("a", direct(2)), post("a", direct(3)), at=NOW - DAY)
    first, *_ = rig.claim(NOW - DAY, most=2)
    rig.settle(Gone(first, "left"), at=NOW - DAY)

    health = rig.health()

    assert (health.stuck_alarms, health.waiting, health.oldest) == (1, 2, NOW - DAY)
    assert (health.unsure, health.needs_person, health.dead, health.doubtful) == (0, 0, 1, 0)
    assert health.fits
    assert health.sound
    assert health.engine in {"SQLite", "PostgreSQL"}


def test_deliveries_are_forgotten_after_a_week(rig: Rig) -> None:
    with rig.offices.open() as office:
        office.first_time("delivery", NOW)  # type: ignore[arg-type]

    assert [clear(rig, days) for days in (7, 8)] == [0, 1]


def test_the_words_of_a_post_go_after_a_month_and_it_can_still_be_changed(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    clear(rig, 29)
    assert rig.look("SELECT count(*) FROM outbox WHERE card IS NOT NULL") == [(1,)]
    clear(rig, 31)
    assert rig.look("SELECT count(*) FROM outbox WHERE card IS NOT NULL") == [(0,)]

    rig.say(Revise(community=HOME, name=PostName("a"), card=card("new")), at=NOW + 31 * DAY)

    (errand,) = rig.claim(NOW + 31 * DAY)
    assert (errand.card, errand.address) == (card("new"), "at:a")


def test_posts_are_forgotten_150_days_after_they_were_carried_or_given_up(rig: Rig) -> None:
    rig.say(post("sent"), post("dead", direct(1)), post("waiting", not_before=NOW + 900 * DAY))
    sent, dead = rig.claim()
    rig.settle(Carried(sent, Address("1")), Gone(dead, "left"))

    assert [clear(rig, days) for days in (149, 151)] == [0, 2]
    assert rig.look("SELECT name FROM outbox") == [("waiting",)]


def clear(rig: Rig, days: int) -> int:
    with rig.offices.open() as office:
        return office.clear(NOW + days * DAY)


def indexes(connection: Connection) -> set[tuple[str, str]]:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    return {(row.name, " ".join(row.sql.split())) for row in found}
