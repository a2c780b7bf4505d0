"""What may become of a note once it is told: hidden, answered, named, taken back, and gone in the end."""

from datetime import timedelta

from tests.dialogs.notes_scenes import CLOSED, DOUBT, OPENS, blank, notes, read_all, shown
from tests.dialogs.told_scenes import FORTNIGHT, OTHER, in_next_check_in, told, with_receipt
from tests.scene import FAY, MIA, NED, OLI, PAM, QUY


def test_two_members_hide_a_note_and_nobody_learns_who() -> None:
    scene, _ = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    for person in (MIA, MIA, NED):
        assert DOUBT in scene.post("notes:").card.body.__repr__()
        scene.press(person, "Hide a note")
        scene.fill(person, which=doubt)
        assert "as soon as two of us have asked" in scene.whispered

    stands_there = "\n".join(scene.posted)
    assert DOUBT not in stands_there
    assert OTHER in stands_there
    assert "(This one is hidden until somebody has looked at it.)" in stands_there
    assert "Two members have asked" in scene.sent_to(FAY)[-1]
    assert "Mia" not in scene.sent_to(FAY)[-1]


def test_whoever_looks_after_it_hides_one_at_once_and_shows_it_again() -> None:
    scene, _ = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    scene.press(FAY, "Hide a note")
    scene.fill(FAY, which=doubt, what="hide")
    assert DOUBT not in "\n".join(scene.posted)

    scene.press(FAY, "Hide a note")
    assert DOUBT in shown(scene.form)
    scene.fill(FAY, which=doubt, what="show")

    assert DOUBT in "\n".join(scene.posted)


def test_a_word_to_the_writer_of_a_told_note_is_seen_with_the_receipt_alone() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    scene.press(FAY, "Hide a note")
    scene.fill(FAY, which=doubt, what="word", word="What would have been early?")
    assert "What would have been early?" not in "\n".join(scene.posted)

    in_next_check_in(scene)

    assert "What would have been early?" in with_receipt(scene, MIA, receipt)


def test_a_word_that_is_missing_is_asked_for_in_the_form() -> None:
    scene, _ = told(DOUBT, OTHER)
    scene.press(FAY, "Hide a note")

    scene.fill(FAY, which=notes(scene)[0].key, what="word")

    assert scene.errors["word"]


def test_the_writers_answer_is_told_in_the_next_batch_as_from_the_writer() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_answer", word="The day before.")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED + FORTNIGHT)
    read_all(scene)
    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")

    scene.until(OPENS + FORTNIGHT)

    assert scene.posted[-1].splitlines()[-2:] == [
        f"From the writer of this note, “{DOUBT}”:",
        "The day before.",
    ]


def test_an_answer_without_words_is_asked_for_them() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)

    scene.fill(MIA, deed="1_answer")

    assert scene.errors["word"] == "Please write the words that should go in."


def test_its_writer_puts_their_name_to_it_by_a_press_of_their_own() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_name")
    assert "Mia" not in repr(
        [one.card for one in scene.offices.memory.posts if "notes:" in one.post.name]
    )

    scene.press(MIA, "Put my name to it")

    quotes = [one for one in scene.post("notes:").card.body if getattr(one, "who", "") == "Mia"]
    assert [one.text for one in quotes] == [DOUBT]  # type: ignore[union-attr]
    assert "Your name stands with the note now" in scene.whispered


def test_above_ones_own_note_it_is_said_what_it_is() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)

    page = with_receipt(scene, MIA, receipt)

    before, _, after = page.partition("This is what your six words open:")
    assert "You have written no new note" in before
    assert DOUBT in after


def test_a_name_put_to_a_note_that_is_gone_is_refused_kindly() -> None:
    scene, _ = told(DOUBT, OTHER)

    scene.press_token(MIA, f"sign_note.{scene.community.id}.{'A' * 13}.1")
    assert "That note is not there any more" in scene.whispered
    scene.press_token(MIA, f"sign_note.{scene.community.id}.x.9")
    assert "I do not know that button" in scene.whispered


def test_a_note_taken_back_after_it_was_told_goes_at_the_next_opening_and_not_before() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    scene.command(MIA, "receipt")
    scene.fill(MIA, receipt=receipt)
    assert "is taken back" in shown(scene.form)
    scene.until(OPENS + FORTNIGHT - timedelta(hours=1))
    assert DOUBT in "\n".join(scene.posted)

    scene.until(OPENS + FORTNIGHT)

    stands_there = "\n".join(scene.posted)
    assert DOUBT not in stands_there
    assert OTHER in stands_there
    assert DOUBT not in repr(notes(scene))


def test_when_all_are_taken_back_the_post_says_so() -> None:
    scene, (receipt,) = told(DOUBT)
    scene.command(MIA, "receipt")
    scene.fill(MIA, receipt=receipt)

    scene.until(OPENS + FORTNIGHT)

    assert "What stood here was taken back." in "\n".join(scene.posted)


def test_after_the_fourth_opening_nothing_is_left_of_a_note() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    for turn in (1, 2, 3, 4):
        assert notes(scene)
        scene.says(MIA, "Something happened.", "session:")
        scene.until(OPENS + FORTNIGHT * turn)

    assert notes(scene) == ()
    assert "The six words you typed open nothing" in with_receipt(scene, MIA, receipt)


def test_the_room_reads_a_name_only_where_it_was_put() -> None:
    scene, _ = told(DOUBT, OTHER)

    assert not any(getattr(one, "who", "") for one in scene.post("notes:").card.body)
