"""What may be told of people: the only place where a number of them becomes a word, or a number to be shown.

R1 to R12 are the rules for it; docs/decisions/0019 has them, and why each is kept as it is. R6 (no cuts by role,
place or length of service) needs no code: nothing here can be asked about a part of the group.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Generic, TypeVar, final

K = TypeVar("K")

FEWEST, FEWEST_OUTSIDE = 5, 8
"""R1: so many must have answered before anything is told inside the group, and before anything leaves it."""
CROWD = 5
"""R2: so many must have gone through the door, those who look after the group not counted."""
MOST, HALF = 0.7, 0.4
"""R3: the shares from which it is "most of us" and "about half of us"; below, it is "few"."""
TIMES_ALIKE = 1
"""R8: so many may differ, and it is still much the same across us."""
CAN_RECOGNISE = 3
"""A message is put to the group when so many know it from their own work. Told is only whether that is so."""
CAN_HIDE = 2
"""Two members can have a note hidden."""
FEWEST_REPLIES, MOST_OF_THE_TALK = 10, 0.7
"""With fewer replies nobody can have said too much; from this share on a few have said most of it."""


class _Gate:
    """What a `Told` is made with. It is nowhere but here."""


_HERE = _Gate()


class _Shown(Generic[K]):
    """Something about people that may be shown. Nobody but this module makes one, and only `bot.words` reads
    it: it can't be printed, compared or added up."""

    __slots__ = ("__what",)

    def __init__(self, gate: _Gate, what: K) -> None:
        if gate is not _HERE:
            raise TypeError("only the gate tells of people")
        self.__what = what

    def read(self) -> K:
        """For `bot.words` alone."""
        return self.__what

    def __str__(self) -> str:
        raise TypeError("what is told of people is said by bot.words")

    def __format__(self, spec: str) -> str:
        return str(self)


@final
class Told(_Shown[str]):
    """A word for how many: one of a few sentences says it."""


@final
class Number(_Shown[int]):
    """How many, of a vote that was announced to be counted."""


class Band(StrEnum):
    """R3: three, and no finer."""

    MOST = "most"
    HALF = "half"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class TooFew:
    """R1: nothing is told, not even how many too few."""


@dataclass(frozen=True, slots=True)
class Alike(Generic[K]):
    """R8: all, or all but one, said the same. `which` is for a matter that the group decides, where the way to go
    is what was asked; it never says whether there was one who differed. About people themselves it is None."""

    which: K | None = None


@dataclass(frozen=True, slots=True)
class Bands(Generic[K]):
    """R3: a band for each thing that could be chosen. What one alone chose reads like what nobody did: a choice
    that is told of only if somebody made it would show that one person."""

    of: Mapping[K, Told]


Spread = TooFew | Alike[K] | Bands[K]


def enough(answered: Collection[object], *, aside: int = 0) -> bool:
    """R1, even if `aside` of those who answered are people who do not count."""
    return len(answered) - aside >= FEWEST


def may_be_asked(crowd: Collection[object]) -> bool:
    """Whether a question without names could ever be told here: else nobody is asked it."""
    return len(crowd) >= FEWEST


def is_crowd(passed: int) -> bool:
    """R2. People who went through the door, never notes."""
    return passed >= CROWD


def may_share_notes(crowd: Collection[object]) -> bool:
    return is_crowd(len(crowd))


def spread(
    answers: Sequence[K], of: Collection[K], *, aside: int = 0, decides: bool = False
) -> Spread[K]:
    """How one answer from each of so many people falls, over all that could be chosen. `decides`: it is a
    matter that they decide."""
    if not enough(answers, aside=aside):
        return TooFew()
    times = {one: answers.count(one) for one in of}
    most = max(times, key=times.__getitem__)
    if times[most] >= len(answers) - TIMES_ALIKE:
        return Alike(most if decides else None)
    return Bands({one: _band(number / len(answers)) for one, number in times.items()})


def none_stands_out(bands: Bands[K]) -> bool:
    """Every band is the lowest: a list of them would read as if nobody had said anything."""
    return all(told.read() == Band.FEW for told in bands.of.values())


def marked(marks: Sequence[Collection[K]]) -> Mapping[K, Told] | None:
    """What each of so many people has marked, a band for each thing. What one alone has marked is not told of.
    None: too few."""
    if not enough(marks):
        return None
    every = [one for each in marks for one in set(each)]
    times = {one: every.count(one) for one in dict.fromkeys(every)}
    return {
        one: _band(number / len(marks)) for one, number in times.items() if number > TIMES_ALIKE
    }


def share(pressed: Collection[object], of: Collection[object]) -> Told | None:
    """How many of a group have pressed a button. None: too few to say anything."""
    return _band(len(pressed) / len(of)) if enough(pressed) and of else None


def middle(marks: Sequence[int]) -> int | None:
    """The mark in the middle; between two, the lower. None: too few."""
    return int(median(marks)) if enough(marks) else None


def first(answers: Sequence[object], of: Sequence[K]) -> tuple[K, ...]:
    """What most would choose, in the order of `of`; several that are level. Never how many."""
    times = [answers.count(one) for one in of]
    return tuple(one for one, number in zip(of, times, strict=True) if number == max(times))


def any_said(answers: Sequence[K], alarming: Collection[K]) -> frozenset[K] | None:
    """Which of these somebody said: never how many. For a question that is asked so that one alone can be heard,
    and says so. None: too few."""
    return frozenset(set(answers) & set(alarming)) if enough(answers) else None


def more_than_half(some: Collection[object], *, of: Collection[object]) -> bool:
    """Whether *most* is true, and may be said."""
    return enough(of) and len(some) * 2 > len(of)


def few_of(answered: Collection[object], of: Collection[object]) -> bool:
    """Fewer than half of those who could have answered: they are given more time. Nobody is told."""
    return len(answered) * 2 < len(of)


def several_say(answers: Sequence[K], what: K) -> bool:
    """Where a group decides: more than one says so. One alone reads like nobody (R8), and can object."""
    return answers.count(what) > TIMES_ALIKE


def known_by_enough(answers: Sequence[K], known: K) -> bool:
    return answers.count(known) >= CAN_RECOGNISE


def hides(asked: Collection[object]) -> bool:
    return len(asked) >= CAN_HIDE


def how_many_answered(answered: Collection[object]) -> Told:
    """R4: in three bands."""
    number = len(answered)
    if number < FEWEST:
        return Told(_HERE, "too_few")
    return Told(_HERE, "five_up" if number < 8 else "eight_up" if number < 12 else "twelve_up")


class Votes:
    """The numbers of a vote that enough have cast. That they are counted was said before."""

    __slots__ = ("all",)

    def __init__(self, gate: _Gate, cast: int) -> None:
        if gate is not _HERE:
            raise TypeError("only the gate tells of people")
        self.all = cast

    @property
    def cast(self) -> Number:
        return self.number(self.all)

    def number(self, votes: int) -> Number:
        return Number(_HERE, votes)


def votes(ballots: Collection[object]) -> Votes | None:
    """None: fewer than five have voted. Then what came first is said in words."""
    return Votes(_HERE, len(ballots)) if enough(ballots) else None


def talk(often: Collection[int], crowd: Collection[object]) -> Told | None:
    """How a session's talk is shared: `often` has a number of replies for each who spoke. None: nothing to say."""
    if not may_be_asked(crowd) or sum(often) < FEWEST_REPLIES:
        return None
    most = sorted(often, reverse=True)
    if sum(most[:2]) >= MOST_OF_THE_TALK * sum(often):
        return Told(_HERE, "one_or_two")
    return Told(_HERE, "few" if sum(most[:3]) >= MOST_OF_THE_TALK * sum(often) else "shared_out")


def leaning(yes: Sequence[bool], *, aside: int = 0, outside: bool = False) -> Told:
    """How many of those who answered a statement lean to yes; `outside`: for eyes outside of the group."""
    if len(yes) - aside < (FEWEST_OUTSIDE if outside else FEWEST):
        return Told(_HERE, "too_few")
    if yes.count(True) <= TIMES_ALIKE or yes.count(False) <= TIMES_ALIKE:
        return Told(_HERE, "same")
    return _band(yes.count(True) / len(yes))


def tried(ends: Sequence[K], of: Collection[K]) -> tuple[Number, Mapping[K, Told]] | None:
    """For eyes outside of the group: how many things were tried, and a band for each way they can stand. None:
    fewer than eight, so that a sponsor could tell whose each is."""
    if len(ends) < FEWEST_OUTSIDE:
        return None
    return Number(_HERE, len(ends)), {one: _band(ends.count(one) / len(ends)) for one in of}


def has_trend(changed: Sequence[bool], points: int) -> bool:
    """R9: from so many results on, and only where nobody came or went between them."""
    return len(changed) >= points and not any(changed[-points:][1:])


def kept(told: Told) -> str:
    """To be written down with what was told, and given back by `again`."""
    return told.read()


def again(word: str) -> Told:
    """What was told before, told again as it was."""
    if word not in {*Band, "same", "too_few"}:
        raise ValueError("the gate never told that")
    return Told(_HERE, word)


def _band(part: float) -> Told:
    return Told(_HERE, Band.MOST if part >= MOST else Band.HALF if part >= HALF else Band.FEW)
