"""Pressure from outside: a note to the sponsor, in their own words."""

from bot.domain.ids import Direct
from bot.domain.worry import Worry
from tests.dialogs.worry_scenes import SECRET, change, repairing, tell
from tests.scene import FAY, MIA, NED, SID, ZOE, opened, words


def test_pressure_from_outside_prepares_a_note_with_the_sponsors_own_promise() -> None:
    scene = opened()

    tell(scene, NED, Worry.PRESSURE)

    note = words(scene.post("pressure:", Direct(FAY)).card)
    assert "Honest talk about mistakes is not used in appraisal or discipline." in note
    assert SECRET not in note
    assert not scene.has_post("promise:")


def test_the_note_goes_to_the_sponsor_by_a_press_and_once() -> None:
    scene = opened()
    tell(scene, NED, Worry.PRESSURE)
    token = scene.button(FAY, "Send this to Sid").token

    scene.press(FAY, "Send this to Sid")
    scene.press_token(FAY, token)

    sent = [one for one in scene.sent_to(SID) if "not used in appraisal" in one]
    assert len(sent) == 1
    assert SECRET not in sent[0]
    assert "Fay will gladly talk with you" in sent[0]


def test_a_member_cannot_send_the_note() -> None:
    scene = opened()
    tell(scene, NED, Worry.PRESSURE)

    scene.press_token(MIA, scene.button(FAY, "Send this to Sid").token)

    assert not scene.has_post("promise:")


def test_a_group_that_permits_itself_has_no_promise_to_hold_anybody_to() -> None:
    scene = opened()
    change(scene, sponsor=None, self_authorised=True)

    tell(scene, NED, Worry.PRESSURE)

    told = scene.post("pressure:", Direct(FAY)).card
    assert "no promise of a sponsor" in words(told)
    assert told.buttons == ()


def test_asked_how_the_session_stands_it_says_what_it_waits_for() -> None:
    scene = repairing()
    scene.command(FAY, "session")
    assert "Stopped, as something has left the group" in scene.whispered
    assert "Go on" not in [one.label for one in scene.replies[0].card.buttons]  # type: ignore[union-attr]

    scene.comes(ZOE)
    scene.command(FAY, "session")

    assert "Stopped, as Zoe can read the channel and was not invited" in scene.whispered
