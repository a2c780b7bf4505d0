"""Ballots are counted exactly, as the literature counts them.

Sources: Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), 267-303, whose method and first example
of 45 voters these are. Tennessee's capital is the textbooks' example of a winner of all duels who is nobody's
landslide. The cycle is Condorcet's own (Essai sur l'application de l'analyse, 1785).
"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.counting import IF_NEED_BE, YES, Ballot, Count, PollKind, counted

OPTIONS = 5

SCHULZE_45 = (
    (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"),
    (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC"),
)  # fmt: skip
TENNESSEE = ((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))
"""Memphis, Nashville, Chattanooga, Knoxville."""

ones = st.dictionaries(st.integers(0, OPTIONS - 1), st.just(1), min_size=1, max_size=1)
ticks = st.dictionaries(st.integers(0, OPTIONS - 1), st.just(1))
dots = st.dictionaries(st.integers(0, OPTIONS - 1), st.integers(1, 3))
times = st.dictionaries(st.integers(0, OPTIONS - 1), st.sampled_from((0, IF_NEED_BE, YES)))
rankings = st.lists(st.integers(0, OPTIONS - 1), unique=True).map(
    lambda order: {option: place for place, option in enumerate(order, 1)}
)
BALLOTS = {
    PollKind.ONE_OF: ones,
    PollKind.SEVERAL_OF: ticks,
    PollKind.DOTS: dots,
    PollKind.RANKING: rankings,
    PollKind.GRADIENTS: ones,
    PollKind.TIMES: times,
}
elections = st.sampled_from(list(PollKind)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(BALLOTS[kind], max_size=12))
)


def test_schulzes_example_of_45_voters_comes_out_as_he_says() -> None:
    count = _ranked(SCHULZE_45, "ABCDE")

    assert _named(count, "ABCDE") == ["E", "A", "C", "B", "D"]
    assert count.winners == (4,)
    assert count.marks == (3, 1, 2, 0, 4)


def test_tennessees_capital_is_nashville() -> None:
    count = _ranked(TENNESSEE, "MNCK")

    assert _named(count, "MNCK") == ["N", "C", "K", "M"]


def test_condorcets_cycle_is_a_tie_and_is_told_as_one() -> None:
    count = _ranked(((1, "ABC"), (1, "BCA"), (1, "CAB")), "ABC")

    assert count.winners == (0, 1, 2)
    assert count.marks == (0, 0, 0)


def test_a_cycle_with_unequal_links_is_broken_at_its_weakest() -> None:
    """A beats B by 8 to 5, B beats C by 9 to 4, C beats A by 7 to 6: the last is the weakest."""
    count = _ranked(((4, "ABC"), (2, "ACB"), (3, "BCA"), (2, "CAB"), (2, "BCA")), "ABC")

    assert _named(count, "ABC") == ["A", "B", "C"]


def test_what_nobody_ranked_is_level_at_the_end() -> None:
    count = counted(PollKind.RANKING, [{2: 1}, {2: 1, 0: 2}], 4)

    assert count.order == ((2,), (0,), (1, 3))


def test_two_that_nothing_stands_before_are_level() -> None:
    count = _ranked(((1, "ABC"), (1, "BAC")), "ABC")

    assert count.winners == (0, 1)
    assert count.order == ((0, 1), (2,))


def test_the_time_that_most_can_make_wins_and_plain_yeses_settle_a_tie() -> None:
    ballots = [{0: IF_NEED_BE, 1: YES, 2: 0}, {0: YES, 1: YES, 2: YES}, {0: IF_NEED_BE, 1: 0}]

    assert counted(PollKind.TIMES, ballots, 3).winners == (0,)
    assert counted(PollKind.TIMES, ballots[:2], 3).winners == (1,)


def test_the_numbers_of_a_time_tell_who_can_and_who_would_gladly() -> None:
    count = counted(PollKind.TIMES, [{0: YES}, {0: IF_NEED_BE}, {0: 0}], 1)

    assert (count.marks, count.glad) == ((2,), (1,))


def test_dots_may_be_spread_or_heaped() -> None:
    count = counted(PollKind.DOTS, [{0: 3}, {1: 1, 2: 2}, {1: 1, 2: 1}], 3)

    assert count.marks == (3, 2, 3)
    assert count.winners == (0, 2)


def test_gradients_have_a_spread_and_no_winner() -> None:
    count = counted(PollKind.GRADIENTS, [{0: 1}, {4: 1}, {0: 1}], 5)

    assert (count.marks, count.winners) == ((2, 0, 0, 0, 1), ())


@pytest.mark.parametrize("kind", PollKind)
def test_without_ballots_nothing_wins(kind: PollKind) -> None:
    assert counted(kind, [], OPTIONS).winners == ()


@pytest.mark.parametrize("kind", PollKind)
def test_blank_ballots_choose_nothing(kind: PollKind) -> None:
    assert counted(kind, [{}, {}], OPTIONS).winners == ()


@given(elections, st.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(
    election: tuple[PollKind, list[Ballot]], chance: object
) -> None:
    kind, ballots = election
    shuffled = list(ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert counted(kind, shuffled, OPTIONS) == counted(kind, ballots, OPTIONS)


@given(elections, st.permutations(range(OPTIONS)))
def test_the_order_of_options_never_matters(
    election: tuple[PollKind, list[Ballot]], places: list[int]
) -> None:
    kind, ballots = election
    moved = [{places[option]: mark for option, mark in ballot.items()} for ballot in ballots]

    before, after = counted(kind, ballots, OPTIONS), counted(kind, moved, OPTIONS)

    assert {places[option] for option in before.winners} == set(after.winners)
    assert [before.marks[one] for one in range(OPTIONS)] == [
        after.marks[places[one]] for one in range(OPTIONS)
    ]


@given(elections)
def test_every_option_has_its_place_once(election: tuple[PollKind, list[Ballot]]) -> None:
    count = counted(*election, OPTIONS)

    assert sorted(option for group in count.order for option in group) == list(range(OPTIONS))


@given(st.lists(ticks, min_size=1, max_size=12), st.integers(0, 11))
def test_one_more_tick_never_harms(ballots: list[Ballot], which: int) -> None:
    which %= len(ballots)
    for winner in counted(PollKind.SEVERAL_OF, ballots, OPTIONS).winners:
        ticked = [*ballots[:which], {**ballots[which], winner: 1}, *ballots[which + 1 :]]

        assert winner in counted(PollKind.SEVERAL_OF, ticked, OPTIONS).winners


@given(st.lists(rankings, min_size=1, max_size=12), st.integers(0, 11))
def test_being_ranked_first_by_one_more_never_harms(ballots: list[Ballot], which: int) -> None:
    which %= len(ballots)
    for winner in counted(PollKind.RANKING, ballots, OPTIONS).winners:
        others = {one: place + 1 for one, place in ballots[which].items() if one != winner}
        raised = [*ballots[:which], {**others, winner: 1}, *ballots[which + 1 :]]

        assert winner in counted(PollKind.RANKING, raised, OPTIONS).winners


@given(st.lists(rankings, max_size=12))
def test_who_wins_every_duel_wins(ballots: list[Ballot]) -> None:
    winner = _winner_of_all_duels(ballots)
    count = counted(PollKind.RANKING, ballots, OPTIONS)

    assert winner is None or count.winners == (winner,)


@given(st.lists(rankings, max_size=12))
def test_a_single_winner_stands_before_all_others(ballots: list[Ballot]) -> None:
    count = counted(PollKind.RANKING, ballots, OPTIONS)

    if len(count.winners) == 1:
        assert count.marks[count.winners[0]] == OPTIONS - 1


def _ranked(votes: Sequence[tuple[int, str]], names: str) -> Count:
    ballots = [
        {names.index(name): place for place, name in enumerate(order, 1)}
        for people, order in votes
        for _ in range(people)
    ]
    return counted(PollKind.RANKING, ballots, len(names))


def _named(count: Count, names: str) -> list[str]:
    return ["".join(names[option] for option in group) for group in count.order]


def _winner_of_all_duels(ballots: Sequence[Ballot]) -> int | None:
    def wins(one: int, other: int) -> bool:
        ahead = [ballot.get(one, 99) - ballot.get(other, 99) for ballot in ballots]
        return sum(each < 0 for each in ahead) > sum(each > 0 for each in ahead)

    every = range(OPTIONS)
    return next((one for one in every if all(wins(one, o) for o in every if o != one)), None)
