"""A community's working days, and those of the people in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.hours import DaysOff, Hours, first_day_back, instant, works
from bot.domain.rhythm import Rhythm, kept_free, working_day


@dataclass(frozen=True, slots=True)
class Days:
    """`people`: the hours of those who have their own."""

    rhythm: Rhythm
    off: DaysOff
    people: Sequence[Hours] = ()

    @property
    def zone(self) -> str:
        return self.rhythm.hours.zone

    def day_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def at(self, day: date, clock: time) -> datetime:
        return instant(day, clock, self.zone)

    def step(self, day: date, steps: int) -> date:
        return working_day(self.rhythm, day, self.off, steps=steps)

    def closing(self, day: date, steps: int) -> date:
        """`steps` working days on; one more where that is somebody's first day back."""
        closes = self.step(day, steps)
        if steps and any(self._first_back(hours, closes) for hours in self.people):
            return self.step(closes, 1)
        return closes

    def later(self, at: datetime, steps: int) -> datetime:
        """The same time of day, `steps` working days on."""
        local = at.astimezone(ZoneInfo(self.zone))
        return self.at(self.step(local.date(), steps), local.time())

    def worked(self, hours: Hours, day: date) -> bool:
        """Whether somebody of these hours works that day, and the community does not keep it free."""
        return works(hours, day, self.off, self.rhythm.region) and not kept_free(self.rhythm, day)

    def _first_back(self, hours: Hours, day: date) -> bool:
        return first_day_back(hours, day, self.off, self.rhythm.region)
