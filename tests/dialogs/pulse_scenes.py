"""A check-in with a pulse in it, and what people answer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.ids import PersonId, RecordId
from bot.domain.notes import NotesWay
from bot.domain.pulse import Pulse, Pulses, PulseTold
from tests.dialogs.notes_scenes import CHECK_IN, chosen, open_form, with_members
from tests.scene import MEMBERS, Scene

YES, NO = "yes", "no"


def due(pulse: Pulse = Pulse.SAFETY, members: int = 6, way: NotesWay = NotesWay.CHECK_IN) -> Scene:
    """Monday 11 January, 10:00: everyone has the card, and the form has a pulse in it."""
    scene = chosen(way)
    if members != len(MEMBERS):
        with_members(scene, members)
    later = {one: CHECK_IN + timedelta(days=400) for one in Pulse}
    kept(
        scene,
        Pulses(id=RecordId("p"), community=scene.community.id, next={**later, pulse: CHECK_IN}),
    )
    scene.until(CHECK_IN)
    return scene


def kept(scene: Scene, pulses: Pulses) -> None:
    scene.offices.memory.records[Pulses, pulses.id] = pulses


def pulses(scene: Scene) -> Pulses:
    (found,) = scene.office.all(Pulses, RecordId(scene.community.id))
    return found


def answer(scene: Scene, person: PersonId, says: str, statements: int = 5) -> None:
    open_form(scene, person)
    scene.fill(person, **{f"pulse{number}": says for number in range(statements)})
    scene.fill(person)
    assert not scene.errors


def answered(scene: Scene, says: Sequence[str], people: Sequence[PersonId] = MEMBERS) -> None:
    for person, said in zip(people, says, strict=True):
        answer(scene, person, said)


def result(scene: Scene) -> str:
    """What the room reads of it last; nothing as long as it was told nothing."""
    found = [post for post in scene.posted if post.startswith("How freely we speak here")]
    return found[-1] if found else ""


def earlier(band: str, *, weeks: int, changed: bool = False) -> PulseTold:
    """What came of it so many weeks before this check-in."""
    lines, at = (band,) * 5, CHECK_IN - timedelta(weeks=weeks)
    return PulseTold(pulse=Pulse.SAFETY, at=at, lines=lines, outside=lines, changed=changed)
