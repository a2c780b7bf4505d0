"""Tellers with working days of their own."""

from datetime import time

from bot.domain.hours import Hours
from bot.domain.ids import PersonId
from tests.scene import MIA, Scene, begun

NO_FRIDAY = Hours(working_days=frozenset({0, 1, 2, 3}))

MONDAY_TO_WEDNESDAY = Hours(working_days=frozenset({0, 1, 2}))

MORNINGS = Hours(quiet_from=time(12))


def works(scene: Scene, person: PersonId, hours: Hours) -> None:
    """They say so with `/lc hours`."""
    scene.command(person, "hours")
    scene.fill(
        person,
        days=[str(day) for day in sorted(hours.working_days)],
        quiet=f"{hours.quiet_from:%H:%M} to {hours.quiet_to:%H:%M}",
        zone=hours.zone,
    )
    assert scene.errors == {}


def told_by(hours: Hours) -> Scene:
    """Mia, who works these hours, has offered a story; the session opens on Monday 18 January at 10:00."""
    scene = begun()
    works(scene, MIA, hours)
    offers(scene, MIA)
    return scene


def offers(scene: Scene, person: PersonId) -> None:
    scene.command(person, "story")
    scene.fill(person, where="a ward", moment="I chose.", help="listen", way="next")
