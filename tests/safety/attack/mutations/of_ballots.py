"""Leaks by which a ballot leads to whoever cast it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text

from bot.conversations.polls import polling
from storage import box as boxes
from storage.box import Boxes
from storage.unsigned import box_slip
from tests.safety.attack.ballots import Voting
from tests.safety.attack.run import ENGINES

Replaces = Callable[[object, str, Callable[[Any], Any]], None]
Mutation = Callable[[Voting, Replaces], None]


@dataclass(frozen=True, slots=True)
class BallotLeak:
    """`engines`: where it leaks. In SQLite these rows lie by their tag, and bear no transaction."""

    words: str
    plant: Mutation
    engines: tuple[str, ...] = ENGINES


def numbered(voting: Voting, replaces: Replaces) -> None:
    numbers = count()
    replaces(boxes, "_tag", lambda _: lambda *_: next(numbers).to_bytes(16, "big"))


def timed(voting: Voting, replaces: Replaces) -> None:
    """The time stands behind the reason."""

    def with_time(on_slip: Any) -> Any:
        def on(*given: Any) -> Mapping[str, str]:
            slip = on_slip(*given)
            return {**slip, "reason": f"{slip['reason']} {voting.now.isoformat()}"}

        return on

    replaces(polling, "on_slip", with_time)


def marked_by_voter(voting: Voting, replaces: Replaces) -> None:
    """As other slips are, so that a vote could be changed."""

    def by_voter(drop: Any) -> Any:
        return lambda self, slip, keys: drop(self, replace(slip, person=voting.voter), keys)

    replaces(Boxes, "drop", by_voter)


def not_laid_anew(voting: Voting, replaces: Replaces) -> None:
    def only_the_new(_: Any) -> Any:
        def lay(self: Boxes, name: str, slips: Mapping[bytes, bytes]) -> None:
            lying = dict(self._lying(name))
            new = [{"box": name, "tag": t, "sealed": s} for t, s in slips.items() if t not in lying]
            self._connection.execute(box_slip.insert(), new)

        return lay

    replaces(Boxes, "_lay_anew", only_the_new)


def beside_the_voter(voting: Voting, replaces: Replaces) -> None:
    """A row of the voter's is written with the ballot, and knows which it was."""
    kind = "BLOB" if voting.rig.url.startswith("sqlite") else "BYTEA"
    voting.rig.meddle(f"CREATE TABLE voter (person TEXT, ballot {kind})")

    def with_row(drop: Any) -> Any:
        def dropped(self: Boxes, slip: Any, keys: Any) -> None:
            before = dict(self._lying(slip.box))
            drop(self, slip, keys)
            (new,) = (tag for tag, _ in self._lying(slip.box) if tag not in before)
            row = text("INSERT INTO voter VALUES (:person, :ballot)")
            self._connection.execute(row, {"person": voting.voter, "ballot": new})

        return dropped

    replaces(Boxes, "drop", with_row)


BALLOTS: Mapping[str, BallotLeak] = {
    "ballots_numbered": BallotLeak("ballots that lie in the order in which they came", numbered),
    "ballots_timed": BallotLeak("a ballot with the time at which it was cast", timed),
    "ballots_marked": BallotLeak("a ballot with a mark of its voter's", marked_by_voter),
    "ballots_not_laid_anew": BallotLeak(
        "only the new ballot is written", not_laid_anew, ("postgres",)
    ),
    "ballots_beside_voters": BallotLeak(
        "a row of the voter's, written with the ballot, that knows which it was", beside_the_voter
    ),
}


@contextmanager
def planted(leak: BallotLeak) -> Iterator[Callable[[Voting], None]]:
    """Hand what this gives to `voted`; all is as it was afterwards."""
    with pytest.MonkeyPatch.context() as patch:

        def replaces(where: object, name: str, made: Callable[[Any], Any]) -> None:
            patch.setattr(where, name, made(getattr(where, name)))

        yield lambda voting: leak.plant(voting, replaces)
