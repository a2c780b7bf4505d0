"""A script that the rest of the cast plays: who does what, in which order. Pure but for reading the file.

    [[step]]
    as = "hannah"
    command = "/lc start"             # in the room; add place = "direct" for their own messages

    [[step]]
    as = "hannah"
    presses = "I would"               # the newest button of this label that she can see

    [[step]]
    as = "hannah"
    fills = { name = "Going home" }   # the open form, by field name; the rest stays as it is shown;
                                      # add unseen = true where what is written carries no name

    [[step]]
    as = "ruth"
    says = "It stayed with me."
    under = "What struck me"          # in the thread of the newest post that begins like this

    [[step]]
    wait_for = "Session 1"            # until a post begins like this that came since the step before
    note = "A week goes by."          # for the transcript

A step has exactly one of `command`, `presses`, `fills`, `cancels`, `says`, `wait = "next"`,
`until`, `by` and `wait_for`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from adapters.practice.cast import Cast
from bot.boundary.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Commands:
    words: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Presses:
    label: str


@dataclass(frozen=True, slots=True)
class Fills:
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cancels:
    """Closes the open form."""


@dataclass(frozen=True, slots=True)
class Says:
    """`under` is how a post begins; empty at the top of the place."""

    text: str
    under: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """The clock moves, as `POST /practice/api/clock` would be asked."""

    move: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """The clock moves from one thing that happens to the next, until a post that begins so stands."""

    beginning: str


Deed = Commands | Presses | Fills | Cancels | Says | Waits | WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`number` counts from 1. `by` is empty where only the clock moves. `note` is the narrator's.

    `unseen`: what is written carries no name, so a transcript does not tell it either.
    """

    number: int
    by: str
    deed: Deed
    note: str = ""
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    name: str
    steps: tuple[Step, ...]


class ScriptUnreadable(Trouble):
    """The sentence names the step, for whoever wrote it."""


def read_script(path: Path, cast: Cast) -> Script:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ScriptUnreadable(f"The script {path.name} can't be read: {problem}.") from None
    steps = table.get("step", [])
    return Script(
        name=path.stem,
        steps=tuple(_step(number, given, cast) for number, given in enumerate(steps, 1)),
    )


def in_words(deed: Deed) -> str:
    """What there is to do, as one would say it to the person: `press “Join”`."""
    match deed:
        case Commands(words=words):
            return f"type “{words}”"
        case Presses(label=label):
            return f"press “{label}”"
        case Fills():
            return "fill in the form"
        case Cancels():
            return "close the form"
        case Says(under=""):
            return "write something"
        case Says(under=under):
            return f"answer in the thread of “{under}”"
        case Waits() | WaitsFor():
            return "let time pass"
        case _:
            assert_never(deed)


_DEEDS = ("command", "presses", "fills", "cancels", "says", "wait", "until", "by", "wait_for")
_BESIDE = {"as", "note", "under", "place", "unseen"}


def _step(number: int, given: Mapping[str, object], cast: Cast) -> Step:
    found = [deed for deed in _DEEDS if deed in given]
    if len(found) != 1 or (unknown := set(given) - set(found) - _BESIDE):
        wrong = ", ".join(sorted(unknown)) if len(found) == 1 else " and ".join(found) or "nothing"
        raise ScriptUnreadable(
            f"Step {number} has {wrong}. A step has exactly one of {', '.join(_DEEDS)}."
        )
    deed, by = _deed(found[0], given), str(given.get("as", ""))
    if isinstance(deed, Waits | WaitsFor):
        by = ""
    elif cast.find(by) is None:
        raise ScriptUnreadable(f"Step {number} is played by “{by}”, who is not among the people.")
    note, unseen = str(given.get("note", "")), given.get("unseen") is True
    return Step(number=number, by=by, deed=deed, note=note, unseen=unseen)


def _deed(name: str, given: Mapping[str, object]) -> Deed:
    what, direct = given[name], given.get("place") == "direct"
    match name:
        case "command":
            return Commands(str(what), direct)
        case "presses":
            return Presses(str(what))
        case "fills" if isinstance(what, dict):
            return Fills(what)
        case "cancels":
            return Cancels()
        case "says":
            return Says(str(what).strip(), str(given.get("under", "")), direct)
        case "wait":
            return Waits({"to": str(what)})
        case "until":
            return Waits({"to": str(what)})
        case "by":
            return Waits({"by": str(what)})
        case _:
            return WaitsFor(str(what))
