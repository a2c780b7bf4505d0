"""What has a shape that may point to a person: addresses, numbers, dates, places, "the only ..."."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class HintKind(StrEnum):
    """`NAME`: somebody of this community. `CAPITAL`: a word written like a name."""

    NAME = "name"
    CAPITAL = "capital"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    PHONE = "phone"
    POSTCODE = "postcode"
    HEALTH_NUMBER = "health_number"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    ROLE = "role"
    ONLY = "only"


@dataclass(frozen=True, slots=True, order=True)
class Find:
    """Where in a text something is."""

    start: int
    end: int
    kind: HintKind

    def touches(self, other: "Find") -> bool:
        return self.start < other.end and other.start < self.end


Look = Callable[[str], Iterator[Find]]
"""Goes through a text from its beginning."""


def _shape(kind: HintKind, pattern: str, fits: Callable[[str], bool] = bool) -> Look:
    shape = re.compile(pattern, re.VERBOSE)

    def look(text: str) -> Iterator[Find]:
        for match in shape.finditer(text):
            if fits(match.group()):
                yield Find(*match.span(), kind)

    return look


def _is_health_number(text: str) -> bool:
    """The check digit of an NHS number: modulus 11 over the first nine, weighted 10 down to 2."""
    digits = [int(each) for each in text if each.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == 10 and (11 - total % 11) % 11 == digits[9]


def _is_phone(text: str) -> bool:
    return 9 <= sum(each.isdigit() for each in text) <= 15


_MONTHS = (
    "(?i:january|february|april|june|july|august|september|october|november|december)"
    "|(?:Jan|Feb|Mar|March|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_BEFORE = r"(?:the\ )?\d{1,2}(?:st|nd|rd|th)?\ (?:of\ )?"
_YEAR = r"(?:,?\ (?:19|20)\d\d)?"
_AFTER = r"\ \d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)"
_PLACES = (
    "ward|unit|clinic|surgery|office|department|depot|branch|school|hospital|team|street|road|lane"
)
_STREETS = (
    "Street|St|Road|Rd|Lane|Avenue|Close|Way|Square|Drive|Crescent|Terrace|Court|House|Centre"
)
_LITTLE_WORDS = (
    "the|a|an|my|our|your|his|her|their|this|that|each|every|whole|other|any|no|same|one|of|as|in|on"
    "|at|to|and|or|for|with|new|good|is|was|what|which"
)

WHOLE_SHAPES: tuple[Look, ...] = (
    _shape(
        HintKind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    ),
    _shape(
        HintKind.LINK,
        r"""(?i:\bhttps?://|\bwww\.)[^\s<>"]*[^\s<>".,;:?!)]
        | (?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|io|uk|ie|eu|de)\b(?:/[^\s<>"]*)?""",
    ),
    _shape(HintKind.HANDLE, r"<[@!\#][^<>\s]{1,60}>|(?<!\w)@\w[\w.-]{0,60}"),
)  # fmt: skip
"""What may hold a name inside it, and is shown whole."""

SHAPES: tuple[Look, ...] = (
    _shape(
        HintKind.HEALTH_NUMBER,
        r"(?<!\d)\d{3}[\ -]?\d{3}[\ -]?\d{4}(?!\d)",
        _is_health_number,
    ),
    _shape(
        HintKind.PHONE,
        r"(?<![\w+])(?:\+\d|\(?0\d)[\d\ ().-]{6,18}\d(?!\w)",
        _is_phone,
    ),
    _shape(
        HintKind.POSTCODE,
        r"""(?i:\b[a-z]{1,2}\d[a-z\d]?\ ?\d[a-z]{2}\b)
        | \b[AC-FHKNPRTV-Y]\d[\dW]\ ?[\dAC-FHKNPRTV-Y]{4}\b
        | \b\d{5}(?=\ [A-ZÄÖÜ][a-zäöüß])""",
    ),
    _shape(
        HintKind.DATE,
        rf"""\b\d{{1,2}}([/.-])\d{{1,2}}\1(?:\d{{4}}|\d\d)\b | \b\d{{4}}-\d\d-\d\d\b
        | \b{_BEFORE}(?:{_MONTHS})\b{_YEAR} | \b(?:{_MONTHS}){_AFTER}{_YEAR}
        | (?i:\bthe\ \d{{1,2}}(?:st|nd|rd|th)\b)
        | \b(?i:january|february|april|june|july|august|september|october|november|december)\b{_YEAR}
        | (?<=[a-z,]\ )(?:March|May)\b{_YEAR}
        | (?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)
        | \b(?:19|20)\d\d\b(?!\ ?(?:mg|ml|words|people|pounds))""",
    ),
    _shape(
        HintKind.TIME,
        r"""\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\ ?[ap]m)?\b
        | (?i:\b\d{1,2}(?:\.\d\d)?\ ?[ap]\.?m\b) | (?i:\b(?:\d{1,2}|[a-z]{3,6})\ o['’]clock\b)""",
    ),
    _shape(HintKind.NUMBER, r"(?<![\w.,])\d(?:[\ -]?\d){5,29}(?!\d)"),
    _shape(
        HintKind.PLACE,
        rf"""\b(?:\d{{1,4}}[a-z]?\ )?(?:[A-Z][\w'’-]{{0,40}}\ ){{1,3}}(?:{_STREETS})\b
        | (?i:\b(?:ward|bay|room|bed|floor|unit|team|building|block|class)\ (?:\d{{1,4}}[a-z]?|[a-z])\b)
        | (?i:\b(?:on|in|at)\ (?:the|our|my)\ (?:ward|unit|clinic|surgery|depot|branch)\b)
        | (?i:(?<![\w'’-])(?!(?:{_LITTLE_WORDS})\b)[a-z][\w-]{{1,40}}\ (?:{_PLACES})\b)""",
    ),
    _shape(
        HintKind.ONLY,
        r"""(?i:\bthe\ only\ (?!(?:thing|way|problem|reason|question|time|difference|option|choice
        |answer)s?\b)[\w'’-]{1,40})""",
    ),
    _shape(
        HintKind.ROLE,
        r"""(?i:\bas\ an?\ (?!(?:result|rule|team|group|whole|matter|way|bit|start|last|kind|sort
        |community|reminder|consequence)\b)
        (?:(?:senior|junior|lead|head|new|newly|qualified|young|older|student|trainee)\ ){0,2}
        [\w'’-]{1,40})
        | (?i:\b(?:my|our|his|her|their)\ (?:line\ |team\ )?(?:manager|boss|supervisor|director
        |leader|consultant|deputy|mentor|husband|wife|partner)\b)""",
    ),
)
