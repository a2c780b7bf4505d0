"""What the doctor says of a database."""

from dataclasses import replace

from bot.doctor import of_database
from storage import Health

WELL = Health(engine="PostgreSQL", version="18", sound=True, revision="1", known_revision="1")


def test_of_a_database_that_is_well_nothing_is_wrong() -> None:
    assert [finding.says for finding in of_database(WELL) if not finding.well] == []


def test_a_postgresql_that_notes_when_rows_were_written_is_told_of_with_what_to_do() -> None:
    (finding,) = (one for one in of_database(replace(WELL, tells_when=True)) if not one.well)

    assert finding.about == "times"
    assert "track_commit_timestamp" in finding.says
    assert finding.says.count(". ") == 0, "one sentence"
