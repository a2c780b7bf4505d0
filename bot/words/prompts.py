"""The prompt library: data, so that a facilitator can read and change it without reading code."""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.words import LOCALE

UNSETTLING = ("L2-", "L3-")
WIDE = (
    *("UN-06", "UN-02", "L2-06", "L3-01", "CU-02", "L2-03"),
    *("L3-02", "L2-02", "L2-04", "L2-01", "L2-05", "L3-04"),
)
"""What can be put to everyone at once: of loops 2 and 3, those first that are lightest to answer."""
CARRY_BACK = "AR-04"
"""What came of what people took with them."""
DEEPER: Mapping[int, tuple[str, ...]] = {
    1: ("L2-01", "L3-05", "L2-02", "L2-03", "L2-05", "L3-01"),
    2: ("L3-05", "L3-01", "L3-02", "L3-03"),
    3: ("ST-04", "UN-01", "ST-06", "JU-03"),
}
"""By the loop that a group has leaned on: what would take it deeper, or back to one moment."""


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

    @property
    def unsettles(self) -> bool:
        """It asks about what people assume or who they are: whoever uses it should offer time."""
        return self.id.startswith(UNSETTLING)

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


def ids() -> Set[str]:
    return _by_id().keys()


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
def wide() -> tuple[Prompt, ...]:
    return tuple(prompt(id) for id in WIDE)


def deeper(loop: int) -> tuple[Prompt, ...]:
    return tuple(prompt(id) for id in DEEPER[loop])


@cache
def _by_id() -> dict[str, Prompt]:
    return {each.id: each for each in library()}
