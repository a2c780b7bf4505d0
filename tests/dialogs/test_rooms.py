"""Rooms that go and come back, and a room into which the bot is brought."""

from datetime import timedelta

import pytest

from bot.boundary.arrivals import RoomFate
from bot.domain.contribution import Contribution
from bot.domain.course import SessionState
from bot.domain.ids import Direct, Platform, Room
from bot.domain.walked_in import WalkedIn
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    ROOM,
    ZOE,
    Scene,
    another_community,
    begun,
    jan,
    opened,
)

FRESH = Room(Platform("test"), "w", "fresh")
GONE = (RoomFate.ARCHIVED, RoomFate.DELETED, RoomFate.BOT_OUT)


def test_who_brings_the_bot_into_a_room_is_told_what_it_does_and_how_to_begin() -> None:
    scene = Scene()

    scene.brings_bot(NED, FRESH)
    said = scene.whispered
    scene.press_token(NED, scene.button(NED, "Begin one here").token, FRESH)

    assert "I hear what is written under my own posts, and nothing else." in said
    assert "I would" in repr(scene.replies)


def test_they_are_welcomed_once_though_it_is_told_twice() -> None:
    scene = Scene()

    scene.brings_bot(NED, FRESH, delivery="same")
    scene.brings_bot(NED, FRESH, delivery="same")

    assert scene.replies == ()


@pytest.mark.parametrize("fate", GONE)
def test_those_who_look_after_it_hear_that_its_room_has_gone(fate: RoomFate) -> None:
    scene = begun()

    scene.room_is(fate)
    scene.room_is(fate)

    for keeper in (FAY, DEV):
        (told,) = [one for one in scene.sent_to(keeper) if one.startswith("The channel of")]
        assert "does not arrive" in told
        assert "/lc here" in told
    assert not any("The channel of" in one for one in scene.sent_to(MIA))


@pytest.mark.parametrize("fate", GONE)
def test_a_session_that_runs_there_stops_and_goes_on_later(fate: RoomFate) -> None:
    scene = opened()

    scene.room_is(fate)
    stopped = scene.session.state
    scene.later(days=1)
    scene.room_is(RoomFate.BACK)
    scene.press(FAY, "Go on")

    assert stopped is SessionState.PAUSED
    assert scene.session.state is SessionState.OPEN


def test_bringing_the_bot_back_into_its_communitys_room_is_no_new_beginning() -> None:
    scene = begun()
    scene.room_is(RoomFate.BOT_OUT)

    scene.brings_bot(FAY, ROOM)

    assert not scene.whispered
    assert any("I can speak in our channel again." in one for one in scene.sent_to(FAY))


def test_in_a_room_without_a_community_nobody_is_told_of_anything() -> None:
    scene = begun()
    before = len(scene.offices.memory.posts)

    scene.room_is(RoomFate.ARCHIVED, FRESH)

    assert len(scene.offices.memory.posts) == before


def test_a_session_ahead_is_left_as_it_is() -> None:
    scene = begun()

    scene.room_is(RoomFate.ARCHIVED)

    assert scene.session.ahead
    assert scene.session.plan.opens_at == jan(18, 10)


def test_a_room_that_is_called_otherwise_is_the_same_room() -> None:
    scene = opened()

    scene.room_moves(FRESH)
    scene.says(OLI, "Thank you.", "session")
    scene.command(OLI, "charter", FRESH)

    assert scene.community.rooms == (FRESH,)
    assert [one.text for one in scene.office.all(Contribution, scene.session.id)] == ["Thank you."]
    assert scene.session.state is SessionState.OPEN
    assert "The charter of “Discharge”" in scene.whispered


def test_nobody_is_told_of_another_id_for_nothing_is_to_be_done() -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)

    scene.room_moves(FRESH)

    assert len(scene.offices.memory.posts) == before
    assert {one.post.to for one in scene.offices.memory.posts} >= {FRESH}
    assert ROOM not in {one.post.to for one in scene.offices.memory.posts}


def test_a_reply_that_is_edited_after_the_room_got_another_id_is_still_one() -> None:
    scene = opened()
    scene.says(OLI, "Thank yuo.", "session", message="m7")

    scene.room_moves(FRESH)
    scene.says(OLI, "Thank you.", "session", message="m7")

    (kept,) = scene.office.all(Contribution, scene.session.id)
    assert kept.text == "Thank you."


def test_who_walked_in_is_still_in_the_room_and_can_leave_it() -> None:
    scene = begun()
    scene.comes(ZOE)

    scene.room_moves(FRESH)
    still = scene.office.all(WalkedIn, scene.community.id)
    scene.goes(ZOE, FRESH)

    assert [one.room for one in still] == [FRESH]
    assert scene.office.all(WalkedIn, scene.community.id) == ()


def test_another_id_of_a_room_without_a_community_is_nothing_to_the_bot() -> None:
    scene = begun()

    scene.room_moves(Room(Platform("test"), "w", "other"), FRESH)

    assert scene.community.rooms == (ROOM,)


def test_a_room_that_somebody_has_moved_by_hand_already_is_not_there_twice() -> None:
    scene = begun()
    scene.command(FAY, "here", FRESH)
    scene.press_token(FAY, scene.button(FAY, "Yes, “Discharge” moves here").token, FRESH)

    scene.room_moves(FRESH)

    assert scene.community.rooms == (FRESH,)


def test_where_another_community_lives_already_nothing_is_taken_from_it() -> None:
    scene = begun()
    taken = another_community(scene, "Other")

    scene.room_moves(taken)

    (ours, theirs) = (scene.office.community_in(one) for one in (ROOM, taken))
    assert ours is not None
    assert theirs is not None
    assert (ours.rooms, theirs.rooms) == ((ROOM,), (taken,))


SATURDAY = jan(9, 23)
MONDAY = jan(11, 9)


def test_let_in_again_at_night_what_waited_comes_in_the_morning_of_each() -> None:
    scene = begun()
    scene.room_is(RoomFate.BOT_OUT)
    scene.until(SATURDAY)

    scene.room_is(RoomFate.LET_IN)

    hours = scene.offices.memory.put_off
    assert {hours[Direct(one)] for one in (FAY, DEV, MIA, NED)} == {MONDAY}
    assert not scene.whispered


def test_what_is_for_the_room_waits_until_the_bot_is_in_it_again_and_for_the_morning() -> None:
    scene = begun()
    scene.room_is(RoomFate.BOT_OUT)
    scene.until(SATURDAY)
    scene.room_is(RoomFate.LET_IN)
    waits = scene.offices.memory.put_off[ROOM]

    scene.brings_bot(FAY, ROOM)

    assert waits == SATURDAY + timedelta(days=7)
    assert scene.offices.memory.put_off[ROOM] == MONDAY


def test_nobody_of_another_chat_waits_because_one_has_let_the_bot_in() -> None:
    scene = begun()
    elsewhere = Room(Platform("test"), "other", "room")

    scene.room_is(RoomFate.LET_IN, elsewhere)

    assert scene.offices.memory.put_off == {}


def test_what_an_alarm_asks_is_pointless_when_the_alarm_would_be_but_not_on_its_first_day() -> None:
    scene = begun()
    scene.until(jan(16, 0))

    asked = scene.post("hold", Direct(FAY)).post
    as_well = scene.post("hold", Direct(DEV)).post

    assert asked.until == scene.session.plan.asks_deputy_at
    assert as_well.until == scene.session.plan.opens_at
    assert asked.not_before is not None
    assert asked.until >= asked.not_before + timedelta(days=1)


def test_an_opening_is_not_posted_when_its_session_is_over() -> None:
    scene = opened()

    assert {one.post.until for one in scene.posts_named("session")} == {
        scene.session.plan.closes_at
    }


def test_a_question_that_comes_back_each_week_is_asked_once_though_weeks_went_by() -> None:
    scene = opened()
    scene.room_is(RoomFate.BOT_OUT)
    scene.later(days=15)

    asked = [one.post.until for one in scene.posts_named("still_stopped", Direct(FAY))]

    assert asked == [jan(18, 10, 30) + timedelta(weeks=2), jan(18, 10, 30) + timedelta(weeks=3)]
