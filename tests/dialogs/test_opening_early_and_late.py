"""A session that opens at another hour than was planned: early by hand, or late because the bot was not there."""

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from tests.scene import DEV, FAY, MIA, NED, begun, confirmed, jan, story_offered, words


def test_those_who_were_asked_see_who_opened_it_early() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))
    token = scene.button(FAY, "Yes, I can").token
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")
    scene.command(DEV, "session")

    scene.press(DEV, "Open it now")

    card = scene.post("hold", Direct(FAY)).card
    assert "It has opened. Dev is looking after it." in words(card)
    assert token not in [one.token for one in card.buttons]
    assert "Your story has opened" in words(scene.post("prepare", Direct(MIA)).card)


def test_a_session_planned_at_short_notice_asks_at_once() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-15")
    scene.until(jan(14, 11, 1))

    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]


def test_a_keeper_can_open_it_early() -> None:
    scene = confirmed()

    scene.command(FAY, "session")
    scene.press(FAY, "Open it now")

    assert scene.session.state is SessionState.OPEN
    assert scene.has_post("story")


def test_members_cannot_open_a_session() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    token = scene.button(FAY, "Open it now").token

    scene.press_token(NED, token)

    assert "Please ask Fay" in scene.whispered
    assert scene.session.state is SessionState.CONFIRMED


def test_a_bot_that_was_down_at_opening_opens_late_with_whole_rounds() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(19, 11))

    opened = scene.session.round
    assert opened is not None
    assert opened.closes_at == jan(20, 12)
    assert len([one for one in scene.posted if one.startswith("What struck me")]) == 1


def test_a_bot_that_was_down_for_the_whole_session_passes_it_over() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(25, 11))

    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]
    assert not scene.has_post("session")


def test_questions_that_have_become_pointless_are_not_asked_late() -> None:
    scene = begun()

    scene.sleeps_until(jan(18, 9, 30))

    assert not scene.has_post("hold", Direct(FAY))
    assert scene.has_post("hold", Direct(DEV))


def test_the_room_hears_of_a_session_for_which_the_bot_was_not_there() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(25, 11))

    assert "I was not running on Monday 18 January" in scene.posted[-1]
    assert "The next session opens on Monday 1 February at 10:00." in scene.posted[-1]
