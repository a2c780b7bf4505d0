"""Expected trouble has one sentence that says what to do; no failure ever carries a value."""

import logging
import traceback
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import StatementError

from bot.boundary.trouble import Trouble
from bot.domain.ids import RecordId
from bot.domain.story import Story
from storage import errors, open_database
from storage.errors import DatabaseFailed
from storage.migrate import NEWER
from storage.rows import Unreadable, read, written
from tests.conftest import KEY, Fresh
from tests.contracts.given import NOW, Rig, community, draft, story
from tests.memory import CountingMint

WORDS = "somebody's own words"
SENTENCES = {
    sentence
    for name, sentence in vars(errors).items()
    if name.isupper() and isinstance(sentence, str)
}


def test_every_sentence_of_trouble_says_what_to_do() -> None:
    assert len(SENTENCES) == 8
    for sentence in SENTENCES:
        assert ":" in sentence
        assert sentence.endswith(".")
        assert "!" not in sentence


def test_a_failing_statement_names_its_constraint_and_no_value(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(DatabaseFailed) as failed:
        break_a_rule(rig, WORDS)

    everything = "".join(traceback.format_exception(failed.value)) + repr(failed.value)
    assert WORDS not in everything
    assert WORDS not in caplog.text
    assert "Integrity" in str(failed.value) or "NotNull" in str(failed.value)


def test_a_record_that_no_longer_fits_its_class_is_named_without_its_words() -> None:
    body = written(story("a", WORDS)).replace(b'"listen"', b'"%b"' % WORDS.encode())

    with pytest.raises(Unreadable) as unreadable:
        read(Story, body)

    assert "help (enum)" in str(unreadable.value)
    assert WORDS not in "".join(traceback.format_exception(unreadable.value))


def test_a_moment_without_a_zone_is_refused(rig: Rig) -> None:
    with pytest.raises((ValueError, StatementError), match=r"time zone|naive"):
        rig.keep(community(), draft("a", NOW.replace(tzinfo=None)))


def test_a_second_bot_on_one_file_is_told_so(fresh_sqlite: Fresh) -> None:
    url = fresh_sqlite()
    rig = Rig(url)
    rig.keep(community())

    with pytest.raises(Trouble) as trouble:
        Rig(url).database  # noqa: B018 - opens it

    assert trouble.value.sentence == errors.LOCKED
    rig.close()


def test_a_full_disk_is_told_and_nothing_is_half_done(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    rig.keep(community())
    (pages,) = rig.look("PRAGMA page_count")
    rig.look(f"PRAGMA max_page_count={pages[0]}")

    with pytest.raises(Trouble) as trouble:
        rig.keep(*(story(f"s{number}", "x" * 5000) for number in range(100)))

    assert trouble.value.sentence == errors.FULL
    assert rig.look("SELECT count(*) FROM story") == [(0,)]
    rig.look("PRAGMA max_page_count=1000000")
    rig.keep(story("a"))
    with rig.offices.open() as office:
        assert office.records.one(Story, RecordId("a")) == story("a")
    rig.close()


def test_a_database_that_can_not_be_written_is_told(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    rig.meddle("PRAGMA query_only=ON")

    with pytest.raises(Trouble) as trouble:
        rig.keep(community())

    assert trouble.value.sentence == errors.READ_ONLY
    rig.close()


def test_a_database_of_a_newer_version_is_left_alone(rig: Rig) -> None:
    rig.meddle("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(Trouble) as trouble:
        rig.database.migrate()

    assert trouble.value.sentence == NEWER
    assert rig.look("SELECT version_num FROM alembic_version") == [("9999",)]
    assert not rig.health().fits


def test_a_database_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    rig = Rig(f"sqlite:///{tmp_path}/new.db")

    with pytest.raises((Trouble, DatabaseFailed)):
        rig.offices  # noqa: B018 - reads the house's key

    assert rig.health().revision is None
    rig.close()


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    rig = Rig(f"sqlite:///{tmp_path}/a/b/new.db")
    rig.database.migrate()

    assert rig.health().sound
    rig.close()


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert opening(f"sqlite:///{tmp_path}/file/new.db") == errors.CANNOT_OPEN


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("dear diary " * 1000)

    assert opening(f"sqlite:///{tmp_path}/notes.txt") == errors.NOT_A_DATABASE


def test_a_server_that_does_not_answer_is_told() -> None:
    assert opening("postgresql://127.0.0.1:1/nothing") == errors.UNREACHABLE


def test_a_database_that_the_server_does_not_have_is_told(postgres_server: str) -> None:
    assert opening(changed(postgres_server, database="no_such")) == errors.NO_DATABASE


def test_a_user_whom_the_server_does_not_know_is_told(postgres_server: str) -> None:
    assert opening(changed(postgres_server, username="no_such")) == errors.DENIED


@pytest.mark.parametrize("url", ["", "mysql://server/db", "not a url"])
def test_an_address_that_can_not_be_read_is_told(url: str) -> None:
    assert "DATABASE_URL" in opening(url)


def opening(url: str) -> str:
    with pytest.raises(Trouble) as trouble:
        open_database(url, keys=[KEY], limits={}, mint=CountingMint())
    return trouble.value.sentence


def changed(url: str, **parts: str) -> str:
    return make_url(url).set(**parts).render_as_string(hide_password=False)  # type: ignore[arg-type]


def break_a_rule(rig: Rig, words: str) -> None:
    with rig.database._door.transaction() as connection:
        connection.execute(
            text("INSERT INTO house_key (name, wrapped) VALUES (:words, NULL)"), {"words": words}
        )
