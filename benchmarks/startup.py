"""From start to ready, and how much memory a resting bot holds: a real `lcbot run`, started several times."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

TIMES = 5
PATIENCE = 30.0
"""Seconds until a start has failed."""
RESTS = 2.0
"""Seconds of rest before memory is read."""


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        started = [one_start(Path(data)) for _ in range(TIMES)]
    first, later = started[0], started[1:]
    print(f"{'':34}{'measured':>12}{'wanted':>12}")
    _row("first start, database made", f"{first.ready:.2f} s", "< 2 s")
    _row("later starts, median", f"{statistics.median(one.ready for one in later):.2f} s", "< 2 s")
    _row("resident memory, most", f"{max(one.memory for one in started):.0f} MB", "< 120 MB")
    _row("stop, slowest", f"{max(one.stopped for one in started):.2f} s", "< 5 s")


class Start:
    """Seconds until ready, megabytes at rest, seconds until stopped."""

    def __init__(self, ready: float, memory: float, stopped: float) -> None:
        self.ready, self.memory, self.stopped = ready, memory, stopped


def one_start(data: Path) -> Start:
    port = free_port()
    environment = {**os.environ, "LCBOT_DATA": str(data), "LCBOT_PORT": str(port)}
    began = time.perf_counter()
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_ready(port, bot)
        ready = time.perf_counter() - began
        time.sleep(RESTS)
        memory = resident_mb(bot.pid)
        stopping = time.perf_counter()
        bot.send_signal(signal.SIGTERM)
        bot.wait(PATIENCE)
        return Start(ready, memory, time.perf_counter() - stopping)
    finally:
        bot.kill()


def until_ready(port: int, bot: "subprocess.Popen[bytes]") -> None:
    for _ in range(int(PATIENCE / 0.02)):
        if bot.poll() is not None:
            raise RuntimeError("lcbot run ended before it was ready")
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError("lcbot run was not ready in time")


def resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _row(what: str, measured: str, wanted: str) -> None:
    print(f"{what:34}{measured:>12}{wanted:>12}")


if __name__ == "__main__":
    main()
