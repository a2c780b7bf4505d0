"""Nobody looks after a community, and it rests: any of us may say how it goes on."""

from datetime import UTC, datetime

import pytest

from bot.domain.community import Stage
from bot.words import say
from tests.dialogs.test_renewing import answered
from tests.scene import DEV, FAY, MIA, NED, OLI, PAM, QUY, SID, Scene, begun, words

QUIET = datetime(2027, 2, 8, 12, tzinfo=UTC)


def unkept() -> Scene:
    """Fay and Dev have stepped back, and two sessions have been quiet."""
    scene = begun()
    for person in (FAY, DEV):
        scene.command(person, "leave")
        scene.press(person, "Stop looking after it")
    scene.until(QUIET)
    assert scene.community.stage is Stage.RESTING
    return scene


def told() -> Scene:
    """The week for the question is over."""
    scene = unkept()
    answered(scene, MIA, NED, OLI, PAM, QUY)
    scene.later(days=8)
    return scene


def test_what_we_said_about_carrying_on_is_followed_by_ways_on_for_any_of_us() -> None:
    scene = told()

    card = scene.post("stopped").card
    assert "any of us may say how it goes on" in words(card)
    assert [one.label for one in card.buttons] == [
        "Carry on",
        "I know somebody",
        "Propose a change",
        "Propose a pause",
        "Propose ending well",
    ]


def test_any_member_can_carry_on() -> None:
    scene = told()

    scene.press(NED, "Carry on")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.post("stopped").card.buttons == ()
    assert "We carry on." in words(scene.post("stopped").card)


def test_the_second_to_press_hears_that_somebody_was_faster() -> None:
    scene = told()
    carry_on = scene.button(NED, "Carry on").token
    scene.press_token(NED, carry_on)

    scene.press_token(OLI, carry_on)

    assert scene.whispered == say("refused.someone_was_faster")


def test_a_sponsor_cannot_carry_on_for_us() -> None:
    scene = told()

    scene.press_token(SID, scene.button(NED, "Carry on").token)

    assert scene.community.stage is Stage.RESTING


def test_any_member_can_name_somebody_there() -> None:
    scene = told()

    scene.press(NED, "I know somebody")

    assert scene.form.title == "Who could look after us?"


@pytest.mark.parametrize(("person", "labels"), [(MIA, ["Carry on"]), (SID, [])])
def test_the_rhythm_has_a_way_on_for_any_member_too(person: str, labels: list[str]) -> None:
    scene = unkept()

    scene.command(person, "rhythm")  # type: ignore[arg-type]

    (card,) = [one.card for one in scene.replies]  # type: ignore[union-attr]
    assert [one.label for one in card.buttons] == labels


def test_where_somebody_looks_after_us_the_ways_on_stay_with_them() -> None:
    scene = begun()
    scene.until(QUIET)
    answered(scene, MIA, NED, OLI, PAM, QUY)
    before = scene.button(FAY, "Carry on").token

    scene.later(days=8)
    scene.press_token(MIA, before)

    assert scene.community.stage is Stage.RESTING
