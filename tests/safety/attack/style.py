"""X8: whoever has all that people have written under their names, and compares how a note is written.

It can't be promised that this fails, so it is reported. The people are invented, with habits that are
stronger than most have; the words are common ones.
"""

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.note_text import plain_copy

WORDS = tuple(
    """
    i we they the a some this that it was is not sure whether when asked told rang went home
    ward bed morning family plan again early late enough still wonder think know feel said
    would could should because before after with without about nobody somebody talk listen
    wait decide keep leave
    """.split()  # noqa: SIM905 - read as words
)
OWN = (
    ("so", "anyway", "to be fair"),
    ("honestly", "frankly", "basically"),
    ("hmm", "well", "okay"),
)
POSTS, LONG = 40, 30
GRAMS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Persona:
    """How somebody writes: favourite words, marks and mistakes."""

    likes: tuple[str, ...]
    ends: str
    small: bool
    spaces: str
    doubles: bool
    shares: tuple[float, ...]

    def writes(self, chance: random.Random) -> str:
        words = chance.choices(WORDS, self.shares, k=LONG)
        for _ in range(3):
            words.insert(chance.randrange(len(words)), chance.choice(self.likes))
        text = self.spaces.join(words) + self.ends
        if self.doubles:
            text = text.replace(" not ", " NOT ")
        return text if self.small else text[0].upper() + text[1:]


def persona(chance: random.Random) -> Persona:
    return Persona(
        likes=tuple(chance.choice(group) for group in OWN),
        ends=chance.choice((".", "", "...", "!!", " ?", " :)")),
        small=chance.random() < 0.4,
        spaces=chance.choice((" ", " ", "  ")),
        doubles=chance.random() < 0.3,
        shares=tuple(chance.uniform(0.3, 1.7) for _ in WORDS),
    )


def guessed_by_style(people: int, notes: int, *, plain: bool, seed: int = 5) -> float:
    """The share of notes that a guesser by letters gets right. `plain`: as the form's plain copy has it."""
    chance = random.Random(f"{seed} {people}")
    everyone = [persona(chance) for _ in range(people)]
    known = [_grams([one.writes(chance) for _ in range(POSTS)]) for one in everyone]
    right = 0
    for number in range(notes):
        writer = number % people
        text = everyone[writer].writes(chance)
        right += _closest(plain_copy(text) if plain else text, known) == writer
    return right / notes


def _grams(texts: Sequence[str]) -> Counter[str]:
    return Counter(
        text[at : at + size]
        for text in texts
        for size in GRAMS
        for at in range(len(text) - size + 1)
    )


def _closest(text: str, known: Sequence[Counter[str]]) -> int:
    """By naive Bayes over sequences of letters."""
    grams = _grams([text])
    sizes = [sum(one.values()) for one in known]
    likely = [
        sum(many * math.log((one[gram] + 0.5) / (size + 1000)) for gram, many in grams.items())
        for one, size in zip(known, sizes, strict=True)
    ]
    return max(range(len(known)), key=likely.__getitem__)
