"""Can somebody hold the next session? Each is asked once round, and nobody in a circle."""

from datetime import UTC, datetime

from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId
from tests.scene import DEV, FAY, MIA, Scene, begun, jan, story_offered, words


def test_whoever_is_asked_in_somebodys_place_reads_why() -> None:
    scene = _asked()

    scene.press(FAY, "Ask Dev")

    assert "Fay cannot hold this session. Can you?" in scene.sent_to(DEV)[-1]
    assert "I have asked Dev." in scene.whispered


def test_who_has_said_not_this_time_is_not_suggested_again() -> None:
    scene = _asked()

    scene.press(FAY, "Ask Dev")

    assert _labels(scene, DEV) == [
        "Yes, I can",
        "Not this time",
        "Another way this time",
        "Move it",
        "Skip this one",
    ]
    assert _labels(scene, FAY) == [
        "Yes, I can",
        "Another way this time",
        "Move it",
        "Skip this one",
    ]


def test_when_everyone_has_been_asked_all_hear_it_kindly() -> None:
    scene = _asked()
    scene.press(FAY, "Ask Dev")

    scene.press(DEV, "Not this time")

    assert "Everyone who looks after the sessions has said not this time." in scene.whispered
    for person in (FAY, DEV):
        assert "Everyone who looks after the sessions" in scene.sent_to(person)[-1]
        assert _labels(scene, person) == [
            "Yes, I can",
            "Another way this time",
            "Move it",
            "Skip this one",
        ]
    assert len(_askings(scene, FAY)) == 2
    assert "I have written to you about this again." in _askings(scene, FAY)[0]


def test_pressing_twice_asks_once() -> None:
    scene = _asked()
    token = scene.button(FAY, "Ask Dev").token
    scene.press_token(FAY, token)

    scene.press_token(FAY, token)

    assert len(_askings(scene, DEV)) == 1
    assert "I have asked Dev." in scene.whispered


def test_a_deputy_who_has_been_asked_by_the_clock_hears_that_the_facilitator_cannot() -> None:
    scene = begun()
    scene.until(jan(15, 12))

    scene.press(FAY, "Ask Dev")

    assert len(_askings(scene, DEV)) == 2
    assert "Fay cannot hold this session." in _askings(scene, DEV)[-1]


def test_a_facilitator_who_has_not_answered_is_asked_again_when_the_deputy_cannot() -> None:
    scene = begun()
    scene.until(jan(15, 12))

    scene.press(DEV, "Ask Fay")

    assert "Dev cannot hold this session. Can you?" in _askings(scene, FAY)[-1]
    assert len(_askings(scene, FAY)) == 2
    assert "Not this time" in _labels(scene, FAY)


def test_the_clock_does_not_ask_who_has_said_not_this_time() -> None:
    scene = _asked()
    scene.press(FAY, "Ask Dev")
    scene.press(DEV, "Not this time")

    scene.until(jan(15, 13))

    assert len(_askings(scene, DEV)) == 1


def test_who_has_said_not_this_time_can_hold_it_after_all() -> None:
    scene = _asked()
    scene.press(FAY, "Ask Dev")
    late = scene.button(DEV, "Not this time").token

    scene.press(FAY, "Yes, I can")
    scene.press_token(DEV, late)

    assert scene.session.held_by == FAY
    assert "This has been done already" in scene.whispered
    assert all("Fay can hold it. Thank you." in one for one in _askings(scene, DEV))


def test_for_another_day_everyone_is_asked_afresh() -> None:
    scene = _asked()
    scene.press(FAY, "Ask Dev")
    scene.press(DEV, "Not this time")
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-21")
    scene.until(jan(19, 11))

    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]
    assert "Ask Dev" in _labels(scene, FAY)


def test_a_session_moved_there_and_back_is_asked_about_with_a_new_message() -> None:
    scene = _asked()
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-21")
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")

    scene.later(minutes=5)
    scene.fill(FAY, day="2027-01-18")
    scene.until(jan(15, 11))

    assert len(_askings(scene, FAY)) == 2
    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]


def test_yes_after_a_light_opening_is_told_what_happened() -> None:
    scene = story_offered()
    scene.until(jan(15, 13))
    token = scene.button(FAY, "Yes, I can").token
    scene.until(jan(18, 11))

    scene.press_token(FAY, token)

    assert scene.session.light
    assert "has opened as a light one, so nobody needs to hold it" in scene.whispered


def test_while_a_light_session_runs_its_keepers_read_whose_story_waits() -> None:
    scene = story_offered()
    scene.until(jan(18, 11))

    scene.command(FAY, "session")

    assert "This is a light session. Mia’s story waits for the next one." in scene.whispered


def test_while_a_light_session_runs_without_any_story_they_read_that() -> None:
    scene = begun()
    scene.until(jan(18, 11))

    scene.command(FAY, "session")

    assert "This is a light session, without a story." in scene.whispered
    assert "has been offered yet" not in scene.whispered


def test_the_story_that_waited_comes_with_the_next_session() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 29, 12, tzinfo=UTC))

    scene.press(FAY, "Yes, I can")

    assert scene.session.state is SessionState.CONFIRMED
    assert scene.session.teller == MIA


def _asked() -> Scene:
    scene = begun()
    scene.until(jan(14, 10))
    return scene


def _askings(scene: Scene, person: PersonId) -> list[str]:
    return [
        words(one.card)
        for one in scene.offices.memory.posts
        if one.post.name.startswith("hold") and one.post.to == Direct(person)
    ]


def _labels(scene: Scene, person: PersonId) -> list[str]:
    return [one.label for one in scene.post("hold", Direct(person)).card.buttons]
