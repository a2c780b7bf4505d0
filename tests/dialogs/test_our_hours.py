"""The community's own days and hours."""

from datetime import UTC, datetime, time

import pytest

from tests.dialogs.rhythm_scenes import asks_for, our_hours
from tests.scene import FAY, MIA, begun, gathered


def test_the_community_has_its_own_days_and_hours() -> None:
    scene = begun()

    our_hours(scene, zone="Asia/Kolkata", days=["0", "1", "2"], quiet="20-8")

    hours = scene.community.rhythm.hours
    assert (hours.zone, sorted(hours.working_days)) == ("Asia/Kolkata", [0, 1, 2])
    assert (hours.quiet_from, hours.quiet_to) == (time(20), time(8))
    assert scene.session.plan.opens_at == datetime(2027, 1, 18, 4, 30, tzinfo=UTC)
    assert "Monday 18 January at 10:00" in scene.posted[-1]


@pytest.mark.parametrize("quiet", ["18:00 to 10:30", "09:30 to 16:00"])
def test_quiet_hours_in_which_sessions_open_are_asked_for_again(quiet: str) -> None:
    scene = begun()
    before = scene.community.rhythm

    our_hours(scene, quiet=quiet)

    assert list(scene.errors) == ["quiet"]
    assert "Your sessions open at 10:00." in scene.errors["quiet"]
    assert scene.community.rhythm == before


def test_quiet_hours_that_end_when_sessions_open_are_kept() -> None:
    scene = begun()

    our_hours(scene, quiet="16:00 to 10:00")

    assert scene.errors == {}


def test_days_without_the_one_on_which_sessions_open_are_asked_for_again() -> None:
    scene = begun()
    before = scene.community.rhythm

    our_hours(scene, days=["1", "2", "3"])

    assert list(scene.errors) == ["days"]
    assert "Your sessions open on a Monday." in scene.errors["days"]
    assert scene.community.rhythm == before


def test_both_are_said_at_once_each_at_its_field() -> None:
    scene = begun()

    our_hours(scene, days=["1"], quiet="18-11")

    assert set(scene.errors) == {"days", "quiet"}


def test_days_and_hours_can_be_changed_step_by_step_to_quite_other_ones() -> None:
    scene = begun()

    our_hours(scene, days=["0", "5"], quiet="22-6")
    asks_for(scene, "rhythm", "Change when we meet", first="2027-01-23", opens="06:00")
    our_hours(scene, days=["5"], quiet="12-6")

    assert scene.errors == {}
    assert scene.session.plan.opens_at == datetime(2027, 1, 23, 6, tzinfo=UTC)


def test_while_it_rests_they_must_fit_all_the_same() -> None:
    scene = begun()
    asks_for(scene, "rhythm", "Have a rest", until="2027-02-15")

    our_hours(scene, quiet="18-11")

    assert list(scene.errors) == ["quiet"]


def test_before_the_sessions_begin_any_hours_will_do() -> None:
    scene = gathered()

    our_hours(scene, days=["5", "6"], quiet="08:00 to 20:00")

    assert scene.errors == {}
    assert scene.community.rhythm.hours.working_days == {5, 6}


def test_a_zone_that_nobody_knows_is_asked_for_again() -> None:
    scene = begun()

    our_hours(scene, zone="Nowhere/At all")

    assert list(scene.errors) == ["zone"]
    assert scene.community.rhythm.hours.zone == "Europe/London"


def test_days_and_hours_can_be_set_before_the_sessions_begin() -> None:
    scene = gathered()

    our_hours(scene, zone="Europe/Dublin")

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

    asks_for(scene, "rhythm", "Change when we meet", elsewhere="Narnia")

    assert "do not know the public holidays" in scene.errors["elsewhere"]


def test_a_community_may_keep_no_public_holidays() -> None:
    scene = begun()

    asks_for(scene, "rhythm", "Change when we meet", region="none")

    assert scene.community.rhythm.region == ""
