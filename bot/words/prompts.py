"""The prompt library: data, so that a facilitator can read and change it without reading code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.words import LOCALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """`phase` 1 to 4: authorise, co-design, a session, review and carry out.

    `loop` 1: are we doing it well; 2: are we doing the right thing, and what do we assume; 3: how
    do we come to decide and learn; 0: relational.
    """

    id: str
    phase: int
    loop: int
    purpose: str
    text: str

    def filled(self, **fills: object) -> str:
        """The prompt with its places filled; a missing fill is a bug, and a `KeyError`."""
        return self.text.format_map(fills)


@cache
def library() -> tuple[Prompt, ...]:
    """Every prompt, in the order of the file."""
    source = files("bot.words") / f"prompts.{LOCALE}.toml"
    return tuple(Prompt(**each) for each in tomllib.loads(source.read_text("utf-8"))["prompt"])


def prompt(id: str) -> Prompt:
    """`KeyError` when there is none of that id."""
    return _by_id()[id]


def choose(
    *, purpose: str | None = None, phase: int | None = None, loop: int | None = None
) -> tuple[Prompt, ...]:
    """The prompts that fit everything asked for, in the order of the file."""
    return tuple(
        each
        for each in library()
        if purpose in (None, each.purpose)
        and phase in (None, each.phase)
        and loop in (None, each.loop)
    )


@cache
def _by_id() -> dict[str, Prompt]:
    return {each.id: each for each in library()}
