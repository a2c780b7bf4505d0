"""What is used of Node while the bot is developed is locked, and the lock says nothing about where it comes from."""

import json

import pytest

from tests import node
from tests.architecture.sources import HOUSE

PACKAGES = {
    name.removeprefix("node_modules/"): one
    for name, one in json.loads(node.LOCK.read_text("utf-8"))["packages"].items()
    if name
}
ASKED = json.loads((node.HERE / "package.json").read_text("utf-8"))["devDependencies"]


def test_everything_locked_has_an_exact_version_and_a_hash() -> None:
    assert PACKAGES
    assert [
        name
        for name, one in PACKAGES.items()
        if not one.get("version") or not one.get("integrity", "").startswith("sha512-")
    ] == []


def test_the_lock_names_no_address() -> None:
    assert "://" not in node.LOCK.read_text("utf-8")
    assert [name for name, one in PACKAGES.items() if "resolved" in one] == []


@pytest.mark.parametrize("name", sorted(ASKED))
def test_what_is_asked_for_is_what_is_locked(name: str) -> None:
    assert PACKAGES[name]["version"] == ASKED[name]


def test_the_bot_itself_needs_none_of_it() -> None:
    rooms = [HOUSE / room for room in ("bot", "adapters", "storage")]

    assert [path for room in rooms for path in room.rglob("package*.json")] == []
    assert [
        path for room in rooms for path in room.rglob("*.py") if "nodejs" in path.read_text("utf-8")
    ] == []
