"""Notes that their writers take back with the six words, in the form: they come out, are read and are told no more."""

import pytest

from bot.domain.notes import NotesWay
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    checking_in,
    held,
    notes,
    read_all,
    shown,
    six_words,
    write,
)
from tests.dialogs.receipt_scenes import closes_again, judged
from tests.dialogs.told_scenes import FORTNIGHT, OTHER, with_receipt
from tests.scene import FAY, MIA, NED, QUY, ROS, Scene


def second_check_in_with_an_unread_note(way: NotesWay) -> tuple[Scene, str]:
    """Nobody read in time, and the session had nobody to hold it: Mia's note is unread in the next check-in."""
    scene = checking_in(way)
    receipt = six_words(write(scene, MIA, DOUBT, alone="send"))
    blank(scene, *FIVE[1:])
    scene.until(CHECK_IN + FORTNIGHT)
    return scene, receipt


def test_a_sealed_note_taken_back_in_the_form_never_comes_out() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT, alone="send"))
    with_receipt(scene, NED, receipt)
    scene.fill(NED, deed="1_withdraw")
    blank(scene, *FIVE[2:], ROS)

    scene.until(CLOSED)

    assert notes(scene) == ()


def test_until_the_close_a_word_through_a_receipt_touches_nothing_that_is_written_down() -> None:
    scene, receipt = judged("points")
    before = dict(scene.offices.memory.notes)
    with_receipt(scene, MIA, receipt)

    scene.fill(MIA, deed="1_withdraw")

    assert scene.offices.memory.notes == before
    closes_again(scene, *FIVE[1:])
    assert DOUBT not in repr(notes(scene))


@pytest.mark.parametrize("way", [NotesWay.ANY_TIME, NotesWay.CHECK_IN])
def test_a_note_taken_back_in_the_form_is_read_by_nobody_from_then_on(way: NotesWay) -> None:
    scene, receipt = second_check_in_with_an_unread_note(way)
    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert DOUBT in shown(scene.form)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")

    scene.press_token(FAY, f"read_notes.{scene.community.id}")

    assert "nothing left to read" in scene.whispered


def test_a_note_taken_back_before_the_opening_is_not_told_and_deleted_then() -> None:
    scene, receipt = judged("release")
    read_all(scene)
    held(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")

    scene.until(OPENS)

    assert DOUBT not in "\n".join(scene.posted)
    assert OTHER in "\n".join(scene.posted)
    assert DOUBT not in repr(notes(scene))


def test_a_told_note_taken_back_in_the_form_goes_when_the_next_session_opens() -> None:
    scene, receipt = judged("release")
    read_all(scene)
    held(scene)
    scene.until(OPENS)
    assert DOUBT in "\n".join(scene.posted)
    scene.until(CHECK_IN + FORTNIGHT)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")
    assert DOUBT in "\n".join(scene.posted)

    scene.until(OPENS + FORTNIGHT)

    assert DOUBT not in "\n".join(scene.posted)
    assert DOUBT not in repr(notes(scene))


def test_what_was_taken_back_stays_so_when_too_few_have_used_the_form() -> None:
    scene, receipt = judged("points")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")

    scene.until(CLOSED_LATE + FORTNIGHT)

    assert "Too few of us used the form" in "\n".join(scene.posted)
    assert "What you took back with your six words stays taken back" in "\n".join(scene.posted)
    assert DOUBT not in repr(notes(scene))


def test_what_is_asked_for_is_settled_too_when_we_are_too_few_for_notes() -> None:
    scene, receipt = judged("release")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")
    for person in (ROS, QUY):
        scene.command(person, "leave")
        scene.fill(person)

    assert "The button is off until we are five again" in "\n".join(scene.posted)
    assert DOUBT not in repr(notes(scene))
