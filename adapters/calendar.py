"""Public holidays, from the `holidays` package."""

from collections.abc import Mapping
from datetime import date

import holidays


class PublicHolidays:
    """The core's `Calendar`. Names are in the language of the place; each year is reckoned once."""

    def __init__(self) -> None:
        self._years: dict[tuple[str, int], Mapping[date, str]] = {}

    def holiday(self, day: date, region: str) -> str | None:
        key = (region, day.year)
        if key not in self._years:
            self._years[key] = _holidays(region, day.year)
        return self._years[key].get(day)

    def knows(self, region: str) -> bool:
        return region == "" or known_region(region)


def known_region(text: str) -> bool:
    """Whether public holidays are known there: a country such as `IE`, or a part such as `GB-ENG`."""
    country, _, part = text.partition("-")
    parts = holidays.list_supported_countries().get(country)
    return parts is not None and (part in parts if "-" in text else True)


def _holidays(region: str, year: int) -> Mapping[date, str]:
    if not known_region(region):
        return {}
    country, _, part = region.partition("-")
    # without a language, names would be in that of the machine
    language = getattr(holidays, country).default_language
    return dict(
        holidays.country_holidays(country, subdiv=part or None, years=year, language=language)
    )
