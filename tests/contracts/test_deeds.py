"""Besides posts, the outbox carries what else is to be done in a room: to pin one, and to leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.boundary.decision import Leave, Pin, Revise
from bot.boundary.delivery import Carried, Deed, Doubted, Errand, Gone, NotTaken
from bot.boundary.views import Card
from bot.courier import Courier
from bot.domain.ids import Address, PostName, Room
from tests.contracts.given import HOME, NOW, ROOM, TEST, Rig, card, community, direct, post

T = TypeVar("T")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = Room(TEST, "w", "other")


def pin(name: str = "charter", to: Room = ROOM) -> Pin:
    return Pin(community=HOME, to=to, name=PostName(name))


def leave(to: Room = ROOM) -> Leave:
    return Leave(community=HOME, to=to, name=PostName("leave"))


def deeds(rig: Rig) -> list[tuple[str, str]]:
    """Carries whatever may go now, and says what that was."""
    errands = rig.claim()
    rig.settle(*(done(one) for one in errands))
    return [(one.deed.value, one.name) for one in errands]


def done(errand: Errand) -> Carried:
    stands = Address(f"at:{errand.name}") if errand.deed is Deed.POST else None
    return Carried(errand, stands)


def test_a_post_is_pinned_where_it_stands_once_it_does(rig: Rig) -> None:
    rig.say(post("charter"), pin())

    assert deeds(rig) == [("post", "charter")]
    (errand,) = rig.claim()
    assert (errand.deed, errand.place, errand.thread) == (Deed.PIN, ROOM, "at:charter")
    assert (errand.card, errand.address) == (Card(""), None)


def test_what_is_pinned_once_is_never_pinned_again(rig: Rig) -> None:
    rig.say(post("charter"), pin(), pin())
    rig.say(pin())
    deeds(rig)
    assert deeds(rig) == [("pin", "pin:charter")]
    rig.say(post("charter"), pin())

    assert rig.claim() == ()


def test_in_another_room_it_is_pinned_there_too(rig: Rig) -> None:
    rig.say(post("charter"), pin(), post("charter", OTHER), pin(to=OTHER))
    deeds(rig)

    assert {one.place for one in rig.claim()} == {ROOM, OTHER}


def test_nobody_waits_for_a_pin(rig: Rig) -> None:
    rig.say(post("charter"), pin(), post("next"))
    deeds(rig)
    tried, following = sorted(rig.claim(), key=lambda one: one.deed)
    assert (tried.deed, following.name) == (Deed.PIN, "next")

    rig.settle(NotTaken(tried, "busy"), done(following))
    rig.say(post("after that"))
    assert deeds(rig) == [("post", "after that")]


def test_a_pin_in_doubt_is_done_again(rig: Rig) -> None:
    rig.say(post("charter"), pin())
    deeds(rig)
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    (again,) = rig.outbox.doubtful(NOW + HOUR, 10)

    assert (again.deed, again.thread) == (Deed.PIN, "at:charter")
    rig.settle(done(again), at=NOW + HOUR)
    assert rig.outbox.doubtful(NOW + DAY, 10) == ()


def test_a_post_that_never_stood_is_not_pinned(rig: Rig) -> None:
    rig.say(post("charter"), pin())
    (errand,) = rig.claim()
    rig.settle(Gone(errand, "the channel is archived"))

    assert rig.claim() == ()


def test_a_pinned_post_follows_in_place_for_as_long_as_its_community_lasts(rig: Rig) -> None:
    rig.keep(community())
    rig.say(post("charter"), pin(), post("other"))
    while deeds(rig):
        pass
    with rig.offices.open() as office:
        office.clear(NOW + 400 * DAY)
    rig.say(Revise(community=HOME, name=PostName("charter"), card=card("version 2")))
    rig.say(Revise(community=HOME, name=PostName("other"), card=card("too late")))

    (change,) = rig.claim()
    assert (change.card, change.address) == (card("version 2"), "at:charter")
    rig.say(pin())
    rig.settle(done(change))
    assert rig.claim() == ()


def test_a_reply_is_found_under_the_post_and_not_under_its_pin(rig: Rig) -> None:
    rig.say(post("charter"), pin())
    while deeds(rig):
        pass

    with rig.offices.open() as office:
        assert office.records.named(ROOM, Address("at:charter")) == (HOME, "charter")


def test_whoever_leaves_waits_for_all_that_was_said_there(rig: Rig) -> None:
    rig.say(post("closing"), post("elsewhere", direct(1)))
    deeds(rig)
    change = Revise(community=HOME, name=PostName("closing"), card=card("over"))
    rig.say(change, post("last"), pin("last"), leave())

    assert deeds(rig) == [("post", "closing"), ("post", "last")]
    assert deeds(rig) == [("pin", "pin:last")]
    assert deeds(rig) == [("leave", "leave")]
    assert deeds(rig) == []


def test_a_room_is_left_once(rig: Rig) -> None:
    rig.say(leave(), leave(), leave(OTHER))

    assert {one.place for one in rig.claim()} == {ROOM, OTHER}
    assert rig.claim() == ()


def test_leaving_does_not_wait_for_what_is_given_up(rig: Rig) -> None:
    rig.say(post("last"), leave())
    (last,) = rig.claim()
    rig.settle(Gone(last, "the channel is archived"))

    assert deeds(rig) == [("leave", "leave")]


def test_it_can_be_asked_whether_the_bot_has_left(rig: Rig) -> None:
    rig.say(leave())

    with rig.offices.open() as office:
        assert office.records.on_its_way(HOME, PostName("leave"))
    deeds(rig)
    with rig.offices.open() as office:
        assert not office.records.on_its_way(HOME, PostName("leave"))


async def test_the_courier_has_a_chat_pin_and_leave(rig: Rig) -> None:
    rig.say(post("charter"), pin(), leave())
    chat = Keeper()
    await carry(rig, chat)

    assert chat.done == ["deliver charter", "pin at:charter", "leave lounge"]
    assert rig.health().waiting == 0


async def test_a_chat_that_can_do_neither_leaves_it_at_that(rig: Rig) -> None:
    rig.say(post("charter"), pin(), leave())
    chat = Chat()
    await carry(rig, chat)

    assert chat.done == ["deliver charter"]
    assert (rig.health().waiting, rig.health().dead) == (0, 0)


async def test_a_pin_of_which_nobody_knows_is_made_again_and_not_looked_for(rig: Rig) -> None:
    rig.say(post("charter"), pin())
    deeds(rig)
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    chat = Keeper()
    await carry(rig, chat, NOW + HOUR)

    assert chat.done == ["pin at:charter"]


class Chat:
    """Writes down what it was asked."""

    can_be_asked = True

    def __init__(self) -> None:
        self.done: list[str] = []

    async def deliver(self, errand: Errand) -> Address:
        self.done.append(f"deliver {errand.name}")
        return Address(f"at:{errand.name}")

    async def revise(self, errand: Errand) -> None:
        self.done.append(f"revise {errand.name}")

    async def find(self, errand: Errand) -> Address | None:
        self.done.append(f"find {errand.name}")
        return None


class Keeper(Chat):
    """It can keep a room, too."""

    async def pin(self, errand: Errand) -> None:
        self.done.append(f"pin {errand.thread}")

    async def leave(self, errand: Errand) -> None:
        assert isinstance(errand.place, Room)
        self.done.append(f"leave {errand.place.channel}")


async def carry(rig: Rig, chat: Chat, now: datetime = NOW) -> None:
    async def off_loop(work: Callable[[], T]) -> T:
        return work()

    async def ask(question: object) -> None:
        raise AssertionError("nobody is to be asked")

    courier = Courier(rig.outbox, {TEST: chat}, lambda: now, off_loop, ask)
    while await courier.round():
        pass
