"""What becomes of a post that was claimed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.boundary.arrivals import PostInDoubt
from bot.boundary.decision import Care, Revise, Settle
from bot.boundary.delivery import (
    Absent,
    Carried,
    Doubted,
    Errand,
    Gone,
    InDoubt,
    NotTaken,
    Parts,
    Unanswerable,
)
from bot.courier import PATIENCE, Courier
from bot.domain.ids import Address, PostName
from storage.states import LEASE
from tests.contracts.given import HOME, NOW, ROOM, TEST, Rig, card, direct, post

T = TypeVar("T")
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_a_lease_lasts_three_times_as_long_as_a_post_may_take() -> None:
    assert timedelta(seconds=3 * PATIENCE) <= LEASE


def test_a_carried_post_is_done(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()

    assert rig.claim(NOW + HOUR) == ()
    assert rig.outbox.next_due(NOW) is None
    assert rig.health().waiting == 0


def test_a_refused_post_is_tried_again_later_each_time_and_given_up_after_twelve(rig: Rig) -> None:
    rig.say(post("a"))
    waits, now = list[float](), NOW
    while errands := rig.claim(now):
        rig.settle(NotTaken(errands[0], "no"), at=now)
        due = rig.outbox.next_due(now) or now
        waits.append((due - now).total_seconds())
        now = due

    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 0]
    assert rig.health().dead == 1


def test_a_refused_post_keeps_its_place_in_the_order(rig: Rig) -> None:
    rig.say(post("a"), post("b"))
    (errand,) = rig.claim()
    rig.settle(NotTaken(errand, "no"))

    assert rig.names(NOW + SECOND) == []
    assert rig.names(NOW + MINUTE) == ["a"]


def test_a_busy_platform_says_when_and_that_is_no_failed_try(rig: Rig) -> None:
    rig.say(post("a"))
    now = NOW
    for _ in range(20):
        (errand,) = rig.claim(now)
        rig.settle(NotTaken(errand, "busy", after=5.0), at=now)
        assert rig.names(now + 4 * SECOND) == []
        now += 5 * SECOND

    assert rig.names(now) == ["a"]


def test_a_success_forgets_the_tries_before_it(rig: Rig) -> None:
    rig.say(post("a"))
    (errand,) = rig.claim()
    rig.settle(NotTaken(errand, "no"))
    rig.carry(NOW + MINUTE)
    rig.say(revise("a"), at=NOW + HOUR)
    (change,) = rig.claim(NOW + HOUR)
    rig.settle(NotTaken(change, "no"), at=NOW + HOUR)

    assert rig.outbox.next_due(NOW) == NOW + HOUR + 30 * SECOND


def test_what_can_never_be_carried_is_given_up_at_once(rig: Rig) -> None:
    rig.say(post("a", direct(1)))
    (errand,) = rig.claim()
    rig.settle(Gone(errand, "left"))

    assert rig.claim(NOW + HOUR) == ()
    assert rig.health().dead == 1


def test_a_lease_that_runs_out_puts_a_post_in_doubt_and_never_sends_it_again(rig: Rig) -> None:
    rig.say(post("a"))
    rig.claim()

    assert rig.claim(NOW + LEASE) == ()
    (errand,) = rig.outbox.doubtful(NOW + LEASE, 10)
    assert (errand.name, errand.revision) == ("a", 1)


def test_a_lease_that_has_not_run_out_is_respected(rig: Rig) -> None:
    rig.say(post("a"))
    rig.claim()

    assert rig.outbox.doubtful(NOW + LEASE - SECOND, 10) == ()


def test_a_doubtful_post_is_looked_for_by_one_courier_only(rig: Rig) -> None:
    rig.say(post("a"))
    rig.claim()

    assert len(rig.outbox.doubtful(NOW + LEASE, 10)) == 1
    assert rig.outbox.doubtful(NOW + LEASE, 10) == ()


def test_a_post_that_may_still_be_arriving_is_looked_for_a_little_later(rig: Rig) -> None:
    rig.say(post("a"))
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))

    assert rig.outbox.doubtful(NOW + SECOND, 10) == ()
    assert len(rig.outbox.doubtful(NOW + 10 * SECOND, 10)) == 1


def test_a_post_that_stays_in_doubt_is_looked_for_ever_more_seldom(rig: Rig) -> None:
    rig.say(post("a"))
    rig.settle(Doubted(rig.claim()[0]))
    waits, now = list[float](), NOW
    for _ in range(3):
        due = rig.outbox.next_due(now)
        assert due is not None
        waits.append((due - now).total_seconds())
        (errand,) = rig.outbox.doubtful(due, 10)
        rig.settle(Doubted(errand), at=due)
        now = due

    assert waits == [10, 30, 60]


def test_a_doubtful_post_that_was_found_is_done(rig: Rig) -> None:
    found = in_doubt(rig)
    rig.settle(Carried(found, Address("1")), at=NOW + MINUTE)

    assert rig.health().unsure == 0
    with rig.offices.open() as office:
        assert office.records.named(ROOM, Address("1")) == (HOME, "a")


def test_a_doubtful_post_that_is_surely_absent_is_sent_again(rig: Rig) -> None:
    rig.settle(Absent(in_doubt(rig)), at=NOW + MINUTE)

    assert rig.names(NOW + MINUTE) == ["a"]


def test_a_harmless_post_is_repeated_when_nobody_can_tell(rig: Rig) -> None:
    asked = rig.settle(Unanswerable(in_doubt(rig, Care.REPEAT)), at=NOW + MINUTE)

    assert asked == ()
    assert rig.names(NOW + MINUTE) == ["a"]


def test_a_post_better_missing_than_twice_is_listed_and_not_repeated(rig: Rig) -> None:
    asked = rig.settle(Unanswerable(in_doubt(rig, Care.LEAVE)), at=NOW + MINUTE)

    assert asked == ()
    assert rig.claim(NOW + HOUR) == ()
    assert (rig.health().dead, rig.health().doubtful) == (1, 1)
    with rig.offices.open() as office:
        assert office.records.unreached(HOME) == {}


def test_a_person_is_asked_about_a_post_that_the_session_hangs_on(rig: Rig) -> None:
    errand = in_doubt(rig, Care.ASK)
    asked = rig.settle(Unanswerable(errand), at=NOW + MINUTE)

    assert asked == (errand,)
    assert rig.claim(NOW + HOUR) == ()
    assert rig.health().needs_person == 1


def test_a_person_is_asked_again_once_in_case_the_bot_fell_over_before_asking(rig: Rig) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK)), at=NOW + MINUTE)

    (again,) = rig.outbox.doubtful(NOW + 2 * MINUTE, 10)
    assert len(rig.settle(Unanswerable(again), at=NOW + 2 * MINUTE)) == 1

    assert rig.outbox.doubtful(NOW + timedelta(days=365), 10) == ()
    assert rig.health().needs_person == 1


@pytest.mark.parametrize("care", [Care.ASK, Care.LEAVE])
def test_a_person_who_sees_the_post_settles_it(rig: Rig, care: Care) -> None:
    rig.settle(Unanswerable(in_doubt(rig, care)), at=NOW + MINUTE)
    rig.say(looked(arrived=True))

    assert rig.claim(NOW + HOUR) == ()
    assert (rig.health().needs_person, rig.health().dead) == (0, 0)
    rig.say(revise("a"))
    assert rig.claim(NOW + HOUR) == ()  # it stands, and nobody knows where


def test_a_person_who_sees_no_post_has_it_sent_again(rig: Rig) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK)), at=NOW + MINUTE)
    rig.say(looked(arrived=False), at=NOW + HOUR)

    assert rig.names(NOW + HOUR) == ["a"]


async def test_after_a_post_was_sent_again_a_new_doubt_is_a_new_question(rig: Rig) -> None:
    courier = Hopeless(rig)
    await courier.goes_at(NOW, NOW + MINUTE, NOW + 3 * MINUTE)
    (first,) = {question.id for question in courier.asked}
    assert len(courier.asked) == 2

    rig.say(looked(arrived=False), at=NOW + HOUR)
    await courier.goes_at(NOW + HOUR, NOW + HOUR + MINUTE)

    assert courier.asked[-1].id != first


def test_of_a_long_post_a_person_looks_for_one_part_and_what_stands_is_known(rig: Rig) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK), Parts(stand=2, of=4)), at=NOW + MINUTE)
    assert rig.claim(NOW + HOUR) == ()

    rig.say(looked(arrived=True), at=NOW + HOUR)
    (goes_on,) = rig.claim(NOW + HOUR)

    assert (goes_on.name, goes_on.stand, goes_on.address) == ("a", 3, None)


def test_of_a_long_post_whose_part_nobody_sees_the_rest_is_sent(rig: Rig) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK), Parts(stand=2, of=4)), at=NOW + MINUTE)

    rig.say(looked(arrived=False), at=NOW + HOUR)
    (goes_on,) = rig.claim(NOW + HOUR)

    assert goes_on.stand == 2


def test_what_belongs_under_a_long_post_comes_once_a_person_has_seen_its_part(rig: Rig) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK), Parts(stand=1, of=2)), at=NOW + MINUTE)
    rig.say(post("child", under=PostName("a")))
    rig.say(looked(arrived=True), at=NOW + HOUR)

    carried = [*rig.carry(NOW + HOUR), *rig.carry(NOW + HOUR)]

    assert carried == ["a", "child"]
    assert (rig.health().needs_person, rig.health().lost) == (0, 0)


def test_what_belongs_under_a_post_that_stands_nobody_knows_where_comes_under_a_new_one(
    rig: Rig,
) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK)), at=NOW + MINUTE)
    rig.say(post("child", under=PostName("a")))

    rig.say(revise("a"), looked(arrived=False), at=NOW + HOUR)
    (beside,) = rig.claim(NOW + HOUR)
    rig.settle(Carried(beside, Address("2")), at=NOW + HOUR)
    (child,) = rig.claim(NOW + HOUR)

    assert (beside.name, beside.address, beside.card) == ("a", None, card("new"))
    assert (child.name, child.thread) == ("child", "2")


def test_who_answers_while_the_question_is_put_again_is_heard(rig: Rig) -> None:
    parts = Parts(stand=1, of=3)
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK), parts), at=NOW + MINUTE)
    (again,) = rig.outbox.doubtful(NOW + 2 * MINUTE, 10)

    rig.say(looked(arrived=True), at=NOW + 2 * MINUTE)
    asked = rig.settle(Unanswerable(again, parts), at=NOW + 2 * MINUTE)

    assert asked == ()
    assert [one.stand for one in rig.claim(NOW + 2 * MINUTE)] == [2]


def test_a_question_that_nobody_answers_ends_after_150_days_with_all_that_hangs_on_it(
    rig: Rig,
) -> None:
    rig.settle(Unanswerable(in_doubt(rig, Care.ASK)), at=NOW + MINUTE)
    rig.say(post("child", under=PostName("a")))

    for days, rows in ((149, 2), (151, 1)):
        with rig.offices.open() as office:
            office.clear(NOW + timedelta(days=days))
        assert rig.look("SELECT count(*) FROM outbox") == [(rows,)]

    assert rig.claim(NOW + timedelta(days=151)) == ()
    assert rig.look("SELECT name, card FROM outbox") == [("child", None)]


def test_a_person_settles_nothing_that_is_not_in_doubt(rig: Rig) -> None:
    rig.say(post("a"))
    rig.say(looked(arrived=True))

    assert rig.names() == ["a"]


def test_a_late_courier_changes_nothing_about_a_post_that_was_taken_over(rig: Rig) -> None:
    rig.say(post("a"))
    (late,) = rig.claim()
    (looking,) = rig.outbox.doubtful(NOW + LEASE, 10)
    rig.settle(Carried(late, Address("late")), at=NOW + LEASE)
    assert rig.health().waiting == 1

    rig.settle(Carried(looking, Address("found")), at=NOW + LEASE)

    with rig.offices.open() as office:
        assert office.records.named(ROOM, Address("late")) is None
        assert office.records.named(ROOM, Address("found")) is not None


def test_a_second_process_changes_nothing_about_the_posts_of_the_first(
    two_rigs: tuple[Rig, Rig],
) -> None:
    one, other = two_rigs
    one.say(post("a"))
    (errand,) = one.claim()

    other.settle(Carried(errand, Address("wrong")))

    assert one.health().waiting == 1


def test_two_processes_share_the_work(two_rigs: tuple[Rig, Rig]) -> None:
    one, other = two_rigs
    one.say(*(post("a", direct(number)) for number in range(10)))

    mine, theirs = one.claim(most=4), other.claim(most=10)

    assert (len(mine), len(theirs)) == (4, 6)
    assert not {errand.id for errand in mine} & {errand.id for errand in theirs}


def test_a_process_passes_over_posts_that_another_is_just_claiming(
    two_rigs: tuple[Rig, Rig],
) -> None:
    one, other = two_rigs
    one.say(post("a", direct(1)), post("a", direct(2)))
    with one.database._door.transaction() as connection:
        connection.exec_driver_sql("SELECT * FROM outbox WHERE seq = 1 FOR UPDATE")

        assert [errand.place for errand in other.claim()] == [direct(2)]


class Hopeless:
    """A courier on a platform that never answers and can't be asked."""

    can_be_asked = False

    def __init__(self, rig: Rig) -> None:
        self.asked: list[PostInDoubt] = []
        self._rig = rig
        self._now = NOW
        rig.say(post("a", care=Care.ASK))

    async def goes_at(self, *moments: datetime) -> None:
        for self._now in moments:
            await Courier(
                self._rig.outbox, {TEST: self}, lambda: self._now, self._off_loop, self._ask
            ).round()

    async def deliver(self, errand: Errand) -> Address:
        raise InDoubt

    async def revise(self, errand: Errand) -> None:
        raise InDoubt

    async def find(self, errand: Errand) -> Address | None:
        raise InDoubt

    async def _ask(self, question: PostInDoubt) -> None:
        self.asked.append(question)

    @staticmethod
    async def _off_loop(work: Callable[[], T]) -> T:
        return work()


def in_doubt(rig: Rig, care: Care = Care.REPEAT) -> Errand:
    """A post that timed out, and is now being looked for."""
    rig.say(post("a", care=care))
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    (doubtful,) = rig.outbox.doubtful(NOW + MINUTE, 10)
    return doubtful


def revise(name: str) -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card("new"))


def looked(*, arrived: bool) -> Settle:
    return Settle(community=HOME, name=PostName("a"), to=ROOM, arrived=arrived)
