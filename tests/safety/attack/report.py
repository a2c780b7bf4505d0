"""What came of the run, in a table, in docs/trust.md and in one line of the README."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.safety.attack.attackers import GATED, Attacker
from tests.safety.attack.differencing import Recovered
from tests.safety.attack.run import Cell
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
    sizes = sorted({cell.people for cell in result.cells if not cell.kind})
    yield f"| Who has | {' | '.join(f'{one} people' for one in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"
    for attacker in Attacker:
        if attacker is not Attacker.SITTING:
            yield f"| {_who(attacker)} | {' | '.join(_best(result, attacker, one) for one in sizes)} |"
    yield from _aside(result)


def _best(result: Result, attacker: Attacker, people: int) -> str:
    found = [
        one.found
        for cell, every in result.cells.items()
        for one in every
        if cell.people == people and not cell.kind and one.attacker is attacker
    ]
    best = max(found, key=lambda one: one.right - one.chance, default=None)
    return f"{best.right:.1%}, chance {best.chance:.1%}" if best else "-"


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


def section(result: Result) -> str:
    """For docs/trust.md."""
    verdict = "passed" if not result.failures else "failed: " + "; ".join(result.failures)
    how = (
        " It was a short one, held to wider bounds: a full one has 4,000 notes for each size and database."
        if result.short
        else ""
    )
    lines = [
        BEGINS,
        f"Last run {result.day:%-d %B %Y}, commit {result.commit}: {verdict}.{how}",
        "",
        *worst(result),
        "",
        *_numbers(result),
        *_styles(result),
        "",
        f"{NOT_COVERED} {ALSO_NOT}",
        ENDS,
    ]
    return "\n".join(lines)


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
    """For the README: the worst of the attackers that are gated, in each size, from all there is."""
    worst = {}
    for cell, found in result.cells.items():
        rates = [one for one in found if one.attacker is Attacker.TOGETHER]
        if rates and not cell.kind:
            worst.setdefault(cell.people, []).append(rates[0].found)
    parts = [
        f"{max(one.right for one in found):.1%} against {found[0].chance:.1%} by chance, n = {people}"
        for people, found in sorted(worst.items())
    ]
    return (
        f"Last run {result.day:%-d %B %Y}, commit {result.commit}: guess rate {'; '.join(parts)}, from a full dump"
        f" plus platform log{' (a short run)' if result.short else ''}. {NOT_COVERED}"
    )


def write_down(result: Result, house: Path = HOUSE) -> None:
    _replaced(house / "docs" / "trust.md", section(result))
    _replaced(house / "README.md", "\n".join((BEGINS, public_line(result), ENDS)))


def _replaced(file: Path, text: str) -> None:
    """What stands between the marks."""
    before = file.read_text("utf-8")
    head, begins, rest = before.partition(BEGINS)
    _, ends, tail = rest.partition(ENDS)
    if not (begins and ends):
        raise ValueError(f"{file.name} has no place for the result of make safety")
    file.write_text(f"{head}{text}{tail}", "utf-8")


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], cwd=HOUSE, capture_output=True, text=True, check=False)
    return found.stdout.strip()
