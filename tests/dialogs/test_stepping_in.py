"""No sign from whoever holds a session: others are asked to step in, and without them the clock rests."""

from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId
from tests.scene import DEV, FAY, MIA, NED, Scene, jan, opened, words


def test_after_two_silent_days_the_deputy_is_asked() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(20, 11))

    assert "no sign from Fay for two working days" in scene.sent_to(DEV)[-1]


def test_a_facilitator_who_replies_in_the_thread_looks_after_it() -> None:
    scene = opened()
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you, Mia.", "story")

    scene.until(jan(20, 11))

    assert not scene.has_post("step_in")


def test_the_deputy_can_take_over() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))

    scene.press(DEV, "I will look after it")

    assert scene.session.held_by == DEV
    assert scene.has_post("desk", Direct(DEV))


def test_once_somebody_looks_after_it_everyone_who_was_asked_sees_who() -> None:
    scene = _asked_to_step_in()

    scene.press(DEV, "I will look after it")

    assert "You are the one who looks after this." in _step_in(scene, DEV)
    assert "Dev looks after this." in _step_in(scene, FAY)
    for person in (DEV, FAY):
        assert scene.post("step_in", Direct(person)).card.buttons == ()


def test_whoever_held_it_so_far_is_told_in_a_message_of_its_own() -> None:
    scene = _asked_to_step_in()

    scene.press(DEV, "I will look after it")

    assert "Dev looks after this session now." in words(scene.post("handed", Direct(FAY)).card)
    assert not scene.has_post("handed", Direct(DEV))


def test_a_facilitator_who_goes_on_looking_after_it_spares_the_deputy() -> None:
    scene = _asked_to_step_in()

    scene.press(FAY, "I will look after it")

    assert "Fay looks after this." in _step_in(scene, DEV)
    assert not scene.has_post("handed")


def test_the_second_who_presses_is_answered_kindly_and_changes_nothing() -> None:
    scene = _asked_to_step_in()
    token = scene.button(FAY, "I will look after it").token
    scene.press(DEV, "I will look after it")

    scene.press_token(FAY, token)
    answered = scene.whispered
    scene.press_token(DEV, token)

    assert "Dev looks after this. There is nothing you have to do." in answered
    assert "You are the one who looks after this." in scene.whispered
    assert scene.session.held_by == DEV


def test_the_second_who_presses_while_it_rests_is_answered_kindly_too() -> None:
    scene = _asked_to_step_in()
    token = scene.button(FAY, "I will look after it").token
    scene.until(jan(21, 11))
    scene.press(DEV, "I will look after it")

    scene.press_token(FAY, token)

    assert "Dev looks after this." in scene.whispered
    assert "Dev looks after this." in _step_in(scene, FAY)
    assert "Dev looks after this session now." in words(scene.post("handed", Direct(FAY)).card)


def test_who_steps_in_and_falls_silent_too_is_asked_again_with_a_new_message() -> None:
    scene = _asked_to_step_in()
    scene.press(DEV, "I will look after it")
    scene.press(DEV, "Slow down")

    scene.until(jan(22, 12))

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("step_in")]
    assert [one.post.to for one in asked] == [Direct(FAY), Direct(DEV)] * 2
    assert "no sign from you" in words(asked[-1].card)
    assert asked[-1].card.buttons


def test_when_nobody_can_the_clock_stops_and_the_thread_stays() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.RESTING
    assert "until someone can look after this properly" in scene.posted[-1]


def test_a_resting_session_goes_on_with_whoever_takes_it() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(21, 11))

    scene.press(DEV, "I will look after it")

    assert scene.session.state is SessionState.OPEN
    assert scene.session.held_by == DEV


def _asked_to_step_in() -> Scene:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))
    return scene


def _step_in(scene: Scene, person: PersonId) -> str:
    return words(scene.post("step_in", Direct(person)).card)


def test_a_facilitator_who_only_reads_can_say_so_with_one_press() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))

    scene.press(FAY, "I will look after it")
    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.OPEN
    assert scene.session.held_by == FAY


def test_once_its_teller_has_had_the_last_word_nobody_is_asked_to_step_in() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(19, 15))
    scene.press(FAY, "We do not guess")
    scene.until(jan(21, 11))
    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="That I had asked enough.")
    assert scene.session.round is None
    before = len(scene.sent_to(DEV))

    scene.until(jan(22, 11, 30))

    assert len(scene.sent_to(DEV)) == before
