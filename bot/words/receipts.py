"""The words of receipts: the large list of the Electronic Frontier Foundation (CREDITS.md)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from bot.domain.receipts import WORDS, code_of, drawn, numbers_of

_BETWEEN = re.compile(r"[^a-z-]+")


def new_receipt(chance: str) -> str:
    """The code of six words that read back as themselves. `chance` is at least 80 bits.

    None of them is hard to be given, for whoever has just written something heavy is given six too."""
    written = next(words for words in _draws(chance) if _not_given().isdisjoint(words))
    return code_of([_places()[_plain(word)] for word in written])


def receipt_words(code: str) -> str:
    """The six words, as they are shown. `ValueError` for what is no code."""
    return " ".join(_words()[place] for place in numbers_of(code))


def read_receipt(typed: str) -> str | None:
    """The code of six words, however they are spaced or written; None where they are no receipt at all."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    tokens = [token for token in _BETWEEN.split(plain) if token.strip("-")]
    apart = [token for token in re.split(r"[^a-z]+", plain) if token]
    return _read(tokens) or _read(apart)


def _draws(chance: str) -> Iterator[list[str]]:
    """Six words after six, without an end."""
    while True:
        yield [_words()[place] for place in numbers_of(drawn(chance))]
        chance = f"{chance} again"


def _read(tokens: Sequence[str]) -> str | None:
    places = [_places().get(_plain(token)) for token in tokens]
    known = [place for place in places if place is not None]
    return code_of(known) if len(known) == len(places) == WORDS else None


def _plain(word: str) -> str:
    """Without its hyphen, which nobody remembers."""
    return word.replace("-", "")


@cache
def _words() -> tuple[str, ...]:
    return _listed("receipt-words.txt")


@cache
def _not_given() -> frozenset[str]:
    """Words of the list that are read where they are typed, but nobody is given any more."""
    return frozenset(_listed("receipt-words-not-given.txt"))


def _listed(name: str) -> tuple[str, ...]:
    return tuple((files("bot.words") / name).read_text("utf-8").split())


@cache
def _places() -> Mapping[str, int]:
    """By the plain word. The list has a `yo-yo` and a `yoyo`: here they are the same."""
    return {_plain(word): place for place, word in enumerate(_words())}
