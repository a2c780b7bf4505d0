"""Two pulses come through the check-in's door: asked with it, and told once in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.boundary.views import OneOf
from bot.domain.ids import RecordId
from bot.domain.notes import NotesWay, NotesWindow
from bot.domain.pulse import A_QUARTER, Pulse, Pulses
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    blank,
    chosen,
    leaves,
    notes,
    open_form,
    shown,
    window,
)
from tests.dialogs.pulse_scenes import NO, YES, answered, due, earlier, kept, pulses, result
from tests.scene import DEV, FAY, MEMBERS, MIA, Scene


def asked(scene: Scene) -> list[str]:
    return [
        one.name
        for one in scene.form.fields
        if isinstance(one, OneOf) and one.name.startswith("pulse")
    ]


def test_a_group_that_has_just_begun_is_asked_after_a_quarter() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    scene.until(CHECK_IN)

    open_form(scene, MIA)

    assert asked(scene) == []
    assert pulses(scene).next == {
        Pulse.SAFETY: CHECK_IN + A_QUARTER,
        Pulse.NORMAL: CHECK_IN + 2 * A_QUARTER,
    }


@pytest.mark.parametrize(("pulse", "statements"), [(Pulse.SAFETY, 5), (Pulse.NORMAL, 6)])
def test_when_it_is_due_its_statements_stand_on_the_first_page(
    pulse: Pulse, statements: int
) -> None:
    scene = due(pulse)

    page = open_form(scene, MIA)

    assert asked(scene) == [f"pulse{number}" for number in range(statements)]
    assert "With fewer than five answers nothing is said" in shown(page)
    assert ("what would move your lowest answer" in shown(page)) is (pulse is Pulse.SAFETY)


def test_of_two_that_are_due_the_one_that_waited_longer_is_asked() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    waits = {Pulse.SAFETY: CHECK_IN, Pulse.NORMAL: CHECK_IN - timedelta(days=1)}
    kept(scene, Pulses(id=RecordId("p"), community=scene.community.id, next=waits))

    scene.until(CHECK_IN)

    assert window(scene).pulse is Pulse.NORMAL


def test_the_outcome_is_told_once_when_the_check_in_closes_and_in_words() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 5 + [NO] * 3, people)
    assert result(scene) == ""

    scene.until(CLOSED)

    assert "still feel respected next week.” About half of us." in result(scene)
    assert not any(one.isdigit() for one in result(scene))
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + A_QUARTER


def test_where_all_or_all_but_one_say_the_same_it_is_not_said_which() -> None:
    told = set()
    for says in ([YES] * 8, [NO] * 8, [YES] * 7 + [NO], [YES] + [NO] * 7):
        scene = due(members=8)
        answered(scene, says, [member.person for member in scene.community.joined])
        scene.until(CLOSED)
        told.add(result(scene))

    (same,) = told
    assert "Much the same across us." in same


def test_those_who_look_after_the_group_may_answer_and_do_not_make_it_enough() -> None:
    scene = due()
    answered(scene, [YES] * 4 + [YES, YES], [*MEMBERS[:4], FAY, DEV])
    blank(scene, *MEMBERS[4:])

    scene.until(CLOSED)

    assert "not enough answers from us to say anything" in result(scene)


def test_when_nobody_answers_it_waits_for_its_next_time_all_the_same() -> None:
    scene = due()
    blank(scene, *MEMBERS)

    scene.until(CLOSED)

    assert "not enough answers from us" in result(scene)
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + A_QUARTER


def test_too_few_through_the_door_and_it_is_destroyed_and_asked_in_the_next_check_in() -> None:
    scene = due()
    answered(scene, [YES] * 4, MEMBERS[:4])

    scene.until(CLOSED_LATE)
    assert result(scene) == ""

    scene.until(CHECK_IN + timedelta(days=14))
    assert window(scene).pulse is Pulse.SAFETY


def test_answers_lie_with_the_note_and_come_out_apart_from_it() -> None:
    scene = due(way=NotesWay.ANY_TIME)
    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT, pulse0="partly", alone="send")
    scene.fill(MIA)
    assert leaves(scene) == 1
    blank(scene, *MEMBERS[1:])

    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == [DOUBT]
    assert "partly" not in repr(notes(scene))


def test_a_form_that_was_held_over_the_close_is_refused_and_counts_for_nothing() -> None:
    scene = due()
    answered(scene, [YES] * 5, MEMBERS[:5])
    open_form(scene, MEMBERS[5])
    scene.fill(MEMBERS[5], pulse0=NO)
    held = scene.form
    scene.until(CLOSED)
    before = result(scene)

    scene.submit(MEMBERS[5], held)

    assert "The form closed while you were writing" in scene.errors[""]
    assert result(scene) == before


def test_after_somebody_has_come_or_gone_it_waits_until_a_year_after_the_last_result() -> None:
    scene = due(members=8)
    kept(scene, replace(pulses(scene), told=(earlier("few", weeks=13),)))
    people = [member.person for member in scene.community.joined]
    scene.command(people[-1], "leave")
    scene.fill(people[-1])

    assert pulses(scene).next[Pulse.SAFETY] == CHECK_IN + 3 * A_QUARTER


def test_who_goes_while_it_is_asked_puts_off_the_next_one() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 4 + [NO] * 4, people)
    scene.command(people[-1], "leave")
    scene.fill(people[-1])

    scene.until(CLOSED)

    assert "About half of us" in result(scene)
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + 4 * A_QUARTER


def test_after_somebody_has_gone_it_says_that_the_two_are_not_to_be_compared() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    scene.command(people[-1], "leave")
    scene.fill(people[-1])
    answered(scene, [YES] * 4 + [NO] * 3, people[:7])

    scene.until(CLOSED)

    assert "please do not compare the two" in result(scene)
    assert "The last three times" not in result(scene)


@pytest.mark.parametrize("changed", [False, True])
def test_a_trend_is_told_from_three_results_of_the_same_people_on(changed: bool) -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    before = (earlier("few", weeks=26), earlier("half", weeks=13, changed=changed))
    kept(scene, replace(pulses(scene), told=before))
    answered(scene, [YES] * 6 + [NO] * 2, people)

    scene.until(CLOSED)

    assert ("a few of us, then about half of us, then most of us" in result(scene)) is not changed


def test_two_results_are_no_trend() -> None:
    scene = due(members=8)
    kept(scene, replace(pulses(scene), told=(earlier("few", weeks=13),)))
    answered(scene, [YES] * 6 + [NO] * 2, [member.person for member in scene.community.joined])

    scene.until(CLOSED)

    assert "most of us" in result(scene).lower()
    assert "The last three times" not in result(scene)


def test_a_window_that_is_left_out_asks_no_pulse() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    scene.until(CHECK_IN - timedelta(days=1))
    found = window(scene)
    scene.offices.memory.records[NotesWindow, found.id] = found.changed_people()

    scene.until(CHECK_IN)

    assert window(scene).pulse is None
