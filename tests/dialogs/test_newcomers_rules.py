"""The rules are opened once more when somebody has joined."""

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import RecordId
from tests.dialogs.newcomer_scenes import joined, joins
from tests.scene import ANN, FAY, MIA, Scene, begun


def test_the_rules_are_opened_once_for_all_who_came_within_a_week() -> None:
    scene = joined(_with_rules(begun()))
    scene.later(days=2)
    joins(scene, ANN)
    scene.later(days=10)

    asked = [one for one in scene.posted if "Does anything need to change for all of us" in one]

    assert len(asked) == 1
    assert "We have 8 members now." in asked[0]


def test_whoever_comes_later_opens_the_rules_once_more() -> None:
    scene = joined(_with_rules(begun()))
    scene.later(days=10)
    joins(scene, ANN)
    scene.later(days=10)

    assert sum("Does anything need to change" in one for one in scene.posted) == 2


def test_nothing_needs_to_change_is_said_by_those_who_look_after_it() -> None:
    scene = joined(_with_rules(begun()))
    scene.later(days=8)
    scene.press(MIA, "Nothing needs to change")
    assert "Only those who look after the sessions" in scene.whispered

    scene.press(FAY, "Nothing needs to change")

    assert not any("Does anything need to change" in one for one in scene.posted)


def test_without_rules_there_is_nothing_to_open() -> None:
    scene = joined()
    scene.later(days=8)

    assert not any("Does anything need to change" in one for one in scene.posted)


def _with_rules(scene: Scene) -> Scene:
    rules = Agreement(
        id=RecordId("rules"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="Thank first.\nThen ask.",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, rules.id] = rules
    return scene
