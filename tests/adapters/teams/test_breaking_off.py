"""A long post whose parts Teams does not all take at once: it stands there once, and whole."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.teams import messenger
from bot.boundary.decision import Care, Decision, Post
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms
from storage import states
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import kept, opens_a_session, settled
from tests.adapters.waiting import until

STORY = (*(f"{number}: " + "and then " * 900 for number in range(6)), "That was the very end.")

IN_DOUBT = 2


async def reads(there: Living, words: str) -> bool:
    await there.here.desk.carry()
    return any(words in one.words for one in await there.room.sees())


@pytest.mark.parametrize("broken", ["3: and then", "very end"])
async def test_a_long_story_that_breaks_off_goes_on_where_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(messenger, "MOST_WAIT", 0.0)
    async with settled(tmp_path) as there:
        there.teams.fault("limited", "post", 0.3, holding=broken)
        await opens_a_session(there, "session:s1", *STORY)
        await until(lambda: reads(there, "very end"))
        parts = [one.words for one in await there.room.sees()]

        assert 429 in [one.status for one in await there.teams.requests("post")]
        assert [f"{number}: and" in "".join(parts) for number in range(6)] == [True] * 6
        assert len(set(parts)) == len(parts)
        assert await there.teams.complaints() == []


@pytest.mark.parametrize("seen", [True, False], ids=["it is there", "it is not"])
async def test_of_a_long_story_that_breaks_off_in_doubt_a_person_looks_for_one_part_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, seen: bool
) -> None:
    monkeypatch.setattr(states, "FIRST_LOOK", timedelta(0))
    async with settled(tmp_path) as there:
        fay = there["fay"]
        there.teams.fault("lost", "post", holding=f"{IN_DOUBT}: and then", after=seen)
        said(there, *_asked_about(there, "story:s1", *STORY))
        said(there, *_below(there, "story:s1", "Thank you for the story."))
        await until(lambda: is_asked(there))
        question = (await fay.sees())[-1].words
        before = [one.words for one in await there.room.sees()]
        await fay.presses("It is there" if seen else "Send it again")
        await until(lambda: reads(there, "Thank you for the story."))
        told = [one.words for one in await there.room.sees()]

        assert f"The first {IN_DOUBT} parts stand there. I do not know about part" in question
        assert len(before) == IN_DOUBT + seen
        assert told[: len(before)] == before
        assert [f"{number}: and" in "".join(told) for number in range(6)] == [True] * 6
        assert len(set(told)) == len(told)
        assert await there.teams.complaints() == []


async def is_asked(there: Living) -> bool:
    await there.here.desk.carry()
    return any("Did this arrive?" in one.words for one in await there["fay"].sees())


def said(there: Living, *posts: Post) -> None:
    with there.here.database.offices().open() as office:
        office.keep(Decision(say=posts), there.here.clock.now())


def _asked_about(there: Living, name: str, *words: str) -> tuple[Post, ...]:
    """A person is asked where it is in doubt."""
    card = Card("A story", tuple(map(Text, words)))
    return in_rooms(kept(there), name, card, care=Care.ASK)


def _below(there: Living, name: str, words: str) -> tuple[Post, ...]:
    return in_rooms(kept(there), f"{name}:thanks", Card("", (Text(words),)), under=name)
