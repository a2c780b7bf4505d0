"""What is written in a note: any script, any length, and what might point to a person."""

import pytest

from bot.domain.notes import LONGEST_NOTE
from tests.dialogs.notes_scenes import (
    CLOSED,
    DOUBT,
    blank,
    checking_in,
    leaves,
    notes,
    open_form,
    shown,
    write,
)
from tests.scene import (
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
)


def test_what_might_point_to_a_person_is_shown_and_can_be_changed() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="As a nurse on Ward 7 I rang Ned on Tuesday!! 🙂")

    page = shown(scene.form)
    assert "These might point to a person:" in page
    assert {"As a nurse", "Ward 7", "Ned", "Tuesday"} <= set(page.splitlines())
    assert "emoji" in page
    assert "Nothing stops you" in page

    scene.fill(MIA, note="I rang somebody, and I wonder whether it was right.")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)
    assert [one.text for one in notes(scene)] == [
        "I rang somebody, and I wonder whether it was right."
    ]


def test_a_plain_copy_hides_habits_of_writing() -> None:
    scene = checking_in()

    write(scene, MIA, "well…  i wonder 🙂", alone="send", plain=["yes"])
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["Well. I wonder"]


def test_links_are_taken_out_and_calls_are_defused_before_and_after_a_change() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="<!channel> see https://x.example.org", alone="send")
    page = shown(scene.form)
    assert "I took out a link" in page
    assert "the sign that would have called somebody" in page

    scene.fill(MIA, note="@here and www.example.org")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["here and (a link was here)"]


def test_one_that_points_to_nobody_is_told_that_the_bot_does_not_see_everything() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA, note=DOUBT)

    assert "I do not see everything" in shown(scene.form)


@pytest.mark.parametrize(
    "note", ["?", "لست متأكدًا مما فعلته. سألت مرتين.", "🙂" * LONGEST_NOTE, "字" * LONGEST_NOTE]
)
def test_a_note_of_any_script_and_any_length_goes_through(note: str) -> None:
    scene = checking_in()

    write(scene, MIA, note, second="A second one.", alone="send")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert note in {one.text for one in notes(scene)}


def test_what_is_too_long_stays_in_the_form_with_a_sentence() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA, note="x" * (LONGEST_NOTE + 1))
    assert "Please keep it to 400 characters" in scene.errors["note"]

    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)
    scene.fill(MIA, note="x" * (LONGEST_NOTE + 1))
    assert "Please keep it to 400 characters" in scene.errors["note"]
    assert leaves(scene) == 0


def test_an_override_that_turns_the_text_round_is_gone() -> None:
    scene = checking_in()
    write(scene, MIA, "abc\u202edef", alone="send")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["abcdef"]
