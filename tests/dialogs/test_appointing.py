"""Who permits it, and who looks after it."""

import pytest

from bot.domain.ids import Direct, PersonId
from tests.scene import ANN, DEV, FAY, MIA, SID, brief, permission_asked, words

SAYS_NO = ("No", "Yes, it is a no")


@pytest.mark.parametrize(
    ("person", "no", "again", "yes"),
    [
        (SID, SAYS_NO, "Say who gives permission", "Begin"),
        (FAY, ("No, thank you",), "Say who looks after it", "Yes, I will"),
        (DEV, ("No, thank you",), "Say who looks after it", "Yes, I will"),
    ],
)
def test_who_said_no_and_is_named_again_is_asked_again_with_a_new_message(
    person: PersonId, no: tuple[str, ...], again: str, yes: str
) -> None:
    scene = permission_asked()
    for label in no:
        scene.press(person, label)
    declined = words(scene.post("asked", Direct(person)).card)

    scene.press(ANN, again)
    scene.fill(ANN)

    asked = scene.post("asked", Direct(person)).card
    assert asked.buttons[0].label == yes
    assert words(asked) != declined
    assert scene.sent_to(person) == [declined, words(asked)]


def test_who_is_named_again_before_they_have_answered_is_asked_once() -> None:
    scene = permission_asked()

    scene.press(ANN, "Say who looks after it")
    scene.fill(ANN)

    assert len(scene.sent_to(DEV)) == 1


def test_who_has_said_yes_is_not_asked_again() -> None:
    scene = permission_asked()
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "No, thank you")

    scene.press(ANN, "Say who looks after it")
    scene.fill(ANN)

    labels = [one.label for one in scene.post("asked", Direct(FAY)).card.buttons]
    assert labels == ["What is kept, and my hours"]
    assert scene.post("asked", Direct(DEV)).card.buttons != ()


def test_who_began_it_is_told_when_a_sponsor_would_like_to_talk_first() -> None:
    scene = permission_asked()

    scene.press(SID, "I would like to talk first")
    scene.press(SID, "I would like to talk first")

    assert "I am telling Ann" in scene.sent_to(SID)[-1]
    assert sum("Sid would like to talk with you" in one for one in scene.sent_to(ANN)) == 1


def test_who_began_it_is_told_of_a_no_and_can_name_somebody_else_at_once() -> None:
    scene = permission_asked()

    scene.press(FAY, "No, thank you")

    told = scene.post("answered", Direct(ANN)).card
    assert "Fay has said no" in words(told)
    assert [button.label for button in told.buttons] == ["Say who looks after it"]


def test_a_no_that_has_been_followed_up_has_no_button_any_more() -> None:
    scene = permission_asked()
    scene.press(FAY, "No, thank you")

    scene.press(ANN, "Say who looks after it")
    scene.fill(ANN)

    told = scene.post("answered", Direct(ANN)).card
    assert "Fay said no. You have followed this up since." in words(told)
    assert told.buttons == ()


def test_a_sponsors_no_is_settled_once_the_group_permits_itself() -> None:
    scene = permission_asked()
    for label in SAYS_NO:
        scene.press(SID, label)

    scene.press(ANN, "Say who gives permission")
    scene.press(ANN, "We give ourselves permission")

    assert scene.post("answered", Direct(ANN)).card.buttons == ()


@pytest.mark.parametrize("settled", ["part", "whole"])
def test_a_step_that_is_settled_is_refused_before_its_form_opens(settled: str) -> None:
    scene = permission_asked()
    token = scene.button(ANN, "Say who looks after it").token
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")
    if settled == "whole":
        brief(scene, SID)

    scene.press_token(ANN, token)

    assert scene.whispered == "This is settled already. There is nothing you have to do here."


def test_a_reminder_that_an_answer_is_missing_follows_what_is_so() -> None:
    scene = permission_asked()
    scene.later(days=8)
    for person in (FAY, DEV):
        scene.press(person, "Yes, I will")

    reminder = scene.post("waiting", Direct(ANN)).card
    assert [button.label for button in reminder.buttons] == ["Say who gives permission"]
    assert "an answer is still missing" in words(reminder)
    brief(scene, SID)

    reminder = scene.post("waiting", Direct(ANN)).card
    assert reminder.buttons == ()
    assert "Everyone who was needed has said yes." in words(reminder)


@pytest.mark.parametrize("instead", ["another", "ourselves"])
def test_who_is_no_longer_asked_is_told_that_nothing_is_left_to_do(instead: str) -> None:
    scene = permission_asked()

    scene.press(ANN, "Say who gives permission")
    if instead == "another":
        scene.fill(ANN, sponsor=[MIA])
    else:
        scene.press(ANN, "We give ourselves permission")

    asked = scene.post("asked", Direct(SID)).card
    assert "nobody is waiting for your answer" in words(asked)
    assert asked.buttons == ()


def test_another_sponsor_does_not_inherit_the_words_of_the_first() -> None:
    scene = permission_asked()
    scene.press(ANN, "Say who gives permission")
    left_open = scene.form
    brief(scene, SID, why="These are mine.")

    scene.submit(ANN, left_open, sponsor=[MIA])
    scene.press(MIA, "Begin")

    assert scene.form.fields[0].value == ""  # type: ignore[union-attr]
