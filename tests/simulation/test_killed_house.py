"""The whole bot, killed again and again while a session runs, says what it would have said: once."""

import random
import shutil
import threading
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.operating import Operator, Running, ask
from tests.ports import free_port

KILLS = 8
END = "2027-02-26T12:00:00Z"
"""By then the session that is being killed has closed, and the next one has come and gone."""
PEOPLE = ("hannah", "imran", "ruth", "colin", "sian", "dev", "bernie", "tomasz", "margaret")
PLAYED_UNTIL = "Your story will open with the session"

Said = Counter[tuple[str, str, str]]


@pytest.fixture(scope="module")
def before_the_session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which a community waits for its first session, with a story that is ready."""
    operator = Operator(tmp_path_factory.mktemp("begun"), free_port())
    running = operator.starts()
    ask(operator, "/practice/api/clock", {"to": "2027-02-01T09:00:00Z"})
    while not _told(operator, "dev", PLAYED_UNTIL):
        ask(operator, "/practice/api/play", {"as": "dev", "mine": True})
    running.stops()
    return operator.data


@pytest.fixture(scope="module")
def undisturbed(before_the_session: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    operator = _copy(before_the_session, tmp_path_factory.mktemp("calm"))
    running = operator.starts()
    while not _is_over(operator):
        _go_on(operator)
    said = _said(operator)
    running.stops()
    return said


@pytest.mark.parametrize("seed", [1, 2])
def test_a_bot_that_is_killed_again_and_again_says_everything_once(
    before_the_session: Path, undisturbed: Said, tmp_path: Path, seed: int
) -> None:
    operator = _copy(before_the_session, tmp_path)
    chance = random.Random(seed)
    kills = _KillsInBetween(operator, chance)

    while not (kills.running_is_sound() and _is_over(operator)):
        if kills.left:
            kills.one_soon()
        try:
            _go_on(operator)
        except (OSError, HTTPException):
            kills.start_again()

    said = _said(operator)
    kills.running.stops()
    assert kills.left == 0
    assert said == undisturbed


class _KillsInBetween:
    """Starts the bot, and ends it without a warning at moments of chance."""

    def __init__(self, operator: Operator, chance: random.Random) -> None:
        self.left = KILLS
        self._operator = operator
        self._chance = chance
        self.running: Running = operator.starts()

    def one_soon(self) -> None:
        self.left -= 1
        delay = self._chance.uniform(0.0, 0.12)
        threading.Timer(delay, self.running.process.kill).start()
        time.sleep(self._chance.uniform(0.0, 0.1))

    def running_is_sound(self) -> bool:
        if self.running.process.poll() is not None:
            self.start_again()
        return True

    def start_again(self) -> None:
        self.running.process.kill()
        self.running.process.communicate()
        self.running = self._operator.starts()


def _go_on(operator: Operator) -> None:
    """To the next thing that happens, but never past the end."""
    ask(operator, "/practice/api/clock", {"by": "PT20H"})


def _is_over(operator: Operator) -> bool:
    try:
        return str(ask(operator, "/practice/api/state")["now"]) >= END
    except (OSError, HTTPException):
        return False


def _said(operator: Operator) -> Said:
    """Everything that stands anywhere from the bot: where, in a thread or not, and its words."""
    found: Said = Counter()
    for person in PEOPLE:
        state = ask(operator, f"/practice/api/state?as={person}")
        for message in state["messages"]:  # type: ignore[attr-defined]
            if message["from"] == "bot":
                thread = "thread" if message["thread"] else "top"
                found[message["place"], thread, message["text"]] += 1
    return found


def _told(operator: Operator, person: str, words: str) -> bool:
    state = ask(operator, f"/practice/api/state?as={person}")
    return any(words in message["text"] for message in state["messages"])  # type: ignore[attr-defined]


def _copy(data: Path, folder: Path) -> Operator:
    shutil.copytree(data, folder / "data")
    return Operator(folder, free_port())
