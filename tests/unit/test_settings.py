"""Settings come from the environment, say what is wrong in a sentence, and never show a value."""

import stat
from base64 import b64encode
from pathlib import Path

import pytest

from bot.boundary.trouble import Trouble
from bot.environment import no_settings, read_settings
from bot.master_keys import FILE, master_keys, warning_of_new_key
from bot.settings import MENDING, Settings

SECRET = "hunter2-hunter2"
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


pytestmark = pytest.mark.usefixtures("nothing_is_set")


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database_url == "sqlite:///data/lcbot.db"


def test_a_file_beside_the_bot_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LCBOT_PORT=9090\nLCBOT_HOST=\nSOMETHING_ELSE=1\n")

    settings = read_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 9090)


def test_the_environment_stands_above_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LCBOT_PORT=9090")
    monkeypatch.setenv("LCBOT_PORT", "9191")

    assert read_settings().port == 9191


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LCBOT_PORT", SECRET),
        ("LCBOT_PORT", "65536"),
        ("DATABASE_URL", SECRET),
        ("DATABASE_URL", f"mysql://user:{SECRET}@somewhere/lcbot"),
        ("LCBOT_CLOCK_SPEED", "0.5"),
        ("LCBOT_LOG", SECRET),
        ("LCBOT_REGION", "England"),
    ],
)
def test_what_is_wrong_is_named_and_its_value_is_not_shown(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(Trouble) as trouble:
        read_settings()

    assert trouble.value.sentence.startswith(f"{name} must be {MENDING[name]}")
    assert SECRET not in repr(trouble.value)


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCBOT_PORT", "door")
    monkeypatch.setenv("LCBOT_LOG", "everything")

    with pytest.raises(Trouble, match=r"LCBOT_PORT must .* LCBOT_LOG must"):
        read_settings()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_the_clock_may_run_fast_at_home(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCBOT_CLOCK_SPEED", "60")
    monkeypatch.setenv("LCBOT_HOST", host)

    assert read_settings().clock_speed == 60


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "learning.example.org"])
def test_the_clock_may_not_run_fast_where_others_can_look(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCBOT_CLOCK_SPEED", "1.5")
    monkeypatch.setenv("LCBOT_HOST", host)

    with pytest.raises(Trouble, match="only be more than 1 while everything stays on this machine"):
        read_settings()


def test_secrets_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCBOT_SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://user:{SECRET}@somewhere/lcbot")

    assert SECRET not in repr(read_settings())


def test_a_master_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(LCBOT_DATA=tmp_path)
    assert "Keep a copy of it, apart from the backups" in str(warning_of_new_key(settings))

    (made,) = master_keys(settings)

    assert len(made) == 32
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert master_keys(settings) == (made,)
    assert warning_of_new_key(settings) is None


def test_given_keys_are_read_newest_first_and_none_is_made(tmp_path: Path) -> None:
    given = f"{b64encode(NEW).decode()}, {b64encode(OLD).decode()}"
    settings = Settings(LCBOT_DATA=tmp_path, LCBOT_SECRET_KEY=given)

    assert warning_of_new_key(settings) is None
    assert master_keys(settings) == (NEW, OLD)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", [SECRET, b64encode(b"too short").decode(), ",", "é"])
def test_a_key_that_is_none_is_refused_without_showing_it(given: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="LCBOT_SECRET_KEY must be keys of 32 bytes") as trouble:
        master_keys(Settings(LCBOT_DATA=tmp_path, LCBOT_SECRET_KEY=given))

    assert SECRET not in repr(trouble.value)


def test_a_damaged_key_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("half a ke")

    with pytest.raises(Trouble, match="Put back the copy you kept"):
        master_keys(Settings(LCBOT_DATA=tmp_path))

    assert (tmp_path / FILE).read_text() == "half a ke"


def test_no_new_key_is_made_beside_an_old_database(tmp_path: Path) -> None:
    (tmp_path / "lcbot.db").write_text("sealed with a key that is gone")

    with pytest.raises(Trouble, match="Put back the copy of the key"):
        master_keys(Settings(LCBOT_DATA=tmp_path))

    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("LCBOT_PRT", "LCBOT_PRT is not a setting. Did you mean LCBOT_PORT?"),
        ("lcbot_hots", "LCBOT_HOTS is not a setting. Did you mean LCBOT_HOST?"),
        (
            "LCBOT_DATABASE_URL",
            "LCBOT_DATABASE_URL is not a setting. Did you mean DATABASE_URL?",
        ),
        ("LCBOT_X", "LCBOT_X is not a setting. Look in .env.example, or take it out."),
    ],
)
@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_name_that_is_no_setting_is_told_of(
    name: str, sentence: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "file":
        (tmp_path / ".env").write_text(f"{name}={SECRET}\nOTHER=1\n")
    else:
        monkeypatch.setenv(name, SECRET)

    assert no_settings() == (sentence,)


def test_what_is_missing_and_what_its_name_may_have_become_are_said_together(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKN=xoxb-{SECRET}\nSLACK_APP_TOKEN=xapp-{SECRET}\n")

    with pytest.raises(Trouble) as trouble:
        read_settings()

    assert trouble.value.sentence.startswith("SLACK_BOT_TOKEN is missing")
    assert "SLACK_BOT_TOKN is not a setting. Did you mean SLACK_BOT_TOKEN?" in str(trouble.value)
    assert SECRET not in repr(trouble.value)


@pytest.mark.parametrize("marks", ["“{}”", "‘{}’", "”{}”", "„{}“"])
def test_quotation_marks_of_a_word_processor_are_told_of(marks: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"LCBOT_PORT=9090\nSLACK_BOT_TOKEN={marks.format(SECRET)}\n")

    with pytest.raises(Trouble, match=r"Line 2 of the file \.env has curly quotation") as trouble:
        read_settings()

    assert SECRET not in repr(trouble.value)


@pytest.mark.parametrize("example", ["...", "xoxb-...", "xapp-...", "…"])
def test_the_dots_of_an_example_are_not_taken_for_a_value(example: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"LCBOT_PORT=9090\nSLACK_SIGNING_SECRET={example}\n")

    with pytest.raises(Trouble, match=r"Line 2 of the file \.env has only the dots"):
        read_settings()


def test_a_word_in_curly_quotation_marks_may_stand_in_a_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LCBOT_OPERATOR=“Learning”, the team of it\n")

    assert read_settings().operator == "“Learning”, the team of it"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_may_come_from_any_machine(mark: str, end: str, tmp_path: Path) -> None:
    lines = ("LCBOT_PORT = 9090 ", ' LCBOT_OPERATOR="the team"', "LCBOT_LOG='info'", "")
    (tmp_path / ".env").write_bytes((mark + end.join(lines)).encode())

    settings = read_settings()

    assert (settings.port, settings.operator, settings.log) == (9090, "the team", "info")
    assert no_settings() == ()


def test_settings_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MENDING:
        monkeypatch.setenv(name.lower(), "1")

    assert no_settings() == ()


@pytest.mark.parametrize("line", [f"so {SECRET}", f"LCBOT_LOG='{SECRET}", "LCBOT_HOST", "=5"])
def test_a_line_that_cant_be_read_is_named_and_not_shown(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"# ours\nLCBOT_PORT=9090\n{line}\nLCBOT_DATA=x\n")

    with pytest.raises(Trouble, match=r"Line 3 of the file .env can't be read\.") as trouble:
        read_settings()

    assert SECRET not in repr(trouble.value)


@pytest.mark.parametrize("content", [b"LCBOT_DATA=\xff\xfe", b"\xff"])
def test_a_file_that_is_no_text_is_said_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(content)

    with pytest.raises(Trouble, match=r"The file \.env is not plain text"):
        read_settings()


@pytest.mark.parametrize("host", ["999.1.1.1", "1.2.3", "http://here", "two words", "1"])
def test_what_can_be_no_address_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCBOT_HOST", host)

    with pytest.raises(Trouble, match="LCBOT_HOST must be an address to listen on"):
        read_settings()


@pytest.mark.parametrize("host", ["::", "fe80::1%eth0", "night-ward", "a1.example.org", "ward.7a"])
def test_addresses_and_names_are_taken(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCBOT_HOST", host)

    assert read_settings().host == host
