"""Looking after a session that runs."""

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from tests.scene import FAY, MIA, NED, jan, opened, words


def test_slowing_down_moves_everything_still_ahead_by_a_day() -> None:
    scene = opened()
    before = scene.session

    scene.press(FAY, "Slow down")

    assert scene.session.rounds[0].closes_at == jan(20, 12)
    assert scene.session.plan.closes_at > before.plan.closes_at
    assert "We are taking this more slowly" in scene.posted[-1]


def test_a_second_press_within_the_minute_says_nothing_more() -> None:
    scene = opened()
    scene.press(FAY, "Ask who has seen it otherwise")
    before = scene.posted

    scene.press(FAY, "Ask who has seen it otherwise")

    assert scene.posted == before


def test_members_do_not_have_the_facilitators_buttons() -> None:
    scene = opened()
    token = scene.button(FAY, "Pause").token

    scene.press_token(NED, token)

    assert scene.session.state is SessionState.OPEN
    assert "Please ask Fay" in scene.whispered


def test_the_teller_can_stop_at_any_point() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.press(MIA, "Close this kindly")

    assert "We end this story here. Thank you, Mia" in scene.posted[-1]
    assert "We stop here, and that is all right." in scene.whispered
    assert scene.session.round is None


def test_a_teller_who_stops_before_anyone_has_replied_is_thanked_not_asked() -> None:
    scene = opened()

    scene.press(MIA, "Close this kindly")

    assert "We end this story here. Thank you, Mia" in scene.posted[-1]
    assert "Shall we bring it back" not in scene.posted[-1]


def test_the_holders_card_follows_the_session() -> None:
    scene = opened()

    scene.press(FAY, "Pause")

    desk = scene.post("desk", Direct(FAY)).card
    assert "The session is paused." in words(desk)
    assert [one.label for one in desk.buttons] == ["Go on", "Close this kindly"]


def test_who_replies_late_has_not_spoken_in_vain() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.says(NED, "Thank you, Mia. I was away.", "story")

    assert not scene.session.silent


def test_the_teller_hears_from_the_bot_in_their_own_hours() -> None:
    scene = opened()
    scene.command(MIA, "hours")
    scene.fill(MIA, zone="America/Los_Angeles")
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(19, 13))

    held = scene.post("teller", Direct(MIA)).post.not_before
    assert held == jan(19, 17)
