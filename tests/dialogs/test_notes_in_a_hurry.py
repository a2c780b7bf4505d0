"""`/lc receipt`: whoever cannot wait for the next check-in has a note deleted this minute."""

from bot.domain.ids import Direct
from tests.dialogs.notes_scenes import (
    CLOSED,
    DOUBT,
    FIVE,
    blank,
    checking_in,
    notes,
    shown,
    six_words,
    write,
)
from tests.dialogs.receipt_scenes import judged
from tests.dialogs.told_scenes import OTHER
from tests.scene import MIA, NED, another_community


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


def test_in_private_somebody_with_two_communities_says_whose_note_it_is() -> None:
    """Nobody is sent into a channel with it, where others may see that they have a receipt."""
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    another_community(scene, "Twin")

    scene.command(MIA, "receipt", Direct(MIA))
    assert "more than one community" in scene.whispered
    scene.press(MIA, "I have a receipt: Discharge")
    scene.fill(MIA, receipt=receipt)

    assert "is taken back" in shown(scene.form)
