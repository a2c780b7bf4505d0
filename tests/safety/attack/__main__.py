"""`make safety` and `make safety-mutations`."""

import argparse
import sys
import warnings
from datetime import date
from itertools import chain
from pathlib import Path

from adapters.clock import SystemClock
from tests.safety.attack.differencing import as_published, recovered
from tests.safety.attack.mutations.trying import tried, tried_ballots, tried_numbers
from tests.safety.attack.report import HOUSE, Result, commit, in_full, table, write_down
from tests.safety.attack.run import ENGINES, NOTES, SIZES, Run
from tests.safety.attack.statistics import FULL, QUICK
from tests.safety.attack.style import guessed_by_style
from tests.safety.attack.verdict import failures, verdicts

KEPT = HOUSE / "build" / "safety"
TRIES, STYLED = 2000, 400


def safety(run: Run, *, goes: bool, writes: bool) -> int:
    """0 when the promise is kept. Without `goes` only what is there already is told."""
    for line in run.go() if goes else ():
        _say(line)
    result = _result(run)
    _say("\n".join(table(result)))
    _say(in_full(result))
    if writes:
        write_down(result)
    return bool(result.failures)


def _result(run: Run) -> Result:
    gate = FULL if run.notes >= NOTES else QUICK
    harvests = {cell: run.harvest(cell) for cell in run.cells()}
    found = {cell: verdicts(one) for cell, one in harvests.items() if one.notes}
    failed = [
        f"{cell.name}, {why}"
        for cell, one in found.items()
        if not cell.kind
        for why in failures(harvests[cell], one, gate)
    ]
    numbers = {people: recovered(people, TRIES, as_published) for people in run.sizes}
    failed += [f"X7, {n}, {why}" for n, one in numbers.items() for why in one.broken(gate)]
    styles = {
        people: (
            guessed_by_style(people, STYLED, plain=True),
            guessed_by_style(people, STYLED, plain=False),
        )
        for people in run.sizes
    }
    return Result(_today(), commit(), found, numbers, styles, failed, short=gate is QUICK)


def mutations(engines: list[str], names: list[str]) -> int:
    """0 when every one of them was noticed. A table, line by line."""
    missed = []
    _say("| Leak | Database | Notes | Noticed by |\n|---|---|---|---|")
    every = (tried(engines, names), tried_ballots(engines, names), tried_numbers(names))
    for one in chain(*every):
        _say(f"| {one.words} | {one.engine} | {one.notes} | {one.by or '**nobody**'} |")
        if not one.by:
            missed.append(one.words)
    if missed:
        _say(f"Not noticed: {', '.join(missed)}.")
    return bool(missed)


def _today() -> date:
    return SystemClock.now().date()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.safety.attack")
    parser.add_argument("what", choices=("run", "mutations", "tell"))
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--size", action="append", type=int)
    parser.add_argument(
        "--kept", type=Path, default=KEPT, help="a run that was stopped goes on from here"
    )
    parser.add_argument("--write", action="store_true", help="write the result into the documents")
    parser.add_argument("--leak", action="append", default=[])
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    engines = given.engine or list(ENGINES)
    if given.what == "mutations":
        return mutations(engines, given.leak)
    run = Run(given.kept, notes=given.notes, engines=engines, sizes=given.size or SIZES)
    return safety(run, goes=given.what == "run", writes=given.write)


if __name__ == "__main__":
    sys.exit(main())
