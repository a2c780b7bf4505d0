"""How the rhythm is asked for, and how the answers are read."""

from dataclasses import replace
from datetime import date

from bot.boundary.arrivals import Given
from bot.boundary.ports import Calendar
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Day, Form, Line, OneOf
from bot.conversations.hours import hours_fields, read_time
from bot.conversations.planning import too_far
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.rhythm import Cadence, Monthly, Rhythm, Weekly
from bot.words import say
from bot.words.times import which_weekday

EVERY = ("weekly", "fortnightly", "three_weeks", "four_weeks")
MONTHLY = {"month_1": 1, "month_2": 2, "month_3": 3, "month_4": 4, "month_last": -1}


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
            _region_field(rhythm),
            _ends_field(rhythm),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
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


def read_rhythm(
    given: Given, before: Rhythm, today: date, calendar: Calendar
) -> tuple[Rhythm, dict[str, str]]:
    """The rhythm as answered, and a sentence for each answer that can't be."""
    first, opens = date.fromisoformat(given.text("first")), read_time(given.text("opens"))
    ends, region = given.text("ends"), given.text("region").upper()
    cadence = _cadence(given.text("every"), first)
    errors = too_far(today, first=first)
    if opens is None:
        errors["opens"] = say("rhythm.form.no_such_time")
    if not calendar.knows(region):
        errors["region"] = say("rhythm.form.no_such_region")
    if first <= today:
        errors["first"] = say("rhythm.form.not_ahead")
    elif first.weekday() not in before.hours.working_days:
        errors["first"] = say("rhythm.form.not_a_working_day")
    elif isinstance(cadence, Monthly) and not cadence.falls_on(first):
        which = which_weekday(cadence.nth, cadence.weekday)
        errors["first"] = say("rhythm.not_that_weekday", which=which)
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


def _region_field(rhythm: Rhythm) -> Line:
    label, hint = say("rhythm.form.region"), say("rhythm.form.region_hint")
    return Line("region", label, hint=hint, value=rhythm.region, most=10)


def _ends_field(rhythm: Rhythm) -> Day:
    ends = rhythm.ends.isoformat() if rhythm.ends else ""
    label, hint = say("rhythm.form.ends"), say("rhythm.form.ends_hint")
    return Day("ends", label, hint=hint, value=ends)
