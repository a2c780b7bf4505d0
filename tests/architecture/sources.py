"""Reading the project itself, for tests that hold the house to its rules."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
CORE = ("domain", "boundary", "words", "conversations", "engine.py")
"""What may know neither frameworks, nor platforms, nor the time."""


def core_files() -> Iterator[Path]:
    for room in CORE:
        path = HOUSE / "bot" / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def imported(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module


def classes(folder: Path) -> set[str]:
    """Public classes of the modules in a folder."""
    trees = [ast.parse(file.read_text("utf-8")) for file in folder.rglob("*.py")]
    found = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    return {name for name in found if not name.startswith("_")}


def our_files() -> list[Path]:
    """Every text file that is part of the project, also one that is not committed yet."""
    asked = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(asked, cwd=HOUSE, capture_output=True, check=True).stdout
    paths = [HOUSE / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".ico"}]
