"""`lcbot` as an operator meets it: real processes, real files, and sentences when something is wrong."""

import json
import signal
import socket
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

from tests.operating import STOPS_WITHIN, Operator, Running, as_anybody, ask


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Operator(tmp_path, int(free.getsockname()[1]))


@pytest.fixture
def running(operator: Operator) -> Iterator[Running]:
    bot = operator.starts()
    yield bot
    bot.process.kill()
    bot.process.communicate()


def the_sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What trouble says: one line, and status 1."""
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_when_it_is_ready_it_says_where_in_one_line(operator: Operator, running: Running) -> None:
    assert running.line == (
        f"The practice room is open: http://127.0.0.1:{operator.port}/ (Ctrl-C to stop)\n"
    )
    with urlopen(f"http://127.0.0.1:{operator.port}/readyz", timeout=10) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_while_somebody_is_looking(
    operator: Operator, running: Running, sign: signal.Signals
) -> None:
    page = urlopen(f"http://127.0.0.1:{operator.port}/practice/events?as=hannah", timeout=10)
    page.readline()

    assert running.stops(sign) < STOPS_WITHIN

    assert running.process.returncode == 0
    assert sorted(file.name for file in operator.data.iterdir()) == [
        "lcbot.db",
        "master.key",
        "practice.db",
    ]
    page.close()


def test_a_second_start_goes_on_where_the_first_stopped(
    operator: Operator, running: Running
) -> None:
    ask(operator, "/practice/api/act", {"as": "ruth", "command": "/lc help", "place": "room"})
    moved = ask(operator, "/practice/api/clock", {"by": "P3D"})
    running.stops()

    again = operator.starts()
    state = ask(operator, "/practice/api/state?as=ruth")
    again.stops()

    assert str(state["now"]) >= str(moved["now"])
    assert state["whispers"]


def test_after_kill_9_it_starts_again(operator: Operator, running: Running) -> None:
    running.process.kill()
    running.process.communicate()

    again = operator.starts()

    assert "is open" in again.line
    again.stops()


def test_everything_it_makes_is_for_its_owner_alone(operator: Operator, running: Running) -> None:
    made = [operator.data, *operator.data.iterdir()]

    assert [str(one) for one in made if stat.S_IMODE(one.stat().st_mode) & 0o077] == []


def test_the_first_start_says_what_the_key_guards_and_the_second_does_not(
    operator: Operator,
) -> None:
    first = operator.types("migrate")
    second = operator.types("migrate")

    assert "without it, nothing of that can be read again" in first.stdout
    assert second.stdout == "The database is at this version.\n"


def test_a_port_in_use_is_said_in_a_sentence(operator: Operator, running: Running) -> None:
    operator.types("migrate", LCBOT_DATA="other")

    done = operator.types("run", LCBOT_DATA="other")

    assert the_sentence(done) == (
        f"Port {operator.port} is in use. Stop what uses it, or choose another with LCBOT_PORT.\n"
    )


def test_a_second_bot_on_the_same_file_is_sent_away(operator: Operator, running: Running) -> None:
    done = operator.types("run", LCBOT_PORT="0")

    assert "Another bot is running on this database" in the_sentence(done)


def test_an_address_that_is_not_here_is_said_in_a_sentence(operator: Operator) -> None:
    operator.types("migrate")

    done = operator.types("run", LCBOT_HOST="192.0.2.1")

    assert the_sentence(done).startswith("192.0.2.1 is no address of this machine.")


def test_a_database_from_a_newer_version_is_left_alone(operator: Operator) -> None:
    operator.types("migrate")
    file = operator.data / "lcbot.db"
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_next_year'")
    database.close()
    before = file.read_bytes()

    done = operator.types("run")

    assert "made by a newer version of the bot" in the_sentence(done)
    assert file.read_bytes() == before


def test_a_file_in_the_way_of_the_data_folder_is_said_in_a_sentence(operator: Operator) -> None:
    operator.data.write_text("not a folder")

    assert "a file is in its way" in the_sentence(operator.types("run"))


def test_a_data_folder_that_cant_be_written_is_said_in_a_sentence(operator: Operator) -> None:
    operator.data.mkdir(mode=0o500)

    assert "can't be written" in the_sentence(operator.types("run", before=as_anybody()))


def test_a_wrong_setting_is_said_in_a_sentence(operator: Operator) -> None:
    assert "LCBOT_PORT must be a whole number" in the_sentence(
        operator.types("run", LCBOT_PORT="eighty")
    )


def test_a_misspelt_setting_is_told_of_and_the_bot_starts(operator: Operator) -> None:
    bot = operator.starts(LCBOT_PRT="9090")
    bot.process.send_signal(signal.SIGINT)
    _, aside = bot.process.communicate(timeout=30)

    assert "is open" in bot.line
    assert "LCBOT_PRT is not a setting. Did you mean LCBOT_PORT?" in aside


def test_a_line_of_the_settings_file_that_cant_be_read_is_said_in_a_sentence(
    operator: Operator, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LCBOT_LOG=info\nthe port is 9090\n")

    assert the_sentence(operator.types("run")).startswith("Line 2 of the file .env can't be read.")


@pytest.mark.parametrize("words", [("sing",), ("backup",), ("export", "one")])
def test_a_wrong_command_has_status_2(operator: Operator, words: tuple[str, ...]) -> None:
    assert operator.types(*words).returncode == 2


def test_a_region_whose_holidays_nobody_knows_is_said_in_a_sentence(operator: Operator) -> None:
    done = operator.types("run", LCBOT_REGION="ZZ")

    assert the_sentence(done) == (
        "LCBOT_REGION must be a country or a part of one, such as GB-ENG or IE: "
        "I know no holidays of it.\n"
    )


def test_listening_to_others_is_warned_about(operator: Operator) -> None:
    bot = operator.starts(LCBOT_HOST="0.0.0.0")
    bot.process.send_signal(signal.SIGINT)
    _, aside = bot.process.communicate(timeout=30)

    assert "asks for no password" in aside


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


def test_the_doctor_is_content_with_a_new_folder_and_makes_nothing(operator: Operator) -> None:
    done = operator.types("doctor")

    assert done.returncode == 0, done.stdout
    assert "There is none yet" in done.stdout
    assert not operator.data.exists()


def test_the_doctor_asks_the_bot_that_is_running(operator: Operator, running: Running) -> None:
    done = operator.types("doctor", "--json")

    findings = {one["about"]: one for one in json.loads(done.stdout)}
    assert done.returncode == 0
    assert findings["bot"]["says"] == "It is running."
    assert findings["schema"]["well"]
    assert "tzdata" in findings["clock"]["says"]


def test_the_doctor_finds_a_wrong_setting(operator: Operator) -> None:
    done = operator.types("doctor", LCBOT_PORT="eighty")

    assert done.returncode == 1
    assert done.stdout.startswith("LOOK  settings: LCBOT_PORT must be")


def test_the_doctor_finds_a_misspelt_setting(operator: Operator) -> None:
    done = operator.types("doctor", LCBOT_PRT="9090")

    assert done.returncode == 1
    assert done.stdout.startswith(
        "LOOK  settings: LCBOT_PRT is not a setting. Did you mean LCBOT_PORT?\n"
    )


def test_the_doctor_finds_a_line_that_cant_be_read(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("the port is 9090\n")

    done = operator.types("doctor")

    assert done.returncode == 1
    assert done.stdout.startswith("LOOK  settings: Line 1 of the file .env can't be read.")
    assert done.stderr == ""


def test_the_doctor_frightens_nobody_with_an_address_that_is_none(operator: Operator) -> None:
    done = operator.types("doctor", LCBOT_HOST="999.1.1.1")

    assert done.stdout.startswith("LOOK  settings: LCBOT_HOST must be an address")
    assert "others can reach" not in done.stdout


def test_the_doctor_speaks_of_no_danger_that_is_none(operator: Operator) -> None:
    operator.types("migrate")

    assert "damage" not in operator.types("doctor").stdout


def test_the_doctor_finds_a_key_that_is_gone(operator: Operator) -> None:
    operator.types("migrate")
    (operator.data / "master.key").unlink()

    done = operator.types("doctor")

    assert done.returncode == 1
    assert "Put back the copy of the key" in done.stdout
    assert not (operator.data / "master.key").exists()


def test_another_key_than_the_databases_is_said_in_a_sentence(operator: Operator) -> None:
    operator.types("migrate")

    done = operator.types("run", LCBOT_SECRET_KEY="A" * 43 + "=")

    assert "key" in the_sentence(done)


SCENE = """
room = "Practice channel"

[[people]]
id = "hannah"
name = "Hannah"
role = "facilitator"

[[step]]
as = "hannah"
command = "/lc start"
note = "It begins."

[[step]]
as = "hannah"
presses = "{button}"
"""


def test_a_rehearsal_is_a_transcript_and_leaves_nothing_behind(
    operator: Operator, tmp_path: Path
) -> None:
    (tmp_path / "scene.toml").write_text(SCENE.format(button="I would"))

    done = operator.types("rehearse", "scene.toml", DATABASE_URL="sqlite:////not/touched.db")

    assert done.returncode == 0, done.stderr
    assert "It begins." in done.stdout
    assert "Hannah presses “I would”" in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["scene.toml"]


def test_a_rehearsal_that_stops_says_at_which_step(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "scene.toml").write_text(SCENE.format(button="No such button"))

    done = operator.types("rehearse", "scene.toml")

    assert "stops at step 2" in the_sentence(done)


def test_a_script_that_is_not_there_is_said_in_a_sentence(operator: Operator) -> None:
    assert "can't be read" in the_sentence(operator.types("rehearse", "nothing.toml"))


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
