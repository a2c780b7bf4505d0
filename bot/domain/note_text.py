"""The text of a note, made safe to show, and hints at what in it is a habit of its writer's. Pure, in memory."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.notes import LONGEST_NOTE

IN_SHORT = "–"
"""In place of a link, where there is no room for words."""
LONG = 280
"""Characters: a shorter note is harder to recognise."""
_KEPT_INVISIBLE = "\u200c\u200d"
"""Joiners: Persian, Indic scripts and emoji are written with them. Other invisible characters go."""
_LINK = re.compile(
    r"""(?i:\bhttps?://|\bwww\.)[^\s<>"]*[^\s<>".,;:?!)]
    | (?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|io|uk|ie|eu|de)\b(?:/[^\s<>"]*)?""",
    re.VERBOSE,
)
_CODED = re.compile(r"<[@!#]([^<>|\s]{0,60})(?:\|([^<>]{0,60}))?>")
"""How a chat writes a mention behind the scenes: `<!channel>`, `<@U1|ana>`."""
_MENTION = re.compile(r"(?<![\w.])[@＠](?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKALIKES = str.maketrans(
    "аеорсухіАВЕКМНОРСТУХІ" + "αορνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxiABEKMHOPCTYXI" + "aopvikABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look Latin, for words that mix them: a name written so is not seen."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`link`: a link was taken out. `mention`: what would have called somebody is plain now."""

    text: str
    link: bool = False
    mention: bool = False


def cleaned(text: str, in_place_of_link: str) -> Cleaned:
    """Without links, calls, and characters that cannot be seen or turn the text round. No longer than a note may be,
    unless it was typed so."""
    said = _cleaned(text, in_place_of_link)
    return said if len(said.text) <= LONGEST_NOTE else _cleaned(text, IN_SHORT)


def _cleaned(text: str, in_place_of_link: str) -> Cleaned:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = "".join(one for one in unicodedata.normalize("NFC", lines) if _can_be_seen(one))
    seen = _WORD.sub(lambda word: _one_script(word.group()), seen)
    unlinked, links = _LINK.subn(lambda _: in_place_of_link, seen)
    uncoded, codes = _CODED.subn(lambda code: code.group(2) or code.group(1), unlinked)
    plain, mentions = _MENTION.subn("", uncoded)
    return Cleaned(_spaced(plain), link=bool(links), mention=bool(codes or mentions))


class Habit(StrEnum):
    """How somebody writes, by which others know them."""

    LONG = "long"
    EXCLAIMS = "exclaims"
    EMOJI = "emoji"
    NO_CAPITALS = "no_capitals"
    DOTS = "dots"
    SHOUTS = "shouts"


def habits(text: str) -> tuple[Habit, ...]:
    return tuple(_habits(text))


def plain_copy(text: str) -> str:
    """Straight quotation marks, single spaces, capitals where a sentence begins, no emoji."""
    straight = text.translate(_STRAIGHT)
    bare = "".join(one for one in straight if not _is_emoji(one) and one != "\u200d")
    calm = re.sub(r"([!?])[!?]+", r"\1", re.sub(r"\.{2,}|…", ".", bare)).replace("!", ".")
    once = re.sub(r"[ \t]+([.,;:?])", r"\1", re.sub(r"[ \t]+", " ", calm))
    lower = once.capitalize() if _shouts(once) else once
    return _capitals(_spaced(lower))


_STRAIGHT = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "\u00a0": " ",
})  # fmt: skip


def _habits(text: str) -> Iterator[Habit]:
    if len(text) > LONG:
        yield Habit.LONG
    if text.count("!") > 1:
        yield Habit.EXCLAIMS
    if any(map(_is_emoji, text)):
        yield Habit.EMOJI
    if len(text) > 20 and text.lower() == text and text.upper() != text:
        yield Habit.NO_CAPITALS
    if re.search(r"\.\.|…|[?!]{2}|--|—", text):
        yield Habit.DOTS
    if _shouts(text):
        yield Habit.SHOUTS


def _shouts(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 20 and text.upper() == text and text.lower() != text


def _can_be_seen(one: str) -> bool:
    if one in _KEPT_INVISIBLE or one == "\n":
        return True
    return unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _one_script(word: str) -> str:
    if word.isascii() or not re.search("[A-Za-z]", word):
        return word
    return word.translate(_LOOKALIKES)


def _is_emoji(one: str) -> bool:
    return (one > "\u2000" and unicodedata.category(one) in ("So", "Sk")) or one == "\ufe0f"


def _spaced(text: str) -> str:
    lines = (line.strip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _capitals(text: str) -> str:
    begun = re.sub(r"(^|[.?!]\s+|\n)([a-z])", lambda at: at.group(1) + at.group(2).upper(), text)
    return re.sub(r"\bi\b(?!\.e)", "I", begun)
