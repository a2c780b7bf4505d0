"""What trouble says to an operator: one sentence, and the bot does not start."""

import sqlite3
from pathlib import Path

import pytest

from tests.operating import Operator, Running, as_anybody, the_sentence


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


def test_another_key_than_the_databases_is_said_in_a_sentence(operator: Operator) -> None:
    operator.types("migrate")

    done = operator.types("run", LCBOT_SECRET_KEY="A" * 43 + "=")

    assert "key" in the_sentence(done)
