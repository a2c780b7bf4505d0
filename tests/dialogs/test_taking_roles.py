"""A role is offered and taken in the room, and whoever takes it reads what it is."""

from bot.domain.ids import Direct
from tests.scene import FAY, MIA, NED, OLI, PAM, QUY, ROS, jan, opened


def test_a_role_is_taken_once() -> None:
    scene = opened()
    scene.press(PAM, "Take a role")
    form = scene.form
    scene.submit(PAM, form, role="keeper")

    scene.submit(ROS, form, role="keeper")

    assert "taken that role already" in scene.errors[""]


def test_once_every_role_is_taken_whoever_offers_is_thanked() -> None:
    scene = opened()
    for person, role in (
        (PAM, "keeper"),
        (ROS, "weaver"),
        (NED, "host"),
        (OLI, "questioner"),
        (QUY, "connector"),
    ):
        scene.press(person, "Take a role")
        scene.fill(person, role=role)

    scene.press(MIA, "Take a role")

    assert scene.whispered == "Every role is taken this time. Thank you for offering."


def test_whoever_takes_a_role_reads_where_it_is_done() -> None:
    scene = opened()
    scene.press(ROS, "Take a role")

    scene.fill(ROS, role="weaver")

    assert "in the thread under the story" in scene.whispered


def test_the_weaver_is_asked_half_way_also_when_it_is_not_quiet() -> None:
    scene = opened()
    scene.press(ROS, "Take a role")
    scene.fill(ROS, role="weaver")
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 12, 30))
    scene.says(NED, "I wonder who else was there.", "story")

    scene.until(jan(20, 16))

    assert "You are the weaver this time." in scene.sent_to(ROS)[-1]
    assert "in the thread under the story" in scene.sent_to(ROS)[-1]
    assert not scene.has_post(f"nudge:{scene.session.id}:wondering", Direct(FAY))
