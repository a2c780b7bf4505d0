"""Processes that are killed at any moment, and what a chat platform saw of it.

The platform is a file that is only ever appended to: a line is there from the moment that the
"platform" has taken a post, whatever becomes of the process that sent it. tests/simulation/test_kill.py
runs this small, benchmarks/kill.py in full size.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from adapters.clock import SystemClock
from bot.domain.contribution import Contribution
from bot.domain.ids import CommunityId, RecordId
from tests.contracts.given import Rig, community, direct, draft, post

SPEED = 10
"""The processes' clocks run this fast: a lease of 30 s ends after 3 s."""
LONGEST = 300
"""Seconds after which a run is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`can_be_asked`: whether the platform answers if a post stands there."""

    url: str
    folder: Path
    processes: int
    alarms: int
    posts: int
    kills: int
    can_be_asked: bool
    communities: int = 10
    seed: int = 1
    began: datetime = field(default_factory=SystemClock.now)

    @property
    def platform(self) -> Path:
        return self.folder / "platform.log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came of it. `effects` and `carried` count how often each alarm and post had its effect."""

    kills: int
    seconds: float
    effects: Counter[str]
    carried: Counter[str]
    doubtful: int

    def missing(self, expected: int) -> int:
        return expected - len(self.carried)

    @property
    def twice(self) -> int:
        return sum(1 for times in self.carried.values() if times > 1)


def run(trial: Trial) -> Seen:
    """Fill the outbox and set the alarms; let the processes work and kill them; let them finish."""
    prepare(trial)
    began, chance = time.monotonic(), random.Random(trial.seed)
    workers = [_start(trial) for _ in range(trial.processes)]
    try:
        kills = _kill_at_random(trial, workers, chance)
        failed = [worker.wait(LONGEST) for worker in workers]
    finally:
        for worker in workers:
            _kill(worker)
    if any(failed):
        raise RuntimeError("a process failed")
    return _look(trial, kills, time.monotonic() - began)


def _kill_at_random(
    trial: Trial, workers: list[subprocess.Popen[str]], chance: random.Random
) -> int:
    """Each that is killed is followed by another. How many were killed at work."""
    kills = 0
    while kills < trial.kills and any(worker.poll() is None for worker in workers):
        time.sleep(chance.uniform(0.02, 0.25))
        number = chance.randrange(trial.processes)
        kills += _kill(workers[number])
        workers[number] = _start(trial)
    return kills


def prepare(trial: Trial) -> None:
    now = trial.began
    homes = [CommunityId(RecordId(f"c{number}")) for number in range(trial.communities)]
    rig = Rig(trial.url)
    rig.keep(*(community(home, rooms=()) for home in homes), at=now)
    due = now - timedelta(hours=1)
    rig.keep(
        *(
            draft(f"a{number}", due, of=homes[number % trial.communities])
            for number in range(trial.alarms)
        ),
        at=now,
    )
    rig.say(
        *(
            post("invitation", direct(number), community=homes[number % trial.communities])
            for number in range(trial.posts)
        ),
        at=now,
    )
    rig.close()


def _start(trial: Trial) -> subprocess.Popen[str]:
    """Started and at work: its first line says so."""
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.simulation.worker",
            trial.url,
            str(trial.platform),
            "asked" if trial.can_be_asked else "silent",
            str(SPEED),
            trial.began.isoformat(),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    worker.stdout.readline()
    return worker


def _kill(worker: subprocess.Popen[str]) -> bool:
    """Whether there was anything to kill."""
    alive = worker.poll() is None
    worker.kill()
    worker.wait()
    if worker.stdout is not None:
        worker.stdout.close()
    return alive


def _look(trial: Trial, kills: int, seconds: float) -> Seen:
    rig = Rig(trial.url)
    effects: Counter[str] = Counter()
    with rig.offices.open() as office:
        for number in range(trial.alarms):
            found = office.records.all(Contribution, RecordId(f"a{number}"))
            effects[f"a{number}"] = len(found)
    doubtful = rig.health(trial.began).doubtful
    rig.close()
    lines = trial.platform.read_text().splitlines()
    return Seen(
        kills=kills,
        seconds=seconds,
        effects=effects,
        carried=Counter(line.split(" ", 1)[1] for line in lines),
        doubtful=doubtful,
    )
