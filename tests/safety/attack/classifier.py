"""A trained guesser over whatever numbers there are: conditional logistic regression, person against person.

It is trained on windows whose truth is given and asked about others. A number is listened to only if it
told something there beyond chance, so that it does not guess by noise.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FOLDS = 5
LISTENS_FROM = 4.0
"""Standard deviations from chance."""
FEWEST = 8
"""Notes about which a number must say anything at all."""
_STEPS, _HELD_BACK, _SMALL = 25, 1.0, 1e-9
Numbers = Mapping[str, np.ndarray]
"""By its name, for each note (down) and each in its circle (across)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One note: what is known of each in the circle, and who it was. `window` keeps notes together that are
    learnt from, or asked about, as one."""

    window: str
    numbers: Mapping[str, np.ndarray]
    size: int
    true: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A number that tells more than chance would, and by how many standard deviations."""

    name: str
    strength: float


def signs(questions: Sequence[Question]) -> list[Sign]:
    """Every number that speaks, the loudest first: the score test at the point where all are equally likely."""
    names = sorted({name for one in questions for name in one.numbers})
    found = (Sign(name, _strength(questions, name)) for name in names)
    return sorted((one for one in found if one.strength), key=lambda one: -abs(one.strength))


def posteriors(questions: Sequence[Question]) -> list[np.ndarray]:
    """What is believed of each, for every note, by one who was trained without its window."""
    believed: list[np.ndarray] = [np.full(one.size, 1 / one.size) for one in questions]
    for fold in range(FOLDS):
        mine = [place for place, one in enumerate(questions) if _fold(one.window) == fold]
        others = [one for one in questions if _fold(one.window) != fold]
        names = [one.name for one in signs(others) if abs(one.strength) >= LISTENS_FROM]
        if not names:
            continue
        scale = _scale(others, names)
        weights = _trained([_table(one, names) / scale for one in others], [q.true for q in others])
        for place in mine:
            believed[place] = _softmax(_table(questions[place], names) / scale @ weights)
    return believed


def _fold(window: str) -> int:
    return zlib.crc32(window.encode()) % FOLDS


def _strength(questions: Sequence[Question], name: str) -> float:
    told, spread, notes = 0.0, 0.0, 0
    for one in questions:
        values = one.numbers.get(name)
        if values is None:
            continue
        told += values[one.true] - values.mean()
        spread += values.var()
        notes += 1
    return told / np.sqrt(spread) if notes >= FEWEST and spread > _SMALL else 0.0


def _table(one: Question, names: Sequence[str]) -> np.ndarray:
    nothing = np.zeros(one.size)
    table = np.stack([one.numbers.get(name, nothing) for name in names], axis=1)
    return table - table.mean(axis=0)


def _scale(questions: Sequence[Question], names: Sequence[str]) -> np.ndarray:
    every = np.concatenate([_table(one, names) for one in questions])
    return np.maximum(every.std(axis=0), _SMALL)


def _trained(tables: Sequence[np.ndarray], true: Sequence[int]) -> np.ndarray:
    """By Newton's method, held back a little towards knowing nothing."""
    weights = np.zeros(tables[0].shape[1])
    for _ in range(_STEPS):
        slope, bend = -_HELD_BACK * weights, _HELD_BACK * np.eye(len(weights))
        for table, who in zip(tables, true, strict=True):
            believed = _softmax(table @ weights)
            mean = believed @ table
            slope += table[who] - mean
            bend += (table * believed[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights += step / max(1.0, np.abs(step).max() / 2)
        if np.abs(step).max() < 1e-5:
            break
    return weights


def _softmax(values: np.ndarray) -> np.ndarray:
    raised = np.exp(values - values.max())
    return raised / raised.sum()
