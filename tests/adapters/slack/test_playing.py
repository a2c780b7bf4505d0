"""Whole communities in Slack: the practice room's own stories, played there, with the same meaning."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap.practice import SCRIPT
from tests.adapters.slack import told
from tests.adapters.slack.living import WAYS
from tests.adapters.slack.playing import staged
from tests.adapters.told import Places, Told, differences, in_practice

SCRIPTS = (SCRIPT, SCRIPT.with_name("a-year.toml"))


A_SEASON = """
[[step]]
as = "hannah"
makes = "Second channel"

[[step]]
as = "hannah"
command = "/lc here"
in = "Second channel"

[[step]]
as = "hannah"
presses = "Yes, “Going home well” moves here"
in = "Second channel"

[[step]]
as = "ruth"
says = "A fresh start."
in = "Second channel"

[[step]]
as = "colin"
says = "So it is."
under = "A fresh start."
in = "Second channel"

[[step]]
as = "ruth"
command = "/lc propose"
in = "Second channel"
fills = [{ matter = "leaves" }, { title = "What may leave", words = "Nothing leaves." }]

[[step]]
as = "colin"
presses = "I can live with it"
in = "Second channel"

[[step]]
as = "colin"
says = "I am still in here."
"""
"""After the first community has begun: it moves into a second channel, and goes on there."""


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first community until its sessions are begun, and then a move."""
    path = tmp_path_factory.mktemp("season") / "season.toml"
    begun, *_ = SCRIPT.read_text("utf-8").split("# Before a first story")
    path.write_text(begun + A_SEASON, "utf-8")
    return path


@pytest.mark.parametrize("way", WAYS)
async def test_a_second_channel_is_made_moved_to_and_lived_in_as_in_the_practice_room(
    tmp_path: Path, way: str, season: Path
) -> None:
    practised = await in_practice(season)
    async with staged(tmp_path, way, season) as (stage, steps, cast):
        for step in steps.steps:
            await stage.play(step)
        in_slack = told.in_slack(stage, cast)

    assert stage.slack.complaints == []
    assert in_slack["room2"]
    assert list(differences(practised, in_slack)) == []


@pytest.fixture(scope="module")
def practised() -> dict[Path, Places]:
    return {}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", WAYS)
async def test_a_community_lives_in_slack_as_in_the_practice_room(
    tmp_path: Path, way: str, script: Path, practised: dict[Path, Places]
) -> None:
    if script not in practised:
        practised[script] = await in_practice(script)
    async with staged(tmp_path, way, script) as (stage, steps, cast):
        for step in steps.steps:
            await stage.play(step)
        in_slack = told.in_slack(stage, cast)

    assert stage.slack.complaints == []
    assert sum(map(len, in_slack.values())) > len(steps.steps) / 4
    assert list(differences(practised[script], in_slack)) == []


ROOM = (Told(("Ready", "Your", "story"), ("Ready", "Change it")), Told(("Thank", "you")))
CHANGES: dict[str, Callable[[tuple[Told, ...]], tuple[Told, ...]]] = {
    "a word is another": lambda posts: (posts[0], replace(posts[1], words=("Thank", "them"))),
    "a word is missing": lambda posts: (posts[0], replace(posts[1], words=("Thank",))),
    "a post is missing": lambda posts: posts[:1],
    "a post came twice": lambda posts: (*posts, posts[0]),
    "a button is missing": lambda posts: (replace(posts[0], buttons=("Ready",)), posts[1]),
    "a button has gone to another post": lambda posts: (
        replace(posts[0], buttons=("Ready",)),
        replace(posts[1], buttons=("Change it",)),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_noticed_when(change: Callable[[tuple[Told, ...]], tuple[Told, ...]]) -> None:
    assert list(differences({"room": ROOM}, {"room": tuple(reversed(ROOM))})) == []
    assert list(differences({"room": ROOM}, {"room": change(ROOM)})) != []


def test_it_is_noticed_when_somebody_is_told_what_another_should_be() -> None:
    assert list(differences({"dm:ana": ROOM, "dm:ben": ()}, {"dm:ana": (), "dm:ben": ROOM})) != []
