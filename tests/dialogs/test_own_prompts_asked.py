"""A community's own prompts, where they come: word for word, before the library's."""

from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.words.prompts import prompt
from tests.dialogs.own_prompt_scenes import adds, light_session, ours, quiet_questions, takes_out
from tests.formats import agreed_on, held
from tests.scene import (
    FAY,
    NED,
    OLI,
    begun,
    confirmed,
    jan,
    words,
)

ODD = "What {surprised} you?\n*Really* – 100 %?"


def test_the_next_session_arrives_with_it_word_for_word() -> None:
    scene = begun()
    adds(scene, NED, "arrive", ODD)

    light_session(scene)

    assert f"To arrive: {ODD} Answer under" in words(scene.post("session:").card)


def test_after_it_has_been_asked_the_librarys_come_again() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")
    light_session(scene)
    scene.until(jan(22, 13))

    scene.until(jan(31, 0).replace(month=2, day=1, hour=11))

    assert "What made you laugh?" not in words(scene.post("session:").card)
    assert prompt("AR-02").text in words(scene.post("session:").card)


def test_of_two_the_one_that_came_first_is_asked_first() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What came first?")
    adds(scene, OLI, "arrive", "What came second?")

    light_session(scene)

    assert "What came first?" in words(scene.post("session:").card)


def test_it_can_be_seen_and_changed_before_it_is_asked() -> None:
    scene = confirmed()
    adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")

    scene.press(FAY, "To arrive")

    assert getattr(scene.form.fields[0], "value", "") == "What made you laugh?"


def test_a_wide_question_of_our_own_is_put_before_the_librarys() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)
    adds(scene, NED, "everyone", ODD)
    held(scene)
    told = words(scene.post("hold", Direct(FAY)).card)

    scene.until(jan(18, 10, 30))

    assert ODD in words(scene.post("story:").card)
    assert "Fay can hold it." in told


def test_whoever_is_asked_to_hold_it_reads_it_first() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)
    adds(scene, NED, "everyone", "What do we never ask?")

    scene.until(jan(14, 11))

    assert "What do we never ask?" in scene.sent_to(FAY)[-1]


def test_whoever_holds_it_chooses_among_ours_and_the_librarys() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    for number in range(4):
        adds(scene, NED, "everyone", f"What is number {number}?")
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    choices = [choice.label for choice in scene.form.fields[0].choices]  # type: ignore[union-attr]

    scene.fill(FAY, which=f"own-{ours(scene)[1].id}")
    scene.until(jan(18, 10, 30))

    assert choices[:3] == ["What is number 0?", "What is number 1?", "What is number 2?"]
    assert len(choices) == 7
    assert "What is number 1?" in words(scene.post("story:").card)


def test_one_that_was_taken_out_while_the_form_was_open_is_asked_for_again() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    adds(scene, NED, "everyone", "What do we never ask?")
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    form, own = scene.form, f"own-{ours(scene)[0].id}"
    takes_out(scene, NED)

    scene.submit(FAY, form, which=own)

    assert "which" in scene.errors


def test_a_question_to_a_teller_is_offered_when_none_has_come() -> None:
    scene = quiet_questions()

    card = words(scene.post("nudge:", Direct(FAY)).card)

    assert "1. What did the room smell of?" in card


def test_and_asked_in_the_name_of_whoever_presses() -> None:
    scene = quiet_questions()

    scene.press(FAY, "Ask number 1")

    assert scene.posted[-1] == "Fay asks: What did the room smell of?"


def test_a_button_for_one_that_was_taken_out_is_too_old() -> None:
    scene = quiet_questions()
    takes_out(scene, OLI)
    before = len(scene.posted)

    scene.press(FAY, "Ask number 1")

    assert len(scene.posted) == before
    assert scene.whispered


def test_once_a_session_has_closed_it_remembers_no_words_that_somebody_wrote() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")
    light_session(scene)

    scene.until(jan(22, 13))

    closed = scene.sessions[0]
    assert closed.arrival == ""
    assert "What made you laugh?" in words(scene.post(f"session:{closed.id}").card)
