"""A community's own prompts: any member adds one, and it comes in its turn, word for word."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.own_prompt import MOST
from bot.words.prompts import prompt
from tests.dialogs.own_prompt_scenes import (
    adds,
    first_choice,
    labels,
    ours,
    takes_out,
)
from tests.scene import (
    DEV,
    FAY,
    NED,
    OLI,
    ROS,
    SID,
    ZOE,
    begun,
    founded,
    words,
)

ODD = "What {surprised} you?\n*Really* – 100 %?"


# adding


def test_any_member_adds_one_and_the_room_sees_it() -> None:
    scene = begun()

    adds(scene, NED, "arrive", "What was the last thing you laughed about?")

    assert "Ned has added a question to arrive with:" in scene.posted[-1]
    assert "What was the last thing you laughed about?" in scene.posted[-1]
    assert "It is in our set" in scene.whispered


def test_the_page_shows_them_by_what_they_are_for() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")
    adds(scene, OLI, "teller", "What did the room smell of?")

    scene.command(ROS, "prompts")

    page = scene.whispered
    assert page.index("To arrive with") < page.index("What made you laugh?")
    assert page.index("To ask somebody who tells") < page.index("What did the room smell of?")
    assert "Ned" not in page


def test_while_there_is_none_the_page_says_so_and_how_to_begin() -> None:
    scene = begun()

    scene.command(NED, "prompts")

    assert "Nobody has added one yet." in scene.whispered
    assert labels(scene) == ["Add a prompt"]


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_it_has_to_ask_something(nothing: str) -> None:
    scene = begun()

    adds(scene, NED, "arrive", nothing)

    assert "Please write the question." in scene.errors["text"]
    assert ours(scene) == ()


def test_what_is_there_already_is_not_added_twice() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")

    adds(scene, OLI, "everyone", "what made you LAUGH?")
    own = dict(scene.errors)
    adds(scene, OLI, "everyone", prompt("L2-06").text)

    assert own == {"text": "This one is there already."}
    assert scene.errors == own
    assert len(ours(scene)) == 1


def test_a_full_set_says_so_and_what_was_typed_stays() -> None:
    scene = begun()
    scene.command(NED, "prompts")
    scene.press(NED, "Add a prompt")
    form = scene.form
    for number in range(MOST):
        adds(scene, OLI, "arrive", f"What is number {number}?")

    scene.submit(NED, form, text="One more?", use="arrive")
    refused = scene.errors
    scene.command(NED, "prompts")

    assert "Our own set is full." in refused[""]
    assert "Add a prompt" not in labels(scene)


@pytest.mark.parametrize("person", [SID, ZOE])
def test_only_members_read_and_add(person: PersonId) -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")

    scene.command(person, "prompts")

    assert "laugh" not in scene.whispered
    assert labels(scene) == []


def test_before_members_work_together_there_is_nothing_to_add_to() -> None:
    scene = founded()

    scene.command(FAY, "prompts")

    assert "Add a prompt" not in labels(scene)


# taking one out


def test_whoever_added_it_takes_it_out_and_the_room_reads_so() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")

    takes_out(scene, NED)

    assert ours(scene) == ()
    assert "taken out of our set" in words(scene.post("own_prompt").card)
    assert not any("laugh" in one for one in scene.posted)


def test_those_who_look_after_us_can_take_out_any_and_others_only_theirs() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")

    scene.command(OLI, "prompts")
    oli = labels(scene)
    scene.command(DEV, "prompts")

    assert "Take one out" not in oli
    assert "Take one out" in labels(scene)


def test_of_two_who_take_it_out_the_second_hears_that_somebody_was_faster() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(FAY, "prompts")
    scene.press(FAY, "Take one out")
    form = scene.form
    takes_out(scene, NED)

    scene.submit(FAY, form, which=[first_choice(form)])

    assert "This has been done already" in scene.errors[""]


def test_who_leaves_leaves_it_as_added_by_one_of_us() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")

    scene.goes(NED, None)

    assert [one.author for one in ours(scene)] == [None]
    told = words(scene.post("own_prompt").card)
    assert "Ned" not in told
    assert "What made you laugh?" in told


def test_it_is_among_my_data_and_can_be_deleted_there() -> None:
    scene = begun()
    adds(scene, NED, "arrive", "What made you laugh?")
    scene.command(NED, "mydata")
    read = scene.whispered

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["cards"])

    assert "A prompt you have added to our own set." in read
    assert ours(scene) == ()
    assert not any("laugh" in one for one in scene.posted)
