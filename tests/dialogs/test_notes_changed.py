"""Notes that their writers change with the six words, or send to a second look."""

from datetime import timedelta

from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import (
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    checking_in,
    held,
    notes,
    shown,
    six_words,
    write,
)
from tests.dialogs.receipt_scenes import closes_again, deeds, judged
from tests.dialogs.told_scenes import FORTNIGHT, OTHER, with_receipt
from tests.scene import DEV, FAY, MIA, Scene


def test_a_note_that_came_back_is_changed_and_read_again() -> None:
    scene, receipt = judged("points")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")

    closes_again(scene, *FIVE[1:])

    changed = next(one for one in notes(scene) if one.text == "I am not sure whether to ask.")
    assert changed.stands is Stands.UNREAD
    assert changed.back is None
    assert DOUBT not in repr(notes(scene))


def test_with_notes_at_any_time_a_changed_note_is_read_as_it_is_now_and_told_so() -> None:
    scene, receipt = judged("points")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")
    before = dict(scene.offices.memory.notes)

    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert "I am not sure whether to ask." in shown(scene.form)
    assert DOUBT not in shown(scene.form)
    assert scene.offices.memory.notes == before
    waiting = [one for one in scene.form.fields if one.name.startswith("do_")]
    scene.fill(FAY, **{one.name: "release" for one in waiting})
    held(scene)
    scene.until(OPENS)

    assert "I am not sure whether to ask." in "\n".join(scene.posted)


def test_a_change_that_nobody_has_read_yet_is_not_told_and_nor_are_the_old_words() -> None:
    scene, receipt = judged("")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")
    held(scene)

    scene.until(OPENS)

    told = "\n".join(scene.posted)
    assert OTHER in told
    assert DOUBT not in told
    assert "whether to ask" not in told
    closes_again(scene, *FIVE[1:])
    assert "I am not sure whether to ask." in {one.text for one in notes(scene)}


def test_what_is_asked_for_is_done_once_whatever_becomes_of_the_note_meanwhile() -> None:
    scene, receipt = judged("points")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")
    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    waiting = [one for one in scene.form.fields if one.name.startswith("do_")]
    scene.fill(FAY, **{one.name: "names" for one in waiting})

    closes_again(scene, *FIVE[1:])

    assert {one.stands for one in notes(scene)} == {Stands.RETURNED}


def test_a_change_that_too_few_were_there_for_brings_the_note_back_to_its_writer() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")

    scene.until(CLOSED_LATE + FORTNIGHT)
    assert [(one.text, one.stands) for one in notes(scene)] == [(DOUBT, Stands.RETURNED)]
    page = with_receipt(scene, MIA, receipt)

    assert "the form in which you did was destroyed unread" in page
    assert deeds(scene) == ["1_change", "1_look_again", "1_withdraw"]
    (deed,) = (one for one in scene.form.fields if one.name == "deed")
    assert deed.choices[1].label == "Send it as it was"  # type: ignore[union-attr]
    scene.fill(MIA, deed="1_look_again")
    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert DOUBT in shown(scene.form)
    assert "asks you to look again" not in shown(scene.form)


def test_a_second_look_is_for_the_other_one_and_comes_once() -> None:
    scene, receipt = judged("attack")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_look_again")
    closes_again(scene, *FIVE[1:])

    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert DOUBT not in shown_or_whispered(scene)
    scene.press_token(DEV, f"read_notes.{scene.community.id}")
    assert "Its writer asks you to look again" in shown(scene.form)
    mine = next(one for one in notes(scene) if one.text == DOUBT)
    scene.fill(DEV, **{f"do_{mine.key}": "attack"})

    with_receipt(scene, MIA, receipt)
    assert "1_look_again" not in deeds(scene)


def test_a_second_look_is_never_told_unread() -> None:
    scene, receipt = judged("other")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_look_again")
    closes_again(scene, *FIVE[1:])
    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")

    scene.until(OPENS + FORTNIGHT)

    assert DOUBT not in "\n".join(scene.posted)


def test_a_doctored_choice_does_nothing() -> None:
    scene, receipt = judged("release")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="Slipped in after it was read.")

    closes_again(scene, *FIVE[1:])

    assert "Slipped in" not in repr(notes(scene))


def shown_or_whispered(scene: Scene) -> str:
    try:
        return shown(scene.form)
    except AssertionError:
        return scene.whispered
