"""Who may import whom: the contracts of pyproject.toml, run."""

import subprocess
import sys

from tests.architecture.sources import HOUSE


def test_imports_point_inwards() -> None:
    lint = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()")

    done = subprocess.run([*lint, "--no-cache"], cwd=HOUSE, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout
