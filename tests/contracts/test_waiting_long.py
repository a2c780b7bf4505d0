"""What has waited long, since a chat let the bot in no more: it does not all come at once, and not at any hour."""

from datetime import timedelta

from bot.boundary.decision import Pin, PutOff, Revise
from bot.boundary.delivery import Absent, Carried, Doubted, NotTaken
from bot.domain.ids import Address, Place, PostName
from tests.contracts.given import AWAY, HOME, NOW, ROOM, Rig, card, direct, post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def put_off(to: Place = ROOM, by: timedelta = HOUR) -> PutOff:
    return PutOff(community=HOME, to=to, until=NOW + by)


def revise(name: str) -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card("Changed"))


def test_a_post_whose_moment_has_passed_is_dropped_and_its_words_go_at_once(rig: Rig) -> None:
    rig.say(post("reminder", until=NOW + HOUR), post("news"))

    assert rig.names(NOW + HOUR) == []
    assert rig.names(NOW + HOUR) == ["news"]
    assert rig.look("SELECT count(*) FROM outbox WHERE card IS NULL") == [(1,)]
    assert rig.health().dead == 0


def test_until_its_moment_has_passed_it_goes(rig: Rig) -> None:
    rig.say(post("reminder", until=NOW + HOUR))

    assert rig.names(NOW + HOUR - timedelta(milliseconds=1)) == ["reminder"]


def test_what_stands_already_is_changed_however_late(rig: Rig) -> None:
    rig.say(post("reminder", until=NOW + HOUR))
    rig.carry()
    rig.say(revise("reminder"), at=NOW + DAY)

    assert rig.names(NOW + DAY) == ["reminder"]


def test_what_was_dropped_is_not_brought_back_by_a_change(rig: Rig) -> None:
    rig.say(post("reminder", until=NOW + HOUR))
    rig.claim(NOW + HOUR)
    rig.say(revise("reminder"), at=NOW + DAY)

    assert rig.names(NOW + DAY) == []


def test_what_belongs_under_it_goes_with_it(rig: Rig) -> None:
    pin = Pin(community=HOME, to=ROOM, name=PostName("opening"))
    rig.say(post("opening", until=NOW + HOUR), post("reply", under="opening"), pin)
    told = [rig.names(NOW + HOUR) for _ in range(3)]

    assert told == [[], [], []]
    assert (rig.health().waiting, rig.health().dead) == (0, 0)


def test_what_may_have_arrived_is_looked_for_however_late(rig: Rig) -> None:
    rig.say(post("a", until=NOW + HOUR), post("b", direct(1), until=NOW + HOUR))
    first, second = rig.claim()
    rig.settle(Doubted(first), Doubted(second))
    found, absent = rig.outbox.doubtful(NOW + HOUR, 10)
    rig.settle(Carried(found, Address("1")), Absent(absent), at=NOW + HOUR)

    assert rig.names(NOW + HOUR) == []


def test_what_waits_for_a_place_is_put_off_as_a_whole(rig: Rig) -> None:
    rig.say(post("a"), post("b"), post("c", direct(1)))
    rig.say(put_off())

    assert rig.names() == ["c"]
    assert rig.outbox.next_due(NOW) == NOW + HOUR
    assert rig.carry(NOW + HOUR) == ["a"]
    assert rig.carry(NOW + HOUR) == ["b"]


def test_nothing_goes_sooner_than_its_own_hour_for_that(rig: Rig) -> None:
    rig.say(post("monday", not_before=NOW + DAY))
    rig.say(put_off())

    assert rig.names(NOW + HOUR) == []
    assert rig.names(NOW + DAY) == ["monday"]


def test_what_was_put_off_for_long_can_come_sooner_after_all(rig: Rig) -> None:
    rig.say(post("a"))
    rig.say(put_off(by=7 * DAY))
    rig.say(put_off(by=HOUR))

    assert rig.names(NOW + HOUR) == ["a"]


def test_what_was_refused_for_now_is_put_off_with_the_rest(rig: Rig) -> None:
    rig.say(post("a"))
    (errand,) = rig.claim()
    rig.settle(NotTaken(errand, "not installed", after=600.0))
    rig.say(put_off(by=DAY))

    assert rig.names(NOW + HOUR) == []
    assert rig.names(NOW + DAY) == ["a"]


def test_what_is_on_its_way_or_of_another_community_is_left_alone(rig: Rig) -> None:
    rig.say(post("a"), post("theirs", direct(1), community=AWAY))
    (sent,) = (one for one in rig.claim(most=1))
    rig.say(put_off(by=DAY), put_off(direct(1), by=DAY))
    rig.settle(Carried(sent, Address("1")))

    assert rig.names() == ["theirs"]
