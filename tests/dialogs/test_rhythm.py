"""When the community meets: begun, seen, and changed."""

from datetime import UTC, date, datetime

import pytest

from bot.boundary.decision import Whisper
from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId
from tests.dialogs.rhythm_scenes import labels
from tests.scene import ANN, DEV, FAY, MIA, SID, Scene, begun, drafted, founded, gathered, words


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
    scene.calendar.holidays[date(2027, 1, 25)] = "Founders’ Day"

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="weekly", first="2027-01-18")

    assert "Tuesday 26 January at 10:00 (moved: Founders’ Day)" in words(scene.post("begun").card)


def test_a_holiday_cannot_be_chosen_for_the_first_session() -> None:
    scene = gathered()
    scene.calendar.holidays[date(2027, 1, 18)] = "Founders’ Day"

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-18")

    why = "Monday 18 January is Founders’ Day. Please choose another day."
    assert scene.errors == {"first": why}
    assert scene.community.stage is Stage.GATHERING


def test_a_rhythm_whose_next_day_is_a_holiday_can_change_its_time_of_day() -> None:
    scene = begun()
    scene.calendar.holidays[date(2027, 1, 18)] = "Founders’ Day"

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    scene.fill(FAY, opens="11:00")

    assert scene.errors == {}
    assert scene.session.plan.opens_at == datetime(2027, 1, 19, 11, tzinfo=UTC)


@pytest.mark.parametrize("opens", ["03:00", "18:00", "8:59"])
def test_a_session_cannot_open_in_the_quiet_hours(opens: str) -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, opens=opens)

    assert "lies in your quiet hours (18:00 to 09:00)" in scene.errors["opens"]
    assert scene.community.stage is Stage.GATHERING


@pytest.mark.parametrize(("quiet", "opens"), [("20:00 to 08:00", "8:00"), ("1:00 to 5:00", "0:30")])
def test_a_session_opens_at_any_time_outside_the_quiet_hours(quiet: str, opens: str) -> None:
    scene = gathered()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change our days and hours")
    scene.fill(FAY, quiet=quiet)

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, opens=opens)

    assert scene.errors == {}
    assert scene.community.stage is Stage.ACTIVE


def test_a_first_session_that_is_weeks_away_is_named_all_the_same() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-03-10")

    told = words(scene.post("begun").card)
    assert "None in these weeks. The next one opens on Wednesday 10 March at 10:00." in told


def test_before_there_is_a_rhythm_there_is_nothing_to_leave_as_it_is() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")

    assert scene.form.cancel == "Not yet"


def test_a_changed_rhythm_plans_anew() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    scene.fill(FAY, every="month_last", first="2027-01-27", opens="14.30", region="IE")

    assert scene.session.plan.opens_at == datetime(2027, 1, 27, 14, 30, tzinfo=UTC)
    assert scene.community.rhythm.region == "IE"
    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]


def test_a_monthly_rhythm_begins_with_the_first_session_that_was_chosen() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="month_2", first="2027-03-10")

    assert scene.session.plan.opens_at == datetime(2027, 3, 10, 10, tzinfo=UTC)


def test_a_first_day_that_does_not_fit_a_monthly_rhythm_is_asked_for_again() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="month_2", first="2027-03-17")

    assert "not the second Wednesday of its month" in scene.errors["first"]


def test_a_time_that_cannot_be_read_is_asked_for_again() -> None:
    scene = gathered()

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-03", opens="tea")

    assert set(scene.errors) == {"first", "opens"}
    assert scene.community.stage is Stage.GATHERING


def test_members_see_the_rhythm_and_cannot_set_it() -> None:
    scene = begun()

    scene.command(MIA, "rhythm")

    assert labels(scene, MIA) == []


def test_before_the_sessions_begin_the_rhythm_is_a_proposal_with_the_button_to_begin() -> None:
    scene = gathered()

    scene.command(FAY, "rhythm")
    answer = scene.whispered
    scene.press_token(FAY, _token(scene, "Begin the sessions"))

    assert "What I propose: Every 2 weeks, on Monday at 10:00." in answer
    assert "Fay or Dev can begin the sessions now." in answer
    assert "The next four weeks" not in answer
    assert scene.form.title == "When we meet"


def test_before_the_sessions_begin_members_read_the_same_without_the_button() -> None:
    scene = gathered()

    scene.command(MIA, "rhythm")

    assert "The sessions have not begun yet." in scene.whispered
    assert labels(scene, MIA) == []


@pytest.mark.parametrize("person", [ANN, FAY])
def test_with_too_few_people_the_rhythm_says_what_is_missing(person: PersonId) -> None:
    scene = founded()

    scene.command(person, "rhythm")

    assert "The sessions can begin once 3 people have joined." in scene.whispered
    assert "Begin the sessions" not in labels(scene, person)


def test_who_convenes_a_draft_is_told_that_permission_comes_first() -> None:
    scene = drafted()

    scene.command(ANN, "rhythm")

    assert "First somebody gives permission" in scene.whispered


def test_begin_is_pressed_once() -> None:
    scene = gathered()
    token = scene.button(FAY, "Begin the sessions").token
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-18")

    scene.press_token(DEV, token)

    assert "This has been done already" in scene.whispered
    for person in (FAY, DEV):
        assert scene.post("gathering", Direct(person)).card.buttons == ()


def test_the_sponsor_is_told_what_a_sponsor_does() -> None:
    scene = begun()

    scene.command(SID, "rhythm")

    assert "As the sponsor you give permission" in scene.whispered


def _token(scene: Scene, label: str) -> str:
    """The button with this label in the whisper that has just come."""
    whispers = [reply.card for reply in scene.replies if isinstance(reply, Whisper)]
    return next(one.token for card in whispers for one in card.buttons if one.label == label)
