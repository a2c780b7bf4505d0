"""What happens while a window for notes is open, or before it: people come and go, and sessions move."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.community import Community
from bot.domain.notes import Door, NotesWay
from bot.domain.rhythm import Closure
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    checking_in,
    chosen,
    goes_away,
    held,
    notes,
    planned,
    somebody_joins,
    window,
    write,
)
from tests.scene import FAY, MIA, ROS, ZOE

HOUR = timedelta(hours=1)


def test_after_somebody_joins_the_open_window_goes_on_and_the_next_is_left_out() -> None:
    scene = checking_in()
    somebody_joins(scene)
    blank(scene, *FIVE)

    scene.until(CLOSED)

    assert window(scene).door is Door.LEFT_OUT
    scene.command(MIA, "note")
    assert "When who is here has changed" in scene.whispered
    scene.until(CHECK_IN + timedelta(days=14))
    assert "There is no two-minute check-in this time" in scene.posted[-1]
    scene.until(CLOSED + timedelta(days=14))
    assert window(scene).door is Door.OPEN


def test_a_window_that_has_not_opened_is_left_out_itself() -> None:
    scene = chosen(NotesWay.CHECK_IN)

    somebody_joins(scene)

    assert window(scene).door is Door.LEFT_OUT


def test_who_comes_while_a_door_is_open_reads_that_it_does_not_know_them() -> None:
    scene = checking_in()
    somebody_joins(scene)

    scene.command(ZOE, "note")

    assert "does not know you" in scene.whispered


def test_a_member_who_leaves_does_not_take_their_note_along() -> None:
    scene = checking_in()
    write(scene, ROS, DOUBT, alone="send")
    blank(scene, *FIVE)

    goes_away(scene, ROS)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == [DOUBT]
    assert window(scene).door is Door.LEFT_OUT


def test_when_the_session_moves_the_window_follows() -> None:
    scene = checking_in()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")

    times = planned(scene)
    assert times.releases_at == OPENS + timedelta(days=2)
    assert times.closes_at == CLOSED_LATE
    assert times.checks_in_at == CHECK_IN


def test_a_check_in_that_is_under_way_is_not_cut_short_by_a_session_that_comes_sooner() -> None:
    scene = checking_in()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-12")

    assert planned(scene).closes_at == CLOSED


def test_when_a_session_is_skipped_the_window_is_for_the_next() -> None:
    scene = chosen()
    scene.command(FAY, "session")
    scene.press(FAY, "Skip this one")

    assert planned(scene).checks_in_at == CHECK_IN + timedelta(days=14)


def test_days_that_are_kept_free_are_no_working_days() -> None:
    scene = chosen()
    community = scene.community
    monday = (CHECK_IN + timedelta(days=14)).date()
    free = Closure(monday, monday, "inventory")
    rhythm = replace(community.rhythm, closures=(free,))
    scene.offices.memory.records[Community, community.id] = replace(community, rhythm=rhythm)
    scene.command(FAY, "session")
    scene.press(FAY, "Skip this one")

    assert planned(scene).checks_in_at == CHECK_IN + timedelta(days=11)


def test_a_window_without_a_session_in_sight_is_not_opened() -> None:
    scene = chosen()
    community = scene.community
    ended = replace(community.rhythm, ends=OPENS.date() - timedelta(days=30))
    scene.offices.memory.records[Community, community.id] = replace(community, rhythm=ended)
    blank(scene, *FIVE)

    scene.until(CLOSED + HOUR)

    assert window(scene).times is None
    scene.command(MIA, "note")
    assert "No session is planned" in scene.whispered


def test_somebody_who_guesses_twice_costs_the_group_a_window() -> None:
    scene = checking_in()
    blank(scene, *FIVE)
    held(scene)
    scene.until(OPENS)
    session = scene.session
    scene.offices.memory.records[type(session), session.id] = replace(session, light=False)
    scene.press_token(FAY, f"no_guess.{session.id}")
    assert not window(scene).leaves_next_out

    scene.press_token(FAY, f"no_guess.{session.id}.2")

    assert window(scene).leaves_next_out
