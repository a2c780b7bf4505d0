"""A session is moved to another day, or passed over, and everyone who was asked sees it."""

from datetime import UTC, datetime

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from tests.scene import FAY, MIA, begun, confirmed, jan, words


def test_those_who_were_asked_see_that_it_was_passed_over() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.sleeps_until(jan(25, 11))

    card = scene.post("hold", Direct(FAY)).card
    assert "so it did not take place" in words(card)
    assert card.buttons == ()


def test_a_session_can_be_moved_and_is_asked_about_again() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-21")
    scene.until(jan(19, 11))

    assert scene.session.plan.opens_at == jan(21, 10)
    assert sum("Can you hold" in one for one in scene.sent_to(FAY)) == 1
    assert "It has been moved" in scene.sent_to(FAY)[-2]


def test_a_day_that_is_past_or_free_cannot_be_chosen() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    scene.press(FAY, "Move it")
    form = scene.form

    scene.submit(FAY, form, day="2027-01-13")
    past = dict(scene.errors)
    scene.submit(FAY, form, day="2027-01-16")

    assert "from tomorrow on" in past["day"]
    assert "Nobody works here on that day" in scene.errors["day"]


def test_skipping_one_plans_the_next_with_the_same_number() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]
    assert scene.session.number == 1
    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 10, tzinfo=UTC)


def test_a_session_that_is_set_aside_takes_its_buttons_with_it() -> None:
    scene = confirmed()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")

    assert "does not take place" in words(scene.post("hold", Direct(FAY)).card)
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()


def test_a_move_is_told_to_the_room_each_time() -> None:
    scene = begun()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-21")
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-18")

    assert scene.posted[-2:] == [
        "Session 1 is moved. It now opens on Thursday 21 January at 10:00.",
        "Session 1 is moved. It now opens on Monday 18 January at 10:00.",
    ]


def test_a_session_is_not_moved_to_the_day_it_opens_on_already() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    told = scene.posted

    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-18")

    assert "opens on this day already" in scene.errors["day"]
    assert scene.posted == told
    assert scene.button(FAY, "Yes, I can")


def test_a_skipped_session_is_told_to_the_room_and_to_those_who_were_asked() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert scene.posted[-1] == (
        "Session 1 does not take place on Monday 18 January.\n"
        "The next session opens on Monday 1 February at 10:00."
    )
    card = scene.post("hold", Direct(FAY)).card
    assert "This one is skipped. The next opens on Monday 1 February at 10:00." in words(card)


def test_when_the_last_one_is_skipped_nobody_waits_for_another() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    scene.fill(FAY, ends="2027-01-20")
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert "No other session is planned." in scene.posted[-1]
    assert "This one is skipped. No other is planned." in scene.sent_to(FAY)[-1]
