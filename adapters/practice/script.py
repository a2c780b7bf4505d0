"""A script that the rest of the cast plays: who does what, in which order. Pure but for reading the file.

    [[step]]
    as = "hannah"
    command = "/lc start"             # in the room; add place = "direct" for their own messages

    [[step]]
    as = "hannah"
    presses = "I would"               # the newest button of this label that she can see

    [[step]]
    as = "hannah"
    fills = { name = "Going home" }   # the open form, by a field's name or by what it asks; the rest
                                      # stays as it is shown; add unseen = true where what is written
                                      # carries no name

    [[step]]
    as = "ruth"
    says = "It stayed with me."
    under = "What struck me"          # in the thread of the newest post that begins like this

    [[step]]
    as = "ruth"
    makes = "Second channel"          # with everybody who is in the first; there are three at most

    [[step]]
    as = "ruth"
    command = "/lc here"
    in = "Second channel"             # a command, a press or words; otherwise it is the first channel

    [[step]]
    as = ["ruth", "colin"]            # one after the other
    presses = "Join"
    fills = { read = ["yes"] }        # the form that it opens; a list of them where one follows another

    [[step]]
    wait_for = "Session 1"            # until a post begins like this that came since the step before
    note = "A week goes by."          # for the transcript

A step has exactly one of `command`, `presses`, `fills`, `cancels`, `says`, `makes`, `wait = "next"`,
`until`, `by` and `wait_for`; only `fills` may follow a command or a press in the same step.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from adapters.practice.cast import CHANNELS, Cast
from bot.boundary.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Commands:
    """`channel` is its id; empty is the first one that they are in."""

    words: str
    direct: bool = False
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Presses:
    """The newest button of this label; with a `channel`, the newest one there."""

    label: str
    channel: str = ""


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
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Makes:
    """Another channel, with everybody who is in the first."""

    channel: str


@dataclass(frozen=True, slots=True)
class Waits:
    """The clock moves, as `POST /practice/api/clock` would be asked."""

    move: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """The clock moves from one thing that happens to the next, until a post that begins so stands."""

    beginning: str


Deed = Commands | Presses | Fills | Cancels | Says | Makes | Waits | WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one person does at once. `by` is empty where only the clock moves. `note` is the narrator's.

    `number` counts them as they are played, `written` the steps in the file, which may hold several
    of them; both from 1. `unseen`: what is written carries no name, so a transcript does not tell it.
    """

    number: int
    written: int
    by: str
    deed: Deed
    note: str = ""
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    name: str
    steps: tuple[Step, ...]

    def opener(self, step: Step) -> Step | None:
        """What opened the form that this step is done in: the command or the press just before it."""
        before = self.steps[step.number - 2] if step.number > 1 else None
        if before is None or before.by != step.by or not isinstance(step.deed, Fills | Cancels):
            return None
        return before if isinstance(before.deed, Commands | Presses) else None


class ScriptUnreadable(Trouble):
    """The sentence names the step, for whoever wrote it."""


def read_script(path: Path, cast: Cast) -> Script:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ScriptUnreadable(f"The script {path.name} can't be read: {problem}.") from None
    written = enumerate(table.get("step", []), 1)
    steps = [one for number, given in written for one in _steps(number, given, cast)]
    return Script(
        name=path.stem,
        steps=tuple(replace(one, number=number) for number, one in enumerate(steps, 1)),
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
        case Makes():
            return "make a new channel"
        case Waits() | WaitsFor():
            return "let time pass"
        case _:
            assert_never(deed)


_DEEDS = (
    "command",
    "presses",
    "fills",
    "cancels",
    "says",
    "makes",
    "wait",
    "until",
    "by",
    "wait_for",
)
_BESIDE = {"as", "note", "under", "place", "in", "unseen"}
_IN_A_CHANNEL = {"command", "presses", "says"}
_OPEN_A_FORM = {"command", "presses"}


def _steps(written: int, given: Mapping[str, object], cast: Cast) -> Iterator[Step]:
    """One after the other: everyone who does it, and each of them all of it. The note comes first."""
    deeds, note = _deeds(written, given, cast), str(given.get("note", ""))
    for by in _people(written, given, cast) if _is_somebodys(deeds[0]) else ("",):
        for deed in deeds:
            yield Step(
                number=written,
                written=written,
                by=by,
                deed=deed,
                note=note,
                unseen=given.get("unseen") is True,
            )
            note = ""


def _is_somebodys(deed: Deed) -> bool:
    return not isinstance(deed, Waits | WaitsFor)


def _people(written: int, given: Mapping[str, object], cast: Cast) -> tuple[str, ...]:
    by = given.get("as", "")
    people = tuple(str(one) for one in (by if isinstance(by, list) and by else [by]))
    strangers = [one for one in people if cast.find(one) is None]
    if strangers:
        raise ScriptUnreadable(
            f"Step {written} is played by “{strangers[0]}”, who is not among the people."
        )
    return people


def _deeds(written: int, given: Mapping[str, object], cast: Cast) -> tuple[Deed, ...]:
    """What is to be done, in its order: a command or a press may open a form, and that another."""
    found = [name for name in _DEEDS if name in given]
    one = len(found) == 1 or (found[1:] == ["fills"] and found[0] in _OPEN_A_FORM)
    if not one or (unknown := set(given) - set(found) - _BESIDE):
        wrong = ", ".join(sorted(unknown)) if one else " and ".join(found) or "nothing"
        raise ScriptUnreadable(
            f"Step {written} has {wrong}. A step has exactly one of {', '.join(_DEEDS)};"
            " fills may follow a command or presses."
        )
    if "in" in given and (found[0] not in _IN_A_CHANNEL or "place" in given):
        raise ScriptUnreadable(
            f"Step {written} has in, which goes with one of {', '.join(sorted(_IN_A_CHANNEL))},"
            " and without place."
        )
    alone = tuple(_deed(name, written, given, cast) for name in found if name != "fills")
    return (*alone, *(_forms(written, given["fills"]) if "fills" in found else ()))


def _forms(written: int, fills: object) -> tuple[Fills, ...]:
    given = fills if isinstance(fills, list) else [fills]
    forms = tuple(Fills(one) for one in given if isinstance(one, dict))
    if not forms or len(forms) < len(given):
        raise ScriptUnreadable(f"Step {written} fills a form with what is not a table.")
    return forms


def _channel(written: int, said: object, cast: Cast) -> str:
    """Its id. A channel that there can't be is named to whoever wrote it, with those that there can."""
    if found := cast.channel_named(str(said)):
        return found
    names = " or ".join(f"“{cast.name_of(id)}”" for id in CHANNELS)
    raise ScriptUnreadable(f"Step {written} names the channel “{said}”. There can be {names}.")


def _deed(name: str, written: int, given: Mapping[str, object], cast: Cast) -> Deed:
    what, direct = given[name], given.get("place") == "direct"
    channel = _channel(written, given["in"], cast) if "in" in given else ""
    match name:
        case "command":
            return Commands(str(what), direct, channel)
        case "presses":
            return Presses(str(what), channel)
        case "makes":
            return Makes(_channel(written, what, cast))
        case "cancels":
            return Cancels()
        case "says":
            return Says(str(what).strip(), str(given.get("under", "")), direct, channel)
        case "wait":
            return Waits({"to": str(what)})
        case "until":
            return Waits({"to": str(what)})
        case "by":
            return Waits({"by": str(what)})
        case _:
            return WaitsFor(str(what))
