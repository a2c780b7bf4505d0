"""People press whatever they see while there are notes without a name; a window and its box stay one thing."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.boundary.decision import OpenForm
from bot.domain.ids import PersonId
from bot.domain.notes import NotesWay
from bot.domain.told import CROWD
from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import CHECK_IN, chosen, notes, windows
from tests.scene import MEMBERS, ROOM, Scene
from tests.simulation.test_anything_goes import PHASES, _act, _fill_something, steps

NOTES = ("note", "note", "note", "receipt")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(steps, st.sampled_from(NotesWay))
def test_a_window_that_is_open_has_a_box_and_no_other_has(
    acts: list[tuple[str, PersonId, int]], way: NotesWay
) -> None:
    scene = chosen(way)
    scene.until(CHECK_IN)
    for kind, person, number in acts:
        if number % 3:
            _act(scene, kind, person, number)
        else:
            _passes_through(scene, person, number)
        if scene.office.community_in(ROOM) is None:
            return

        _window_and_box_are_one(scene)
        _nothing_joins_a_note_to_anybody(scene)


def _passes_through(scene: Scene, person: PersonId, number: int) -> None:
    """All of the form, as far as it goes."""
    scene.replies = ()
    scene.command(person, NOTES[number % len(NOTES)])
    for _ in range(3):
        if any(isinstance(reply, OpenForm) for reply in scene.replies):
            _fill_something(scene, person, number)
    scene.later(hours=number % 40)


def _window_and_box_are_one(scene: Scene) -> None:
    found = windows(scene)
    assert len(found) <= 1
    assert set(scene.offices.memory.windows) == {one.id for one in found if one.is_open}
    for one in found:
        assert one.times is None or one.times.closes_at >= scene.now - timedelta(days=1)
        assert len(scene.community.crowd) >= CROWD


def _nothing_joins_a_note_to_anybody(scene: Scene) -> None:
    for one in notes(scene):
        said = repr(one)
        assert not any(person in said for person in MEMBERS)
        assert one.name == "" or one.stands in (Stands.RELEASED, Stands.HIDDEN)
