"""When notes are read late, by another, or by nobody: what is told all the same, and what waits."""

from datetime import timedelta

from bot.boundary.decision import OpenForm
from bot.domain.ids import Direct
from bot.domain.notes import NotesWay
from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import (
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    OPENS,
    blank,
    checking_in,
    held,
    read_all,
    shown,
    write,
)
from tests.dialogs.reading_scenes import DEPUTY, POINTS, closed, stands
from tests.scene import DEV, FAY, MIA, NED, OLI, PAM, QUY


def test_after_a_working_day_unread_the_deputy_is_asked() -> None:
    scene = closed(DOUBT, "Another.")
    assert not scene.has_post("deputy_read", Direct(DEV))

    scene.until(DEPUTY)

    assert "Nobody has read them for a working day" in scene.sent_to(DEV)[-1]
    read_all(scene, reader=DEV)
    assert set(stands(scene).values()) == {Stands.PASSED}


def test_once_they_are_read_the_deputy_is_left_alone() -> None:
    scene = closed(DOUBT, "Another.")
    read_all(scene)

    scene.until(OPENS)

    assert not scene.has_post("deputy_read", Direct(DEV))


def test_a_window_that_closed_late_asks_the_deputy_the_same_afternoon() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    write(scene, NED, "Another.")
    blank(scene, OLI, PAM)
    scene.until(CLOSED)
    blank(scene, QUY)

    scene.until(CLOSED_LATE + timedelta(hours=4))

    assert scene.has_post("deputy_read", Direct(DEV))


def test_nobody_has_read_them_what_points_to_nobody_is_told_and_the_rest_waits() -> None:
    scene = closed(DOUBT, POINTS)
    held(scene)

    scene.until(OPENS)

    assert DOUBT in scene.posted[-1]
    assert POINTS not in "\n".join(scene.posted)
    assert stands(scene) == {DOUBT: Stands.RELEASED, POINTS: Stands.UNREAD}


def test_what_sounds_heavy_is_never_told_unread() -> None:
    scene = closed(DOUBT, "I can't go on like this.")
    held(scene)

    scene.until(OPENS)

    assert "go on like this" not in "\n".join(scene.posted)


def test_of_a_late_window_nothing_is_told_unread_at_the_first_opening() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    write(scene, NED, "Another.")
    blank(scene, OLI, PAM)
    scene.until(CLOSED)
    blank(scene, QUY)
    held(scene)

    scene.until(OPENS)

    assert set(stands(scene).values()) == {Stands.UNREAD}
    assert not any("came in without" in post for post in scene.posted)


def test_a_group_without_review_reads_them_at_the_opening_with_nobody_before() -> None:
    scene = closed(DOUBT, "Another.", way=NotesWay.ANY_TIME_UNREAD)

    assert set(stands(scene).values()) == {Stands.PASSED}
    assert not scene.has_post("energy")
    assert "Nothing is left to read" in scene.sent_to(FAY)[-1]


def test_a_facilitator_who_leaves_meanwhile_leaves_the_reading_to_the_other() -> None:
    scene = closed(DOUBT, "Another.")
    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")
    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)

    scene.press_token(DEV, f"read_notes.{scene.community.id}")

    assert DOUBT in shown(scene.form)
