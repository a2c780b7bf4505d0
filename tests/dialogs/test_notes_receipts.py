"""Six words: what became of a note, changing it, taking it back, a second look; and nothing without them."""

from datetime import timedelta

import pytest

from bot.domain.ids import PersonId
from bot.domain.notes import NotesWay
from bot.domain.unsigned import Stands
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
    leaves,
    notes,
    open_form,
    read_all,
    shown,
    six_words,
    write,
)
from tests.scene import DEV, FAY, MIA, NED, QUY, ROS, Scene

FORTNIGHT = timedelta(days=14)
OTHER = "I would like to know how others say no."


def judged(choice: str, word: str = "") -> tuple[Scene, str]:
    """Two notes were written; what became of Mia's, and her receipt."""
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    write(scene, NED, OTHER)
    blank(scene, *FIVE[2:])
    scene.until(CLOSED)
    if choice:
        scene.press(FAY, "Read the notes")
        mine = next(one for one in notes(scene) if one.text == DOUBT)
        scene.fill(FAY, **{f"do_{mine.key}": choice, f"say_{mine.key}": word})
    return scene, receipt


def second_check_in_with_an_unread_note(way: NotesWay) -> tuple[Scene, str]:
    """Nobody read in time, and the session had nobody to hold it: Mia's note is unread in the next check-in."""
    scene = checking_in(way)
    receipt = six_words(write(scene, MIA, DOUBT, alone="send"))
    blank(scene, *FIVE[1:])
    scene.until(CHECK_IN + FORTNIGHT)
    return scene, receipt


def with_receipt(scene: Scene, person: PersonId, words: str, **more: str) -> str:
    open_form(scene, person)
    scene.fill(person, receipt=words, **more)
    return shown(scene.form)


def deeds(scene: Scene) -> list[str]:
    fields = [field for field in scene.form.fields if field.name == "deed"]
    return [choice.value for field in fields for choice in field.choices]  # type: ignore[union-attr]


def closes_again(scene: Scene, *others: PersonId) -> None:
    """The second window closes, with a crowd."""
    scene.until(CHECK_IN + FORTNIGHT)
    blank(scene, *others)
    scene.until(CLOSED + FORTNIGHT)


@pytest.mark.parametrize(
    ("choice", "says", "can"),
    [
        ("", "waits to be read", ["1_change", "1_withdraw"]),
        ("release", "told when the next session opens", ["1_withdraw"]),
        (
            "names",
            "It came back to you: it names somebody.",
            ["1_change", "1_look_again", "1_withdraw"],
        ),
        ("hold", "read it with care", ["1_look_again", "1_withdraw"]),
    ],
)
def test_the_receipt_shows_what_became_of_it_and_what_can_be_done(
    choice: str, says: str, can: list[str]
) -> None:
    scene, receipt = judged(choice)

    page = with_receipt(scene, MIA, receipt)

    assert DOUBT in page
    assert says in page
    assert deeds(scene) == can


def test_one_that_waits_for_company_says_so() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)

    assert "waiting for company, as you chose" in with_receipt(scene, MIA, receipt)


def test_one_that_is_sealed_yet_says_so_to_whoever_has_the_words() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))

    page = with_receipt(scene, NED, receipt)

    assert "It is sealed. Nobody has read it." in page
    assert deeds(scene) == ["1_withdraw"]


def test_a_sealed_note_taken_back_in_the_form_never_comes_out() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT, alone="send"))
    with_receipt(scene, NED, receipt)
    scene.fill(NED, deed="1_withdraw")
    blank(scene, *FIVE[2:], ROS)

    scene.until(CLOSED)

    assert notes(scene) == ()


def test_a_word_from_the_reader_is_seen_by_its_writer_alone() -> None:
    scene, receipt = judged("points", "Could you leave out the ward?")

    page = with_receipt(scene, MIA, receipt)

    assert "From those who look after us, to you alone:" in page
    assert "An answer comes when this check-in closes, on Wednesday 27 January at 12:00." in page
    assert "To have them deleted this minute, use /lc receipt." in page
    assert "Could you leave out the ward?" in page


def test_a_note_that_came_back_is_changed_and_read_again() -> None:
    scene, receipt = judged("points")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_change", word="I am not sure whether to ask.")

    closes_again(scene, *FIVE[1:])

    changed = next(one for one in notes(scene) if one.text == "I am not sure whether to ask.")
    assert changed.stands is Stands.UNREAD
    assert changed.back is None
    assert DOUBT not in repr(notes(scene))


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


def test_what_is_asked_for_is_settled_too_when_we_are_too_few_for_notes() -> None:
    scene, receipt = judged("release")
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_withdraw")
    for person in (ROS, QUY):
        scene.command(person, "leave")
        scene.fill(person)

    assert "The button is off until we are five again" in "\n".join(scene.posted)
    assert DOUBT not in repr(notes(scene))


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


def test_in_the_same_form_there_is_room_for_a_new_note_with_a_receipt_of_its_own() -> None:
    scene, receipt = judged("hold")
    with_receipt(scene, MIA, receipt, note="Something new.")
    scene.fill(MIA, deed="1_withdraw")
    fresh = six_words(scene.form)

    closes_again(scene, *FIVE[1:])

    assert fresh != receipt
    assert {one.text for one in notes(scene)} == {OTHER, "Something new."}


def test_both_notes_of_one_form_open_with_one_receipt_and_nothing_joins_them() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT, second=OTHER))
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)

    page = with_receipt(scene, MIA, receipt)

    assert {DOUBT, OTHER} <= set(page.splitlines())
    assert {"Your note 1:", "Your note 2:"} <= set(page.splitlines())
    assert {"1_withdraw", "2_withdraw"} <= set(deeds(scene))
    assert len({one.mark for one in notes(scene)}) == 2


def test_words_are_never_kept_in_any_place() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    write(scene, NED, OTHER)
    blank(scene, *FIVE[2:])
    scene.until(CLOSED)

    kept = repr(vars(scene.offices.memory))
    assert receipt not in kept
    assert not any(word in kept for word in receipt.split() if len(word) > 6)


def test_the_words_of_a_blank_form_open_nothing() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA))

    page = with_receipt(scene, NED, receipt)

    assert "The six words you typed open nothing" in page


def test_what_was_destroyed_unread_opens_nothing_and_it_says_when_that_happens() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    scene.until(OPENS)

    page = with_receipt(scene, MIA, receipt)

    assert "when the note was blank, taken back or destroyed" in page


def test_in_a_hurry_a_sealed_note_is_gone_at_once_and_the_tap_stays() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT, energy="little"))
    before = dict(scene.offices.memory.records)

    scene.command(MIA, "receipt")
    assert "might conclude that you wrote something" in shown(scene.form)
    scene.fill(MIA, receipt=receipt.upper())

    assert "is taken back" in shown(scene.form)
    (box,) = scene.offices.memory.windows.values()
    assert box.leaves == ({"e": "little"},)
    assert scene.offices.memory.records == before


def test_in_a_hurry_a_note_that_is_being_read_is_gone_at_once() -> None:
    scene, receipt = judged("points", "Could you leave out the ward?")

    scene.command(MIA, "receipt")
    scene.fill(MIA, receipt=receipt)

    assert [one.text for one in notes(scene)] == [OTHER]


def test_taken_back_twice_it_says_that_it_is_gone() -> None:
    scene, receipt = judged("release")
    for _ in range(2):
        scene.command(MIA, "receipt")
        scene.fill(MIA, receipt=receipt)

    (field,) = scene.form.fields
    assert "These words open nothing" in field.hint


def test_in_a_hurry_too_there_are_five_tries() -> None:
    scene = checking_in()
    blanks = six_words(write(scene, MIA))
    scene.command(MIA, "receipt")
    for _ in range(4):
        scene.fill(MIA, receipt=blanks)
        (field,) = scene.form.fields
        assert field.value == blanks  # type: ignore[union-attr]
        assert "These words open nothing" in field.hint

    scene.fill(MIA, receipt=blanks)

    assert "That was five times" in shown(scene.form)
    assert not scene.form.fields


def test_in_a_hurry_words_that_are_no_receipt_stay_in_their_box() -> None:
    scene = checking_in()
    scene.command(MIA, "receipt")

    scene.fill(MIA, receipt="one two three")

    assert "not the six words of a note" in scene.errors["receipt"]


def test_the_warning_names_the_next_check_in() -> None:
    scene = checking_in()
    blank(scene, *FIVE)
    scene.until(CLOSED)

    scene.command(MIA, "receipt")

    assert "wait for Monday 25 January at 10:00" in shown(scene.form)


def test_a_form_held_over_the_close_takes_back_what_has_come_out() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    write(scene, NED, OTHER)
    blank(scene, *FIVE[2:])
    scene.command(MIA, "receipt")
    held = scene.form
    scene.until(CLOSED)

    scene.submit(MIA, held, receipt=receipt)

    assert [one.text for one in notes(scene)] == [OTHER]


def test_nobody_else_sees_that_a_receipt_was_used() -> None:
    scene, receipt = judged("points")
    before = [one.card for one in scene.offices.memory.posts]
    with_receipt(scene, MIA, receipt)

    scene.fill(MIA, deed="1_change", word="Other words.")

    assert [one.card for one in scene.offices.memory.posts] == before
    assert leaves(scene) == 1


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
