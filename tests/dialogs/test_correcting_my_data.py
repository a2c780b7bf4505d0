"""What is wrong about me can be put right, and the new name stands wherever the old one stood."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import RecordId
from tests.dialogs.my_data_scenes import keep
from tests.scene import FAY, MIA, NED, Scene, begun, words


def test_a_name_and_hours_can_be_corrected() -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, name="Edward", quiet="20:00 to 07:00")

    member = scene.community.member(NED)
    assert member is not None
    assert member.name == "Edward"
    assert member.hours is not None
    assert member.hours.quiet_from.hour == 20


def test_under_a_new_name_the_list_of_who_is_here_and_the_charter_say_the_new_one() -> None:
    scene = with_a_keeper_who_is_a_member()
    scene.command(FAY, "mydata")
    scene.press(FAY, "My name and hours")
    scene.fill(FAY, name="Faye H.")

    for post in ("people:", "charter:"):
        assert "Faye H." in words(scene.post(post).card)
    assert "Fay," not in words(scene.post("people:").card)
    scene.command(FAY, "mydata")
    scene.press(FAY, "Send me everything")
    everything = "\n".join(scene.sent_to(FAY))
    assert "The name you go by here, and your part in it" in everything
    assert "Faye H." in everything


def test_whom_the_group_trusts_is_trusted_under_a_new_name_too() -> None:
    scene = begun()
    trusted = Agreement(
        id=RecordId("trusted"),
        community=scene.community.id,
        matter=Matter.TRUSTED,
        words="Ned",
        agreed_at=scene.now,
    )
    keep(scene, trusted)
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, name="Edward")

    scene.command(MIA, "rules")
    assert "Edward" in scene.whispered
    scene.command(MIA, "worry")
    scene.fill(MIA, about="keepers")
    assert "Edward" in repr(scene.form)


def test_days_and_hours_are_told_in_words() -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "Send me everything")

    everything = "\n".join(scene.sent_to(NED))
    assert "Monday, Tuesday, Wednesday, Thursday and Friday" in everything
    assert "Quiet from " in everything
    assert "London time" in everything
    assert "Europe/London" not in everything


def with_a_keeper_who_is_a_member() -> Scene:
    scene = begun()
    joined = replace(scene.community.members[0], person=FAY, name="Fay")
    community = scene.community.with_member(joined)
    scene.offices.memory.records[type(community), community.id] = community
    return scene


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "mia"}, "name"),
        ({"name": " "}, "name"),
        ({"zone": "Nowhere"}, "zone"),
        ({"quiet": "late"}, "quiet"),
    ],
)
def test_what_cannot_be_is_asked_for_again(wrong: dict[str, str], field: str) -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, **wrong)

    assert list(scene.errors) == [field]
    assert scene.community.name_of(NED) == "Ned"
