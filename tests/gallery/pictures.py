"""`make slack-pictures`: the pictures of docs/slack.md, taken while the practice room's stories are played in a fake
Slack. What is drawn are the very blocks that the bot has sent."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.bootstrap.practice import SCRIPT
from tests.adapters.fake_slack import Message, Person, View
from tests.adapters.fake_slack.messages import Ephemeral
from tests.adapters.slack.playing import Stage, staged
from tests.gallery.easel import Drawn, easel

PICTURES: Final = Path(__file__).parents[2] / "docs" / "slack"
WIDTH: Final = 600
PAGE: Final = "A page of one's own"
YEAR: Final = SCRIPT.with_name("a-year.toml")

TAKEN: Final[Mapping[Path, Mapping[str, str]]] = {
    SCRIPT: {
        "begin": "A learning community",
        "permission": "Permission: 3 of 5",
        "charter": "The charter of",
        "join": "Would you join “Going home well”?\nRuth",
        "hold": "Session 2\nCan you hold",
        "opening": "Session 1\n15 to",
        "story": "A story from Dev",
        "round": "Questions only",
        "looking-after": "Looking after session 1",
        "page": PAGE,
        "half-way": "Half way",
        "said": "What people said about session 1",
    },
    YEAR: {
        "proposal": "Proposal: What may leave",
        "poll": "Your vote",
        "doubt": "A doubt",
    },
}
"""By the story that is played: what each picture is called, and how what it shows begins."""


def main() -> None:
    asyncio.run(take())


async def take() -> None:
    for script, wanted in TAKEN.items():
        found = await _found(script, wanted)
        async with easel() as one:
            for name, drawn in found.items():
                await one.draw([drawn | {"id": name}], "light", WIDTH)
                await one.one(name, PICTURES / f"{name}.png")


async def _found(script: Path, wanted: Mapping[str, str]) -> dict[str, Drawn]:
    """Each as it stood when it was first seen."""
    found: dict[str, Drawn] = {}
    with TemporaryDirectory() as folder:
        async with staged(Path(folder), "socket", script) as (stage, steps, cast):
            looks = next(one.id for one in cast.people if one.role == "facilitator")
            for step in steps.steps:
                await stage.play(step)
                if "looking-after" in found and "page" not in found:
                    await _opens_page(stage, stage.people[looks])
                _take(found, stage, wanted)
                if found.keys() == wanted.keys():
                    break
    missing = wanted.keys() - found.keys()
    assert not missing, f"{script.name} shows nothing like {sorted(missing)}"
    return found


def _take(found: dict[str, Drawn], stage: Stage, wanted: Mapping[str, str]) -> None:
    for said, drawn in _in_view(stage):
        for name, begins in wanted.items():
            if name not in found and said.startswith(begins):
                found[name] = drawn


async def _opens_page(stage: Stage, who: Person) -> None:
    await who.opens_home()
    for _ in range(100):
        if who.id in who.team.homes:
            return
        await asyncio.sleep(0.05)


def _in_view(stage: Stage) -> Iterator[tuple[str, Drawn]]:
    """What everybody has before them, with its words, a line for each thing."""
    for person in stage.people.values():
        if person.has_modal:
            yield person.modal.title, {"view": _view(person.modal)}
        for whisper in person.whispers():
            yield _said(whisper.text), _blocks(whisper.source, whispered=True)
    for team in stage.slack.core.world.teams.values():
        yield from ((PAGE, {"blocks": home.blocks}) for home in team.homes.values())
    for place in stage.slack.core.world.channels.values():
        for message in place.messages.values():
            yield _said(message.text), _blocks(message)


def _said(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line)


def _blocks(one: Message | Ephemeral | View, *, whispered: bool = False) -> Drawn:
    return {"blocks": one.blocks, "whispered": whispered}


def _view(view: View) -> Drawn:
    return {
        "type": "modal",
        "title": {"text": view.title},
        "submit": view.definition.get("submit"),
        "close": view.definition.get("close"),
        "blocks": view.blocks,
    }


if __name__ == "__main__":
    main()
