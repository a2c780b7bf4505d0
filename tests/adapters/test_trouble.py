"""Trouble with a disk reaches the person who acted, in its own words, and their form stays."""

import errno
from http import HTTPStatus
from pathlib import Path

import pytest

from adapters.practice.acting import Stage
from adapters.practice.cast import read_cast
from adapters.practice.room import PracticeRoom
from adapters.practice.sorry import Sorry
from bot.boundary.arrivals import Arrival
from bot.boundary.decision import Reply
from bot.boundary.trouble import Trouble
from bot.folder import about_listening, told_of
from tests.adapters.practice.fake_bot import MONDAY

SCRIPT = Path(__file__).parents[2] / "examples" / "first-community.toml"
FULL = "The disk that holds the database is full: make room, and start again."


async def full_disk(_: Arrival) -> tuple[Reply, ...]:
    raise Trouble(FULL)


async def test_a_full_disk_is_told_to_the_person_who_acted(tmp_path: Path) -> None:
    room = PracticeRoom(tmp_path / "practice.db", read_cast(SCRIPT), lambda: MONDAY)
    stage = Stage(room, full_disk, lambda: "id")

    with pytest.raises(Sorry) as sorry:
        await stage.act({"as": "ruth", "command": "/lc story", "place": "room"})

    assert (sorry.value.sentence, sorry.value.status) == (FULL, HTTPStatus.SERVICE_UNAVAILABLE)
    room.close()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds copy.db is full. Make room, and try again."),
        (errno.EROFS, "copy.db can't be written. Let the bot's user write there."),
        (errno.EACCES, "copy.db can't be written. Let the bot's user write there."),
        (errno.ENOTDIR, "copy.db can't be made: a file is in its way. Move it."),
        (errno.EIO, "copy.db can't be used (input/output error). Look at it."),
    ],
)
def test_what_a_disk_says_is_put_in_words(number: int, sentence: str) -> None:
    with pytest.raises(Trouble) as trouble, told_of(Path("copy.db")):
        raise OSError(number, "")

    assert trouble.value.sentence == sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EADDRINUSE, "Port 80 is in use."),
        (errno.EACCES, "Port 80 may not be opened by this user."),
        (errno.EADDRNOTAVAIL, "here is no"),
    ],
)
def test_what_a_port_says_is_put_in_words(number: int, sentence: str) -> None:
    assert about_listening("here", 80, OSError(number, "")).sentence.startswith(sentence)
