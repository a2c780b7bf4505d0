"""A community's own prompts: any member adds one, and it comes in its turn, word for word."""

import pytest

from bot.domain.formats import Format
from bot.domain.ids import Direct, PersonId
from bot.domain.own_prompt import MOST, OwnPrompt
from bot.words.prompts import prompt
from tests.formats import agreed_on, held
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    ROS,
    SID,
    ZOE,
    Scene,
    begun,
    confirmed,
    founded,
    jan,
    opened,
    words,
)

ODD = "What {surprised} you?\n*Really* – 100 %?"


# adding


def test_any_member_adds_one_and_the_room_sees_it() -> None:
    scene = begun()

    _adds(scene, NED, "arrive", "What was the last thing you laughed about?")

    assert "Ned has added a question to arrive with:" in scene.posted[-1]
    assert "What was the last thing you laughed about?" in scene.posted[-1]
    assert "It is in our set" in scene.whispered


def test_the_page_shows_them_by_what_they_are_for() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")
    _adds(scene, OLI, "teller", "What did the room smell of?")

    scene.command(ROS, "prompts")

    page = scene.whispered
    assert page.index("To arrive with") < page.index("What made you laugh?")
    assert page.index("To ask somebody who tells") < page.index("What did the room smell of?")
    assert "Ned" not in page


def test_while_there_is_none_the_page_says_so_and_how_to_begin() -> None:
    scene = begun()

    scene.command(NED, "prompts")

    assert "Nobody has added one yet." in scene.whispered
    assert _labels(scene) == ["Add a prompt"]


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_it_has_to_ask_something(nothing: str) -> None:
    scene = begun()

    _adds(scene, NED, "arrive", nothing)

    assert "Please write the question." in scene.errors["text"]
    assert _ours(scene) == ()


def test_what_is_there_already_is_not_added_twice() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")

    _adds(scene, OLI, "everyone", "what made you LAUGH?")
    own = dict(scene.errors)
    _adds(scene, OLI, "everyone", prompt("L2-06").text)

    assert own == {"text": "This one is there already."}
    assert scene.errors == own
    assert len(_ours(scene)) == 1


def test_a_full_set_says_so_and_what_was_typed_stays() -> None:
    scene = begun()
    scene.command(NED, "prompts")
    scene.press(NED, "Add a prompt")
    form = scene.form
    for number in range(MOST):
        _adds(scene, OLI, "arrive", f"What is number {number}?")

    scene.submit(NED, form, text="One more?", use="arrive")
    refused = scene.errors
    scene.command(NED, "prompts")

    assert "Our own set is full." in refused[""]
    assert "Add a prompt" not in _labels(scene)


@pytest.mark.parametrize("person", [SID, ZOE])
def test_only_members_read_and_add(person: PersonId) -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")

    scene.command(person, "prompts")

    assert "laugh" not in scene.whispered
    assert _labels(scene) == []


def test_before_members_work_together_there_is_nothing_to_add_to() -> None:
    scene = founded()

    scene.command(FAY, "prompts")

    assert "Add a prompt" not in _labels(scene)


# where they come


def test_the_next_session_arrives_with_it_word_for_word() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", ODD)

    _light_session(scene)

    assert f"To arrive: {ODD} Answer under" in words(scene.post("session:").card)


def test_after_it_has_been_asked_the_librarys_come_again() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")
    _light_session(scene)
    scene.until(jan(22, 13))

    scene.until(jan(31, 0).replace(month=2, day=1, hour=11))

    assert "What made you laugh?" not in words(scene.post("session:").card)
    assert prompt("AR-02").text in words(scene.post("session:").card)


def test_of_two_the_one_that_came_first_is_asked_first() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What came first?")
    _adds(scene, OLI, "arrive", "What came second?")

    _light_session(scene)

    assert "What came first?" in words(scene.post("session:").card)


def test_it_can_be_seen_and_changed_before_it_is_asked() -> None:
    scene = confirmed()
    _adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")

    scene.press(FAY, "To arrive")

    assert getattr(scene.form.fields[0], "value", "") == "What made you laugh?"


def test_a_wide_question_of_our_own_is_put_before_the_librarys() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)
    _adds(scene, NED, "everyone", ODD)
    held(scene)
    told = words(scene.post("hold", Direct(FAY)).card)

    scene.until(jan(18, 10, 30))

    assert ODD in words(scene.post("story:").card)
    assert "Fay can hold it." in told


def test_whoever_is_asked_to_hold_it_reads_it_first() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)
    _adds(scene, NED, "everyone", "What do we never ask?")

    scene.until(jan(14, 11))

    assert "What do we never ask?" in scene.sent_to(FAY)[-1]


def test_whoever_holds_it_chooses_among_ours_and_the_librarys() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    for number in range(4):
        _adds(scene, NED, "everyone", f"What is number {number}?")
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    choices = [choice.label for choice in scene.form.fields[0].choices]  # type: ignore[union-attr]

    scene.fill(FAY, which=f"own-{_ours(scene)[1].id}")
    scene.until(jan(18, 10, 30))

    assert choices[:3] == ["What is number 0?", "What is number 1?", "What is number 2?"]
    assert len(choices) == 7
    assert "What is number 1?" in words(scene.post("story:").card)


def test_one_that_was_taken_out_while_the_form_was_open_is_asked_for_again() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    _adds(scene, NED, "everyone", "What do we never ask?")
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    form, own = scene.form, f"own-{_ours(scene)[0].id}"
    _takes_out(scene, NED)

    scene.submit(FAY, form, which=own)

    assert "which" in scene.errors


def test_a_question_to_a_teller_is_offered_when_none_has_come() -> None:
    scene = _quiet_questions()

    card = words(scene.post("nudge:", Direct(FAY)).card)

    assert "1. What did the room smell of?" in card


def test_and_asked_in_the_name_of_whoever_presses() -> None:
    scene = _quiet_questions()

    scene.press(FAY, "Ask number 1")

    assert scene.posted[-1] == "Fay asks: What did the room smell of?"


def test_a_button_for_one_that_was_taken_out_is_too_old() -> None:
    scene = _quiet_questions()
    _takes_out(scene, OLI)
    before = len(scene.posted)

    scene.press(FAY, "Ask number 1")

    assert len(scene.posted) == before
    assert scene.whispered


# taking one out


def test_whoever_added_it_takes_it_out_and_the_room_reads_so() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")

    _takes_out(scene, NED)

    assert _ours(scene) == ()
    assert "taken out of our set" in words(scene.post("own_prompt").card)
    assert not any("laugh" in one for one in scene.posted)


def test_those_who_look_after_us_can_take_out_any_and_others_only_theirs() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")

    scene.command(OLI, "prompts")
    oli = _labels(scene)
    scene.command(DEV, "prompts")

    assert "Take one out" not in oli
    assert "Take one out" in _labels(scene)


def test_of_two_who_take_it_out_the_second_hears_that_somebody_was_faster() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(FAY, "prompts")
    scene.press(FAY, "Take one out")
    form = scene.form
    _takes_out(scene, NED)

    scene.submit(FAY, form, which=[_id(form)])

    assert "This has been done already" in scene.errors[""]


def test_who_leaves_leaves_it_as_added_by_one_of_us() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")

    scene.goes(NED, None)

    assert [one.author for one in _ours(scene)] == [None]
    told = words(scene.post("own_prompt").card)
    assert "Ned" not in told
    assert "What made you laugh?" in told


def test_it_is_among_my_data_and_can_be_deleted_there() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(NED, "mydata")
    read = scene.whispered

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["cards"])

    assert "A prompt you have added to our own set." in read
    assert _ours(scene) == ()
    assert not any("laugh" in one for one in scene.posted)


def test_once_a_session_has_closed_it_remembers_no_words_that_somebody_wrote() -> None:
    scene = begun()
    _adds(scene, NED, "arrive", "What made you laugh?")
    _light_session(scene)

    scene.until(jan(22, 13))

    closed = scene.sessions[0]
    assert closed.arrival == ""
    assert "What made you laugh?" in words(scene.post(f"session:{closed.id}").card)


def _adds(scene: Scene, person: PersonId, use: str, text: str) -> None:
    scene.command(person, "prompts")
    scene.press(person, "Add a prompt")
    scene.fill(person, text=text, use=use)


def _takes_out(scene: Scene, person: PersonId) -> None:
    scene.command(person, "prompts")
    scene.press(person, "Take one out")
    scene.fill(person, which=[_ours(scene)[0].id])


def _quiet_questions() -> Scene:
    """Wednesday 20 January, 10:00: no question has come yet, and Oli had added one."""
    scene = opened()
    _adds(scene, OLI, "teller", "What did the room smell of?")
    scene.says(ROS, "Thank you, Mia.", "story")
    scene.until(jan(19, 13))
    scene.says(FAY, "Thank you both.", "session")
    scene.until(jan(20, 10))
    assert scene.session.teller == MIA
    return scene


def _light_session(scene: Scene) -> None:
    scene.until(jan(18, 10, 30))


def _ours(scene: Scene) -> tuple[OwnPrompt, ...]:
    return scene.office.all(OwnPrompt, scene.community.id)


def _labels(scene: Scene) -> list[str]:
    mine = {"Add a prompt", "Take one out"}
    return [
        button.label
        for reply in scene.replies
        for button in getattr(getattr(reply, "card", None), "buttons", ())
        if button.label in mine
    ]


def _id(form: object) -> str:
    (field,) = form.fields  # type: ignore[attr-defined]
    return str(field.choices[0].value)
