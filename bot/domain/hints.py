"""What in a text might point to a person. Shown to its writer before it goes; it never blocks.

Nothing is kept, and no outside help is asked. These are hints: they miss some things, and some of
what they show is harmless.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.shapes import SHAPES, WHOLE_SHAPES, Find, HintKind, Look

MOST = 8
"""More than this is no help to anyone."""
LONGEST = 60
"""Characters of a find that are shown."""


@dataclass(frozen=True, slots=True)
class Hint:
    """`found` is what the text says, without characters that cannot be seen."""

    kind: HintKind
    found: str


def hints(text: str, names: Iterable[str]) -> tuple[Hint, ...]:
    """At most eight of them, in the order of the text, each once. `names` are the members' names."""
    seen = _seen(text)
    found: list[Find] = []
    for look in (*WHOLE_SHAPES, _looking_for(names), *SHAPES, _capitals):
        free = (piece for find in look(seen) for piece in _beside(find, found, seen))
        found += list(islice(_each_once(free, seen), MOST))
    first = islice(_each_once(sorted(found), seen), MOST)
    return tuple(Hint(find.kind, _words(find, seen)[:LONGEST]) for find in first)


def _beside(find: Find, found: Sequence[Find], text: str) -> Iterator[Find]:
    """The find itself where it touches nothing found before it; of a run of words, those that do not."""
    if not _touched(find, found):
        yield find
    elif find.kind in _RUNS:
        words = _WORD.finditer(text, find.start, find.end)
        free = (word for word in words if not _touched(Find(*word.span(), find.kind), found))
        yield from _joined(find.kind, text, free)


def _touched(find: Find, found: Sequence[Find]) -> bool:
    return any(find.touches(other) for other in found)


def _seen(text: str) -> str:
    """The text as a reader sees it: a name is not hidden by a character without width."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


def _each_once(finds: Iterable[Find], text: str) -> Iterator[Find]:
    known = set[str]()
    for find in finds:
        if (key := _folded(_words(find, text))) not in known:
            known.add(key)
            yield find


def _words(find: Find, text: str) -> str:
    return " ".join(text[find.start : find.end].split())


def _folded(word: str) -> str:
    """Without capitals and accents, so that `JOSÉ` is `jose`."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


# Names and capitals: word by word

_WORD = re.compile(r"""[^\W\d_][^\s/,.;:!?()\[\]{}"“”«»<>|*_~`&+=…—–،؛؟]*""")
_ENDS_A_SENTENCE = re.compile(r"[.?!:;…\n\"“‘«(*؟•]|(?:^|\s)[-–—]\s")
_TAIL = re.compile(r"(?:['’]s?|[-'‘@#])+$")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "st"})
_ALSO_WORDS = frozenset({
    "and", "april", "art", "august", "bill", "can", "chase", "dale", "dawn", "day", "dean", "drew",
    "faith", "frank", "grace", "grant", "guy", "hope", "jack", "joy", "june", "king", "long", "mark",
    "may", "miles", "pat", "penny", "ray", "rob", "rose", "sue", "summer", "the", "van", "will",
    "young",
})  # fmt: skip
"""Names that are words as well count only with a capital letter."""
_RUNS = frozenset({HintKind.NAME, HintKind.CAPITAL})
"""What is found as several words in a row: `Ana Silva`."""
_ORDINARY = frozenset({"I", "A", "OK", "TV", "IT", "HR", "GP", "NHS", "CT", "MRI", "PDF"})


def _looking_for(names: Iterable[str]) -> Look:
    """Words that are a member's name, or a part of one with three letters or more.

    A name in another script may be written together with other words, and is found inside them.
    """
    parts = {part for name in names for part in _parts(name)}
    latin = {part for part in parts if part.isascii()}
    other = parts - latin

    def is_name(word: str) -> bool:
        folded = _folded(word)
        if any(part in folded for part in other):
            return True
        capital = word[:1].isupper()
        return any(
            each in latin and (capital or (len(each) > 2 and each not in _ALSO_WORDS))
            for each in (folded, *folded.split("-"))
        )

    def look(text: str) -> Iterator[Find]:
        words = (word for word in _WORD.finditer(text) if is_name(_bare(word.group())))
        return _joined(HintKind.NAME, text, words)

    return look


def _parts(name: str) -> Iterator[str]:
    whole = _folded(_seen(name)).split()
    pieces = {piece for word in whole for piece in (word, *word.split("-"))}
    yield from (piece for piece in pieces if len(piece) > 2)
    if len(whole) == 1:
        yield from whole


def _capitals(text: str) -> Iterator[Find]:
    return _joined(HintKind.CAPITAL, text, _capital_words(text))


def _capital_words(text: str) -> Iterator[re.Match[str]]:
    """Words with a capital letter that do not begin a sentence, or that follow a title."""
    end, titled = 0, False
    for word in _WORD.finditer(text):
        bare = _bare(word.group())
        begins = end == 0 or _ENDS_A_SENTENCE.search(text, end, word.start())
        plain = bare.split("'")[0].split("’")[0]
        if bare[:1].isupper() and plain not in _ORDINARY and (titled or not begins):
            yield word
        end, titled = word.end(), plain.casefold() in _TITLES


def _joined(kind: HintKind, text: str, words: Iterable[re.Match[str]]) -> Iterator[Find]:
    """Neighbouring words as one find: `Ana Silva`."""
    start = end = -1
    for word in words:
        if end >= 0 and text[end : word.start()] != " ":
            yield Find(start, end, kind)
            start = -1
        start = word.start() if start < 0 else start
        end = word.start() + len(_bare(word.group()))
    if end >= 0:
        yield Find(start, end, kind)


def _bare(word: str) -> str:
    """Without a possessive `'s` or a stroke at its end."""
    return _TAIL.sub("", word)
