"""`lcbot manifest teams`: the app package where it is told, and what comes next."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from bot.boundary.trouble import Trouble
from bot.commands import app
from tests.adapters.teams_manifest import wrong_with

APP = "01234567-89ab-cdef-0123-456789abcdef"
SET = {
    "TEAMS_APP_ID": APP,
    "TEAMS_TENANT_ID": "11111111-89ab-cdef-0123-456789abcdef",
    "TEAMS_APP_SECRET": "made up",
    "LCBOT_ADDRESS": "https://bot.example.org",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "app.zip"


def typed(*words: str, **settings: str) -> str:
    """What is said. Raises the `Trouble` that there is."""
    done = CliRunner().invoke(app, ["manifest", "teams", *words], env=SET | settings)
    if isinstance(done.exception, Trouble):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def inside(file: Path) -> dict[str, object]:
    with ZipFile(file) as zipped:
        written: dict[str, object] = json.loads(zipped.read("manifest.json"))
    assert wrong_with(written) == ""
    return written


def test_it_is_written_where_it_is_told_and_says_what_comes_next(file: Path) -> None:
    said = typed(str(file))

    assert inside(file)["id"] == APP
    assert "https://bot.example.org/api/messages" in said
    assert "Teams admin center" in said


def test_an_address_that_is_typed_comes_before_the_one_that_is_set(file: Path) -> None:
    assert "https://elsewhere.example/api/messages" in typed(
        str(file), "--http", "https://elsewhere.example/"
    )


def test_what_is_wanted_beside_that_is_said_with_what_it_means(file: Path) -> None:
    said = typed(str(file), "--slash", "--hear-replies")

    assert inside(file)["manifestVersion"] == "1.29"
    assert "TEAMS_TARGETED" in said
    assert "every message" in said


def test_a_file_that_is_there_stays_as_it_is(file: Path) -> None:
    file.write_text("last week's")

    with pytest.raises(Trouble, match="in its way"):
        typed(str(file))

    assert file.read_text() == "last week's"


def test_a_folder_that_is_not_there_is_named(file: Path) -> None:
    nowhere = file.parent / "nowhere"

    with pytest.raises(Trouble, match=f"There is no folder {nowhere}"):
        typed(str(nowhere / "app.zip"))


def test_whoever_does_not_say_where_is_told_how() -> None:
    with pytest.raises(Trouble, match=r"lcbot manifest teams learning-community\.zip"):
        typed()


def test_without_an_address_it_says_where_to_give_one(file: Path) -> None:
    with pytest.raises(Trouble, match="LCBOT_ADDRESS"):
        typed(str(file), LCBOT_ADDRESS="")

    assert not file.exists()


def test_without_the_id_of_the_app_it_says_where_it_stands(file: Path) -> None:
    nothing = dict.fromkeys(("TEAMS_APP_ID", "TEAMS_TENANT_ID", "TEAMS_APP_SECRET"), "")

    with pytest.raises(Trouble, match="Overview"):
        typed(str(file), **nothing)


def test_another_platform_is_turned_away_with_the_two_that_there_are() -> None:
    done = CliRunner().invoke(app, ["manifest", "carrier-pigeon"])

    assert "lcbot manifest slack, or lcbot manifest teams" in str(done.exception)
