"""In Slack, whoever goes through the check-in with words leaves the same behind as whoever goes through without."""

import logging
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack.front import AGAIN
from tests.adapters.fake_slack import Delivery, Person
from tests.adapters.noting import DOUBT, checks_in, outside_of_the_door, passed
from tests.adapters.settling import busy
from tests.adapters.slack.hurry import as_it_is, patient
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import kept, settled
from tests.adapters.waiting import until

NOTE = "Something you are unsure about. Your name does not go with it."
SECOND = "And a second one"


@dataclass
class Left:
    """By one who has passed: what Slack has seen of it, and what the bot has called meanwhile."""

    seen: list[tuple[str, int, str]]
    called: list[str]


async def opens(there: Living, name: str) -> Person:
    await there[name].uses_shortcut("lc_note")
    return there[name]


async def passes(there: Living, name: str, *notes: str) -> Left:
    sent, called = len(there.slack.sent), len(there.slack.calls)
    person = await opens(there, name)
    await person.submits(person.modal, dict(zip((NOTE, SECOND), notes, strict=False)))
    assert "in_done" in person.modal.private_metadata
    await person.submits(person.modal)
    assert "Six words go to everybody" in person.looks_at(person.modal).words
    return Left(
        [_as_seen(one) for one in there.slack.sent[sent:]],
        [one.method for one in there.slack.calls[called:]],
    )


def _as_seen(one: Delivery) -> tuple[str, int, str]:
    answer = one.attempts[-1].answer or {}
    return one.payload["type"], len(one.attempts), str(answer.get("response_action", ""))


def opened(there: Living) -> None:
    checks_in(there.house.database, kept(there), there.house.clock.now())


@pytest.mark.parametrize("way", WAYS)
async def test_with_words_and_without_are_the_same_to_slack(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        opened(there)
        for name in ("mia", "ned", "oli"):  # whom the bot has asked Slack about already
            person = await opens(there, name)
            await person.closes(person.modal)
            await person.opens_home()
            await until(lambda one=person: one.id in there.acme.team.homes)  # type: ignore[misc]

        blank, written = await passes(there, "ned"), await passes(there, "oli", DOUBT, DOUBT)

        assert passed(there.house.database) == 2
        assert len(blank.seen) == 3
        assert written == blank
        assert blank.called == ["views.open"]
        assert there.slack.complaints == []


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_is_kept_of_either_but_behind_the_door(
    tmp_path: Path, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with settled(tmp_path, way) as there:
        opened(there)
        before = outside_of_the_door(there.house.database)
        caplog.clear()

        await passes(there, "mia", DOUBT)
        await passes(there, "ned")

        assert passed(there.house.database) == 2
        assert outside_of_the_door(there.house.database) == before
        assert [
            one.name for one in caplog.records if one.name.startswith(("bot", "adapters"))
        ] == []
        assert "Ward 7" not in caplog.text


async def test_in_a_slow_house_whoever_presses_again_has_their_six_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with settled(tmp_path, "http") as there:
        opened(there)
        ned = await opens(there, "ned")
        await ned.submits(ned.modal)
        as_it_is(monkeypatch, "SLOW")
        with busy(there.house.database) as let_go:
            await ned.submits(ned.modal)
            said = ned.looks_at(ned.modal).words
            let_go.set()
        patient(monkeypatch)
        await until(lambda: passed(there.house.database))
        await ned.submits(ned.modal)

        assert AGAIN in said
        assert "Six words go to everybody" in ned.looks_at(ned.modal).words
