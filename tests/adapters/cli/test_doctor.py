"""`lcbot doctor`, as an operator meets it."""

import json
from pathlib import Path

from tests.operating import Operator, Running


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
