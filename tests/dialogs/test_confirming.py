"""No human, no session."""

from datetime import UTC, datetime

from bot.domain.ids import Direct
from tests.scene import DEV, FAY, NED, begun, jan, opened, story_offered, words


def test_the_facilitator_is_asked_two_working_days_before() -> None:
    scene = begun()

    scene.until(jan(14, 9, 59))
    before = scene.has_post("hold")
    scene.until(jan(14, 10))

    assert not before
    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]


def test_the_deputy_is_asked_when_nobody_has_answered_by_noon_the_day_before() -> None:
    scene = begun()

    scene.until(jan(15, 12))

    assert scene.has_post("hold", Direct(DEV))


def test_the_deputy_is_left_alone_when_the_facilitator_can() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Yes, I can")
    scene.until(jan(18, 9))

    assert not scene.has_post("hold", Direct(DEV))


def test_of_two_who_press_at_once_the_first_holds_it_and_the_other_is_told() -> None:
    scene = begun()
    scene.until(jan(15, 13))
    token = scene.button(FAY, "Yes, I can").token

    scene.press(DEV, "Yes, I can")
    scene.press_token(FAY, token)

    assert scene.session.held_by == DEV
    assert "This has been done already" in scene.whispered


def test_everyone_asked_sees_what_came_of_it() -> None:
    scene = begun()
    scene.until(jan(15, 13))

    scene.press(DEV, "Yes, I can")

    assert "Dev can hold it" in words(scene.post("hold", Direct(FAY)).card)
    assert scene.post("hold", Direct(FAY)).card.buttons == ()


def test_those_who_were_asked_see_that_it_opened_as_a_light_one() -> None:
    scene = story_offered()

    scene.until(jan(18, 10))

    for person in (FAY, DEV):
        card = scene.post("hold", Direct(person)).card
        assert "It has opened as a light one." in words(card)
        assert card.buttons == ()


def test_a_line_that_somebody_has_written_is_not_wiped_by_a_form_left_open() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")
    left_open = scene.form
    scene.press_token(DEV, scene.button(FAY, "Say what will change").token)
    scene.fill(DEV, change="A day more for questions.")

    scene.submit(FAY, left_open, change="")

    assert scene.sessions[0].change == "A day more for questions."
    assert scene.session.held_by == FAY


def test_without_anyone_to_hold_it_the_session_is_a_light_one() -> None:
    scene = story_offered()

    scene.until(jan(18, 10))

    assert scene.session.light
    assert "I have not heard in time from anybody" in words(scene.post("session").card)
    assert not scene.has_post("story")


def test_a_session_that_everybody_has_turned_down_says_that_nobody_can_hold_it() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))
    scene.press(FAY, "Ask Dev")
    scene.press(DEV, "Not this time")

    scene.until(jan(18, 10))

    assert "Nobody can look after a full session" in words(scene.post("session").card)


def test_a_yes_that_comes_too_late_is_thanked_and_its_line_is_kept() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 2, 1, 10, tzinfo=UTC))

    scene.fill(FAY, change="A day more for questions.")

    assert scene.session.light
    assert "Thank you for saying yes." in scene.whispered
    assert scene.sessions[0].change == "A day more for questions."
    assert "A day more for questions." in words(scene.post("session").card)


def test_a_light_session_asks_for_nothing() -> None:
    scene = begun()

    scene.until(jan(18, 11))

    assert "so this is a light one. Answer what you like, or nothing." in scene.posted[-1]
