"""*Done* and a receipt handed in a hurry know no community and no member: held by what they may import."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.boundary.tokens import WITHOUT_A_TRACE
from bot.conversations.routing import FORMS
from tests.architecture.sources import HOUSE, imported

BEHIND_THE_DOOR = ("going_through", "taking_back")
"""The modules that answer what leaves no trace."""
FORBIDDEN = {
    "bot.boundary.ports",
    "bot.conversations.known",
    "bot.conversations.saying",
    "bot.domain.community",
    "bot.domain.people",
    "bot.domain.session",
    "bot.domain.member_card",
    "bot.domain.contribution",
    "bot.domain.worry",
    "logging",
    "adapters",
    "storage",
}
"""Who somebody is, when sessions are, and every way to tell of it."""


def module_file(name: str) -> Path | None:
    path = HOUSE / Path(*name.split("."))
    file = path.with_suffix(".py")
    return file if file.is_file() else path / "__init__.py" if path.is_dir() else None


def reached(module: str) -> Iterator[str]:
    """Everything that a module imports of ours, however far away; and what is imported from a package."""
    seen, ahead = set[str](), [module]
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        file = module_file(name)
        if file is not None and name.startswith("bot"):
            ahead += [one for found in imported(file) for one in (found, *_from(file, found))]


def _from(file: Path, package: str) -> Iterator[str]:
    """`from package import module` names a module, too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            names = (f"{package}.{alias.name}" for alias in node.names)
            yield from (name for name in names if module_file(name))


@pytest.mark.parametrize("module", BEHIND_THE_DOOR)
def test_what_leaves_no_trace_knows_no_community_and_nobody(module: str) -> None:
    found = set(reached(f"bot.conversations.notes.{module}"))

    assert f"bot.conversations.notes.{module}" in found
    assert {"bot.domain.notes_sheets", "bot.words"} <= found
    assert found & FORBIDDEN == set()


@pytest.mark.parametrize("act", sorted(WITHOUT_A_TRACE))
def test_it_is_handed_over_in_one_line_with_nothing_but_the_records(act: str) -> None:
    handler = next(FORMS[one] for one in WITHOUT_A_TRACE if one == act)
    source = HOUSE / Path(*handler.__module__.split(".")).with_suffix(".py")
    (function,) = (
        node
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == handler.__name__
    )

    assert len(function.body) == 1
    assert ast.unparse(function.body[0]).endswith("(submitted, token, known.records)")


def test_every_act_without_a_trace_is_a_form() -> None:
    assert {act for act in WITHOUT_A_TRACE if act in FORMS} == WITHOUT_A_TRACE


def test_the_test_sees_far() -> None:
    """What reads a community is found through others."""
    assert "bot.domain.community" in set(reached("bot.conversations.notes.checking_in"))
