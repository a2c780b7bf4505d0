"""A session that was moved or skipped, when the rhythm changes under it."""

from datetime import UTC, date, datetime

from tests.dialogs.rhythm_scenes import asks_for, keep_free
from tests.scene import FAY, MIA, begun, confirmed


def test_a_session_that_opens_at_the_same_instant_keeps_its_holder_and_its_story() -> None:
    scene = confirmed()
    before = scene.session

    keep_free(scene, "2027-03-01", "2027-03-05")
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))

    assert [one.id for one in scene.sessions] == [before.id]
    assert (scene.session.held_by, scene.session.teller) == (FAY, MIA)
    assert scene.has_post("story")


def test_a_skipped_session_does_not_come_back_when_the_days_change() -> None:
    scene = begun()
    asks_for(scene, "session", "Skip this one")

    keep_free(scene, "2027-03-01", "2027-03-05")

    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 10, tzinfo=UTC)
    assert "Monday 18 January: no session (left out this time)" in scene.posted[-1]


def test_a_day_that_was_skipped_may_be_chosen_again_as_the_first() -> None:
    scene = begun()
    asks_for(scene, "session", "Skip this one")

    asks_for(scene, "rhythm", "Change when we meet", first="2027-01-18")

    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 10, tzinfo=UTC)


def test_a_new_time_of_day_leaves_the_days_alone() -> None:
    scene = begun()
    asks_for(scene, "session", "Skip this one")

    asks_for(scene, "rhythm", "Change when we meet", opens="11:00")

    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 11, tzinfo=UTC)


def test_a_moved_session_stays_and_the_day_it_came_from_does_not_come_back() -> None:
    scene = begun()
    asks_for(scene, "session", "Move it", day="2027-01-21")

    keep_free(scene, "2027-03-01", "2027-03-05")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 1, 21, 10, tzinfo=UTC)]
    assert "Thursday 21 January at 10:00" in scene.posted[-1]
    assert "Monday 18 January: no session" in scene.posted[-1]


def test_a_moved_session_gives_way_when_its_own_day_is_to_be_kept_free() -> None:
    scene = begun()
    asks_for(scene, "session", "Move it", day="2027-01-21")

    keep_free(scene, "2027-01-21", "2027-01-22")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 2, 1, 10, tzinfo=UTC)]


def test_a_session_moved_far_gives_way_to_a_rhythm_that_begins_sooner() -> None:
    scene = begun()
    asks_for(scene, "session", "Move it", day="2027-02-18")

    asks_for(scene, "rhythm", "Change when we meet", first="2027-01-20")

    alive = [one.plan.opens_at for one in scene.sessions if one.ahead]
    assert alive == [datetime(2027, 1, 20, 10, tzinfo=UTC)]


def test_a_session_moved_to_where_it_stands_is_as_planned() -> None:
    scene = begun()

    asks_for(scene, "session", "Move it", day="2027-01-18")

    assert scene.community.rhythm.skipped == frozenset()


def test_what_is_past_is_forgotten_when_the_rhythm_is_kept() -> None:
    scene = begun()
    asks_for(scene, "session", "Skip this one")
    keep_free(scene, "2027-01-19", "2027-01-22")
    scene.until(datetime(2027, 2, 10, 12, tzinfo=UTC))

    keep_free(scene, "2027-03-01", "2027-03-05")

    assert scene.community.rhythm.skipped == frozenset()
    assert [one.first for one in scene.community.rhythm.closures] == [date(2027, 3, 1)]
