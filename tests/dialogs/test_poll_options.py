"""What can be chosen: as it is asked, and while members add to it."""

import pytest

from bot.domain.poll import Poll, PollState
from tests.polls import ask, asked, poll
from tests.scene import (
    NED,
    OLI,
    PAM,
    gathered,
    jan,
    words,
)


def test_members_add_options_first_and_then_voting_opens_by_itself() -> None:
    scene = asked(adds="yes", days="5")
    assert "First, what is missing?" in words(scene.post("poll_adding").card)

    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="Thursdays")
    assert "Thursdays" in words(scene.post("poll_adding").card)
    scene.until(jan(6, 12))

    assert "voting has begun" in words(scene.post("poll_adding").card)
    assert "Thursdays" in words(scene.post("poll:").card)
    assert poll(scene).closes_at == jan(11, 12)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("whenever", "I can’t read a time in “whenever”."),
        ("16 March 2020 at 10:00", "is over. Please choose a time"),
    ],
)
def test_what_is_no_time_that_is_still_to_come_cannot_be_added_to_a_poll_of_times(
    option: str, sentence: str
) -> None:
    scene = asked(kind="times", adds="yes")
    scene.press(OLI, "Add an option")
    held = scene.form

    scene.submit(OLI, held, option=option)
    assert sentence in scene.errors["option"]
    scene.submit(OLI, held, option="Thursday afternoon")

    assert poll(scene).options[-1] == "Thursday afternoon"


def test_nobody_votes_while_options_are_added_and_none_is_added_once_voting_is_open() -> None:
    scene = asked(adds="yes")
    add = scene.button(OLI, "Add an option").token
    scene.press(OLI, "Add an option")
    held = scene.form
    scene.press_token(NED, f"vote.{poll(scene).id}")
    assert "Options are still being added." in scene.whispered

    scene.until(jan(5, 12))

    scene.submit(OLI, held, option="Thursdays")
    assert "Voting has begun" in scene.errors[""]
    scene.press_token(OLI, add)
    assert "Voting has begun" in scene.whispered


def test_the_same_option_is_not_added_twice_and_no_more_than_ten() -> None:
    scene = asked(adds="yes", options="\n".join("ABCDEFGHI"))
    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="a")
    assert scene.errors == {"option": "“a” is there already."}

    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="J")
    scene.press(PAM, "Add an option")

    assert "There are 10 options already" in scene.whispered


def test_a_bot_that_was_down_when_voting_should_have_opened_gives_it_its_full_time() -> None:
    scene = asked(adds="yes")

    scene.sleeps_until(jan(7, 9))

    assert poll(scene).state is PollState.OPEN
    assert poll(scene).closes_at == jan(11, 12)


def test_what_cannot_be_asked_so_is_told_in_the_form() -> None:
    problems = [
        ({"options": "Mondays"}, "options", "at least 2 options"),
        ({"options": "\n".join("ABCDEFGHIJK")}, "options", "These are 11 options."),
        ({"options": "Mondays\nmondays "}, "options", "“mondays” is there already."),
        ({"options": f"A\n{'b' * 76}"}, "options", "Please keep each option to 75 letters."),
        ({"kind": "gradients"}, "options", "everyone answers the question itself"),
        ({"kind": "gradients", "options": "", "adds": "yes"}, "adds", "nothing to add"),
        ({"options": "\n".join("ABCDEFGHIJ"), "adds": "yes"}, "adds", "no room"),
        ({"question": " "}, "question", "Please write the question."),
        ({"kind": "times", "options": "2020-01-01 10:00\nFridays"}, "options", "10:00” is over."),
        ({"kind": "times", "options": "16 March 2020\nFridays"}, "options", "2020” is over."),
        (
            {"kind": "times", "options": "Tuesdays at 10:00\nwhenever"},
            "options",
            "I can’t read a time in “whenever”. Please write a day, an hour or both",
        ),
    ]
    for answers, field, sentence in problems:
        scene = gathered()
        ask(scene, **answers)

        assert sentence in scene.errors[field]
        assert scene.office.all(Poll, scene.community.id) == ()
