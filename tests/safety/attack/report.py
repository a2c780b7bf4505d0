"""What came of the run: in short in docs/trust.md, in full in docs/what-is-kept.md, in one line in the README."""

import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.safety.attack.attackers import GATED, Attacker
from tests.safety.attack.differencing import Recovered
from tests.safety.attack.run import Cell
from tests.safety.attack.statistics import Measured
from tests.safety.attack.verdict import Verdict

HOUSE = Path(__file__).parents[3]
BEGINS, ENDS = "<!-- make safety begins -->", "<!-- make safety ends -->"
NAMES: Mapping[Attacker, str] = {
    Attacker.PEER: "a member",
    Attacker.FACILITATOR: "whoever looks after the group",
    Attacker.AFTER: "the database and all keys, after the release",
    Attacker.OPEN: "the database while the check-in is open, without the master key",
    Attacker.OPEN_WITH_KEY: "the same, with the master key",
    Attacker.BACKUPS: "the backups and all keys",
    Attacker.PLATFORM: "the chat's own log",
    Attacker.SITTING: "the chat's own log, and how long each sat over the form",
    Attacker.TOGETHER: "the log, the databases and the backups together",
    Attacker.TOGETHER_WITH_KEY: "the same, with the master key while the check-in is open",
}
NOT_COVERED = "Not covered: style, content, a server changed to watch."
SHORT = "It was a short one, held to wider bounds: a full one has 4,000 notes for each size and database."
IN_FULL = "[the full table](what-is-kept.md#how-this-is-tested)"
ALSO_NOT = (
    "Not covered either: how long somebody sat over the form, for whoever can see it opened and sent; the"
    " master key together with a copy of the database from an open check-in; the words of whoever used a"
    " receipt in a hurry, outside of the check-in; what is said in the room afterwards."
)


@dataclass(frozen=True, slots=True)
class Result:
    """`short`: with too few notes for the bounds to mean much, so it was held to wider ones."""

    day: date
    commit: str
    cells: Mapping[Cell, Sequence[Verdict]]
    numbers: Mapping[int, Recovered]
    styles: Mapping[int, tuple[float, float]]
    failures: Sequence[str]
    short: bool


def commit() -> str:
    """With a plus where something has been changed since."""
    short = _git("rev-parse", "--short", "HEAD")
    return f"{short}+" if _git("status", "--porcelain", "--", "bot", "storage") else short


def table(result: Result) -> Iterator[str]:
    """In Markdown: a row for each attacker, size and engine."""
    yield "| Who has | Members | Database | Notes | Chance | Right | At most |"
    yield "|---|---|---|---|---|---|---|"
    for cell, found in sorted(result.cells.items()):
        for one in found:
            if _shown(cell, one.attacker):
                yield _row(cell, one)


def worst(result: Result) -> Iterator[str]:
    """In short: a row for each attacker, with the database in which they did better."""
    sizes = _sizes(result)
    yield f"| Who has | {' | '.join(f'{one} people' for one in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"
    for attacker in Attacker:
        if attacker is not Attacker.SITTING:
            yield f"| {_who(attacker)} | {' | '.join(_best(result, attacker, one) for one in sizes)} |"
    yield from _aside(result)


def _best(result: Result, attacker: Attacker, people: int) -> str:
    best = _surest(result, (attacker,), people)
    return f"{best.right:.1%}, chance {best.chance:.1%}" if best else "-"


def _surest(result: Result, attackers: Collection[Attacker], people: int) -> Measured | None:
    """What came of whichever of them was furthest above chance, in either database."""
    found = [
        one.found
        for cell, every in result.cells.items()
        for one in every
        if cell.people == people and not cell.kind and one.attacker in attackers
    ]
    return max(found, key=lambda one: one.right - one.chance, default=None)


def _aside(result: Result) -> Iterator[str]:
    """The runs that are reported alone."""
    about = {"any_time": Attacker.TOGETHER, "sitting": Attacker.SITTING}
    names = {
        "any_time": "Notes at any time",
        "sitting": "People who write sit longer over the form",
    }
    for cell, every in sorted(result.cells.items()):
        for one in every:
            if about.get(cell.kind) is one.attacker:
                share = f"{one.found.right:.1%}, chance {one.found.chance:.1%}"
                yield f"\n{names[cell.kind]} (reported), {one.attacker}, {cell.people} people: {share}."


def _who(attacker: Attacker) -> str:
    return f"{attacker}: {NAMES[attacker]}{'' if attacker in GATED else ' (reported)'}"


def _shown(cell: Cell, attacker: Attacker) -> bool:
    """A run that is reported alone is shown for what it is about."""
    if cell.kind == "sitting":
        return attacker in (Attacker.SITTING, Attacker.PLATFORM)
    return attacker is not Attacker.SITTING


def _row(cell: Cell, one: Verdict) -> str:
    found = one.found
    gated = one.attacker in GATED and not cell.kind
    kind = {"any_time": ", at any time", "sitting": ", seen sitting"}.get(cell.kind, "")
    who = f"{one.attacker}{kind}: {NAMES[one.attacker]}{'' if gated else ' (reported)'}"
    shares = f"{found.chance:.1%} | {found.right:.1%} | {found.bound:.1%}"
    return f"| {who} | {cell.people} | {cell.engine} | {found.notes} | {shares} |"


def _sizes(result: Result) -> list[int]:
    return sorted({cell.people for cell in result.cells if not cell.kind})


def for_members(result: Result) -> str:
    """For docs/trust.md: whether it held, how often whoever did best was right, and what it says nothing of."""
    verdict = f"failed; {IN_FULL} says where" if result.failures else f"passed ({IN_FULL})"
    return "\n".join(
        [
            f"{_last(result)}: {verdict}.{_how(result)}",
            "",
            "| Members | The best attacker was right | A blind guess |",
            "|---|---|---|",
            *_rows_for_members(result),
            "",
            f"{NOT_COVERED} {ALSO_NOT}",
        ]
    )


def _rows_for_members(result: Result) -> Iterator[str]:
    for people in _sizes(result):
        if best := _surest(result, GATED, people):
            yield f"| {people} | {best.right:.1%} | {best.chance:.1%} |"


def in_full(result: Result) -> str:
    """For docs/what-is-kept.md."""
    verdict = "passed" if not result.failures else "failed: " + "; ".join(result.failures)
    return "\n".join(
        [
            f"{_last(result)}: {verdict}.{_how(result)}",
            "",
            *worst(result),
            "",
            *_numbers(result),
            *_styles(result),
            "",
            f"{NOT_COVERED} {ALSO_NOT}",
        ]
    )


def _last(result: Result) -> str:
    return f"Last run {result.day:%-d %B %Y}, commit {result.commit}"


def _how(result: Result) -> str:
    return f" {SHORT}" if result.short else ""


def _numbers(result: Result) -> Iterator[str]:
    for people, found in sorted(result.numbers.items()):
        yield (
            f"- X7, numbers that are told, {people} people: the surest guess at anybody's answer is right"
            f" {found.right:.1%} of the time; from what the words are meant to tell, {found.base:.1%}."
        )


def _styles(result: Result) -> Iterator[str]:
    for people, (plain, as_written) in sorted(result.styles.items()):
        yield (
            f"- X8, the way of writing (reported), {people} people with strong habits: right"
            f" {as_written:.0%} of the time as they write, {plain:.0%} as a plain copy; chance is {1 / people:.0%}."
        )


def public_line(result: Result) -> str:
    """For the README: whoever has all there is, in each size."""
    found = {people: _surest(result, (Attacker.TOGETHER,), people) for people in _sizes(result)}
    parts = [
        f"{one.right:.1%} against {one.chance:.1%} by chance, n = {people}"
        for people, one in found.items()
        if one
    ]
    return (
        f"{_last(result)}: guess rate {'; '.join(parts)}, from a full dump"
        f" plus platform log{' (a short run)' if result.short else ''}. {NOT_COVERED}"
    )


WRITTEN: Mapping[str, Callable[[Result], str]] = {
    "docs/trust.md": for_members,
    "docs/what-is-kept.md": in_full,
    "README.md": public_line,
}
"""Where the result stands between its marks, and what of it."""


def write_down(result: Result, house: Path = HOUSE) -> None:
    for name, told in WRITTEN.items():
        _replaced(house / name, told(result))


def _replaced(file: Path, text: str) -> None:
    """What stands between the marks."""
    before = file.read_text("utf-8")
    head, begins, rest = before.partition(BEGINS)
    _, ends, tail = rest.partition(ENDS)
    if not (begins and ends):
        raise ValueError(f"{file.name} has no place for the result of make safety")
    file.write_text(f"{head}{begins}\n{text}\n{ends}{tail}", "utf-8")


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], cwd=HOUSE, capture_output=True, text=True, check=False)
    return found.stdout.strip()
