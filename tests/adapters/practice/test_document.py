"""The examples of docs/practice-room.md, against the real bot; and the readme, against the script."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from aiohttp import ClientSession

from adapters.practice.cast import read_cast
from adapters.practice.script import Commands, read_script
from bot.bootstrap.house import open_house
from bot.settings import Settings
from tests.adapters.practice.house import SCRIPT

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "practice-room.md"
README = ROOT / "README.md"
EXAMPLE = re.compile(r"```sh\n(.+?)```\n```json\n(.+?)```", re.DOTALL)


async def test_every_example_is_answered_as_the_document_says(tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"LCBOT_DATA": tmp_path / "data", "LCBOT_PORT": 0, "DATABASE_URL": ""}
    )
    seen: dict[str, str] = {}
    async with (
        open_house(settings, lambda _: None, lambda _: {}) as house,
        ClientSession() as client,
    ):
        for number, (command, expected) in enumerate(examples(), 1):
            method, url, headers, body = spoken(command, house.address, seen)
            async with client.request(method, url, headers=headers, data=body) as answer:
                given = await answer.json()
            assert like(json.loads(expected), given), (number, command, given)
            remember(given, seen)

    assert number == 10


def examples() -> Iterator[tuple[str, str]]:
    for found in EXAMPLE.finditer(DOCUMENT.read_text("utf-8")):
        yield found[1], found[2]


def spoken(
    command: str, address: str, seen: dict[str, str]
) -> tuple[str, str, dict[str, str], str | None]:
    """What curl would send: the address, -H and -d are all the examples use."""
    for name, value in seen.items():
        command = command.replace(f"${name}", value)
    words = iter(shlex.split(command.replace("\\\n", " ")))
    assert (next(words), next(words)) == ("curl", "-s")
    url, headers, body = next(words), dict[str, str](), None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        else:
            assert word == "-d"
            body = next(words)
    return "POST" if body else "GET", url.replace("http://127.0.0.1:8080/", address), headers, body


def remember(given: dict, seen: dict[str, str]) -> None:
    """What the examples take from one answer into the next request."""
    for whisper in given.get("whispers", ()):
        for button in whisper["buttons"]:
            seen[button["label"].upper().replace(" ", "_")] = button["id"]
    if given.get("form"):
        seen["FORM"] = given["form"]["id"]


def like(expected: object, given: object) -> bool:
    """Everything the document shows is there; `…` stands for anything, and for the rest of a list."""
    match expected, given:
        case str(), str():
            return (
                re.fullmatch(re.escape(expected).replace("…", ".*"), given, re.DOTALL) is not None
            )
        case dict(), dict():
            return all(key in given and like(value, given[key]) for key, value in expected.items())
        case [*shown, "…"], list():
            return len(given) > len(shown) and all(map(like, shown, given))
        case list(), list():
            return len(expected) == len(given) and all(map(like, expected, given))
        case _:
            return expected == given


def test_the_readme_begins_with_whoever_begins_the_script() -> None:
    people = read_cast(SCRIPT)
    first = read_script(SCRIPT, people).steps[0]
    named = re.search(
        r"In the practice room, be (\w+).*?type `(/lc \w+)`", README.read_text("utf-8")
    )

    assert named is not None
    assert people.person(first.by).name.split()[0] == named[1]
    assert first.deed == Commands(named[2])
