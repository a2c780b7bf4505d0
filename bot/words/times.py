"""Days, times and names as people here say them: `Monday 4 January at 10:00`."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list

from bot.domain.rhythm import DayOff
from bot.domain.spoken import Instant, Spoken
from bot.words import say

BRITISH = "en_GB"


def day_words(day: date) -> str:
    """`Monday 4 January`."""
    return format_date(day, "EEEE d MMMM", locale=BRITISH)


def time_words(clock: time) -> str:
    """`10:00`, on a clock of 24 hours."""
    return format_time(clock, "HH:mm", locale=BRITISH)


def moment_words(at: datetime, zone: str) -> str:
    """`Monday 4 January at 10:00`, as the clocks in `zone` show it, and the moment itself. `at` is aware."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    local = at.astimezone(ZoneInfo(zone))
    words = say("times.moment", day=day_words(local.date()), time=time_words(local.time()))
    return Spoken(words, (Instant(words, at, zone),))


def days_between(first: date, last: date) -> str:
    """`4 to 8 January`, `28 January to 2 February`, or `4 January` when it is one day."""
    ends = format_date(last, "d MMMM", locale=BRITISH)
    if first == last:
        return ends
    same_month = (first.year, first.month) == (last.year, last.month)
    begins = format_date(first, "d" if same_month else "d MMMM", locale=BRITISH)
    return say("times.days", first=begins, last=ends)


def weekday_words(weekday: int) -> str:
    """`Monday` for 0, as `date.weekday()` counts."""
    return str(get_day_names("wide", locale=BRITISH)[weekday])


def which_weekday(nth: int, weekday: int) -> str:
    """`second Wednesday` of a month; -1 is the last."""
    which = say(f"times.nth_{'last' if nth < 0 else nth}")
    return say("times.weekday_of_month", nth=which, weekday=weekday_words(weekday))


def name_list(names: Sequence[str], *, either: bool = False) -> str:
    """`A, B and C`, or `A, B or C` for either of them. Empty for nobody."""
    return format_list(names, style="or" if either else "standard", locale=BRITISH)


def why_words(why: str) -> str:
    """Why there is no session on a day: a holiday's or a closure's own name, or ours for a `DayOff`."""
    return say(f"why.{why}") if isinstance(why, DayOff) else why
