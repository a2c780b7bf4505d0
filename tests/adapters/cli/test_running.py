"""`lcbot run`: where it is, what it makes, and that it stops and goes on."""

import os
import signal
import stat
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.operating import HOUSE, STOPS_WITHIN, Operator, Running, ask

NEVER_READ = "import signal\nprint('Reading.', flush=True)\nsignal.pause()\n"
"""A library on a disk that is very slow."""


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


@pytest.mark.parametrize(
    ("sign", "of_a_command"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["int", "term"]
)
def test_whoever_says_stop_before_it_has_begun_is_heeded_without_a_word(
    operator: Operator, tmp_path: Path, sign: signal.Signals, of_a_command: int
) -> None:
    (tmp_path / "typer.py").write_text(NEVER_READ)
    slow = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(HOUSE)))}

    bot = operator.starts(**slow)
    doctor = operator.starts(asked_to="doctor", **slow)

    assert bot.line == doctor.line == "Reading.\n"
    assert bot.told_to_stop(sign) == ("", "")
    assert doctor.told_to_stop(sign) == ("", "")
    assert (bot.process.returncode, doctor.process.returncode) == (0, of_a_command)


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


def test_a_misspelt_setting_is_told_of_and_the_bot_starts(operator: Operator) -> None:
    bot = operator.starts(LCBOT_PRT="9090")
    bot.process.send_signal(signal.SIGINT)
    _, aside = bot.process.communicate(timeout=30)

    assert "is open" in bot.line
    assert "LCBOT_PRT is not a setting. Did you mean LCBOT_PORT?" in aside


def test_listening_to_others_is_warned_about(operator: Operator) -> None:
    bot = operator.starts(LCBOT_HOST="0.0.0.0")
    bot.process.send_signal(signal.SIGINT)
    _, aside = bot.process.communicate(timeout=30)

    assert "asks for no password" in aside
