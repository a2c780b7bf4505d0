"""A room that the platform calls otherwise: what was said there, and what waits for it, follows."""

from datetime import timedelta

import pytest

from bot.boundary.decision import Care, Follow, Pin, Revise
from bot.boundary.delivery import Absent, Carried, Doubted, Gone, Lane, Step, Unanswerable
from bot.domain.ids import Address, Place, PostName, Room, place_key
from storage.states import FIRST_LOOK
from tests.contracts.conftest import Limited
from tests.contracts.given import AWAY, HOME, NOW, ROOM, TEST, Rig, card, direct, post

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LATER = NOW + HOUR
NEW = Room(TEST, "w", "lounge-connected")


def follow(since: timedelta = timedelta()) -> Follow:
    return Follow(community=HOME, room=ROOM, to=NEW, since=LATER - since)


def revise(name: str, words: str = "Changed") -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card(words))


def test_what_waits_is_carried_to_the_new_id(rig: Rig) -> None:
    rig.say(post("a"), post("later", not_before=LATER + HOUR))
    rig.say(follow(), at=LATER)

    (errand,) = rig.claim(LATER)
    assert (errand.name, errand.place, errand.card) == ("a", NEW, card())
    rig.settle(Carried(errand, Address("1")), at=LATER)
    assert [one.place for one in rig.claim(LATER + HOUR)] == [NEW]


def test_what_stands_is_changed_in_place_and_answered_under_it(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(follow(), at=LATER)
    rig.say(revise("a"), post("reply", NEW, under="a"), at=LATER)

    found = {one.name: one for one in rig.claim(LATER)}
    assert (found["a"].place, found["a"].address) == (NEW, "at:a")
    assert found["reply"].thread == "at:a"


def test_a_reply_finds_the_post_by_the_new_id_and_no_more_by_the_old_one(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(follow(), at=LATER)

    with rig.offices.open() as office:
        assert office.records.named(NEW, Address("at:a")) == (HOME, "a")
        assert office.records.named(ROOM, Address("at:a")) is None


def test_what_is_on_its_way_is_looked_for_at_the_new_id(rig: Rig) -> None:
    rig.say(post("a"))
    (sent,) = rig.claim(LATER)
    rig.say(follow(), at=LATER)
    rig.settle(Gone(sent, "channel_not_found"), at=LATER)

    assert rig.outbox.doubtful(LATER, 10) == ()
    then = LATER + FIRST_LOOK
    (errand,) = rig.outbox.doubtful(then, 10)
    assert (errand.name, errand.place) == ("a", NEW)
    rig.settle(Absent(errand), at=then)
    assert [one.place for one in rig.claim(then)] == [NEW]


@pytest.mark.parametrize("last", ["the old", "the new"])
def test_what_came_of_it_at_both_ids_may_be_told_in_one_breath(rig: Rig, last: str) -> None:
    rig.say(post("a"))
    (sent,) = rig.claim(LATER)
    rig.say(follow(), at=LATER)
    then = LATER + FIRST_LOOK
    (errand,) = rig.outbox.doubtful(then, 10)
    told = [Absent(errand), Gone(sent, "channel_not_found")]
    rig.settle(*(told if last == "the old" else reversed(told)), at=then)

    assert [one.place for one in rig.claim(then)] == [NEW]


def test_what_is_in_doubt_is_looked_for_there(rig: Rig) -> None:
    rig.say(post("a"))
    (sent,) = rig.claim(NOW)
    rig.settle(Doubted(sent))
    rig.say(follow(), at=LATER)

    assert [one.place for one in rig.outbox.doubtful(LATER, 10)] == [NEW]


def test_what_was_refused_since_the_id_changed_goes_out_after_all(rig: Rig) -> None:
    rig.say(post("a"), post("stands"))
    lost, stands = rig.claim(), ()
    rig.settle(Gone(lost[0], "channel_not_found"), at=LATER - SECOND)
    (stands,) = rig.claim(LATER - SECOND)
    rig.settle(Gone(stands, "channel_not_found"), at=LATER - SECOND)
    rig.say(follow(timedelta(minutes=1)), at=LATER)

    assert rig.carry(LATER) == ["a"]
    assert rig.carry(LATER) == ["stands"]


def test_a_change_that_was_refused_since_then_is_made_after_all(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(revise("a"))
    (change,) = rig.claim()
    rig.settle(Gone(change, "channel_not_found"), at=LATER - SECOND)
    rig.say(follow(timedelta(minutes=1)), at=LATER)

    (again,) = rig.claim(LATER)
    assert (again.place, again.address, again.card) == (NEW, "at:a", card("Changed"))


def test_what_was_given_up_long_before_stays_given_up(rig: Rig) -> None:
    rig.say(post("a"))
    (lost,) = rig.claim()
    rig.settle(Gone(lost, "is_archived"))
    rig.say(follow(timedelta(minutes=1)), at=LATER)

    assert rig.claim(LATER) == ()
    assert rig.health().dead == 1


def test_a_pin_follows_with_its_post(rig: Rig) -> None:
    rig.say(post("charter"), Pin(community=HOME, to=ROOM, name=PostName("charter")))
    rig.carry()
    rig.say(follow(), at=LATER)

    (pin,) = rig.claim(LATER)
    assert (pin.place, pin.thread) == (NEW, "at:charter")


def test_a_person_who_was_asked_about_a_post_answers_for_the_new_id(rig: Rig) -> None:
    rig.say(post("a", care=Care.ASK))
    (sent,) = rig.claim()
    rig.settle(Unanswerable(sent))
    rig.say(follow(), at=LATER)

    (asked,) = rig.outbox.doubtful(LATER, 10)
    assert asked.place == NEW


def test_what_was_said_elsewhere_or_by_another_community_stays(rig: Rig) -> None:
    rig.say(post("private", direct(1)), post("theirs", community=AWAY))
    rig.say(follow(), at=LATER)

    assert {one.name: one.place for one in rig.claim(LATER)} == {
        "private": direct(1),
        "theirs": ROOM,
    }


def test_what_stands_at_the_new_id_already_is_not_said_twice(rig: Rig) -> None:
    rig.say(post("a", words="old"), post("a", NEW, words="new"))
    rig.say(follow(), at=LATER)

    assert [one.card for one in rig.claim(LATER) if one.place == NEW] == [card("new")]


def test_told_twice_nothing_more_happens(rig: Rig) -> None:
    rig.say(post("a"))
    rig.say(follow(), at=LATER)
    rig.say(follow(), at=LATER)

    assert rig.carry(LATER) == ["a"]
    assert rig.carry(LATER) == []


@pytest.mark.parametrize("kind", [Step.POST, Step.CHANGE])
def test_what_follows_keeps_to_the_pace_of_the_new_id(limited: Limited, kind: Step) -> None:
    def limits(place: Place, step: Step) -> tuple[Lane, ...]:
        return (Lane(f"{step}:{place_key(place)}", per_second=1, burst=1),)

    rig = limited(limits)
    rig.say(post("a"), post("b"))
    if kind is Step.CHANGE:
        rig.carry()
        rig.carry(NOW + SECOND)
        rig.say(revise("a"), revise("b"), at=NOW + SECOND)
    rig.say(follow(), at=LATER)

    assert len(rig.carry(LATER)) == 1
    assert len(rig.carry(LATER)) == 0
    assert len(rig.carry(LATER + SECOND)) == 1


def test_what_was_refused_while_a_room_was_shut_goes_once_it_is_there_again(rig: Rig) -> None:
    rig.say(post("a"), post("later", not_before=LATER + HOUR))
    (refused,) = rig.claim()
    rig.settle(Gone(refused, "is_archived"))
    rig.say(there_again(HOUR), at=LATER)

    assert rig.carry(LATER) == ["a"]
    assert rig.names(LATER + HOUR) == ["later"]
    assert rig.health().dead == 0


def test_in_a_room_that_is_there_again_what_is_well_is_left_alone(rig: Rig) -> None:
    rig.say(post("stands"))
    rig.carry()
    rig.say(post("on its way"))
    (sent,) = rig.claim()
    rig.say(there_again(HOUR))
    rig.settle(Carried(sent, Address("2")))

    assert rig.claim() == rig.outbox.doubtful(LATER, 10) == ()
    with rig.offices.open() as office:
        assert office.records.named(ROOM, Address("at:stands")) == (HOME, "stands")
        assert office.records.named(ROOM, Address("2")) == (HOME, "on its way")


def test_what_was_refused_long_before_a_room_is_there_again_is_not_said_any_more(rig: Rig) -> None:
    rig.say(post("a"))
    (refused,) = rig.claim()
    rig.settle(Gone(refused, "is_archived"))
    rig.say(there_again(timedelta(minutes=1)), at=LATER)

    assert rig.claim(LATER) == ()


def there_again(since: timedelta) -> Follow:
    return Follow(community=HOME, room=ROOM, to=ROOM, since=LATER - since)
