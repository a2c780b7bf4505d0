"""Slips without a name."""

from collections.abc import Mapping
from dataclasses import replace

from bot.boundary.decision import Decision, Slip
from bot.boundary.ports import Offices
from bot.domain.ids import PersonId
from storage.unsigned import box_slip
from tests.conftest import Fresh
from tests.contracts.given import ANN, BEN, CAT, HOME, NOW, Rig, community, direct

PEOPLE = [direct(number).person for number in range(20)]


def test_what_was_dropped_is_there_without_a_name_when_the_box_is_opened(offices: Offices) -> None:
    drop(offices, slip(ANN, said="one"), slip(BEN, said="two"))

    assert sorted(opened(offices)) == ["one", "two"]
    with offices.open() as office:
        assert {one.person for one in office.records.opened("box")} == {""}


def test_a_second_slip_replaces_the_first(offices: Offices) -> None:
    drop(offices, slip(ANN, said="first"))
    drop(offices, slip(ANN, said="second"), slip(BEN, said="other"))

    assert sorted(opened(offices)) == ["other", "second"]


def test_each_box_has_its_own_slips(offices: Offices) -> None:
    drop(offices, slip(ANN, said="one"), replace(slip(ANN, said="two"), box="other"))

    assert opened(offices) == ["one"]


def test_nothing_is_in_a_box_that_was_emptied_or_never_was(offices: Offices) -> None:
    drop(offices, slip(ANN, said="one"))
    with offices.open() as office:
        office.keep(Decision(empty=("box", "unknown")), NOW)

    assert opened(offices) == []
    assert opened(offices, "unknown") == []


def test_a_slip_holds_answers_of_any_length(offices: Offices) -> None:
    long = "﷽" * 30_000
    drop(offices, slip(ANN, said=long))

    assert opened(offices) == [long]


def test_slips_do_not_come_out_in_the_order_in_which_they_went_in(rig: Rig) -> None:
    for number, person in enumerate(PEOPLE):
        drop(rig.offices, slip(person, said=f"{number:02}"))

    orders = {tuple(opened(rig.offices)) for _ in range(3)}

    assert len(orders) == 3
    assert tuple(f"{number:02}" for number in range(20)) not in orders


def test_slips_do_not_lie_in_the_order_in_which_they_went_in(rig: Rig) -> None:
    """Tags are chance: 20 of them are in the order of arrival once in 2,432,902,008,176,640,000 times."""
    tags = list[object]()
    for person in PEOPLE:
        drop(rig.offices, slip(person, said="x"))
        tags += [tag for (tag,) in rig.look("SELECT tag FROM box_slip") if tag not in tags]

    assert sorted(map(bytes, tags)) != list(map(bytes, tags))  # type: ignore[arg-type]


def test_all_slips_are_of_one_size(rig: Rig) -> None:
    drop(rig.offices, slip(ANN, said=""), slip(BEN, said="x" * 3000), slip(CAT))

    assert len(rig.look("SELECT DISTINCT length(sealed) FROM box_slip")) == 1


def test_a_slip_has_no_column_that_tells_a_person_or_a_time() -> None:
    assert set(box_slip.columns.keys()) == {"box", "tag", "sealed"}


def test_the_same_person_has_another_mark_in_every_box(rig: Rig) -> None:
    drop(rig.offices, slip(ANN, said="x"), replace(slip(ANN, said="x"), box="other"))

    assert len(rig.look("SELECT DISTINCT tag FROM box_slip")) == 2


def test_a_destroyed_box_leaves_neither_slips_nor_key(rig: Rig) -> None:
    drop(rig.offices, slip(ANN, said="one"))
    with rig.offices.open() as office:
        office.keep(Decision(empty=("box",)), NOW)

    assert rig.look("SELECT * FROM box_slip") == rig.look("SELECT * FROM box") == []


def test_a_box_filled_again_has_another_key(rig: Rig) -> None:
    drop(rig.offices, slip(ANN, said="one"))
    (before,) = rig.look("SELECT tag FROM box_slip")
    with rig.offices.open() as office:
        office.keep(Decision(empty=("box",)), NOW)
    drop(rig.offices, slip(ANN, said="one"))

    (after,) = rig.look("SELECT tag FROM box_slip")
    assert bytes(before[0]) != bytes(after[0])  # type: ignore[call-overload]


def test_the_write_ahead_log_keeps_no_order_of_slips(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    drop(rig.offices, slip(ANN, said="one"))

    assert rig.file.with_name(rig.file.name + "-wal").stat().st_size == 0
    rig.close()


def slip(person: PersonId, **answers: str) -> Slip:
    return Slip(community=HOME, box="box", person=person, answers=answers)


def drop(offices: Offices, *slips: Slip) -> None:
    with offices.open() as office:
        office.keep(Decision(keep=(community(rooms=()),), drop=slips), NOW)


def opened(offices: Offices, box: str = "box") -> list[str]:
    with offices.open() as office:
        answers: list[Mapping[str, str]] = [one.answers for one in office.records.opened(box)]
    return [one["said"] for one in answers]
