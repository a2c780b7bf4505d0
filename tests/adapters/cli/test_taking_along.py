"""What can be taken out of the bot from the command line: a backup, a community, the data statement."""

import json
import signal
import stat
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.operating import Operator, Running, ask, the_sentence


def test_a_backup_of_a_running_bot_can_be_started_from(
    operator: Operator, running: Running, tmp_path: Path
) -> None:
    done = operator.types("backup", "copy.db")
    assert done.returncode == 0, done.stderr
    running.stops()

    restored = tmp_path / "copy.db"
    assert stat.S_IMODE(restored.stat().st_mode) == 0o600
    restored.rename(operator.data / "lcbot.db")

    again = operator.starts()
    assert "is open" in again.line
    again.stops()


def test_a_backup_is_made_too_when_no_bot_is_running(operator: Operator, tmp_path: Path) -> None:
    operator.types("migrate")

    assert operator.types("backup", "copy.db").returncode == 0
    assert (tmp_path / "copy.db").exists()


def test_a_backup_never_overwrites_a_file(
    operator: Operator, running: Running, tmp_path: Path
) -> None:
    (tmp_path / "copy.db").write_text("last week's")

    assert "file of this name already" in the_sentence(operator.types("backup", "copy.db"))
    assert (tmp_path / "copy.db").read_text() == "last week's"


def test_a_backup_that_cant_be_written_is_said_in_a_sentence(
    operator: Operator, running: Running, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file")

    the_sentence(operator.types("backup", "in the way/copy.db"))


def test_an_unknown_community_is_said_in_a_sentence(operator: Operator, running: Running) -> None:
    done = operator.types("export", "Night [bold]ward", "out")

    assert the_sentence(done) == "No community is called “Night [bold]ward”. There is none yet.\n"


def found_going_home(operator: Operator) -> None:
    act = "/practice/api/act"
    begun = ask(operator, act, {"as": "hannah", "command": "/lc start", "place": "room"})
    button = begun["whispers"][0]["buttons"][0]["id"]  # type: ignore[index]
    whisper = begun["whispers"][0]["id"]  # type: ignore[index]
    form = ask(operator, act, {"as": "hannah", "press": button, "message": whisper})["form"]
    answers = {"name": "Going home", "purpose": "To judge well", "roles": "Nurses"}
    ask(operator, act, {"as": "hannah", "submit": form["id"], "answers": answers})  # type: ignore[index]


def test_a_founded_community_can_take_its_charter_with_it(
    operator: Operator, running: Running, tmp_path: Path
) -> None:
    found_going_home(operator)

    done = operator.types("export", "Going home", "out")

    assert done.returncode == 0, done.stderr
    assert "What it is for: To judge well" in (tmp_path / "out" / "community.md").read_text()
    assert json.loads((tmp_path / "out" / "community.json").read_text())["roles"] == "Nurses"


def test_a_community_takes_it_on_the_day_that_its_own_clock_shows(
    operator: Operator, running: Running, tmp_path: Path
) -> None:
    found_going_home(operator)
    moved = ask(operator, "/practice/api/clock", {"by": "P300D"})
    there = datetime.fromisoformat(str(moved["now"])).astimezone(ZoneInfo("Europe/London"))

    operator.types("export", "Going home", "out")
    running.stops()
    operator.types("export", "Going home", "later")

    for folder in ("out", "later"):
        told = (tmp_path / folder / "community.md").read_text()
        assert f"took with it on {there.date()}." in told


def test_the_data_statement_says_whom_to_ask_also_while_the_bot_runs(
    operator: Operator, running: Running
) -> None:
    while_running = operator.types("statement", LCBOT_PRIVACY_CONTACT="Ms Okoro")
    running.stops(signal.SIGTERM)

    at_rest = operator.types("statement", LCBOT_PRIVACY_CONTACT="Ms Okoro")

    assert while_running.stdout == at_rest.stdout
    assert "They carry no author, so they cannot be found by person." in at_rest.stdout
    assert "by which way it reaches people" in at_rest.stdout
    assert "Whoever answers for it: Ms Okoro." in at_rest.stdout
