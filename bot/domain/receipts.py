"""A receipt: six words, by which a note's writer finds it again, and nobody else does.

The words are drawn when the first page is handed in, and travel on to the last page as a code. Nothing
of them is kept but a hash for each of two notes (about 77 bits: too many to try).
"""

from collections.abc import Sequence
from hashlib import sha256

WORDS_IN_ALL, WORDS = 7776, 6
MOST_NOTES = 2
"""In one form. Each has a mark of its own, so that nothing shows that one person wrote both."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LONG = 13
"""Letters of a code: six words in base 64."""


def drawn(chance: str) -> str:
    """The code of six words. `chance` is at least 80 bits that nobody can foresee."""
    number = int.from_bytes(sha256(chance.encode()).digest(), "big")
    return _coded(number % WORDS_IN_ALL**WORDS)


def code_of(numbers: Sequence[int]) -> str:
    """The code of these six words, by their places in the list."""
    number = 0
    for one in numbers:
        number = number * WORDS_IN_ALL + one
    return _coded(number)


def numbers_of(code: str) -> tuple[int, ...]:
    """The places of the six words. `ValueError` for what is no code."""
    number = 0
    for letter in code:
        number = number * len(_LETTERS) + _LETTERS.find(letter)
    if len(code) != _LONG or set(code) - set(_LETTERS) or number >= WORDS_IN_ALL**WORDS:
        raise ValueError("no code of a receipt")
    places = []
    for _ in range(WORDS):
        number, place = divmod(number, WORDS_IN_ALL)
        places.append(place)
    return tuple(reversed(places))


def marks(code: str) -> tuple[str, ...]:
    """What lies with the notes of this receipt, the first and the second."""
    places = " ".join(map(str, numbers_of(code)))
    return tuple(_hashed(f"{which} {places}") for which in range(1, MOST_NOTES + 1))


def _hashed(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def _coded(number: int) -> str:
    letters = []
    for _ in range(_LONG):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(reversed(letters))
