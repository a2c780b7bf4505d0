"""People press whatever they see while they work out what they need; what was promised still holds."""

from hypothesis import HealthCheck, given, settings

from bot.domain.codesign import Codesign
from bot.domain.community import Stage
from bot.domain.drafting import Gathered, Suggested
from bot.domain.ids import PersonId
from tests.dialogs.codesign_scenes import drafting, first_asked
from tests.scene import NAME_OF, ROOM, Scene, words
from tests.simulation.test_anything_goes import (
    PHASES,
    SECRET,
    _act,
    _the_sponsor_sees_nothing,
    steps,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(steps)
def test_whatever_people_do_nothing_says_who_needs_what(
    acts: list[tuple[str, PersonId, int]],
) -> None:
    scene = first_asked()

    for kind, person, number in acts:
        _act(scene, kind, person, number)

        _only_the_open_question_has_a_box(scene)
        _what_was_gathered_names_nobody(scene)
        _the_sponsor_sees_nothing(scene, person)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(steps)
def test_whatever_people_do_there_is_a_way_on(acts: list[tuple[str, PersonId, int]]) -> None:
    scene = drafting()
    for kind, person, number in acts:
        _act(scene, kind, person, number)

    scene.later(days=200)

    stands = scene.office.all(Codesign, scene.community.id)
    assert all(one.settled or one.told or _anyone_may_go_on(scene, one) for one in stands) or (
        scene.community.stage in (Stage.RESTING, Stage.ENDING)
    )


def _anyone_may_go_on(scene: Scene, codesign: Codesign) -> bool:
    """Something rests in the room with its button, or the group is deciding on something."""
    rests = [one for one in codesign.due if one.rests]
    in_room = [one.post.name for one in scene.offices.memory.posts if one.post.to == ROOM]
    offered = all(f"due:{one.mark}:all" in in_room for one in rests)
    return bool(rests and offered) or bool(scene.proposals) or bool(codesign.alarms())


def _only_the_open_question_has_a_box(scene: Scene) -> None:
    for one in scene.office.all(Codesign, scene.community.id):
        ours = {
            name for name, slips in scene.offices.memory.boxes.items() if slips and one.id in name
        }
        assert all(name.endswith(f":{one.step}") for name in ours)


def _what_was_gathered_names_nobody(scene: Scene) -> None:
    of = scene.community.id
    for one in (*scene.office.all(Gathered, of), *scene.office.all(Suggested, of)):
        assert not any(person in repr(one) for person in NAME_OF)
    shown = [words(one.card) for one in scene.offices.memory.posts if "hardest:" in one.post.name]
    needs = [line for one in shown for line in one.splitlines() if SECRET in line]
    assert not any(name in line for line in needs for name in NAME_OF.values())
