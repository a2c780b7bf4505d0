"""Whose public holidays a community keeps: asked when it is founded, and again with its rhythm."""

from bot.boundary.arrivals import Given
from bot.boundary.ports import Calendar
from bot.boundary.views import Choice, Line, OneOf
from bot.words import say
from bot.words.places import region_called, region_words

USUAL = ("GB-ENG", "GB-SCT", "GB-NIR", "IE")
NONE = "none"
"""The choice to keep none; in a rhythm that is an empty region."""


def region_fields(region: str) -> tuple[OneOf, Line]:
    """Those that are usual here, by name, and with them the one that is kept; any other can be written."""
    chosen = OneOf(
        "region",
        say("rhythm.form.region"),
        (*_choices(region), Choice(NONE, say("rhythm.form.region_none"))),
        hint=say("rhythm.form.region_hint"),
        value=region or NONE,
        required=True,
    )
    label, hint = say("rhythm.form.elsewhere"), say("rhythm.form.elsewhere_hint")
    return chosen, Line("elsewhere", label, hint=hint, most=60)


def read_region(given: Given, before: str, calendar: Calendar) -> tuple[str, dict[str, str]]:
    """The region as answered, and a sentence where its holidays can't be told. What is written counts before
    what is chosen; a form that did not ask leaves it as it was."""
    written = given.text("elsewhere").strip()
    region = region_called(written) if written else given.texts.get("region", before)
    if region == NONE:
        return "", {}
    if calendar.knows(region):
        return region, {}
    return region, {"elsewhere": say("rhythm.form.no_such_region")}


def _choices(region: str) -> tuple[Choice, ...]:
    """Each name once, also where two regions have the same days."""
    known = (*USUAL, region) if region else USUAL
    by_name = {region_words(one): one for one in known}
    return tuple(Choice(one, name) for name, one in by_name.items())
