"""Each kind of question: how it is answered, and what the room is told of it."""

import pytest

from bot.boundary.views import OneOf
from bot.domain.counting import PollKind
from tests.dialogs.vote_scenes import asked, outcome, poll, vote
from tests.scene import FAY, MEMBERS, NED


def test_choosing_several() -> None:
    scene = asked("several_of")
    for person, choices in zip(MEMBERS, ("01", "1", "12", "", "0", "1"), strict=True):
        vote(scene, person, choices=list(choices))

    assert outcome(scene)[:4] == [
        "What suits more of us than anything else is “B”.",
        "B: 4 of 6",
        "A: 2 of 6",
        "C: 1 of 6",
    ]


def test_when_nobody_is_for_anything_nothing_is_chosen() -> None:
    scene = asked("several_of")
    for person in MEMBERS:
        vote(scene, person, choices=[])

    assert outcome(scene)[0] == "Nobody was for any of these."


def test_dots() -> None:
    scene = asked("dots_3")
    for person in MEMBERS:
        vote(scene, person, dots0="1", dots2="2")

    assert outcome(scene)[:4] == [
        "The most dots went to “C”.",
        "C: 12 dots",
        "A: 6 dots",
        "B: 0 dots",
    ]


def test_more_dots_than_there_are_or_none_are_told_in_the_form() -> None:
    scene = asked("dots_5")
    vote(scene, NED, dots0="3", dots1="3")
    assert scene.errors == {"dots0": "You gave 6 dots, and there are 5. Please take some back."}

    vote(scene, NED)
    assert scene.errors == {"dots0": "Please give at least one dot."}
    assert poll(scene).voted == frozenset()


def test_ranking() -> None:
    scene = asked("ranking")
    for person in MEMBERS[:4]:
        vote(scene, person, place1="1", place2="0")
    for person in MEMBERS[4:]:
        vote(scene, person, place1="2", place3="1")

    assert outcome(scene)[:4] == [
        "Compared two at a time, “B” comes before each of the others.",
        "1. B: before 2 of 2 others",
        "2. A: before 1 of 2 others",
        "3. C: before 0 of 2 others",
    ]


def test_options_that_are_level_share_a_place() -> None:
    scene = asked("ranking")
    for person in MEMBERS:
        vote(scene, person, place1="1")

    assert outcome(scene)[1:4] == [
        "1. B: before 2 of 2 others",
        "2. A: before 0 of 2 others",
        "2. C: before 0 of 2 others",
    ]


def test_a_cycle_is_told_as_a_tie() -> None:
    scene = asked("ranking")
    for number, person in enumerate(MEMBERS):
        order = ("012", "120", "201")[number % 3]
        vote(scene, person, place1=order[0], place2=order[1], place3=order[2])

    assert outcome(scene)[0].startswith("There is a tie: “A”, “B” and “C” are level.")


def test_the_same_option_twice_is_told_at_its_second_place() -> None:
    scene = asked("ranking")

    vote(scene, NED, place1="1", place2="0", place3="1")

    assert list(scene.errors) == ["place3"]
    assert "“B” has a place already." in scene.errors["place3"]


def test_a_place_can_be_left_empty_but_the_first() -> None:
    scene = asked("ranking")

    scene.press(NED, "Vote")

    first, second, *_ = [one for one in scene.form.fields if isinstance(one, OneOf)]
    assert (first.label, first.required) == ("First", True)
    assert (second.value, second.choices[-1].label) == ("none", "Leave this place empty")


def test_gradients_are_told_in_bands_and_never_in_numbers() -> None:
    scene = asked("gradients")
    for person, level in zip(MEMBERS, "001234", strict=True):
        vote(scene, person, choice=level)

    assert outcome(scene) == [
        "How well we can live with it:",
        "For it, or it is good enough: about half of us",
        "Mixed feelings, or can go along: few or none of us",
        "Cannot live with it as it is: few or none of us",
        "Five to seven of us have answered.",
        "A poll shows what we think. It decides nothing by itself.",
    ]


def test_what_everyone_can_live_with_may_become_a_rule() -> None:
    scene = asked("gradients")
    for person in MEMBERS:
        vote(scene, person, choice="3")

    assert "much the same across us: we can go along with this" in outcome(scene)[0]
    scene.press(FAY, "Propose it as a rule")
    assert scene.form.fields[0].value == "Which?"  # type: ignore[union-attr]


def test_a_time_that_suits() -> None:
    scene = asked("times")
    for person in MEMBERS[:3]:
        vote(scene, person, time0="yes", time1="need", time2="no")
    for person in MEMBERS[3:]:
        vote(scene, person, time0="no", time1="yes", time2="need")

    assert outcome(scene)[:4] == [
        "The time that suits more of us than any other is “Tuesdays”.",
        "Tuesdays: 3 yes, 3 if need be, 0 no",
        "Mondays: 3 yes, 0 if need be, 3 no",
        "Fridays: 0 yes, 3 if need be, 3 no",
    ]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("one_of", "choice"), ("ranking", "place1"), ("times", "time2"), ("gradients", "choice")],
)
def test_what_was_left_out_or_was_never_offered_is_asked_for_again(kind: str, field: str) -> None:
    scene = asked(kind)
    scene.press(NED, "Vote")
    given = {one.name: "0" for one in scene.form.fields if isinstance(one, OneOf)}
    given |= {name: "yes" for name in given if name.startswith("time")}
    given |= {name: "none" for name in given if name.startswith("place")}

    scene.fill(NED, **given | {field: "77"})

    assert scene.errors == {field: "Please choose one."}
    assert poll(scene).voted == frozenset()


def test_every_kind_that_can_be_asked_for_is_tried_here() -> None:
    """One more kind needs its test above, and its words."""
    assert {kind.value for kind in PollKind} == {
        "one_of",
        "several_of",
        "dots",
        "ranking",
        "gradients",
        "times",
    }
