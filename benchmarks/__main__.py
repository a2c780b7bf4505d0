"""Run every part, or those that are named, and say on which machine."""

import importlib
import os
import pkgutil
import platform
import sqlite3
import sys

import benchmarks


def main(wanted: list[str]) -> None:
    print(machine())
    for part in wanted or parts():
        module = importlib.import_module(f"benchmarks.{part}")
        if hasattr(module, "main"):
            print(f"\n== {part} ==", flush=True)
            module.main()


def parts() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def machine() -> str:
    """Figures mean nothing without it."""
    return (
        f"{os.cpu_count()} cores, {_memory_gb():.0f} GB, {platform.platform(terse=True)}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


if __name__ == "__main__":
    main(sys.argv[1:])
