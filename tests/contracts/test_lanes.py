"""Rates that a platform permits, kept by all processes together."""

from datetime import timedelta

import pytest

from bot.boundary.decision import Care, Decision, Revise
from bot.boundary.delivery import Absent, Carried, Doubted, Lane, Limits, NotTaken, Step
from bot.domain.ids import Address, Direct, Place, PostName, place_key
from storage import open_database
from tests.conftest import KEY, Fresh
from tests.contracts.conftest import Limited
from tests.contracts.given import HOME, NOW, ROOM, Rig, card, direct, post
from tests.memory import CountingMint

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def test_no_more_go_at_once_than_the_burst(limited: Limited) -> None:
    rig = limited(one_lane(Lane("all", per_second=10, burst=3)))
    rig.say(*(post("a", direct(number)) for number in range(10)))

    assert len(rig.claim()) == 3
    assert rig.claim() == ()


def test_a_lane_lets_one_more_through_after_each_gap(limited: Limited) -> None:
    rig = limited(one_lane(Lane("all", per_second=10, burst=3)))
    rig.say(*(post("a", direct(number)) for number in range(10)))
    rig.claim()

    assert rig.outbox.next_due(NOW) == NOW + 0.1 * SECOND
    assert rig.claim(NOW + 0.099 * SECOND) == ()
    assert len(rig.claim(NOW + 0.1 * SECOND)) == 1
    assert len(rig.claim(NOW + 0.3 * SECOND)) == 2


def test_over_time_a_lane_keeps_its_rate(limited: Limited) -> None:
    rig = limited(one_lane(Lane("all", per_second=50, burst=5)))
    rig.say(*(post("a", direct(number)) for number in range(105)))

    carried, now = 0, NOW
    while moment := rig.outbox.next_due(now):
        now = max(now, moment)
        carried += len(rig.carry(now))

    assert carried == 105
    assert now - NOW == pytest.approx(2 * SECOND, abs=timedelta(milliseconds=5))


def test_a_rest_gives_no_more_than_the_burst(limited: Limited) -> None:
    rig = limited(one_lane(Lane("all", per_second=10, burst=3)))
    rig.say(*(post("a", direct(number)) for number in range(10)))

    assert len(rig.claim(NOW + timedelta(days=1))) == 3


def test_a_post_passes_both_of_its_lanes(limited: Limited) -> None:
    wide, narrow = Lane("workspace", 100, 100), Lane("channel", 1, 1)
    rig = limited(lambda place, _step: (narrow, wide) if place == ROOM else (wide,))
    rig.say(post("a"), post("a", direct(1)))
    assert rig.carry() == ["a", "a"]
    rig.say(post("b"), post("b", direct(1)))

    assert [errand.place for errand in rig.claim()] == [direct(1)]
    assert len(rig.claim(NOW + SECOND)) == 1


def test_a_full_lane_starves_no_other(limited: Limited) -> None:
    rig = limited(lane_of_its_own(even=Lane("slow", 1, 1), odd=Lane("fast", 1000, 1000)))
    rig.say(*(post("a", direct(number)) for number in range(0, 400, 2)))
    rig.say(*(post("a", direct(number)) for number in range(1, 100, 2)))

    assert len(rig.claim(most=51)) == 51


def test_a_platform_that_asks_for_a_pause_gets_it_on_the_whole_lane(limited: Limited) -> None:
    rig = limited(lane_of_its_own(even=Lane("even", 100, 100), odd=Lane("odd", 100, 100)))
    rig.say(*(post("a", direct(number)) for number in range(10)))
    first, *others = rig.claim(most=5)
    rig.settle(NotTaken(first, "busy", after=3.0), *(Carried(one, Address("x")) for one in others))

    assert {number(errand.place) % 2 for errand in rig.claim(NOW + SECOND)} == {1}
    assert rig.claim(NOW + 2.9 * SECOND) == ()
    assert {number(errand.place) % 2 for errand in rig.claim(NOW + 3 * SECOND)} == {0}


def test_only_the_lane_that_can_be_to_blame_waits(limited: Limited) -> None:
    rig = limited(a_lane_in_each_place)
    rig.say(post("a"), post("b"))
    rig.carry()
    (second,) = rig.claim()
    rig.settle(NotTaken(second, "busy", after=3.0))
    rig.say(post("c", direct(1)))

    assert [errand.place for errand in rig.claim(NOW + SECOND)] == [direct(1)]
    assert [errand.place for errand in rig.claim(NOW + 3 * SECOND)] == [ROOM]


def test_a_place_that_had_rested_is_not_to_blame_so_all_of_the_platform_waits(
    limited: Limited,
) -> None:
    rig = limited(a_lane_in_each_place)
    rig.say(post("a"), post("a", direct(1)))
    first, other = rig.claim()
    rig.settle(Carried(first, Address("x")), NotTaken(other, "busy", after=3.0))
    rig.say(post("b", direct(2)))

    assert rig.claim(NOW + 2.9 * SECOND) == ()
    assert len(rig.claim(NOW + 3 * SECOND)) == 1


def test_changes_have_lanes_of_their_own(limited: Limited) -> None:
    rig = limited(lane_for_each_step)
    rig.say(post("a"))
    rig.carry()
    rig.say(post("b"), *(post("c", direct(number)) for number in range(3)), revise("a"))

    assert [errand.name for errand in rig.claim()] == ["a"]
    assert [errand.name for errand in rig.claim(NOW + SECOND)] == ["b"]


def test_a_change_that_came_while_its_post_was_on_its_way_goes_in_the_lane_of_changes(
    limited: Limited,
) -> None:
    rig = limited(lane_for_each_step)
    rig.say(post("a"))
    (errand,) = rig.claim()
    rig.say(revise("a"))
    rig.settle(Carried(errand, Address("x")))

    assert [errand.address for errand in rig.claim()] == ["x"]


@pytest.mark.parametrize("crashed", [True, False])
def test_posts_in_doubt_are_looked_for_at_a_pace_of_their_own(
    limited: Limited, crashed: bool
) -> None:
    rig = limited(lane_for_each_step)
    for number in range(3):
        rig.say(post("a", direct(number)))
        (errand,) = rig.claim(NOW + number * SECOND)
        if not crashed:
            rig.settle(Doubted(errand), at=NOW + number * SECOND)

    later = NOW + HOUR
    assert len(rig.outbox.doubtful(later, 10)) == 1
    assert rig.outbox.doubtful(later, 10) == ()
    assert rig.outbox.next_due(later) == later + SECOND
    assert len(rig.outbox.doubtful(later + SECOND, 10)) == 1


def test_a_post_that_surely_does_not_stand_goes_in_the_lane_of_posts_again(
    limited: Limited,
) -> None:
    rig = limited(lane_for_each_step)
    rig.say(post("a", care=Care.REPEAT))
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    (errand,) = rig.outbox.doubtful(NOW + HOUR, 10)
    rig.say(post("b"))
    assert rig.claim(NOW + HOUR) == ()
    rig.settle(Absent(errand), at=NOW + HOUR)

    assert [errand.name for errand in rig.claim(NOW + HOUR)] == ["a"]
    assert rig.claim(NOW + HOUR) == ()


def test_a_rate_that_changes_holds_from_the_next_post_on(fresh: Fresh) -> None:
    url = fresh()
    slow = Rig(url, limits=lambda _place, _step: (Lane("all", 1, 1),))
    slow.say(post("a", direct(1)), post("a", direct(2)), post("a", direct(3)))
    slow.close()
    quick = Rig(url, limits=lambda _place, _step: (Lane("all", 100, 10),))
    quick.say(post("b", ROOM))

    assert len(quick.claim()) == 4
    quick.close()


def test_two_processes_share_a_lane(fresh_postgres: Fresh) -> None:
    url = fresh_postgres()
    limits = lane_of_its_own(even=Lane("all", 10, 3), odd=Lane("all", 10, 3))
    one, other = Rig(url, limits=limits), Rig(url, limits=limits)
    one.say(*(post("a", direct(number)) for number in range(10)))

    assert len(one.claim(most=2)) + len(other.claim()) == 3
    one.close()
    other.close()


def test_a_lane_in_another_process_s_hands_is_passed_over(fresh_postgres: Fresh) -> None:
    url = fresh_postgres()
    limits = lane_of_its_own(even=Lane("even", 10, 10), odd=Lane("odd", 10, 10))
    one, other = Rig(url, limits=limits), Rig(url, limits=limits)
    one.say(post("a", direct(0)))
    one.carry()
    one.say(post("b", direct(0)), post("b", direct(1)))
    with one.database._door.transaction() as connection:
        connection.exec_driver_sql("SELECT * FROM lane WHERE tat > 0 FOR UPDATE")

        assert [number(errand.place) for errand in other.claim()] == [1]
    one.close()
    other.close()


def test_three_lanes_are_a_bug_and_say_so(limited: Limited) -> None:
    rig = limited(lambda _place, _step: (Lane("1", 1, 1), Lane("2", 1, 1), Lane("3", 1, 1)))

    with pytest.raises(ValueError, match="two lanes"):
        rig.say(post("a"))


def test_a_platform_that_names_no_limits_has_none(fresh: Fresh) -> None:
    database = open_database(fresh(), keys=[KEY], limits={}, mint=CountingMint())
    with database.offices().open() as office:
        office.keep(Decision(say=tuple(post("a", direct(number)) for number in range(300))), NOW)

    assert len(database.outbox().claim(NOW, 300)) == 300
    database.close()


def one_lane(lane: Lane) -> Limits:
    return lambda _place, _step: (lane,)


def lane_for_each_step(_place: Place, step: Step) -> tuple[Lane, ...]:
    return (Lane(step, 1, 1),)


def a_lane_in_each_place(place: Place, _step: Step) -> tuple[Lane, ...]:
    return (Lane(place_key(place), 1, 5), Lane("all", 100, 100))


def revise(name: str) -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card("changed"))


def lane_of_its_own(even: Lane, odd: Lane) -> Limits:
    return lambda place, _step: ((even, odd)[number(place) % 2],)


def number(place: Place) -> int:
    assert isinstance(place, Direct)
    return int(place.person.removeprefix("test/w/person"))
