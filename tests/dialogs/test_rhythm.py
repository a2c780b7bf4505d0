"""When the community meets, and the days it keeps free."""

from datetime import UTC, date, datetime

from bot.domain.community import Stage
from bot.domain.session import SessionState
from tests.scene import FAY, MIA, SID, Scene, begun, gathered, opened, words


def test_beginning_plans_the_first_session_and_tells_the_room() -> None:
    scene = begun()

    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 10, tzinfo=UTC)
    assert "Every 2 weeks, on Monday at 10:00." in words(scene.post("begun").card)


def test_the_preview_shows_four_weeks() -> None:
    scene = begun()

    scene.command(MIA, "rhythm")

    assert "Monday 18 January at 10:00\nMonday 1 February at 10:00" in scene.whispered


def test_a_bank_holiday_moves_the_session_and_says_so() -> None:
    scene = gathered()
    scene.calendar.holidays[date(2027, 1, 18)] = "Founders’ Day"

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-18")

    assert scene.session.plan.opens_at == datetime(2027, 1, 19, 10, tzinfo=UTC)
    assert "Tuesday 19 January at 10:00 (moved: Founders’ Day)" in words(scene.post("begun").card)


def test_days_kept_free_move_the_next_session() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Add days we keep free")
    scene.fill(FAY, first="2027-01-18", last="2027-01-29", why="Inspection")

    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 10, tzinfo=UTC)
    assert "Monday 18 January: no session (Inspection)" in scene.posted[-1]


def test_days_the_wrong_way_round_are_asked_for_again() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Add days we keep free")
    scene.fill(FAY, first="2027-01-29", last="2027-01-18")

    assert list(scene.errors) == ["last"]


def test_a_changed_rhythm_plans_anew() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    scene.fill(FAY, every="month_last", first="2027-01-27", opens="14.30", region="ie")

    assert scene.session.plan.opens_at == datetime(2027, 1, 27, 14, 30, tzinfo=UTC)
    assert scene.community.rhythm.region == "IE"
    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]


def test_a_time_that_cannot_be_read_is_asked_for_again() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-03", opens="tea")

    assert set(scene.errors) == {"first", "opens"}
    assert scene.community.stage is Stage.GATHERING


def test_a_rest_has_a_day_to_come_back_and_comes_back_by_itself() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")
    assert scene.session.state is SessionState.SKIPPED
    scene.until(datetime(2027, 3, 1, 12, tzinfo=UTC))

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.plan.opens_at == datetime(2027, 3, 15, 10, tzinfo=UTC)
    assert "Our rest is over" in scene.posted[-1]


def test_a_rest_can_be_ended_sooner_and_is_not_ended_twice() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Carry on")
    scene.until(datetime(2027, 3, 2, 12, tzinfo=UTC))

    assert sum("Our rest is over" in one for one in scene.posted) == 1


def test_a_rest_waits_until_the_open_session_is_closed() -> None:
    scene = opened()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")

    assert "A session is still open" in scene.whispered


def test_members_see_the_rhythm_and_cannot_set_it() -> None:
    scene = begun()

    scene.command(MIA, "rhythm")

    assert _labels(scene, MIA) == []


def test_the_sponsor_is_told_what_a_sponsor_does() -> None:
    scene = begun()

    scene.command(SID, "rhythm")

    assert "As the sponsor you give permission" in scene.whispered


def _labels(scene: Scene, person: str) -> list[str]:
    return [button.label for reply in scene.replies for button in reply.card.buttons]  # type: ignore[union-attr]
