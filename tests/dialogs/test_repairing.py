"""Something has left the group: no story is told until it is settled."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Matter
from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.worry import Repair, Worry
from tests.dialogs.worry_scenes import agreed, change, repairing, tell, trusting
from tests.scene import DEV, FAY, NED, OLI, PAM, ZOE, Scene, begun, confirmed, jan, opened, words


def test_what_has_left_the_group_stops_the_stories_at_once() -> None:
    scene = opened()

    tell(scene, NED, Worry.LEFT_HERE, name="without")

    assert scene.session.state is SessionState.RESTING
    assert "No story is told until this is settled." in scene.whispered
    assert "Nobody looks for who it was." in scene.sent_to(FAY)[-1]


def test_the_facilitator_asks_the_room_what_it_needs() -> None:
    scene = opened()
    tell(scene, NED, Worry.LEFT_HERE)

    scene.press(FAY, "Ask the group what it needs")

    assert (
        "Something said here has been heard outside. We stop stories for now, and do not try to find "
        "out who it was. What do we need so that we could start again?"
    ) in scene.posted[-1]
    assert "Ned" not in scene.posted[-1]


def test_a_repair_ends_with_we_can_go_on_and_the_session_goes_on() -> None:
    scene = repairing()

    scene.press(FAY, "We can go on")

    assert scene.session.state is SessionState.OPEN
    assert "We can go on as before." in scene.post("repaired:").card.body[0].text  # type: ignore[union-attr]
    assert scene.office.all(Repair, scene.community.id) == ()


def test_or_with_new_rules() -> None:
    scene = repairing()
    agreed(scene, Matter.RULES, "What is said here stays here.", at=jan(19, 10))

    scene.press(FAY, "We can go on")

    assert "We can go on with our new rules." in words(scene.post("repaired:").card)


@pytest.mark.parametrize(
    "way", ["Suggest a change to our rules", "Propose a pause", "Propose ending well"]
)
def test_or_with_a_proposal(way: str) -> None:
    scene = repairing()

    scene.press(FAY, way)

    assert scene.form.fields


def test_until_then_no_story_opens_and_nobody_can_go_on() -> None:
    scene = confirmed()
    tell(scene, NED, Worry.LEFT_HERE)

    scene.until(jan(18, 10, 30))

    assert scene.session.light
    assert "we are not done with that" in words(scene.post("session:").card)


def test_the_clock_cannot_be_started_around_it() -> None:
    scene = opened()
    go_on = "go_on." + scene.session.id
    tell(scene, NED, Worry.LEFT_HERE)

    scene.press_token(FAY, go_on)

    assert scene.session.state is SessionState.RESTING
    assert "Once that is settled, it goes on." in scene.whispered


def test_while_it_is_repaired_nothing_offers_to_go_on_but_the_repair() -> None:
    scene = opened()
    tell(scene, NED, Worry.LEFT_HERE)
    assert "Go on" not in _labels(scene, "desk:")
    assert "until something else is settled" in words(scene.post("desk:").card)
    scene.command(FAY, "session")
    assert "Go on" not in scene.whispered

    scene.later(days=8)
    assert "Go on" not in _labels(scene, "still_stopped:")


def test_a_session_that_was_paused_before_can_go_on_once_it_is_repaired() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    tell(scene, NED, Worry.LEFT_HERE)
    assert "Go on" not in _labels(scene, "desk:")

    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.PAUSED
    scene.press(FAY, "Go on")
    assert scene.session.state is SessionState.OPEN


def test_we_can_go_on_waits_until_nobody_reads_along_who_was_not_invited() -> None:
    scene = repairing()
    token = scene.button(FAY, "We can go on").token
    scene.comes(ZOE)
    assert "We can go on" not in _labels(scene, "repair:")
    assert "Zoe can read this channel" in words(scene.post("repair:").card)
    scene.press_token(FAY, token)
    assert "Once that is settled, it goes on." in scene.whispered

    scene.press(FAY, "They have left")
    scene.press(FAY, "I looked, and they are gone")
    assert scene.whispered == "Thank you. Stories still wait, until the rest is settled too."
    assert "Stories still wait" in words(scene.post("walked_in:").card)
    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.OPEN
    assert "Stories still wait" not in "\n".join((*scene.posted, *scene.sent_to(FAY)))


def test_somebody_who_walks_in_first_is_settled_first() -> None:
    scene = opened()
    scene.comes(ZOE)
    tell(scene, NED, Worry.LEFT_HERE)
    assert "We can go on" not in _labels(scene, "repair:")

    scene.goes(ZOE)
    assert scene.session.state is SessionState.RESTING
    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.OPEN


def test_where_the_room_repairs_by_itself_it_waits_for_that_too() -> None:
    scene = trusting(begun(), OLI)
    change(scene, facilitator=None, deputy=None)
    tell(scene, NED, Worry.LEFT_HERE)
    scene.comes(ZOE)
    assert "We can go on" not in _labels(scene, "repair_round:")

    scene.goes(ZOE)
    scene.press(PAM, "We can go on")
    assert scene.office.all(Repair, scene.community.id) == ()


def test_a_light_session_has_nothing_to_protect_and_can_go_on() -> None:
    scene = opened()
    light = replace(scene.session, light=True)
    scene.offices.memory.records[type(light), light.id] = light
    scene.press_token(FAY, f"pause.{light.id}")
    tell(scene, NED, Worry.LEFT_HERE)
    scene.press_token(FAY, f"go_on.{light.id}")

    assert scene.session.state is SessionState.OPEN


def test_said_by_two_it_is_one_repair() -> None:
    scene = opened()
    tell(scene, NED, Worry.LEFT_HERE)

    tell(scene, OLI, Worry.LEFT_HERE)

    [repair] = scene.office.all(Repair, scene.community.id)
    assert repair.stopped == scene.session.id


def test_those_who_look_after_it_are_asked_again_and_not_for_ever() -> None:
    scene = begun()
    tell(scene, NED, Worry.LEFT_HERE)

    scene.later(days=60)

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("repair:")]
    assert len([one for one in asked if one.post.to == Direct(FAY)]) == 4


def test_pressed_by_both_at_once_it_is_settled_once() -> None:
    scene = repairing()
    token = scene.button(FAY, "We can go on").token

    scene.press(FAY, "We can go on")
    scene.press_token(DEV, token)

    assert "This is settled already" in scene.whispered


def test_without_anyone_who_looks_after_it_the_room_itself_repairs() -> None:
    scene = trusting(begun(), OLI)
    change(scene, facilitator=None, deputy=None)
    tell(scene, NED, Worry.LEFT_HERE)

    scene.press(PAM, "We can go on")

    assert scene.office.all(Repair, scene.community.id) == ()


def _labels(scene: Scene, name: str) -> list[str]:
    return [button.label for button in scene.post(name).card.buttons]
