"""What came of an attack: each attacker against chance, and what failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.safety.attack.attackers import GATED, Attacker
from tests.safety.attack.cell import Harvest
from tests.safety.attack.classifier import Sign, posteriors, signs
from tests.safety.attack.statistics import Gate, Measured, measured


@dataclass(frozen=True, slots=True)
class Verdict:
    attacker: Attacker
    found: Measured
    signs: tuple[Sign, ...]
    """What spoke loudest, whether or not it was loud enough to be listened to."""

    def broken(self, gate: Gate) -> list[str]:
        if self.attacker not in GATED:
            return []
        loud = [one.name for one in self.signs if abs(one.strength) > gate.loud]
        return [*gate.broken(self.found), *(f"a sign, {name}" for name in loud)]


def verdicts(harvest: Harvest) -> list[Verdict]:
    return [_verdict(attacker, harvest) for attacker in Attacker if harvest.asked.get(attacker)]


def _verdict(attacker: Attacker, harvest: Harvest) -> Verdict:
    asked = harvest.asked[attacker]
    found = measured(posteriors(asked), [one.true for one in asked])
    return Verdict(attacker, found, tuple(signs(asked)[:3]))


def failures(harvest: Harvest, found: list[Verdict], gate: Gate) -> Iterator[str]:
    """Nothing, where the promise is kept."""
    yield from (
        f"found: {what} ({many} windows)" for what, many in sorted(harvest.findings.items())
    )
    for one in found:
        for why in one.broken(gate):
            loudest = f" ({one.signs[0].name})" if one.signs else ""
            yield (
                f"{one.attacker}: {why}, {one.found.right:.1%} against {one.found.chance:.1%}{loudest}"
            )
