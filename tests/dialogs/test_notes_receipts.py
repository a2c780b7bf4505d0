"""Six words: they alone show what became of a note and what can be done with it, and they are kept nowhere."""

import pytest

from tests.dialogs.notes_scenes import (
    CLOSED,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    checking_in,
    leaves,
    notes,
    six_words,
    write,
)
from tests.dialogs.receipt_scenes import closes_again, deeds, judged
from tests.dialogs.told_scenes import OTHER, with_receipt
from tests.scene import MIA, NED


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


def test_a_word_from_the_reader_is_seen_by_its_writer_alone() -> None:
    scene, receipt = judged("points", "Could you leave out the ward?")

    page = with_receipt(scene, MIA, receipt)

    assert "From those who look after us, to you alone:" in page
    assert "An answer comes when this check-in closes, on Wednesday 27 January at 12:00." in page
    assert "To have them deleted this minute, use /lc receipt." in page
    assert "Could you leave out the ward?" in page


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


def test_nobody_else_sees_that_a_receipt_was_used() -> None:
    scene, receipt = judged("points")
    before = [one.card for one in scene.offices.memory.posts]
    with_receipt(scene, MIA, receipt)

    scene.fill(MIA, deed="1_change", word="Other words.")

    assert [one.card for one in scene.offices.memory.posts] == before
    assert leaves(scene) == 1
