"""When the community meets, and the days it keeps free."""

from datetime import UTC, date, datetime, time

import pytest

from bot.boundary.decision import OpenForm, Whisper
from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.session import SessionState
from bot.domain.story import Story, StoryState
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    SID,
    Scene,
    begun,
    confirmed,
    drafted,
    founded,
    gathered,
    opened,
    story_offered,
    words,
)


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


# a story that was chosen


def test_a_story_whose_session_gives_way_to_a_closure_waits_for_the_next_one() -> None:
    scene = confirmed()

    _close(scene, "2027-01-18", "2027-01-29")
    waiting = _story(scene).state
    scene.until(datetime(2027, 1, 28, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")

    assert waiting is StoryState.OFFERED
    assert (scene.session.teller, _story(scene).state) == (MIA, StoryState.CHOSEN)
    assert _story(scene).session == scene.session.id


def test_a_story_whose_session_gives_way_to_a_rest_waits_until_the_group_is_back() -> None:
    scene = confirmed()

    _rest(scene, "2027-03-01")

    assert (_story(scene).state, _story(scene).session) == (StoryState.OFFERED, None)


def test_a_session_that_opens_at_the_same_instant_keeps_its_holder_and_its_story() -> None:
    scene = confirmed()
    before = scene.session

    _close(scene, "2027-03-01", "2027-03-05")
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))

    assert [one.id for one in scene.sessions] == [before.id]
    assert (scene.session.held_by, scene.session.teller) == (FAY, MIA)
    assert scene.has_post("story")


def test_a_session_that_stays_goes_round_the_new_free_days_and_asks_nobody_twice() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))

    _close(scene, "2027-01-20", "2027-01-21")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))

    assert scene.session.asked == (FAY,)
    assert scene.session.rounds[1].closes_at == datetime(2027, 1, 22, 12, tzinfo=UTC)


# days that do not come back


def test_a_skipped_session_does_not_come_back_when_the_days_change() -> None:
    scene = begun()
    _act(scene, "session", "Skip this one")

    _close(scene, "2027-03-01", "2027-03-05")

    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 10, tzinfo=UTC)
    assert "Monday 18 January: no session (left out this time)" in scene.posted[-1]


def test_a_day_that_was_skipped_may_be_chosen_again_as_the_first() -> None:
    scene = begun()
    _act(scene, "session", "Skip this one")

    _act(scene, "rhythm", "Change when we meet", first="2027-01-18")

    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 10, tzinfo=UTC)


def test_a_new_time_of_day_leaves_the_days_alone() -> None:
    scene = begun()
    _act(scene, "session", "Skip this one")

    _act(scene, "rhythm", "Change when we meet", opens="11:00")

    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 11, tzinfo=UTC)


def test_a_moved_session_stays_and_the_day_it_came_from_does_not_come_back() -> None:
    scene = begun()
    _act(scene, "session", "Move it", day="2027-01-21")

    _close(scene, "2027-03-01", "2027-03-05")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 1, 21, 10, tzinfo=UTC)]
    assert "Thursday 21 January at 10:00" in scene.posted[-1]
    assert "Monday 18 January: no session" in scene.posted[-1]


def test_a_moved_session_gives_way_when_its_own_day_is_to_be_kept_free() -> None:
    scene = begun()
    _act(scene, "session", "Move it", day="2027-01-21")

    _close(scene, "2027-01-21", "2027-01-22")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 2, 1, 10, tzinfo=UTC)]


def test_a_session_moved_far_gives_way_to_a_rhythm_that_begins_sooner() -> None:
    scene = begun()
    _act(scene, "session", "Move it", day="2027-02-18")

    _act(scene, "rhythm", "Change when we meet", first="2027-01-20")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 1, 20, 10, tzinfo=UTC)]


def test_a_session_moved_to_where_it_stands_is_as_planned() -> None:
    scene = begun()

    _act(scene, "session", "Move it", day="2027-01-18")

    assert scene.community.rhythm.skipped == frozenset()


def test_what_is_past_is_forgotten_when_the_rhythm_is_kept() -> None:
    scene = begun()
    _act(scene, "session", "Skip this one")
    _close(scene, "2027-01-19", "2027-01-22")
    scene.until(datetime(2027, 2, 10, 12, tzinfo=UTC))

    _close(scene, "2027-03-01", "2027-03-05")

    assert scene.community.rhythm.skipped == frozenset()
    assert [one.first for one in scene.community.rhythm.closures] == [date(2027, 3, 1)]


# closures


def test_more_than_half_a_year_cannot_be_kept_free() -> None:
    scene = begun()

    _close(scene, "2027-01-18", "2028-01-31")

    assert "longer than half a year" in scene.errors["last"]
    assert scene.community.rhythm.closures == ()


def test_half_a_year_to_the_day_can_be_kept_free() -> None:
    scene = begun()

    _close(scene, "2027-02-01", "2027-08-01")

    assert len(scene.community.rhythm.closures) == 1


def test_days_that_are_over_cannot_be_kept_free() -> None:
    scene = begun()

    _close(scene, "2026-12-01", "2027-01-01")

    assert "These days are over" in scene.errors["last"]


def test_a_session_that_runs_goes_on_although_years_are_kept_free() -> None:
    scene = opened()
    _close(scene, "2027-01-25", "2027-07-20")
    _close(scene, "2027-07-20", "2028-01-15")
    _close(scene, "2028-01-15", "2028-07-10")

    _act(scene, "session", "Pause")
    scene.until(datetime(2027, 1, 22, 11, tzinfo=UTC))
    _act(scene, "session", "Go on")

    assert scene.session.state is SessionState.OPEN


def test_days_kept_free_can_be_taken_back() -> None:
    scene = begun()
    _close(scene, "2027-01-18", "2027-01-29")
    _close(scene, "2027-03-01", "2027-03-05")

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Take back days we keep free")
    labels = [choice.label for choice in scene.form.fields[0].choices]  # type: ignore[union-attr]
    scene.fill(FAY, closures=["2027-01-18_2027-01-29"])

    assert labels == ["18 to 29 January (Inspection)", "1 to 5 March (Inspection)"]
    assert [one.first for one in scene.community.rhythm.closures] == [date(2027, 3, 1)]
    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 10, tzinfo=UTC)
    assert "Monday 18 January at 10:00" in scene.posted[-1]


def test_the_same_days_are_kept_free_once() -> None:
    scene = begun()

    _close(scene, "2027-03-01", "2027-03-05")
    _close(scene, "2027-03-01", "2027-03-05")

    assert len(scene.community.rhythm.closures) == 1


def test_without_days_ahead_that_are_kept_free_there_is_nothing_to_take_back() -> None:
    scene = begun()
    _close(scene, "2027-01-05", "2027-01-06")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))

    scene.command(FAY, "rhythm")

    assert "Take back days we keep free" not in _labels(scene, FAY)


# days that nobody means


@pytest.mark.parametrize(
    ("command", "label", "answers", "field"),
    [
        ("session", "Move it", {"day": "9999-12-31"}, "day"),
        ("rhythm", "Add days we keep free", {"first": "9999-12-30", "last": "9999-12-31"}, "last"),
        ("rhythm", "Have a rest", {"until": "9999-12-31"}, "until"),
        ("rhythm", "Change when we meet", {"first": "9999-12-31"}, "first"),
    ],
)
def test_a_day_more_than_two_years_ahead_is_asked_for_again(
    command: str, label: str, answers: dict[str, str], field: str
) -> None:
    scene = begun()
    before = scene.community

    _act(scene, command, label, **answers)

    assert "more than two years ahead" in scene.errors[field]
    assert scene.community == before


def test_today_is_the_day_where_the_community_is() -> None:
    scene = begun()
    _our_hours(scene, zone="Pacific/Auckland")
    scene.until(datetime(2027, 1, 5, 12, tzinfo=UTC))  # Wednesday 6 January in Auckland

    _act(scene, "rhythm", "Change when we meet", first="2027-01-06")

    assert "from tomorrow on" in scene.errors["first"]


def test_days_kept_free_are_named_in_the_room_and_for_whoever_asks() -> None:
    scene = begun()

    _close(scene, "2027-12-24", "2028-01-02")
    _act(scene, "rhythm", "Add days we keep free", first="2027-03-01", last="2027-03-01")
    posted = scene.posted[-1]
    scene.command(MIA, "rhythm")

    named = "We keep free: 1 March and 24 December to 2 January (Inspection)."
    assert named in posted
    assert named in scene.whispered


def test_days_kept_free_without_a_reason_are_days_we_keep_free() -> None:
    scene = begun()

    _act(scene, "rhythm", "Add days we keep free", first="2027-01-18", last="2027-01-29")

    assert "Monday 18 January: no session (days we keep free)" in scene.posted[-1]


def test_days_that_are_over_are_no_longer_named() -> None:
    scene = begun()
    _close(scene, "2027-01-05", "2027-01-06")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))

    scene.command(MIA, "rhythm")

    assert "We keep free" not in scene.whispered


# before the sessions begin, and while the community rests


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
    assert _labels(scene, MIA) == []


@pytest.mark.parametrize("person", [ANN, FAY])
def test_with_too_few_people_the_rhythm_says_what_is_missing(person: PersonId) -> None:
    scene = founded()

    scene.command(person, "rhythm")

    assert "The sessions can begin once 3 people have joined." in scene.whispered
    assert "Begin the sessions" not in _labels(scene, person)


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

    assert "Somebody else has just done this" in scene.whispered
    for person in (FAY, DEV):
        assert scene.post("gathering", Direct(person)).card.buttons == ()


def test_while_a_community_rests_the_rhythm_says_until_when_and_names_no_session() -> None:
    scene = begun()
    _rest(scene, "2027-03-01")

    scene.command(MIA, "rhythm")

    assert "We are having a rest until Monday 1 March." in scene.whispered
    assert "Every 2 weeks, on Monday at 10:00." in scene.whispered
    assert "January" not in scene.whispered


# the community's own days and hours


def test_the_community_has_its_own_days_and_hours() -> None:
    scene = begun()

    _our_hours(scene, zone="Asia/Kolkata", days=["0", "1", "2"], quiet="20-8")

    hours = scene.community.rhythm.hours
    assert (hours.zone, sorted(hours.working_days)) == ("Asia/Kolkata", [0, 1, 2])
    assert (hours.quiet_from, hours.quiet_to) == (time(20), time(8))
    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 4, 30, tzinfo=UTC)
    assert "Monday 18 January at 10:00" in scene.posted[-1]


@pytest.mark.parametrize("quiet", ["18:00 to 10:30", "09:30 to 16:00"])
def test_quiet_hours_in_which_sessions_open_are_asked_for_again(quiet: str) -> None:
    scene = begun()
    before = scene.community.rhythm

    _our_hours(scene, quiet=quiet)

    assert list(scene.errors) == ["quiet"]
    assert "Your sessions open at 10:00." in scene.errors["quiet"]
    assert scene.community.rhythm == before


def test_quiet_hours_that_end_when_sessions_open_are_kept() -> None:
    scene = begun()

    _our_hours(scene, quiet="16:00 to 10:00")

    assert scene.errors == {}


def test_days_without_the_one_on_which_sessions_open_are_asked_for_again() -> None:
    scene = begun()
    before = scene.community.rhythm

    _our_hours(scene, days=["1", "2", "3"])

    assert list(scene.errors) == ["days"]
    assert "Your sessions open on a Monday." in scene.errors["days"]
    assert scene.community.rhythm == before


def test_both_are_said_at_once_each_at_its_field() -> None:
    scene = begun()

    _our_hours(scene, days=["1"], quiet="18-11")

    assert set(scene.errors) == {"days", "quiet"}


def test_days_and_hours_can_be_changed_step_by_step_to_quite_other_ones() -> None:
    scene = begun()

    _our_hours(scene, days=["0", "5"], quiet="22-6")
    _act(scene, "rhythm", "Change when we meet", first="2027-01-23", opens="06:00")
    _our_hours(scene, days=["5"], quiet="12-6")

    assert scene.errors == {}
    assert scene.session.plan.opens_at == datetime(2027, 1, 23, 6, tzinfo=UTC)


def test_while_it_rests_they_must_fit_all_the_same() -> None:
    scene = begun()
    _act(scene, "rhythm", "Have a rest", until="2027-02-15")

    _our_hours(scene, quiet="18-11")

    assert list(scene.errors) == ["quiet"]


def test_before_the_sessions_begin_any_hours_will_do() -> None:
    scene = gathered()

    _our_hours(scene, days=["5", "6"], quiet="08:00 to 20:00")

    assert scene.errors == {}
    assert scene.community.rhythm.hours.working_days == {5, 6}


def test_a_zone_that_nobody_knows_is_asked_for_again() -> None:
    scene = begun()

    _our_hours(scene, zone="Nowhere/At all")

    assert list(scene.errors) == ["zone"]
    assert scene.community.rhythm.hours.zone == "Europe/London"


def test_days_and_hours_can_be_set_before_the_sessions_begin() -> None:
    scene = gathered()

    _our_hours(scene, zone="Europe/Dublin")

    assert scene.community.rhythm.hours.zone == "Europe/Dublin"
    assert scene.sessions == ()


def test_members_cannot_set_the_days_and_hours_of_all() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    token = scene.button(FAY, "Change our days and hours").token

    scene.press_token(MIA, token)

    assert "Please ask Fay" in scene.whispered


def test_a_region_without_known_holidays_is_asked_for_again() -> None:
    scene = begun()

    _act(scene, "rhythm", "Change when we meet", region="Narnia")

    assert "do not know the public holidays" in scene.errors["region"]


def test_a_community_may_keep_no_public_holidays() -> None:
    scene = begun()

    _act(scene, "rhythm", "Change when we meet", region="")

    assert scene.community.rhythm.region == ""


def test_the_sponsor_is_told_what_a_sponsor_does() -> None:
    scene = begun()

    scene.command(SID, "rhythm")

    assert "As the sponsor you give permission" in scene.whispered


def _close(scene: Scene, first: str, last: str) -> None:
    _act(scene, "rhythm", "Add days we keep free", first=first, last=last, why="Inspection")


def _rest(scene: Scene, until: str) -> None:
    _act(scene, "rhythm", "Have a rest", until=until)


def _our_hours(scene: Scene, **answers: object) -> None:
    _act(scene, "rhythm", "Change our days and hours", **answers)


def _act(scene: Scene, command: str, label: str, **answers: object) -> None:
    """Fay asks for something, presses a button, and fills in the form if one opens."""
    scene.command(FAY, command)
    scene.press(FAY, label)
    if any(isinstance(reply, OpenForm) for reply in scene.replies):
        scene.fill(FAY, **answers)


def _token(scene: Scene, label: str) -> str:
    """The button with this label in the whisper that has just come."""
    whispers = [reply.card for reply in scene.replies if isinstance(reply, Whisper)]
    return next(one.token for card in whispers for one in card.buttons if one.label == label)


def _story(scene: Scene) -> Story:
    (story,) = scene.office.all(Story, scene.community.of)
    return story


def _labels(scene: Scene, person: str) -> list[str]:
    return [button.label for reply in scene.replies for button in reply.card.buttons]  # type: ignore[union-attr]
