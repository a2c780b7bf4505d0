"""Notes while the group rests, has fallen quiet, wants none any more, or comes to its end."""

from dataclasses import replace
from datetime import timedelta

from bot.boundary.arrivals import ButtonPressed, DeliveryId, Who
from bot.boundary.decision import Decision
from bot.boundary.notes import DestroyBox
from bot.conversations.known import Known
from bot.conversations.notes.following import following
from bot.domain.community import Stage
from bot.domain.notes import Door, NotesWay
from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    DOUBT,
    FIVE,
    OPENS,
    agree,
    blank,
    checking_in,
    goes_away,
    held,
    notes,
    read_all,
    window,
    windows,
    write,
)
from tests.memory import CountingMint
from tests.scene import FAY, MIA, QUY, ROS, Scene


def test_while_the_community_rests_notes_that_are_out_wait_and_the_room_reads_so() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    write(scene, MIA, DOUBT, alone="wait")
    blank(scene, *FIVE[1:], ROS)
    scene.until(CLOSED)
    assert [one.stands for one in notes(scene)] == [Stands.WAITS]

    _pauses(scene)

    assert windows(scene) == ()
    assert [one.stands for one in notes(scene)] == [Stands.WAITS]
    assert any("are safe, and wait until we meet again" in post for post in scene.posted)


def test_when_a_rest_begins_what_too_few_had_written_is_destroyed_unread_and_it_is_said() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    blank(scene, *FIVE[1:4])

    _pauses(scene)

    assert notes(scene) == ()
    assert scene.offices.memory.windows == {}
    assert any("anything in it was destroyed unread" in post for post in scene.posted)


def test_when_a_rest_begins_what_enough_had_written_comes_out_and_is_read_once_we_are_back() -> (
    None
):
    scene = checking_in()
    write(scene, MIA, DOUBT, alone="send")
    blank(scene, *FIVE[1:])

    _pauses(scene)
    assert [one.stands for one in notes(scene)] == [Stands.UNREAD]
    assert not any("destroyed" in post for post in scene.posted)
    assert not scene.has_post("read_notes")

    scene.until(CHECK_IN.replace(month=3, day=1, hour=12))
    read_all(scene)
    assert [one.stands for one in notes(scene)] == [Stands.PASSED]


def test_after_two_quiet_sessions_nothing_that_was_let_through_is_lost() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    write(scene, MIA, DOUBT, alone="send")
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    read_all(scene)

    scene.until(OPENS + timedelta(days=30))

    assert scene.community.stage is Stage.RESTING
    assert [one.stands for one in notes(scene)] == [Stands.PASSED]
    assert any("are safe, and wait until we meet again" in post for post in scene.posted)


def test_a_group_that_chooses_to_have_none_while_notes_wait_reads_that_they_go() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    write(scene, MIA, DOUBT, alone="send")
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    goes_away(scene, ROS)
    goes_away(scene, QUY)
    assert windows(scene) == ()
    assert [one.text for one in notes(scene)] == [DOUBT]

    agree(scene, NotesWay.OFF)

    assert notes(scene) == ()
    assert any("What had not been told is destroyed" in post for post in scene.posted)


def test_without_notes_any_more_what_was_told_still_goes_after_its_time() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    write(scene, MIA, DOUBT, alone="send")
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    read_all(scene)
    held(scene)
    scene.until(OPENS)
    assert [one.stands for one in notes(scene)] == [Stands.RELEASED]
    agree(scene, NotesWay.OFF)

    for turn in (1, 2, 3, 4):
        scene.says(MIA, "Something happened.", "session:")
        scene.until(OPENS + timedelta(days=14 * turn))

    assert notes(scene) == ()


def test_when_the_community_comes_to_its_end_there_are_none_any_more() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    community = replace(scene.community, stage=Stage.ENDING)

    decided = following(
        Decision(keep=(community,)),
        _arrival(scene),
        Known(scene.office, scene.calendar, CountingMint()),
    )

    assert [type(one) for one in decided.notes] == [DestroyBox]
    assert "coming to an end" in repr(decided.say)


def test_when_the_community_is_back_there_is_a_window_again() -> None:
    scene = checking_in()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-03-01")

    scene.until(CHECK_IN.replace(month=3, day=1, hour=12))

    assert window(scene).door is Door.OPEN


def test_when_the_group_chooses_to_have_none_everybody_reads_what_became_of_the_rest() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)

    agree(scene, NotesWay.OFF)

    assert windows(scene) == ()
    assert "We have chosen to have no notes without a name" in "\n".join(scene.posted)


def _arrival(scene: Scene) -> ButtonPressed:
    who = Who(FAY, "Fay")
    id, place = DeliveryId("d"), scene.community.rooms[0]
    return ButtonPressed(id=id, at=scene.now, who=who, place=place, token="")


def _pauses(scene: Scene) -> None:
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-03-01")
