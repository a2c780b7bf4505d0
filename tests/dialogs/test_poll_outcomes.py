"""What is told of a question when it closes, and what is not."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.poll import Outcome
from tests.polls import asked, poll, votes
from tests.scene import (
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    jan,
    words,
)


@pytest.mark.parametrize("others", [{FAY: 0, DEV: 0, QUY: 2, ROS: 2}, {FAY: 0, DEV: 0, QUY: 2}])
def test_half_of_us_or_fewer_are_not_called_most(others: dict[PersonId, int]) -> None:
    scene = asked()
    ahead = dict.fromkeys(MEMBERS[:4] if len(others) == 4 else MEMBERS[:3], 1)
    votes(scene, {**ahead, **others})

    scene.until(jan(7, 12))

    told = words(scene.post("poll_outcome").card)
    assert "More are for “Tuesdays” than for anything else." in told
    assert "Most are for" not in told


def test_the_outcome_is_told_when_it_closes_by_itself() -> None:
    scene = asked()
    votes(scene, {FAY: 0, MIA: 1, NED: 1, OLI: 1, PAM: 2, QUY: 1})

    scene.until(jan(7, 12))

    told = words(scene.post("poll_outcome").card).splitlines()
    assert told[:5] == [
        "When shall we meet?",
        "Most are for “Tuesdays”.",
        "Tuesdays: 4 of 6",
        "Mondays: 1 of 6",
        "Fridays: 1 of 6",
    ]
    assert told[5:] == [
        "6 of 8 have answered.",
        "A poll shows what we think. It decides nothing by itself.",
    ]


def test_under_two_thirds_it_stays_open_once_and_then_says_that_few_have_answered() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0})

    scene.until(jan(7, 12))
    assert "stays open once more, until Monday 11 January at 12:00" in scene.posted[-1]

    scene.until(jan(11, 12))
    told = scene.posted[-1]
    assert "Fewer than five of us have voted, so there are no numbers." in told
    assert "Take it as a hint, not as what we want." in told


def test_votes_given_in_the_longer_time_count() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0})
    scene.until(jan(7, 13))

    votes(scene, {OLI: 0, PAM: 1, QUY: 0, ROS: 0})
    scene.until(jan(11, 12))

    assert "Mondays: 5 of 6" in scene.posted[-1]
    assert "Take it as a hint" not in scene.posted[-1]


def test_when_nobody_answers_that_is_said_kindly_and_without_a_number_of_nothing() -> None:
    scene = asked()

    scene.until(jan(11, 12))

    told = scene.posted[-1]
    assert "Too few of us have answered for an outcome. It may have been a busy week." in told
    assert "Mondays:" not in told


def test_with_fewer_than_five_votes_only_what_came_first_is_said() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 0, PAM: 1})

    scene.until(jan(11, 12))

    told = scene.posted[-1]
    assert "More are for “Mondays” than for anything else." in told
    assert not any(one.isdigit() for one in told)
    assert "Tuesdays" not in told


@pytest.mark.parametrize("people", [1, 2, 4])
def test_with_few_votes_nobody_is_for_it_and_nobody_has_answered_read_the_same(people: int) -> None:
    silent, unmoved = asked(kind="several_of"), asked(kind="several_of")
    for person in (MIA, NED, OLI, PAM)[:people]:
        unmoved.press(person, "Vote")
        unmoved.fill(person, choices=())

    for scene in (silent, unmoved):
        scene.until(jan(11, 12))

    assert silent.posted[-1] == unmoved.posted[-1]


HOW_WELL = {"kind": "gradients", "options": "", "question": "Shall we meet on Mondays?"}


@pytest.mark.parametrize("last", ["0", "4"])
def test_how_well_we_can_live_with_it_never_shows_one_alone(last: str) -> None:
    scene = asked(**HOW_WELL)
    for person, level in zip(
        (MIA, NED, OLI, PAM, QUY, ROS), ("0", "1", "0", "1", "0", last), strict=True
    ):
        scene.press(person, "Vote")
        scene.fill(person, choice=level)

    scene.until(jan(7, 12))

    told = scene.posted[-1]
    assert "It is much the same across us: we are for this." in told
    assert "Five to seven of us have answered." in told
    assert not any(one.isdigit() for one in told)


def test_how_well_we_can_live_with_it_is_said_in_three_bands() -> None:
    scene = asked(**HOW_WELL)
    for person, level in zip((MIA, NED, OLI, PAM, QUY, ROS), "012344", strict=True):
        scene.press(person, "Vote")
        scene.fill(person, choice=level)

    scene.until(jan(7, 12))

    told = scene.posted[-1]
    assert "For it, or it is good enough: few or none of us" in told
    assert "Cannot live with it as it is: few or none of us" in told
    assert poll(scene).outcome == Outcome(chosen=())


def test_of_four_answers_how_well_we_can_live_with_it_is_not_told() -> None:
    scene = asked(**HOW_WELL)
    for person in (MIA, NED, OLI, PAM):
        scene.press(person, "Vote")
        scene.fill(person, choice="0")

    scene.until(jan(11, 12))

    assert "it would be as good as signed" in scene.posted[-1]
    assert poll(scene).outcome == Outcome(chosen=())


def test_a_tie_is_told_as_a_tie() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 1, PAM: 1, QUY: 0, ROS: 1})

    scene.until(jan(7, 12))

    assert "There is a tie: “Mondays” and “Tuesdays” are level." in scene.posted[-1]
    assert "A poll shows what we think. It decides nothing by itself." in scene.posted[-1]


def test_a_tie_is_not_offered_as_a_rule() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 1, PAM: 1, QUY: 0, ROS: 1})

    scene.until(jan(7, 12))

    assert not scene.has_post("poll_rule")
