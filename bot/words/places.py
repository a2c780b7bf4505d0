"""Where public holidays are kept, and whose clock it is, as people here say it: `England and Wales`, `London time`."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from bot.words import say

KINGDOM: Mapping[str, str] = {
    "GB-ENG": "region.england_and_wales",
    "GB-WLS": "region.england_and_wales",
    "GB-SCT": "region.scotland",
    "GB-NIR": "region.northern_ireland",
}
"""Which parts of the United Kingdom keep the same days."""
AREAS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
"""In which zones are called after towns."""


def region_words(region: str) -> str:
    """The name of a region such as `GB-ENG` or `IE`; that none are kept, where it is empty."""
    if not region:
        return say("region.none")
    if region in KINGDOM:
        return say(KINGDOM[region])
    country, _, part = region.partition("-")
    name = Locale("en", "GB").territories.get(country, country)
    return say("region.part", country=name, part=part) if part else name


def region_called(name: str) -> str:
    """The region that people call so: `FR` for `France`. Anything else is taken for a code: `DE-BE` for `de-be`."""
    return _by_name().get(name.casefold(), name.upper())


@cache
def _by_name() -> Mapping[str, str]:
    countries = filter(str.isalpha, map(str, Locale("en", "GB").territories))
    regions = (*countries, *reversed(tuple(KINGDOM)))
    return {region_words(one).casefold(): one for one in regions}


def zone_called(name: str) -> str:
    """The zone that people call so: `Europe/London` for `London`. Anything else is left as it is."""
    return _by_town().get(name.strip().casefold(), name.strip())


@cache
def _by_town() -> Mapping[str, str]:
    zones = sorted(one for one in available_timezones() if one.partition("/")[0] in AREAS)
    towns = {_town(one).casefold(): one for one in zones}
    return towns | {one.casefold(): one for one in zones}


def zone_words(zone: str) -> str:
    """`London time` for `Europe/London`."""
    return say("zone.time", where=_town(zone))


def _town(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
