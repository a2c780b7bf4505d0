"""How much room people have, as they tapped it."""

import pytest

from tests.dialogs.notes_scenes import CLOSED, checking_in, write
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ROS


def test_how_much_room_people_have_is_shown_in_bands_from_seven_taps_on() -> None:
    scene = checking_in()
    for person in (MIA, NED, OLI, PAM, FAY):
        write(scene, person, energy="plenty")
    for person in (QUY, ROS):
        write(scene, person, energy="little")

    scene.until(CLOSED)

    card = scene.sent_to(FAY)[-1]
    assert "Plenty: most of us" in card
    assert "A little: few or none of us" in card
    assert not any(digit in card for digit in "0123456789")


@pytest.mark.parametrize("taps", [("plenty",) * 6, ("plenty",) * 3 + ("",) * 3])
def test_too_few_taps_or_all_the_same_show_no_band(taps: tuple[str, ...]) -> None:
    scene = checking_in()
    for person, tap in zip(MEMBERS, taps, strict=True):
        write(scene, person, energy=tap)

    scene.until(CLOSED)

    assert "most of us" not in scene.sent_to(FAY)[-1]
