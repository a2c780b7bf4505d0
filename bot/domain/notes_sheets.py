"""What is typed behind the door, sheet by sheet: how much room somebody has, a note, a word through a receipt.

A sheet has no person, no time and no order. What its short keys mean is known here alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.pulse import BLANK, Answers

Leaf = Mapping[str, str]


class Energy(StrEnum):
    """How much room somebody has for the next session."""

    PLENTY = "plenty"
    ENOUGH = "enough"
    LITTLE = "little"
    NONE = "none"


class Alone(StrEnum):
    """What is to become of a note that is the only one."""

    WAIT = "wait"
    SEND = "send"
    DROP = "drop"


class Deed(StrEnum):
    """What whoever has a note's receipt can ask for."""

    CHANGE = "change"
    WITHDRAW = "withdraw"
    LOOK_AGAIN = "look_again"
    """The other one of those who look after the group reads it once more."""
    ANSWER = "answer"
    """It is told in the next batch, as from the writer of this note."""
    NAME = "name"
    """Their name goes with it, from then on. Done by pressing a button, so it is no sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedNote:
    """A note. `mark` is made of its receipt; the two notes of one form have two marks that nothing joins."""

    text: str
    mark: str
    alone: Alone = Alone.WAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the writer of an older note asks for, through its receipt."""

    mark: str
    deed: Deed
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that lay in a box."""

    written: tuple[SealedNote, ...] = ()
    words: tuple[Word, ...] = ()
    taps: tuple[Energy, ...] = ()
    pulses: tuple[Answers, ...] = ()


def as_leaves(
    tap: Energy | None,
    written: Iterable[SealedNote],
    words: Iterable[Word] = (),
    pulse: Answers = BLANK,
) -> tuple[Leaf, ...]:
    """What was tapped lies on the first sheet, whatever that is: by itself it would tell who wrote nothing."""
    leaves = [*map(_note, written), *map(_word, words)]
    tapped = {**({"e": tap.value} if tap else {}), **({"p": pulse} if pulse != BLANK else {})}
    if not tapped:
        return tuple(leaves)
    first, *others = leaves or [{}]
    return ({**first, **tapped}, *others)


def sorted_out(leaves: Iterable[Leaf]) -> Sheets:
    every = tuple(leaves)
    return Sheets(
        written=tuple(_read_note(one) for one in every if one.get("k") == "n"),
        words=tuple(_read_word(one) for one in every if one.get("k") == "w"),
        taps=tuple(Energy(one["e"]) for one in every if "e" in one),
        pulses=tuple(one["p"] for one in every if "p" in one),
    )


def without(leaves: Iterable[Leaf], marks: Iterable[str]) -> tuple[Leaf, ...]:
    """The leaves, less the notes of these receipts. What was tapped stays."""
    gone = set(marks)
    stay = (_blank(one) if one.get("k") == "n" and one["m"] in gone else one for one in leaves)
    return tuple(one for one in stay if one)


def _blank(leaf: Leaf) -> Leaf:
    return {key: leaf[key] for key in ("e", "p") if key in leaf}


def _note(one: SealedNote) -> dict[str, str]:
    return {"k": "n", "t": one.text, "m": one.mark, "a": one.alone.value}


def _word(one: Word) -> dict[str, str]:
    return {"k": "w", "t": one.text, "m": one.mark, "d": one.deed.value}


def _read_note(leaf: Leaf) -> SealedNote:
    return SealedNote(text=leaf["t"], mark=leaf["m"], alone=Alone(leaf["a"]))


def _read_word(leaf: Leaf) -> Word:
    return Word(text=leaf["t"], mark=leaf["m"], deed=Deed(leaf["d"]))
