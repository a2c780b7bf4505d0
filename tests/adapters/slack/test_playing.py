"""Whole communities in Slack: the practice room's own stories, played there, with the same meaning."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters.practice.cast import Cast, place_id
from adapters.practice.player import Player
from adapters.practice.render import card_text
from adapters.site import Meters
from bot.bootstrap.house import SCRIPT, open_practice, open_records
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.settings import Settings
from tests.adapters.slack.playing import Stage, staged

YEAR = SCRIPT.with_name("a-year.toml")
Told = Mapping[str, list[str]]
"""What the bot has said, place by place, as it stands at the end."""


@pytest.fixture(scope="module")
def practised() -> dict[Path, Told]:
    return {}


@pytest.mark.parametrize(
    ("way", "script"),
    [("http", SCRIPT), ("socket", SCRIPT), ("socket", YEAR)],
    ids=lambda one: one if isinstance(one, str) else one.stem,
)
async def test_a_community_lives_in_slack_as_in_the_practice_room(
    tmp_path: Path, way: str, script: Path, practised: dict[Path, Told]
) -> None:
    if script not in practised:
        practised[script] = await in_practice(script)
    async with staged(tmp_path, way, script) as (stage, steps, cast):
        for step in steps.steps:
            await stage.play(step)
        told = in_slack(stage, cast)

    assert stage.slack.complaints == []
    for place, said in practised[script].items():
        assert _by_chance(told[place]) == _by_chance(said), place


async def in_practice(script: Path) -> Told:
    with TemporaryDirectory() as folder:
        settings = Settings.model_validate({"LCBOT_DATA": Path(folder)})
        with open_records(settings, warn=lambda _: None) as database:
            practice = open_practice(
                Path(folder), database, Meters(), script=script, begins=BEGINS, speed=STANDS_STILL
            )
            async with practice as here:
                player = Player(here.script, here.stage, here.keeper)
                async for _ in player.play_all():
                    pass
                return await _stands(here.stage.room.cast, player)


async def _stands(cast: Cast, player: Player) -> Told:
    told: dict[str, list[str]] = {}
    for person in cast.people:
        for place in person.places:
            name = place_id(place)
            cards = await player.room.ask(lambda shelf, name=name: shelf.messages([name]))  # type: ignore[misc]
            told[name] = [_plain(card_text(one.card)) for one in cards if one.card]
    return told


def in_slack(stage: Stage, cast: Cast) -> Told:
    told = {"room": _posts(list(stage.room.messages.values()))}
    for person in cast.people:
        direct = stage.people[person.id].direct
        told[f"dm:{person.id}"] = _posts([one.source for one in direct])
    return told


def _posts(messages: list[object]) -> list[str]:
    """A post that took several messages is one."""
    said: list[str] = []
    for one in messages:
        mark = (getattr(one, "metadata", None) or {}).get("event_payload")
        if mark is None:
            continue
        text = _plain(one.text)  # type: ignore[attr-defined]
        if mark["part"]:
            said[-1] += " " + text
        else:
            said.append(text)
    return said


def _by_chance(said: list[str]) -> list[list[str]]:
    """What came without names is mixed by chance, and so is what is due at the same moment: the words are the same,
    their order is not."""
    return sorted(sorted(text.split()) for text in said)


def _plain(text: str) -> str:
    return " ".join(text.split())
