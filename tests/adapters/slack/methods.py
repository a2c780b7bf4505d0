"""Which of Slack's methods and events the adapter uses, read out of its own source."""

import ast
from collections.abc import Iterator

from slack_sdk.web.async_client import AsyncWebClient

from tests.architecture.sources import HOUSE

SOURCES = (HOUSE / "adapters" / "slack", HOUSE / "bot" / "bootstrap")
METHODS = {name: name.replace("_", ".") for name in dir(AsyncWebClient) if "_" in name.strip("_")}
"""As the library calls them, and as Slack does."""


def methods_used() -> frozenset[str]:
    """By the library's name for a method, or by Slack's own in a string."""
    return frozenset(name for tree in _trees() for name in _in(tree))


def events_heard() -> frozenset[str]:
    """What a listener is there for: `app.event("...")`."""
    return frozenset(
        str(node.args[0].value)
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "event"
        and isinstance(node.args[0], ast.Constant)
    )


def _trees() -> Iterator[ast.AST]:
    for folder in SOURCES:
        for file in sorted(folder.rglob("*.py")):
            yield ast.parse(file.read_text("utf-8"))


def _in(tree: ast.AST) -> Iterator[str]:
    """A table that says something about a method does not use it."""
    known = set(METHODS.values())
    tables = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in METHODS and name != "api_call":
                yield METHODS[name]
            case ast.Constant(value=str(name)) if name in known and id(node) not in tables:
                yield name
