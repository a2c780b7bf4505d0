"""A button goes when it can do nothing more; what the card says stays, or says what came of it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.boundary.decision import Whisper
from bot.boundary.views import Card
from bot.domain.ids import Direct, PersonId
from tests.formats import asked, held
from tests.scene import DEV, FAY, MEMBERS, NED, QUY, Scene, begun, jan, opened, story_offered, words

CHECKED = jan(21, 10, 30)

# half way


def test_what_people_said_half_way_comes_as_one_card_with_one_way_on() -> None:
    scene = _half_way(QUY)
    before = len(_half_way(QUY, until=jan(21, 9)).sent_to(FAY))

    assert _labels(_result(scene)) == ["The session"]
    assert len(scene.sent_to(FAY)) == before + 1


def test_when_all_say_keep_going_there_is_nothing_to_press() -> None:
    scene = _half_way()

    assert "Those who answered say: keep going." in words(_result(scene))
    assert _labels(_result(scene)) == []


def test_when_too_few_answered_something_can_be_changed_all_the_same() -> None:
    scene = opened()
    _talked_until(scene, jan(21, 10, 30))

    assert "Too few people answered" in words(_result(scene))
    assert _labels(_result(scene)) == ["The session"]


def test_its_way_on_shows_the_session_as_it_stands_then() -> None:
    scene = _half_way(QUY)

    assert "Slow down" in _labels(_the_session(scene))
    scene.press(FAY, "Pause")
    assert "Slow down" not in _labels(_the_session(scene))


def test_once_the_session_has_closed_it_shows_the_next_and_the_words_stay() -> None:
    scene = _half_way(QUY)

    scene.until(jan(22, 12, 30))

    assert "Session 2" in words(_the_session(scene))
    assert "something feels off" in words(_result(scene))


# nobody has offered anything


def opens_light(scene: Scene) -> None:
    scene.until(jan(18, 10, 30))


def is_skipped(scene: Scene) -> None:
    scene.press(FAY, "Skip this one")


def is_moved(scene: Scene) -> None:
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")


def is_opened_at_once(scene: Scene) -> None:
    scene.command(FAY, "session")
    scene.press(FAY, "Open it now")


def gives_way_to_a_rest(scene: Scene) -> None:
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")


def is_handed_back(scene: Scene) -> None:
    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")


def is_passed_over(scene: Scene) -> None:
    scene.sleeps_until(jan(30, 10))


CAME_OF_IT: dict[Callable[[Scene], None], str] = {
    opens_light: "It has opened as a light one.",
    is_skipped: "This one is skipped.",
    is_moved: "It has been moved to",
    is_opened_at_once: "It has opened as a light one.",
    gives_way_to_a_rest: "this one does not take place",
    is_handed_back: "Whoever held this has stepped back.",
    is_passed_over: "so it did not take place",
}


@pytest.mark.parametrize("came", CAME_OF_IT)
def test_the_word_that_nobody_offered_a_story_follows_what_became_of_the_session(
    came: Callable[[Scene], None],
) -> None:
    scene = held(begun())
    scene.until(jan(15, 14))
    name = scene.post("no_story", Direct(FAY)).post.name

    came(scene)

    card = scene.post(name, Direct(FAY)).card
    assert card.buttons == ()
    assert CAME_OF_IT[came] in words(card)


def test_so_does_the_word_that_a_teller_would_rather_not() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))
    scene.press(MEMBERS[0], "Not this week")
    before = _labels(scene.post("no_story", Direct(FAY)).card)

    opens_light(scene)

    card = scene.post("no_story", Direct(FAY)).card
    assert before == ["Put a question to everyone", "Skip this one"]
    assert card.buttons == ()


def test_until_then_both_buttons_do_what_they_say() -> None:
    scene = held(begun())
    scene.until(jan(15, 14))

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY)
    opens_light(scene)

    assert not scene.session.light


def test_to_say_yes_settles_nothing_about_what_is_told() -> None:
    scene = asked(begun())
    scene.until(jan(15, 14))

    scene.press(DEV, "Yes, I can")

    card = scene.post("no_story", Direct(DEV)).card
    assert _labels(card) == ["Put a question to everyone", "Skip this one"]


# a quiet round


def test_questions_that_were_offered_for_a_quiet_round_go_with_the_session() -> None:
    scene = opened()
    _talked_until(scene, jan(20, 11))
    before = _labels(scene.post("nudge:", Direct(FAY)).card)

    scene.until(jan(22, 12, 30))

    assert before == ["Ask number 1", "Ask number 2", "Ask number 3", "Less of this"]
    assert _labels(scene.post("nudge:", Direct(FAY)).card) == ["Less of this"]


def _half_way(*off: PersonId, until: datetime = CHECKED) -> Scene:
    """Thursday 21 January, 10:30: five have answered; for `off` something feels off."""
    scene = opened()
    _talked_until(scene, jan(20, 13))
    for person in (*MEMBERS[:4], QUY):
        scene.press(person, "Answer in two presses")
        scene.fill(person, feeling="feels_off" if person in off else "keep_going")
    scene.until(until)
    return scene


def _talked_until(scene: Scene, moment: datetime) -> None:
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(20, 10))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(moment)


def _result(scene: Scene) -> Card:
    return scene.post("check_result", Direct(FAY)).card


def _the_session(scene: Scene) -> Card:
    """What the button under what people said opens now."""
    (button,) = _result(scene).buttons
    scene.press_token(FAY, button.token, Direct(FAY))
    (shown,) = [one.card for one in scene.replies if isinstance(one, Whisper)]
    return shown


def _labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]
