"""Somebody's clock is found by the name of a town, as people say it."""

import pytest

from tests.scene import NED, Scene, begun


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Dublin", "Europe/Dublin"),
        (" new york ", "America/New_York"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("UTC", "UTC"),
    ],
)
def test_a_town_is_enough(written: str, zone: str) -> None:
    scene = _asked(begun())

    scene.fill(NED, zone=written)

    assert scene.community.hours_of(NED).zone == zone


def test_a_place_whose_clock_nobody_knows_stays_in_the_form_with_a_way_on() -> None:
    scene = _asked(begun())

    scene.fill(NED, zone="Narnia")

    assert "“Narnia”" in scene.errors["zone"]
    assert "a large town" in scene.errors["zone"]


def _asked(scene: Scene) -> Scene:
    scene.command(NED, "hours")
    return scene
