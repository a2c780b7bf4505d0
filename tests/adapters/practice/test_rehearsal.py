"""The first community, played by the real bot."""

from io import StringIO

import pytest
from rich.console import Console

from bot.bootstrap.rehearsing import rehearse


@pytest.fixture(scope="module")
def transcript() -> str:
    words = StringIO()
    rehearse(None, Console(file=words, width=80, highlight=False))
    return words.getvalue()


def test_two_sessions_are_played_to_their_end(transcript: str) -> None:
    for session in ("1", "2"):
        assert f"Session {session} is closed" in transcript
        assert f"Session {session} in four lines" in transcript
    assert transcript.rstrip().splitlines()[-1].strip("─ ") == "The end"


def test_the_second_session_opens_with_what_changed(transcript: str) -> None:
    opening = transcript.index("You said, we changed: Whoever is host")

    assert transcript.index("Session 1 is closed") < opening
    assert opening < transcript.index("Session 2 is closed")


def test_what_carries_no_name_is_not_told_with_one(transcript: str) -> None:
    [before, after] = transcript.split("A day is short when you work evenings.")

    told_to = [line for line in before.splitlines() if line.startswith("╭─")][-1]
    assert "To Hannah Whitfield, in private" in told_to
    assert "Siân Pugh fills in “Half way”. Nobody sees what is written." in before
    rest_of_it, *_ = after.split("╰")
    assert "[ The session ]" in rest_of_it


def test_three_answers_are_too_few_to_show(transcript: str) -> None:
    assert "Too few people answered the check" in " ".join(transcript.replace("│", " ").split())


def test_no_line_is_too_wide_to_read(transcript: str) -> None:
    assert max(map(len, transcript.splitlines())) <= 80
