"""X7: whoever holds one result against another, and knows their own answer, learns nothing of a single person.

Two results that may stand beside one another are told by the real gate, of groups in every state that they can be
in. Nothing is drawn by lot: chances are added up exactly. What an attacker can say of the one who came between
the two is compared with what they can say of anybody: more than that would single somebody out.

People change their minds: from one quarter to the next each keeps an answer in four cases of five, and else
says anything. (If nobody ever changed their mind, no distance would be long enough.)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import CommunityId, RecordId
from bot.domain.pulse import A_QUARTER, A_YEAR, STATEMENTS, Pulse, Pulses, PulseTold, first_due
from bot.domain.told import (
    FEWEST,
    Alike,
    Bands,
    TooFew,
    any_said,
    enough,
    how_many_answered,
    kept,
    leaning,
    marked,
    middle,
    several_say,
    share,
    spread,
    votes,
)

NEWCOMER, MEMBER = 3, 4
KEEPS = 0.8
"""From a quarter to the next."""
MARGIN = 0.02
SIZES = (5, 6, 7, 8, 10, 12, 14)
RATES = (0.5, 0.7, 0.85)
State = tuple[int, str, str, int, int]
"""The insider's own answer, what was told twice, the newcomer's answer, and that of some other member."""


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("people", SIZES)
def test_who_joined_between_two_results_is_not_singled_out(people: int, rate: float) -> None:
    assert singled_out(people, rate, quarters=A_YEAR // A_QUARTER) <= MARGIN


def test_the_attack_finds_somebody_where_results_may_stand_a_quarter_apart() -> None:
    """The test of the test: without the year in between it must not pass."""
    assert max(singled_out(people, 0.5, quarters=1) for people in SIZES) > 3 * MARGIN


START = datetime(2027, 1, 4, 10, tzinfo=UTC)
moves = st.lists(st.tuples(st.integers(1, 20), st.booleans()), max_size=40)


@given(moves)
def test_whatever_happens_results_with_a_change_between_them_are_a_year_apart(
    moves: list[tuple[int, bool]],
) -> None:
    pulses = Pulses(id=RecordId("p"), community=CommunityId(RecordId("c")), next=first_due(START))
    now, changed, told = START, dict.fromkeys(Pulse, False), dict[Pulse, datetime]()
    for weeks, somebody_comes_or_goes in moves:
        now += timedelta(weeks=weeks)
        if somebody_comes_or_goes:
            pulses, changed = pulses.with_changed_people(), dict.fromkeys(Pulse, True)
        elif due := pulses.due(now):
            if due in told:
                least = A_YEAR if changed[due] else A_QUARTER
                assert now - told[due] >= least
            pulses = pulses.asked(due).with_told(_told(due, now))
            told[due], changed[due] = now, False


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 2))
def test_no_statement_is_told_of_fewer_than_five_and_none_shows_one_alone(
    yes: int, no: int, aside: int
) -> None:
    answers = [True] * yes + [False] * no
    word = kept(leaning(answers, aside=aside))

    assert (word == "too_few") is (yes + no - aside < FEWEST)
    if word not in ("too_few", "same"):
        assert min(yes, no) >= 2
    assert (kept(leaning(answers, aside=aside, outside=True)) == "too_few") is (
        yes + no - aside < 8
    )


@given(st.integers(0, 30), st.data())
def test_whatever_is_chosen_nothing_is_told_of_fewer_than_five(
    people: int, data: st.DataObject
) -> None:
    answers = data.draw(st.lists(st.sampled_from("abcd"), min_size=people, max_size=people))

    told = spread(answers, "abcd")
    if people < FEWEST:
        assert told == TooFew()
    elif any(answers.count(one) >= people - 1 for one in answers):
        assert told == Alike(None)
    else:
        assert isinstance(told, Bands)
        assert {one: kept(word) for one, word in told.of.items()} == {
            one: _band(answers.count(one) / people) for one in "abcd"
        }
    nothing = people < FEWEST
    assert (marked([[one] for one in answers]) is None) is nothing
    assert (middle([1] * people) is None) is nothing
    assert (share(answers, answers) is None) is nothing
    assert (votes(answers) is None) is nothing
    assert (any_said(answers, "a") is None) is nothing
    assert enough(answers) is not nothing
    assert (kept(how_many_answered(answers)) == "too_few") is nothing


@given(st.integers(5, 30))
def test_one_who_differs_reads_like_nobody_who_does(people: int) -> None:
    all_same = spread(["a"] * people, "ab", decides=True)

    assert spread(["a"] * (people - 1) + ["b"], "ab", decides=True) == all_same == Alike("a")


@given(st.integers(5, 30), st.data())
def test_a_choice_of_one_alone_reads_like_a_choice_of_nobody(
    people: int, data: st.DataObject
) -> None:
    """Whoever left out what nobody chose would show that the others were chosen by somebody."""
    others = st.lists(st.sampled_from("abc"), min_size=people - 1, max_size=people - 1)
    answers = data.draw(others)
    told = [spread([*answers, one], "abcd") for one in "dabc"]

    alone, same = told[0], [one for one in told[1:] if isinstance(one, Bands)]
    if isinstance(alone, Bands):
        assert all(kept(one.of["d"]) == kept(alone.of["d"]) == "few" for one in same)
    assert not several_say([*answers, "d"], "d")


def singled_out(people: int, rate: float, *, quarters: int) -> float:
    """By how much more often the newcomer's answer is guessed than anybody's. The insider is one of `people` who
    answered first; then one more joins, and all answer once more."""
    states = defaultdict[State, float](float)
    for own in (0, 1):
        for yes, chance in enumerate(_binomial(people - 2, rate)):
            for his in (0, 1):
                _later(states, people, rate, KEEPS**quarters, own, yes, his, 0.5 * chance)
    return _guessed(states, NEWCOMER) - _guessed(states, MEMBER)


def _later(
    states: dict[State, float],
    people: int,
    rate: float,
    keeps: float,
    own: int,
    yes: int,
    his: int,
    chance: float,
) -> None:
    """`yes` of all but the insider and one other member, who says `his`."""
    first = kept(leaning(_answers(yes + own + his, people)))
    chance *= _of(rate, his)
    stays, turns = keeps + (1 - keeps) * rate, (1 - keeps) * rate
    second_yes = _sums(_binomial(yes, stays), _binomial(people - 2 - yes, turns))
    for now, likely in enumerate(second_yes):
        for his_now in (0, 1):
            moved = _of(stays if his else turns, his_now)
            for newcomer in (0, 1):
                total = now + own + his_now + newcomer
                second = kept(leaning(_answers(total, people + 1)))
                weight = prod((chance, likely, moved, _of(rate, newcomer)))
                states[own, first, second, newcomer, his_now] += weight


def _guessed(states: Mapping[State, float], whose: int) -> float:
    """How often the best guess at that answer is right, by whoever knows their own and what was told."""
    known = defaultdict[tuple[object, ...], list[float]](lambda: [0.0, 0.0])
    for state, weight in states.items():
        known[state[:3]][int(state[whose])] += weight
    return sum(map(max, known.values()))


def _answers(yes: int, people: int) -> list[bool]:
    return [True] * yes + [False] * (people - yes)


def _of(rate: float, answer: int) -> float:
    return rate if answer else 1 - rate


def _binomial(number: int, rate: float) -> list[float]:
    return [comb(number, k) * rate**k * (1 - rate) ** (number - k) for k in range(number + 1)]


def _sums(one: Iterable[float], other: Iterable[float]) -> list[float]:
    """Chances of each sum of two numbers."""
    one, other = list(one), list(other)
    found = [0.0] * (len(one) + len(other) - 1)
    for a, p in enumerate(one):
        for b, q in enumerate(other):
            found[a + b] += p * q
    return found


def _band(share: float) -> str:
    return "most" if share >= 0.7 else "half" if share >= 0.4 else "few"


def _told(pulse: Pulse, at: datetime) -> PulseTold:
    lines = ("half",) * STATEMENTS[pulse]
    return PulseTold(pulse=pulse, at=at, lines=lines, outside=lines, changed=False)
