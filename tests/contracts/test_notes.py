"""What lies behind a window's door, and the notes that have come out of it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.notes import (
    LEAF_SIZE,
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    Leaf,
    Note,
    OfNotes,
    OpenBox,
    Pass,
    Passage,
)
from bot.boundary.ports import Offices
from bot.domain.ids import CommunityId, PersonId
from tests.contracts.given import ANN, AWAY, BEN, CAT, HOME, NOW, community

WINDOW = "window1"
OPENED = OpenBox(community=HOME, window=WINDOW, people=(ANN, BEN), slots=8)
ONE, TWO = {"note": "the first"}, {"note": "the second"}


def test_a_window_has_a_door_until_it_is_destroyed(offices: Offices) -> None:
    assert not has_door(offices)
    do(offices, OPENED)
    assert has_door(offices)

    do(offices, DestroyBox(window=WINDOW))

    assert not has_door(offices)


def test_members_are_free_to_pass_and_nobody_else(offices: Offices) -> None:
    do(offices, OPENED)

    assert passage(offices, ANN) is Passage.FREE
    assert passage(offices, CAT) is Passage.NO_WAY
    assert passage(offices, ANN, window="unknown") is Passage.NO_WAY


def test_who_has_passed_has_passed_and_a_repeated_delivery_is_known(offices: Offices) -> None:
    do(offices, OPENED, through(ANN))

    assert passage(offices, ANN, "a-1") is Passage.AGAIN
    assert passage(offices, ANN, "a-2") is Passage.PASSED
    assert passage(offices, BEN, "a-1") is Passage.FREE


def test_nobody_goes_through_a_door_twice_or_through_one_that_is_not_theirs(
    offices: Offices,
) -> None:
    do(offices, OPENED, through(ANN, ONE))

    for passing in (through(ANN), through(ANN, ONE, TWO, delivery="a-2"), through(CAT)):
        with pytest.raises(ValueError, match="door"):
            do(offices, passing)

    assert lying(offices) == [ONE]
    assert passed(offices, ANN, BEN, CAT) == 1


def test_the_box_holds_exactly_what_was_laid_in_it_last(offices: Offices) -> None:
    do(offices, replace(OPENED, leaves=(ONE,)))
    assert lying(offices) == [ONE]

    do(offices, through(ANN, ONE, TWO))
    assert lying(offices) == [ONE, TWO]

    do(offices, through(BEN, TWO))
    assert lying(offices) == [TWO]

    do(offices, LayAnew(window=WINDOW, leaves=()))
    assert lying(offices) == []
    assert passed(offices, ANN, BEN) == 2


def test_two_equal_leaves_are_two(offices: Offices) -> None:
    do(offices, OPENED, through(ANN, ONE, ONE))

    assert lying(offices) == [ONE, ONE]


def test_leaves_do_not_come_out_in_the_order_in_which_they_went_in(offices: Offices) -> None:
    went_in = tuple({"note": str(number)} for number in range(20))
    do(offices, replace(OPENED, slots=20, leaves=went_in))

    with offices.open() as office:
        orders = [office.records.leaves(WINDOW) for _ in range(3)]

    assert went_in not in orders
    assert orders[0] != orders[1] != orders[2]


@pytest.mark.parametrize(
    "leaf",
    [
        {},
        {"note": ""},
        {"note": "🙂" * 400},
        {"note": "ﷺ" * 400},
        {"note": '"\\ \n\t</>' * 50, "room": "little"},
        {"note": "\u202e\u200b é"},
        {"note": "x" * (LEAF_SIZE - len('{"note":""}'))},
    ],
    ids=("nothing", "no words", "emoji", "Arabic", "signs", "marks", "full"),
)
def test_a_leaf_comes_out_as_it_went_in(offices: Offices, leaf: Leaf) -> None:
    do(offices, OPENED, through(ANN, leaf))

    assert lying(offices) == [leaf]


def test_half_a_character_costs_itself_and_no_more(offices: Offices) -> None:
    """Half of a surrogate pair can't be written in UTF-8; what stands beside it can."""
    do(offices, OPENED, through(ANN, {"note": "a\ud83db"}))

    assert [leaf["note"] in {"a?b", "a\ud83db"} for leaf in lying(offices)] == [True]


def test_a_box_is_filled_to_its_last_slot_and_no_further(offices: Offices) -> None:
    full = tuple({"note": str(number)} for number in range(OPENED.slots))
    do(offices, OPENED, through(ANN, *full))
    assert len(lying(offices)) == OPENED.slots

    with pytest.raises(ValueError, match="9 leaves for 8"):
        do(offices, through(BEN, *full, ONE))

    assert len(lying(offices)) == OPENED.slots
    assert passage(offices, BEN) is Passage.FREE


def test_a_leaf_over_its_size_is_refused_without_its_words(offices: Offices) -> None:
    do(offices, OPENED)

    with pytest.raises(ValueError, match="a leaf of") as refused:
        do(offices, through(ANN, {"note": "secret" * LEAF_SIZE}))

    assert "secret" not in repr(refused.value)
    assert passage(offices, ANN) is Passage.FREE


def test_of_the_people_asked_about_those_who_have_passed_are_counted(offices: Offices) -> None:
    do(offices, OPENED, through(ANN))
    do(offices, through(BEN))

    assert passed(offices, ANN, BEN) == 2
    assert passed(offices, ANN, ANN, CAT) == 1
    assert passed(offices) == 0
    assert passed(offices, ANN, window="unknown") == 0


def test_a_window_that_is_open_is_not_opened_again(offices: Offices) -> None:
    do(offices, OPENED, through(ANN, ONE))

    do(offices, replace(OPENED, people=(CAT,), leaves=(TWO, TWO)))

    assert lying(offices) == [ONE]
    assert passage(offices, CAT) is Passage.NO_WAY
    assert passage(offices, ANN) is Passage.PASSED


def test_a_window_of_a_group_without_people_opens_and_lets_nobody_through(offices: Offices) -> None:
    do(offices, replace(OPENED, people=()))

    assert passage(offices, ANN) is Passage.NO_WAY
    assert lying(offices) == []


def test_each_window_has_its_own_door_and_box(offices: Offices) -> None:
    do(offices, OPENED, replace(OPENED, window="other"), through(ANN, ONE))

    assert passage(offices, ANN, window="other") is Passage.FREE
    assert lying(offices, "other") == []


def test_nothing_is_behind_a_door_that_was_destroyed_or_never_was(offices: Offices) -> None:
    do(offices, OPENED, through(ANN, ONE))

    do(offices, DestroyBox(window=WINDOW), DestroyBox(window=WINDOW), DestroyBox(window="unknown"))

    assert passage(offices, ANN, "a-1") is Passage.NO_WAY
    assert passed(offices, ANN) == 0
    assert lying(offices) == lying(offices, "unknown") == []


def test_a_window_that_was_destroyed_may_be_opened_afresh(offices: Offices) -> None:
    do(offices, OPENED, through(ANN, ONE), DestroyBox(window=WINDOW))

    do(offices, OPENED)

    assert passage(offices, ANN, "a-1") is Passage.FREE
    assert lying(offices) == []


def test_what_fails_leaves_door_and_box_as_they_were(offices: Offices) -> None:
    do(offices, OPENED)

    with pytest.raises(ValueError, match="door"):
        do(offices, through(ANN, ONE), through(CAT))

    assert passage(offices, ANN) is Passage.FREE
    assert lying(offices) == []


def test_a_box_becomes_notes_in_one_transaction(offices: Offices) -> None:
    do(offices, OPENED, through(ANN, ONE))
    came_out = tuple(note(leaf) for leaf in lying(offices))

    do(offices, KeepNotes(community=HOME, notes=came_out), DestroyBox(window=WINDOW))

    assert kept(offices) == list(came_out)
    assert passage(offices, ANN) is Passage.NO_WAY


def test_a_note_is_replaced_by_its_key_and_the_others_stay(offices: Offices) -> None:
    one, two = note(ONE), note(TWO)
    keep(offices, one, two)

    changed = replace(one, leaf=ONE | {"state": "released"}, window="later")
    keep(offices, changed)

    assert kept(offices) == sort([changed, two])


def test_a_note_to_which_much_was_added_is_kept_whole(offices: Offices) -> None:
    long = note({"note": "🙂" * 400, "answer": "﷽" * 400, "reply": "x" * 3000})
    keep(offices, long, note(ONE))

    assert long in kept(offices)


def test_forgotten_notes_are_gone_and_the_others_stay(offices: Offices) -> None:
    one, two = note(ONE), note(TWO)
    keep(offices, one, two)

    do(offices, ForgetNotes(community=HOME, keys=(one.key, "unknown")))
    assert kept(offices) == [two]

    do(offices, ForgetNotes(community=HOME, keys=(one.key, two.key)))
    assert kept(offices) == []


def test_forgetting_where_nothing_is_kept_makes_nothing(offices: Offices) -> None:
    do(offices, ForgetNotes(community=AWAY, keys=("unknown",)))

    assert kept(offices, AWAY) == []


def test_each_community_has_its_own_notes(offices: Offices) -> None:
    keep(offices, note(ONE))
    other = replace(note(TWO), community=AWAY)
    do(offices, KeepNotes(community=AWAY, notes=(other,)))

    do(offices, ForgetNotes(community=AWAY, keys=tuple(one.key for one in kept(offices))))

    assert [one.leaf for one in kept(offices)] == [ONE]
    assert kept(offices, AWAY) == [other]


def test_a_note_is_kept_in_its_own_community_alone() -> None:
    with pytest.raises(ValueError, match="another community"):
        KeepNotes(community=AWAY, notes=(note(ONE),))


def test_notes_come_in_no_order(offices: Offices) -> None:
    keep(offices, *(note({"note": str(number)}) for number in range(20)))

    with offices.open() as office:
        orders = [[one.leaf["note"] for one in office.records.notes(HOME)] for _ in range(3)]

    assert [str(number) for number in range(20)] not in orders
    assert orders[0] != orders[1] != orders[2]


def test_a_community_that_is_forgotten_takes_its_windows_and_notes_with_it(
    offices: Offices,
) -> None:
    with offices.open() as office:
        office.keep(Decision(keep=(community(rooms=()), community(AWAY, rooms=()))), NOW)
    theirs = replace(note(TWO), community=AWAY)
    do(offices, OPENED, through(ANN, ONE), KeepNotes(community=HOME, notes=(note(ONE),)))
    do(offices, replace(OPENED, community=AWAY, window="theirs"))
    do(offices, KeepNotes(community=AWAY, notes=(theirs,)))

    with offices.open() as office:
        office.keep(Decision(forget=(community(rooms=()),)), NOW)

    assert passage(offices, ANN) is Passage.NO_WAY
    assert lying(offices) == kept(offices) == []
    assert passage(offices, ANN, window="theirs") is Passage.FREE
    assert kept(offices, AWAY) == [theirs]


def do(offices: Offices, *done: OfNotes) -> None:
    with offices.open() as office:
        office.keep(Decision(notes=done), NOW)


def keep(offices: Offices, *notes: Note) -> None:
    do(offices, KeepNotes(community=HOME, notes=notes))


def note(leaf: Leaf) -> Note:
    return Note(community=HOME, key=str(uuid4()), window=WINDOW, leaf=leaf)


def through(person: PersonId, *leaves: Leaf, delivery: str = "a-1") -> Pass:
    return Pass(window=WINDOW, person=person, delivery=DeliveryId(delivery), leaves=leaves)


def passage(
    offices: Offices, person: PersonId, delivery: str = "x", window: str = WINDOW
) -> Passage:
    with offices.open() as office:
        return office.records.passage(window, person, DeliveryId(delivery))


def has_door(offices: Offices) -> bool:
    with offices.open() as office:
        return office.records.has_door(WINDOW)


def lying(offices: Offices, window: str = WINDOW) -> list[Leaf]:
    with offices.open() as office:
        return sorted(office.records.leaves(window), key=repr)


def passed(offices: Offices, *people: PersonId, window: str = WINDOW) -> int:
    with offices.open() as office:
        return office.records.passed(window, people)


def kept(offices: Offices, of: CommunityId = HOME) -> list[Note]:
    with offices.open() as office:
        return sort(office.records.notes(of))


def sort(notes: Sequence[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: note.key)
