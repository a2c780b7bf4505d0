"""A session that somebody has stopped: nothing is asked meanwhile, and it goes on once or is closed in the end."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.session import Session
from tests.scene import DEV, FAY, NED, Scene, jan, opened, words


def test_a_paused_session_asks_nothing_and_goes_on_where_it_stopped() -> None:
    scene = opened()

    scene.press(FAY, "Pause")
    quiet = len(scene.offices.memory.posts)
    scene.until(jan(25, 10))
    assert len(scene.offices.memory.posts) == quiet
    scene.press(FAY, "Go on")

    assert scene.session.state is SessionState.OPEN
    assert scene.session.rounds[0].closes_at == jan(26, 12)


def test_members_read_on_their_page_that_it_has_stopped() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    scene.command(NED, "home", Direct(NED))

    assert "Session 1 has stopped for now" in scene.whispered
    assert "Session 1 is open" not in scene.whispered


def test_nothing_happens_twice_after_a_pause() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 12, 30))
    checks = _checks(scene)

    scene.press(FAY, "Pause")
    scene.until(jan(21, 9))
    scene.press(FAY, "Go on")
    scene.until(jan(22, 9))

    assert checks == _checks(scene) == 1


def test_two_who_press_go_on_start_it_once() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    token = scene.button(FAY, "Go on").token
    scene.press_token(FAY, token)

    scene.press_token(DEV, token)

    assert "This has been done already" in scene.whispered
    assert scene.session.held_by == FAY


def test_once_it_goes_on_nobody_is_asked_any_more_whether_it_does() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Pause")
    scene.until(jan(26, 12))
    assert scene.post("still_stopped", Direct(DEV)).card.buttons

    scene.press(FAY, "Go on")

    assert "Fay looks after this." in words(scene.post("still_stopped", Direct(DEV)).card)
    assert scene.post("still_stopped", Direct(DEV)).card.buttons == ()


def _checks(scene: Scene) -> int:
    return sum(one.startswith("Half way\n") for one in scene.sent_to(NED))


def test_a_stopped_session_is_asked_about_once_a_week_and_closed_after_a_month() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Pause")

    scene.until(datetime(2027, 2, 15, 9, tzinfo=UTC))
    asked = sum("is still stopped" in one for one in scene.sent_to(DEV))
    scene.until(datetime(2027, 2, 16, 12, tzinfo=UTC))

    assert asked == 3
    assert all("is still stopped" not in one for one in scene.sent_to(DEV))
    assert scene.sessions[0].state is SessionState.CLOSED
    assert scene.session.state is not SessionState.CLOSED


def test_a_session_paused_for_long_and_then_closed_kindly_does_close() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    session = scene.session
    scene.press(FAY, "Pause")
    asked = replace(scene.session, asks_to_go_on_at=datetime(2027, 12, 1, 12, tzinfo=UTC))
    scene.offices.memory.records[Session, session.id] = asked
    scene.until(datetime(2027, 3, 3, 12, tzinfo=UTC))

    scene.press(FAY, "Close this kindly")
    scene.until(datetime(2027, 3, 5, 12, tzinfo=UTC))

    assert scene.sessions[0].state is SessionState.CLOSED


def test_a_session_whose_rounds_are_over_can_be_closed_kindly_out_of_a_pause() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Close this kindly")
    scene.press(FAY, "Pause")
    scene.until(jan(27, 11))

    scene.press(FAY, "Close this kindly")
    scene.until(jan(29, 12, 30))

    assert scene.sessions[0].state is SessionState.CLOSED
    assert scene.sessions[0].looked_back
