"""What waits in the outbox, and in which order it goes."""

from datetime import timedelta

from bot.boundary.decision import Care, Revise, Settle
from bot.boundary.delivery import Absent, Carried, Doubted, Gone, NotTaken, Unanswerable, Why
from bot.domain.ids import Address, PostName, Room
from tests.contracts.given import AWAY, HOME, NOW, ROOM, TEST, Rig, card, direct, post

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_a_post_is_carried_with_everything_that_was_said(rig: Rig) -> None:
    rig.say(post("a", direct(1), "Hello"))

    (errand,) = rig.claim()

    assert (errand.community, errand.name, errand.place) == (HOME, "a", direct(1))
    assert (errand.card, errand.revision) == (card("Hello"), 1)
    assert (errand.address, errand.thread, errand.claimed_at) == (None, None, NOW)


def test_nothing_is_ever_said_twice(rig: Rig) -> None:
    rig.say(post("a", words="first"), post("a", words="again"))
    rig.say(post("a", words="later"))
    (errand,) = rig.claim()
    rig.settle(Carried(errand, Address("1")))
    rig.say(post("a", words="much later"))

    assert errand.card == card("first")
    assert rig.claim() == ()


def test_one_name_may_stand_in_many_places(rig: Rig) -> None:
    rig.say(post("a", direct(1)), post("a", direct(2)), post("a", ROOM))

    assert {errand.place for errand in rig.claim()} == {direct(1), direct(2), ROOM}


def test_a_claimed_post_is_claimed_by_nobody_else(rig: Rig) -> None:
    rig.say(post("a"))

    assert rig.names() == ["a"]
    assert rig.names() == []


def test_posts_to_one_place_go_one_after_the_other(rig: Rig) -> None:
    rig.say(post("a"), post("b"), post("c"), post("elsewhere", direct(1)))

    assert rig.carry() == ["a", "elsewhere"]
    assert rig.carry() == ["b"]
    assert rig.carry() == ["c"]


def test_a_post_waits_while_the_one_before_it_is_on_its_way_or_in_doubt(rig: Rig) -> None:
    rig.say(post("a"), post("b"))
    (first,) = rig.claim()
    assert rig.names() == []

    rig.settle(Doubted(first))

    assert rig.names(NOW + HOUR) == []


def test_a_post_does_not_wait_for_one_that_is_given_up(rig: Rig) -> None:
    rig.say(post("a"), post("b"))
    (first,) = rig.claim()
    rig.settle(Gone(first, "the channel is archived"))

    assert rig.names() == ["b"]


def test_a_post_is_held_back_until_its_hour_and_holds_nobody_up(rig: Rig) -> None:
    rig.say(post("tomorrow", not_before=NOW + HOUR), post("now"))

    assert rig.carry() == ["now"]
    assert rig.outbox.next_due(NOW) == NOW + HOUR
    assert rig.carry(NOW + HOUR - timedelta(seconds=1)) == []
    assert rig.carry(NOW + HOUR) == ["tomorrow"]


def test_of_posts_held_back_for_the_same_hour_the_first_said_goes_first(rig: Rig) -> None:
    rig.say(post("b", not_before=NOW + HOUR), post("a", not_before=NOW + HOUR))

    assert rig.carry(NOW + 2 * HOUR) == ["b"]
    assert rig.carry(NOW + 2 * HOUR) == ["a"]


def test_a_post_in_a_thread_waits_for_its_parent_and_hangs_under_it(rig: Rig) -> None:
    rig.say(post("parent", not_before=NOW + HOUR), post("child", under=PostName("parent")))
    assert rig.claim() == ()

    rig.carry(NOW + HOUR)

    (child,) = rig.claim(NOW + HOUR)
    assert (child.name, child.thread) == ("child", "at:parent")


def test_a_post_that_waits_for_a_parent_held_back_holds_nobody_up(rig: Rig) -> None:
    rig.say(post("parent", not_before=NOW + HOUR), post("child", under=PostName("parent")))
    rig.say(post("other"))

    assert rig.carry() == ["other"]


def test_a_thread_is_looked_for_in_the_same_place_only(rig: Rig) -> None:
    rig.say(post("parent", direct(1), not_before=NOW + HOUR))
    rig.say(post("child", direct(2), under=PostName("parent")))

    assert rig.claim() == ()
    assert rig.health().lost == 1


def test_without_the_post_it_belongs_under_a_post_is_not_sent(rig: Rig) -> None:
    rig.say(
        post("parent"),
        post("child", under=PostName("parent")),
        post("grandchild", under=PostName("child")),
        post("other"),
    )
    (parent,) = rig.claim()
    rig.settle(Gone(parent, "no"))

    carried = [name for _ in range(3) for name in rig.carry()]

    assert carried == ["other"]
    assert (rig.health().dead, rig.health().lost) == (3, 2)
    assert rig.outbox.next_due(NOW) is None


def test_the_words_of_a_post_that_has_lost_its_place_go_at_once(rig: Rig) -> None:
    rig.say(post("parent"), post("child", under=PostName("parent")))
    (parent,) = rig.claim()
    rig.settle(Gone(parent, "no"))

    rig.claim()

    assert rig.look("SELECT card FROM outbox WHERE name = 'child'") == [(None,)]


def test_under_a_parent_that_stands_where_nobody_knows_nothing_is_sent(rig: Rig) -> None:
    rig.say(post("parent", care=Care.ASK), post("child", under=PostName("parent")), post("other"))
    put_in_doubt(rig, answer=Unanswerable)
    assert rig.carry(NOW + HOUR) == ["other"]

    rig.say(Settle(community=HOME, name=PostName("parent"), to=ROOM, arrived=True), at=NOW + HOUR)

    assert rig.claim(NOW + HOUR) == ()
    assert rig.health().lost == 1


def test_a_moment_that_has_passed_is_named_only_for_what_may_go_now(rig: Rig) -> None:
    rig.say(post("held", not_before=NOW + HOUR))
    rig.say(post("other"))
    late = NOW + 2 * HOUR
    (held,) = rig.claim(late, most=1)

    rig.settle(NotTaken(held, "no"), at=late)

    assert rig.claim(late) == ()
    assert rig.outbox.next_due(late) == late + 30 * SECOND


def test_a_change_of_a_waiting_post_is_carried_in_its_place(rig: Rig) -> None:
    rig.say(post("a", words="old"))
    rig.say(revise("a", "new"))

    (errand,) = rig.claim()

    assert (errand.card, errand.revision, errand.address) == (card("new"), 2, None)


def test_a_post_that_stands_is_changed_in_place(rig: Rig) -> None:
    rig.say(post("a", words="old"))
    rig.carry()
    rig.say(revise("a", "new"))

    (errand,) = rig.claim()

    assert (errand.card, errand.revision, errand.address) == (card("new"), 2, "at:a")


def test_several_waiting_changes_become_one(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(revise("a", "one"), revise("a", "two"))
    rig.say(revise("a", "three"))

    (errand,) = rig.claim()
    rig.settle(Carried(errand, Address("at:a")))

    assert errand.card == card("three")
    assert rig.claim() == ()


def test_a_change_that_comes_while_the_post_is_on_its_way_goes_after_it(rig: Rig) -> None:
    rig.say(post("a", words="old"))
    (first,) = rig.claim()
    rig.say(revise("a", "new"))
    assert rig.claim() == ()
    rig.settle(Carried(first, Address("1")))

    (second,) = rig.claim()

    assert (second.card, second.address) == (card("new"), "1")


def test_a_change_that_comes_while_the_post_is_in_doubt_is_not_lost(rig: Rig) -> None:
    rig.say(post("a", words="old"))
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    rig.say(revise("a", "new"))
    (doubtful,) = rig.outbox.doubtful(NOW + HOUR, 10)
    rig.settle(Carried(doubtful, Address("1")), at=NOW + HOUR)

    (change,) = rig.claim(NOW + HOUR)

    assert (change.card, change.address) == (card("new"), "1")


def test_a_doubtful_change_is_made_again_with_the_newest_card(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(revise("a", "old"))
    (errand,) = rig.claim()
    rig.settle(Doubted(errand))
    rig.say(revise("a", "new"))

    (again,) = rig.outbox.doubtful(NOW + HOUR, 10)
    rig.settle(Carried(again, Address("at:a")), at=NOW + HOUR)

    assert (again.card, again.address) == (card("new"), "at:a")
    assert rig.claim(NOW + HOUR) == ()


def test_a_change_waits_for_nobody_and_nobody_waits_for_it(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()
    rig.say(post("b"), post("c"), revise("a", "new"))

    assert sorted(rig.names()) == ["a", "b"]


def test_a_post_is_changed_in_every_place_or_in_one(rig: Rig) -> None:
    rig.say(post("a", direct(1)), post("a", direct(2)))
    rig.carry()

    rig.say(Revise(community=HOME, name=PostName("a"), card=card("one"), to=direct(2)))
    assert [errand.place for errand in rig.claim()] == [direct(2)]

    rig.say(revise("a", "both"))
    assert [errand.place for errand in rig.claim()] == [direct(1)]


def test_a_change_of_an_unknown_post_changes_nothing(rig: Rig) -> None:
    rig.say(revise("a", "new"))
    rig.say(post("a", words="old"))

    (errand,) = rig.claim()

    assert errand.card == card("old")


def test_no_community_changes_the_posts_of_another(rig: Rig) -> None:
    rig.say(post("a", words="mine"))
    rig.say(Revise(community=AWAY, name=PostName("a"), card=card("theirs")))

    assert [errand.card for errand in rig.claim()] == [card("mine")]


def test_a_reply_finds_the_post_it_is_under(rig: Rig) -> None:
    rig.say(post("a"))
    rig.carry()

    with rig.offices.open() as office:
        assert office.records.named(ROOM, Address("at:a")) == (HOME, "a")
        assert office.records.named(ROOM, Address("at:b")) is None
        assert office.records.named(Room(TEST, "w", "other"), Address("at:a")) is None


def test_people_who_can_not_be_reached_are_known_until_something_reaches_them(rig: Rig) -> None:
    rig.say(post("a", direct("ben")), post("a", direct("cat")), post("a", ROOM))
    rig.settle(*(Gone(errand, "left") for errand in rig.claim()))
    assert unreached(rig) == [direct("ben").person, direct("cat").person]

    rig.say(post("b", direct("ben")))
    rig.carry()

    assert unreached(rig) == [direct("cat").person]


def test_why_somebody_can_not_be_reached_is_kept_where_the_platform_says_it(rig: Rig) -> None:
    whys = {"ben": Why.BLOCKED, "cat": "some words of the platform's own", "dan": Why.LEFT}
    rig.say(*(post("a", direct(name)) for name in whys))
    rig.settle(*(Gone(one, why) for one, why in zip(rig.claim(), whys.values(), strict=True)))

    with rig.offices.open() as office:
        assert office.records.unreached(HOME) == {
            direct("ben").person: Why.BLOCKED,
            direct("cat").person: None,
            direct("dan").person: Why.LEFT,
        }


def revise(name: str, words: str) -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card(words))


def put_in_doubt(rig: Rig, answer: type[Absent] | type[Unanswerable]) -> None:
    """Claim what may go, lose sight of it, and have it looked for a minute later."""
    later = NOW + timedelta(minutes=1)
    rig.settle(*(Doubted(errand) for errand in rig.claim()))
    rig.settle(*(answer(errand) for errand in rig.outbox.doubtful(later, 10)), at=later)


def unreached(rig: Rig) -> list[str]:
    with rig.offices.open() as office:
        return sorted(office.records.unreached(HOME))
