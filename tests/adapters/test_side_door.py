"""The side door answers whoever holds the token, and nobody else."""

import asyncio
import json
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from adapters.side_door import FILE, ask_running, open_side_door
from bot.boundary.trouble import Trouble


async def echo(words: Mapping[str, str]) -> object:
    return dict(words)


async def full_disk(_: Mapping[str, str]) -> object:
    raise Trouble("The disk is full. Make some room.")


async def test_a_running_bot_answers_at_its_side_door(tmp_path: Path) -> None:
    door = await open_side_door(tmp_path, {"echo": echo})

    answer = await asyncio.to_thread(ask_running, tmp_path, "echo", file="a copy")

    assert answer == {"file": "a copy"}
    await door.close()


async def test_the_bots_trouble_is_told_in_its_own_words(tmp_path: Path) -> None:
    door = await open_side_door(tmp_path, {"backup": full_disk})

    with pytest.raises(Trouble, match="disk is full"):
        await asyncio.to_thread(ask_running, tmp_path, "backup")

    await door.close()


async def test_a_question_it_does_not_know_is_answered_with_a_sentence(tmp_path: Path) -> None:
    door = await open_side_door(tmp_path, {})

    with pytest.raises(Trouble, match="does not know that question"):
        await asyncio.to_thread(ask_running, tmp_path, "sing")

    await door.close()


async def test_without_the_token_nothing_is_answered(tmp_path: Path) -> None:
    door = await open_side_door(tmp_path, {"echo": echo})
    file = tmp_path / FILE
    file.write_text(json.dumps({**json.loads(file.read_text()), "token": "a guess"}))

    with pytest.raises(Trouble, match="token"):
        await asyncio.to_thread(ask_running, tmp_path, "echo")

    await door.close()


async def test_only_its_owner_can_read_where_the_door_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("left behind")
    (tmp_path / FILE).chmod(0o644)

    door = await open_side_door(tmp_path, {})

    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    await door.close()


async def test_when_no_bot_is_running_there_is_no_answer(tmp_path: Path) -> None:
    assert ask_running(tmp_path, "echo") is None

    door = await open_side_door(tmp_path, {"echo": echo})
    left_behind = (tmp_path / FILE).read_text()
    await door.close()
    (tmp_path / FILE).write_text(left_behind)

    assert await asyncio.to_thread(ask_running, tmp_path, "echo") is None
