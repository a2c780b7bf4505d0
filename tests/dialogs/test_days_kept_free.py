"""Days that the community keeps free, and takes back."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.course import SessionState
from bot.domain.story import StoryState
from tests.dialogs.rhythm_scenes import asks_for, keep_free, labels, our_hours, the_story
from tests.scene import FAY, MIA, begun, confirmed, opened, story_offered


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


def test_a_story_whose_session_gives_way_to_a_closure_waits_for_the_next_one() -> None:
    scene = confirmed()

    keep_free(scene, "2027-01-18", "2027-01-29")
    waiting = the_story(scene).state
    scene.until(datetime(2027, 1, 28, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")

    assert waiting is StoryState.OFFERED
    assert (scene.session.teller, the_story(scene).state) == (MIA, StoryState.CHOSEN)
    assert the_story(scene).session == scene.session.id


def test_a_session_that_stays_goes_round_the_new_free_days_and_asks_nobody_twice() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))

    keep_free(scene, "2027-01-20", "2027-01-21")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))

    assert scene.session.asked == (FAY,)
    assert scene.session.rounds[1].closes_at == datetime(2027, 1, 22, 12, tzinfo=UTC)


def test_more_than_half_a_year_cannot_be_kept_free() -> None:
    scene = begun()

    keep_free(scene, "2027-01-18", "2028-01-31")

    assert "longer than half a year" in scene.errors["last"]
    assert scene.community.rhythm.closures == ()


def test_half_a_year_to_the_day_can_be_kept_free() -> None:
    scene = begun()

    keep_free(scene, "2027-02-01", "2027-08-01")

    assert len(scene.community.rhythm.closures) == 1


def test_days_that_are_over_cannot_be_kept_free() -> None:
    scene = begun()

    keep_free(scene, "2026-12-01", "2027-01-01")

    assert "These days are over" in scene.errors["last"]


def test_a_session_that_runs_goes_on_although_years_are_kept_free() -> None:
    scene = opened()
    keep_free(scene, "2027-01-25", "2027-07-20")
    keep_free(scene, "2027-07-20", "2028-01-15")
    keep_free(scene, "2028-01-15", "2028-07-10")

    asks_for(scene, "session", "Pause")
    scene.until(datetime(2027, 1, 22, 11, tzinfo=UTC))
    asks_for(scene, "session", "Go on")

    assert scene.session.state is SessionState.OPEN


def test_days_kept_free_can_be_taken_back() -> None:
    scene = begun()
    keep_free(scene, "2027-01-18", "2027-01-29")
    keep_free(scene, "2027-03-01", "2027-03-05")

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

    keep_free(scene, "2027-03-01", "2027-03-05")
    keep_free(scene, "2027-03-01", "2027-03-05")

    assert len(scene.community.rhythm.closures) == 1


def test_without_days_ahead_that_are_kept_free_there_is_nothing_to_take_back() -> None:
    scene = begun()
    keep_free(scene, "2027-01-05", "2027-01-06")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))

    scene.command(FAY, "rhythm")

    assert "Take back days we keep free" not in labels(scene, FAY)


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

    asks_for(scene, command, label, **answers)

    assert "more than two years ahead" in scene.errors[field]
    assert scene.community == before


def test_today_is_the_day_where_the_community_is() -> None:
    scene = begun()
    our_hours(scene, zone="Pacific/Auckland")
    scene.until(datetime(2027, 1, 5, 12, tzinfo=UTC))  # Wednesday 6 January in Auckland

    asks_for(scene, "rhythm", "Change when we meet", first="2027-01-06")

    assert "from tomorrow on" in scene.errors["first"]


def test_days_kept_free_are_named_in_the_room_and_for_whoever_asks() -> None:
    scene = begun()

    keep_free(scene, "2027-12-24", "2028-01-02")
    asks_for(scene, "rhythm", "Add days we keep free", first="2027-03-01", last="2027-03-01")
    posted = scene.posted[-1]
    scene.command(MIA, "rhythm")

    named = "We keep free: 1 March and 24 December to 2 January (Inspection)."
    assert named in posted
    assert named in scene.whispered


def test_days_kept_free_without_a_reason_are_days_we_keep_free() -> None:
    scene = begun()

    asks_for(scene, "rhythm", "Add days we keep free", first="2027-01-18", last="2027-01-29")

    assert "Monday 18 January: no session (days we keep free)" in scene.posted[-1]


def test_days_that_are_over_are_no_longer_named() -> None:
    scene = begun()
    keep_free(scene, "2027-01-05", "2027-01-06")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))

    scene.command(MIA, "rhythm")

    assert "We keep free" not in scene.whispered
