"""How the attack counts: against values that are known."""

import numpy as np
import pytest

from tests.safety.attack.classifier import Question, posteriors, signs
from tests.safety.attack.differencing import as_published, recovered
from tests.safety.attack.identity import Faces, hashes
from tests.safety.attack.methods.orders import by_order
from tests.safety.attack.mutations.of_numbers import NUMBERS
from tests.safety.attack.sight import Sight
from tests.safety.attack.statistics import FULL, QUICK, Measured, beta_below, measured, upper_bound
from tests.safety.attack.style import guessed_by_style

ANN, BEN, CAT = (f"test/w/U{name}" for name in ("ANN0000001", "BEN0000001", "CAT0000001"))


@pytest.mark.parametrize(
    ("x", "a", "b", "below"),
    [(0.5, 2, 3, 0.6875), (0.2, 5, 5, 0.01958144), (0.75, 1, 1, 0.75), (0.9, 2, 1, 0.81)],
)
def test_the_incomplete_beta_function_has_its_known_values(
    x: float, a: float, b: float, below: float
) -> None:
    assert beta_below(x, a, b) == pytest.approx(below, abs=1e-7)


@pytest.mark.parametrize(
    ("hits", "of", "bound"),
    [(0, 100, 1 - 0.05**0.01), (5, 100, 0.102253), (100, 100, 1.0), (200, 1000, 0.221951)],
)
def test_the_bound_is_clopper_and_pearsons(hits: float, of: int, bound: float) -> None:
    assert upper_bound(hits, of) == pytest.approx(bound, abs=1e-5)


@pytest.mark.parametrize(("people", "bound"), [(5, 0.211), (8, 0.134), (12, 0.091), (15, 0.074)])
def test_with_four_thousand_notes_pure_chance_stays_under_the_gate(
    people: int, bound: float
) -> None:
    assert upper_bound(4000 / people, 4000) == pytest.approx(bound, abs=0.0006)
    assert bound < 1 / people + FULL.more


def test_a_leak_of_four_points_is_over_the_gate() -> None:
    for people in (5, 8, 12, 15):
        right = 1 / people + 0.04
        found = Measured(4000, 1 / people, right, upper_bound(right * 4000, 4000), 1.0, 1.0)
        assert FULL.broken(found) == ["right too often"]


def test_whoever_knows_nothing_is_right_as_often_as_chance_and_as_doubtful_as_can_be() -> None:
    found = measured([np.full(size, 1 / size) for size in (5, 10)], [0, 7])

    assert found.right == found.chance == pytest.approx(0.15)
    assert (found.sure, found.entropy) == (pytest.approx(1.0), pytest.approx(1.0))


def test_whoever_knows_all_breaks_every_gate() -> None:
    certain = [np.eye(8)[who] for who in range(8)] * 50
    found = measured(certain, list(range(8)) * 50)

    assert FULL.broken(found) == QUICK.broken(found)
    assert len(FULL.broken(found)) == 3


def asked(tells: float, notes: int = 300, people: int = 8) -> list[Question]:
    """A number that stands out for the writer by so much, and one that is noise."""
    chance, found = np.random.default_rng(4), []
    for note in range(notes):
        true = int(chance.integers(people))
        numbers = {name: chance.normal(size=people) for name in ("telling", "noise")}
        numbers["telling"][true] += tells
        found.append(Question(f"window {note // 3}", numbers, people, true))
    return found


def test_the_guesser_hears_what_tells_and_is_deaf_to_noise() -> None:
    telling, nothing = asked(1.5), asked(0.0)

    assert signs(telling)[0].name == "telling"
    assert measured(posteriors(telling), [one.true for one in telling]).right > 0.4
    silent = measured(posteriors(nothing), [one.true for one in nothing])
    assert silent.right == pytest.approx(silent.chance)


def test_an_order_that_was_kept_is_matched_to_the_order_of_the_presses() -> None:
    from datetime import UTC, datetime

    presses = {
        one: datetime(2027, 1, 4, hour, tzinfo=UTC) for hour, one in enumerate((ANN, BEN, CAT), 9)
    }
    sight = Sight(
        texts=["first", "last"],
        circle=(ANN, BEN, CAT),  # type: ignore[arg-type]
        presses=presses,  # type: ignore[arg-type]
        orders={"told": ["first", "last"]},
    )

    likely = by_order(sight)["order: told"]

    assert likely[0].argmax() == 0
    assert likely[1].argmax() == 2
    assert likely[0][2] < -5, "the last who pressed can't have written the first of two"


@pytest.mark.parametrize("length", [8, 16, 32])
def test_somebody_is_found_by_any_hash_of_theirs_even_cut_off(length: int) -> None:
    secret = b"a secret that was found somewhere"
    faces = Faces([ANN, BEN], [secret])  # type: ignore[list-item]

    for one in hashes(ANN, (secret,)):  # type: ignore[arg-type]
        assert faces.in_bytes(one[:length]) == {ANN}
        assert faces.in_text(f"member={one.hex()[: 2 * length]}") == {ANN}
    assert faces.in_text(f"from {BEN}") == {BEN}
    assert faces.in_bytes(bytes(length)) == set()


@pytest.mark.parametrize("people", [7, 10])
def test_what_is_told_of_numbers_gives_nothing_away_beyond_its_words(people: int) -> None:
    found = recovered(people, 300, as_published)

    assert (found.right, found.doubt) == (pytest.approx(found.base), pytest.approx(1.0))


@pytest.mark.parametrize("leak", NUMBERS)
def test_numbers_that_tell_too_much_are_noticed(leak: str) -> None:
    publishes, again = NUMBERS[leak]

    assert recovered(8, 200, publishes, again=again).broken(QUICK) != []


def test_the_way_of_writing_gives_people_away_and_a_plain_copy_helps() -> None:
    as_written = guessed_by_style(8, 80, plain=False)

    assert as_written > 2 / 8
    assert guessed_by_style(8, 80, plain=True) < as_written
