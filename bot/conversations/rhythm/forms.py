"""How the rhythm is asked for, and how the answers are read."""

from dataclasses import replace
from datetime import date, time

from bot.boundary.arrivals import Given
from bot.boundary.ports import Calendar
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Day, Form, Line, OneOf
from bot.conversations.membership.hours import hours_fields, hours_words, read_hours, read_time
from bot.conversations.rhythm.planning import too_far
from bot.conversations.rhythm.regions import read_region, region_fields
from bot.conversations.saying import texts
from bot.domain.cadence import Cadence, Monthly, Weekly
from bot.domain.community import Community, Stage
from bot.domain.hours import Hours
from bot.domain.rhythm import Rhythm
from bot.words import say
from bot.words.times import day_words, time_words, weekday_words, which_weekday

EVERY = ("weekly", "fortnightly", "three_weeks", "four_weeks")
MONTHLY = {"month_1": 1, "month_2": 2, "month_3": 3, "month_4": 4, "month_last": -1}
NOT_MEETING = (Stage.DRAFT, Stage.GATHERING, Stage.CODESIGN)
"""Here the time of day at which sessions open is only proposed."""


def rhythm_form(community: Community, act: Act, first: date) -> Form:
    """The rhythm as it is, to be changed; `act` says whether the sessions begin with it.

    `first` is proposed as the day of the first session.
    """
    rhythm = community.rhythm
    return Form(
        token=Token(act, (community.id,)).pack(),
        title=say("rhythm.form.title"),
        intro=texts("rhythm.form.intro"),
        fields=(
            _every_field(rhythm),
            _first_field(first),
            _opens_field(rhythm),
            *region_fields(rhythm.region),
            _ends_field(rhythm),
        ),
        submit=say("button.keep"),
        cancel=say("button.not_yet" if act is Act.BEGIN else "button.leave_it"),
    )


def our_hours_form(community: Community) -> Form:
    return Form(
        token=Token(Act.OUR_HOURS, (community.id,)).pack(),
        title=say("our_hours.title"),
        intro=texts("our_hours.intro"),
        fields=hours_fields(community.rhythm.hours),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def read_our_hours(given: Given, community: Community) -> tuple[Hours, dict[str, str]]:
    """The hours as answered, and a sentence for each answer that can't be. Once sessions have begun, they
    must be able to open in them."""
    before = community.rhythm.hours
    hours, errors = read_hours(given, before)
    if not errors and community.stage not in NOT_MEETING:
        errors = _against_rhythm(community.rhythm, hours)
    return (before, errors) if errors else (hours, {})


def read_rhythm(
    given: Given, before: Rhythm, today: date, calendar: Calendar, *, planned: date | None = None
) -> tuple[Rhythm, dict[str, str]]:
    """The rhythm as answered, and a sentence for each answer that can't be.

    `planned`: the next day of the rhythm as it was. It may stay, holiday or not: its session moves.
    """
    first, opens = date.fromisoformat(given.text("first")), read_time(given.text("opens"))
    ends, (region, unknown) = given.text("ends"), read_region(given, before.region, calendar)
    cadence = _cadence(given.text("every"), first)
    looks = not unknown and first != planned
    holiday = calendar.holiday(first, region) if looks else None
    errors = _wrong_time(opens, before.hours) | unknown
    errors |= _wrong_first(first, cadence, today, before.hours, holiday)
    if ends and date.fromisoformat(ends) < first:
        errors["ends"] = say("rhythm.form.ends_before")
    if errors or opens is None:
        return before, errors
    changed = replace(
        before,
        cadence=cadence,
        opens=opens,
        region=region,
        ends=date.fromisoformat(ends) if ends else None,
        skipped=before.skipped - {first},
    )
    return changed, {}


def _against_rhythm(rhythm: Rhythm, hours: Hours) -> dict[str, str]:
    errors, weekday = {}, weekday_words(rhythm.cadence.weekday)
    if hours.are_quiet_at(rhythm.opens):
        errors["quiet"] = say("our_hours.quiet_when_it_opens", time=time_words(rhythm.opens))
    if rhythm.cadence.weekday not in hours.working_days:
        errors["days"] = say("our_hours.day_when_it_opens", weekday=weekday)
    return errors


def _wrong_time(opens: time | None, hours: Hours) -> dict[str, str]:
    if opens is None:
        return {"opens": say("rhythm.form.no_such_time")}
    if not hours.are_quiet_at(opens):
        return {}
    quiet = hours_words(hours)
    return {"opens": say("rhythm.quiet_time", time=time_words(opens), quiet=quiet)}


def _wrong_first(
    first: date, cadence: Cadence, today: date, hours: Hours, holiday: str | None
) -> dict[str, str]:
    if far := too_far(today, first=first):
        return far
    if first <= today:
        return {"first": say("rhythm.form.not_ahead")}
    if first.weekday() not in hours.working_days:
        return {"first": say("rhythm.form.not_a_working_day")}
    if holiday:
        return {"first": say("rhythm.on_holiday", day=day_words(first), holiday=holiday)}
    if isinstance(cadence, Monthly) and not cadence.falls_on(first):
        which = which_weekday(cadence.nth, cadence.weekday)
        return {"first": say("rhythm.not_that_weekday", which=which)}
    return {}


def _cadence(every: str, first: date) -> Cadence:
    if every in MONTHLY:
        return Monthly(MONTHLY[every], first.weekday(), first)
    return Weekly(EVERY.index(every) + 1, first.weekday(), first)


def _every_field(rhythm: Rhythm) -> OneOf:
    choices = tuple(Choice(each, say(f"rhythm.form.{each}")) for each in (*EVERY, *MONTHLY))
    every = _every(rhythm.cadence)
    return OneOf("every", say("rhythm.form.every"), choices, value=every, required=True)


def _every(cadence: Cadence) -> str:
    match cadence:
        case Weekly(weeks=weeks):
            return EVERY[min(weeks, len(EVERY)) - 1]
        case Monthly(nth=nth):
            return next(name for name, number in MONTHLY.items() if number == nth)


def _first_field(first: date) -> Day:
    label, hint = say("rhythm.form.first"), say("rhythm.form.first_hint")
    return Day("first", label, hint=hint, value=first.isoformat(), required=True)


def _opens_field(rhythm: Rhythm) -> Line:
    opens = f"{rhythm.opens:%H:%M}"
    return Line("opens", say("rhythm.form.opens"), value=opens, required=True, most=5)


def _ends_field(rhythm: Rhythm) -> Day:
    ends = rhythm.ends.isoformat() if rhythm.ends else ""
    label, hint = say("rhythm.form.ends"), say("rhythm.form.ends_hint")
    return Day("ends", label, hint=hint, value=ends)
