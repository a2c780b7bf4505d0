"""A whole year, played through the practice room: `lcbot rehearse examples/a-year.toml`."""

import time
from io import StringIO
from pathlib import Path

from rich.console import Console

from bot.bootstrap.rehearsing import rehearse

SCRIPT = Path(__file__).parents[1] / "examples" / "a-year.toml"


def main() -> None:
    told, began = StringIO(), time.perf_counter()
    rehearse(SCRIPT, Console(file=told, width=80, highlight=False))
    took = time.perf_counter() - began
    print(f"{'':34}{'measured':>12}{'wanted':>12}")
    print(f"{'a year of nine people':34}{f'{took:.1f} s':>12}{'< 60 s':>12}")
    print(f"{'lines told':34}{len(told.getvalue().splitlines()):>12,}")
