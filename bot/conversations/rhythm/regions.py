"""Whose public holidays a community keeps: asked when it is founded, and again with its rhythm."""

from bot.boundary.arrivals import Given
from bot.boundary.ports import Calendar
from bot.boundary.views import Line
from bot.words import say


def region_field(region: str) -> Line:
    label, hint = say("rhythm.form.region"), say("rhythm.form.region_hint")
    return Line("region", label, hint=hint, value=region, most=10)


def read_region(given: Given, before: str, calendar: Calendar) -> tuple[str, dict[str, str]]:
    """The region as answered, in capitals, and a sentence where its holidays can't be told. A form that
    did not ask leaves it as it was; an empty answer keeps none."""
    region = given.texts.get("region", before).strip().upper()
    if calendar.knows(region):
        return region, {}
    return region, {"region": say("rhythm.form.no_such_region")}
