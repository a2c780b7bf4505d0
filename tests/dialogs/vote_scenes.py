"""A question of each kind, and how people answer it."""

from datetime import UTC, datetime

from bot.domain.ids import PersonId
from bot.domain.poll import Poll
from tests.scene import MIA, Scene, gathered

CLOSED = datetime(2027, 1, 7, 13, tzinfo=UTC)
OPTIONS = {"times": "Mondays\nTuesdays\nFridays", "gradients": ""}


def asked(kind: str, **answers: str) -> Scene:
    """Monday 4 January: Mia asks; it closes on Thursday at noon."""
    scene = gathered()
    given = {"question": "Which?", "options": OPTIONS.get(kind, "A\nB\nC"), "kind": kind} | answers
    scene.command(MIA, "poll")
    scene.fill(MIA, **given)
    assert not scene.errors
    return scene


def vote(scene: Scene, person: PersonId, **answers: object) -> None:
    scene.press(person, "Vote")
    scene.fill(person, **answers)


def outcome(scene: Scene) -> list[str]:
    """What the room is told, without the question."""
    scene.until(CLOSED)
    return scene.posted[-1].splitlines()[1:]


def poll(scene: Scene) -> Poll:
    return scene.office.all(Poll, scene.community.id)[-1]
