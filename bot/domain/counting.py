"""Counting ballots: pure and exact, in whole numbers. A tie is told as a tie; nothing is drawn by lot.

A ranking is counted by Markus Schulze's method (Social Choice and Welfare 36, 2011, pages 267-303),
with the strength of a link measured by its winning votes, so that a ballot may rank some options only.
The gradients of agreement are after Sam Kaner and others, "Facilitator's Guide to Participatory
Decision-Making": a spread to be looked at, of which there is no winner and no mean.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Ballot = Mapping[int, int]
"""What one person says of the options, by their place in the list; an option left out has no mark.

The mark is a 1 (one of, several of, a gradient), the number of dots, the place in a ranking (1 is the
first), or for a time `YES` or `IF_NEED_BE`.
"""

YES = 2
IF_NEED_BE = 1


class PollKind(StrEnum):
    """How a question is answered."""

    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    """Each option that somebody is for."""
    DOTS = "dots"
    RANKING = "ranking"
    GRADIENTS = "gradients"
    """How well somebody can live with it."""
    TIMES = "times"

    @property
    def can_be_a_rule(self) -> bool:
        """What came of it is a sentence that can hold from now on. An hour, a heap of dots or an order is not."""
        return self in (PollKind.ONE_OF, PollKind.SEVERAL_OF, PollKind.GRADIENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`marks` is what each option got: votes, dots, people who can come, or (in a ranking) how many other
    options it stands before. `glad` are those of a time's people who said a plain yes.

    `order` has the options from first to last; options in one group are level. `winners` is one option,
    several that are level, or nothing.
    """

    marks: tuple[int, ...]
    order: tuple[tuple[int, ...], ...]
    winners: tuple[int, ...]
    glad: tuple[int, ...] = ()


def counted(kind: PollKind, ballots: Sequence[Ballot], options: int) -> Count:
    """What came of `ballots` on so many options."""
    match kind:
        case PollKind.RANKING:
            return _ranked(ballots, options)
        case PollKind.TIMES:
            return _times(ballots, options)
        case PollKind.GRADIENTS:
            spread = _sums(ballots, options)
            return Count(marks=spread, order=(tuple(range(options)),), winners=())
        case PollKind.ONE_OF | PollKind.SEVERAL_OF | PollKind.DOTS:
            marks = _sums(ballots, options)
            return _most_first(marks, marks.__getitem__)


def _sums(ballots: Sequence[Ballot], options: int) -> tuple[int, ...]:
    return tuple(sum(ballot.get(one, 0) for ballot in ballots) for one in range(options))


def _times(ballots: Sequence[Ballot], options: int) -> Count:
    """The time that most can make; of several such, the one with the most plain yeses."""
    every = range(options)
    can = tuple(sum(ballot.get(one, 0) >= IF_NEED_BE for ballot in ballots) for one in every)
    glad = tuple(sum(ballot.get(one, 0) == YES for ballot in ballots) for one in every)
    return _most_first(can, lambda one: (can[one], glad[one]), glad)


def _most_first(
    marks: tuple[int, ...],
    worth: Callable[[int], int | tuple[int, int]],
    glad: tuple[int, ...] = (),
) -> Count:
    """An option that nobody is for wins nothing, not even level with others."""
    groups: dict[int | tuple[int, int], list[int]] = {}
    for one in sorted(range(len(marks)), key=worth, reverse=True):
        groups.setdefault(worth(one), []).append(one)
    order = tuple(tuple(sorted(group)) for group in groups.values())
    first = order[0] if order else ()
    return Count(
        marks=marks,
        order=order,
        winners=tuple(one for one in first if marks[one]),
        glad=glad,
    )


def _ranked(ballots: Sequence[Ballot], options: int) -> Count:
    beaten = _beaten(_strongest_paths(_preferred(ballots, options)))
    order = _peeled(beaten)
    return Count(
        marks=tuple(len(others) for others in beaten),
        order=order,
        winners=order[0] if order and any(ballots) else (),
    )


def _preferred(ballots: Sequence[Ballot], options: int) -> list[list[int]]:
    """How many prefer one option to another. An option without a place stands after all that have one."""
    last = options + 1

    def prefer(one: int, other: int) -> int:
        return sum(ballot.get(one, last) < ballot.get(other, last) for ballot in ballots)

    return [[prefer(one, other) for other in range(options)] for one in range(options)]


def _strongest_paths(preferred: list[list[int]]) -> list[list[int]]:
    """A path is as strong as its weakest link; a link leads from an option to one that it defeats."""
    every = range(len(preferred))
    paths = [
        [wins if wins > preferred[other][one] else 0 for other, wins in enumerate(preferred[one])]
        for one in every
    ]
    for through in every:
        for one in every:
            for other in every:
                round_about = min(paths[one][through], paths[through][other])
                paths[one][other] = max(paths[one][other], round_about)
    return paths


def _beaten(paths: list[list[int]]) -> list[frozenset[int]]:
    """For each option those that it stands before: its path to them is stronger than theirs to it."""
    every = range(len(paths))
    return [
        frozenset(other for other in every if paths[one][other] > paths[other][one])
        for one in every
    ]


def _peeled(beaten: Sequence[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """First those before which nothing stands, then those before which only these stand, and so on."""
    left, groups = set(range(len(beaten))), []
    while left:
        behind = {other for one in left for other in beaten[one]}
        groups.append(tuple(sorted(left - behind)))
        left &= behind
    return tuple(groups)
