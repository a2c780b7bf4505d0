"""A session in which notes without a name were told, or a name was put to one, is not a quiet one."""

from datetime import UTC, datetime

from bot.domain.community import Stage
from tests.dialogs.notes_scenes import DOUBT
from tests.dialogs.told_scenes import OTHER, in_next_check_in, passed, told, with_receipt
from tests.scene import MIA

FIRST_CLOSED = datetime(2027, 1, 25, 9, tzinfo=UTC)
SECOND_CLOSED = datetime(2027, 2, 8, 12, tzinfo=UTC)


def test_a_session_in_which_notes_were_told_was_not_quiet() -> None:
    scene, _ = told(DOUBT, OTHER)

    scene.until(FIRST_CLOSED)

    assert scene.sessions[0].silent
    assert scene.community.quiet_sessions == 0


def test_notes_that_nobody_was_told_are_no_sign() -> None:
    scene, _ = passed(DOUBT, OTHER)

    scene.until(FIRST_CLOSED)

    assert scene.community.quiet_sessions == 1


def test_a_name_put_to_a_note_is_a_sign_in_the_session_that_comes_next() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_name")
    scene.press(MIA, "Put my name to it")

    scene.until(SECOND_CLOSED)

    assert scene.sessions[1].silent
    assert scene.community.quiet_sessions == 0


def test_a_group_that_uses_notes_is_not_told_that_it_has_been_quiet_twice() -> None:
    scene, _ = told(DOUBT, OTHER)

    scene.until(SECOND_CLOSED)

    assert scene.community.stage is Stage.ACTIVE
    assert not scene.has_post("renewal:")


def test_of_notes_only_that_they_were_told_stands_with_the_session() -> None:
    two, _ = told(DOUBT, OTHER)
    three, _ = told(DOUBT, OTHER, "And another one.")

    assert two.session.heard is three.session.heard is True
