"""Whether words that somebody typed are a time: a day, an hour, a part of a day, or several of them.

Kindly: in any order, with words around them, in figures or in words. Only what holds no time at all, or a day that
no calendar has, is no time.
"""

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import digit

from babel.dates import get_day_names, get_month_names

from bot.words.times import BRITISH

_WEEKDAYS = [str(name).casefold() for name in get_day_names("wide", locale=BRITISH).values()]
_MONTHS = {str(name).casefold(): n for n, name in get_month_names("wide", locale=BRITISH).items()}
_BY_MONTH = _MONTHS | {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

_HOUR = re.compile(
    r"(?<![\d:])([01]?\d|2[0-3]):[0-5]\d(?![\d:])|(?<!\d)(1[0-2]|0?[1-9])([.:][0-5]\d)? ?[ap]\.?m\b"
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?!\d)")
_NAMED = "|".join(sorted(_BY_MONTH, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_NAMED})\b\.?(?:,? (\d{{4}}))?"
)
_MONTH_DAY = re.compile(rf"\b({_NAMED})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?(?![:\d])")

_SHORT = {name[:3] for name in _WEEKDAYS} | {"tues", "weds", "thur", "thurs"}
_PARTS = {
    *("morning", "lunch", "lunchtime", "noon", "midday", "afternoon", "evening", "night"),
    *("today", "tomorrow", "weekday", "weekend"),
}
_AROUND = {
    *(
        "a",
        "after",
        "and",
        "any",
        "around",
        "at",
        "before",
        "between",
        "by",
        "day",
        "each",
        "early",
    ),
    *(
        "every",
        "first",
        "for",
        "fourth",
        "from",
        "h",
        "half",
        "hour",
        "hours",
        "in",
        "last",
        "late",
    ),
    *(
        "month",
        "next",
        "o’clock",
        "o'clock",
        "of",
        "on",
        "or",
        "other",
        "past",
        "quarter",
        "second",
    ),
    *("the", "third", "this", "till", "time", "to", "until", "week", "weeks"),
}
"""Words that say nothing else when they stand beside a time."""
_BARE = re.compile(r"\d{1,2}([.h]\d{2})?h?")
_LEAP_YEAR = 2028
"""So that 29 February is a day, where no year is said."""


def is_a_time(text: str) -> bool:
    """Something in it is surely a time; or all of it is words that could be one."""
    words = _plain(text)
    if None in _dates(words):
        return False
    return _is_sure(words) or _could_be(words)


def days_said(text: str) -> tuple[date, ...]:
    """The days in it that are said with their year."""
    return tuple(day for said, day in _dated(_plain(text)) if day and said)


def _plain(text: str) -> str:
    figures = "".join(str(digit(one)) if one.isdecimal() else one for one in text)
    return " ".join(figures.casefold().replace("–", " to ").split())


def _is_sure(words: str) -> bool:
    return any(one.search(words) for one in (_HOUR, _WEEKDAY)) or any(_dates(words))


def _could_be(words: str) -> bool:
    """`Tue at 10`, `Friday lunchtime`, `half past ten` is none: there must be a time among the words."""
    said = [one.strip(".,;()") for one in words.replace("-", " ").split()]
    known = all(one in _AROUND or _counts(one) for one in said if one)
    at_ten = re.search(r"\bat \d", words) is not None
    return known and (at_ten or any(_is_part(one) for one in said))


def _counts(word: str) -> bool:
    return _is_part(word) or _BARE.fullmatch(word) is not None


def _is_part(word: str) -> bool:
    return word in _SHORT or word in _PARTS or word.removesuffix("s") in _PARTS


def _dates(words: str) -> list[date | None]:
    return [day for _, day in _dated(words)]


def _dated(words: str) -> Iterator[tuple[bool, date | None]]:
    """Whether its year is said, and the day; None for one that no calendar has."""
    for year, month, day in _ISO.findall(words):
        yield True, _day(year, int(month), day)
    for day, month, year in _SLASHED.findall(words):
        yield bool(year), _day(year, int(month), day)
    for day, month, year in _DAY_MONTH.findall(words):
        yield bool(year), _day(year, _BY_MONTH[month], day)
    for month, day, year in _MONTH_DAY.findall(words):
        yield bool(year), _day(year, _BY_MONTH[month], day)


def _day(year: str, month: int, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0) if year else _LEAP_YEAR
    try:
        return date(full, month, int(day))
    except ValueError:
        return None
