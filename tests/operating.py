"""`lcbot` as an operator meets it: real processes in a folder of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

HOUSE = Path(__file__).parents[1]
STOPS_WITHIN = 5.0


@dataclass
class Operator:
    """Types commands in a folder of their own."""

    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def types(
        self, *words: str, before: tuple[str, ...] = (), **settings: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*before, sys.executable, "-m", "bot.cli", *words],
            cwd=self.folder,
            env=self._environment(settings),
            capture_output=True,
            text=True,
            timeout=180,
        )

    def starts(self, asked_to: str = "run", **settings: str) -> "Running":
        process = self._begin(asked_to, settings)
        assert process.stdout
        return Running(process, process.stdout.readline())

    def starts_to(self, until: str, **settings: str) -> "Running":
        """It is not ready yet, and has said in its log what `until` is part of."""
        process = self._begin("run", settings)
        assert process.stderr
        return Running(process, next(line for line in process.stderr if until in line))

    def _begin(self, word: str, settings: dict[str, str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "bot.cli", word],
            cwd=self.folder,
            env=self._environment(settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        mine = {"LCBOT_PORT": str(self.port), "PYTHONPATH": str(HOUSE), "PATH": os.environ["PATH"]}
        return {**mine, **settings}


@dataclass
class Running:
    """A bot that runs. `line` is what it said when it was ready, or came to where it is."""

    process: "subprocess.Popen[str]"
    line: str

    def stops(self, sign: signal.Signals = signal.SIGINT) -> float:
        """Seconds that it took."""
        began = time.monotonic()
        self.told_to_stop(sign)
        return time.monotonic() - began

    def told_to_stop(self, sign: signal.Signals = signal.SIGINT) -> tuple[str, str]:
        """What it says on that, and what it says aside."""
        self.process.send_signal(sign)
        said, aside = self.process.communicate(timeout=60)
        return said, aside


def as_anybody() -> tuple[str, ...]:
    """Root may write anywhere; without its powers it is held to a folder's rules like everybody."""
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()


def ask(operator: Operator, path: str, body: object = None) -> dict[str, object]:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"http://127.0.0.1:{operator.port}{path}", data), timeout=30) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def the_sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What trouble says: one line, and status 1."""
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr
