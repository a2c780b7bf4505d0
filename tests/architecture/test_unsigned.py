"""What is without a name can't be joined to a person: not by the tables, not by the code (docs/decisions/0016)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean, LargeBinary, String, Table

from storage import unsigned
from storage.tables import UNSIGNED, metadata
from storage.unsigned import UNOPENED
from tests.architecture.sources import HOUSE

COLUMNS = {
    "window_key": {"window", "community", "wrapped"},
    "window_box": {"window", "sealed"},
    "window_door": {"window", "mark", "passed", "delivery"},
    "note": {"key", "community", "window", "sealed"},
    "box": {"box", "community", "wrapped"},
    "box_slip": {"box", "tag", "sealed"},
}
"""Nothing more. Whoever adds a column here adds it to what can be found out."""

HANDLE = ("notes", "windows", "kept_notes", "leaves", "box")
LEAN_ON = ("keys", "key_tables", "seal", "unsigned", "upsert")
"""Of storage, with the types of columns, and on nothing else of it: no record, no alarm, no post, no health."""
FROM_THE_CORE = {
    "bot.boundary.arrivals": {"DeliveryId"},
    "bot.boundary.decision": {"Slip"},
    "bot.boundary.ports": {"Mint"},
    "bot.boundary.trouble": {"Trouble"},
    "bot.domain.ids": {"CommunityId", "PersonId", "RecordId"},
}
"""And what bot/boundary/notes.py says."""
OTHERS = {"collections", "functools", "hashlib", "hmac", "json", "os", "typing"}
FRAMEWORKS = {"cryptography", "pydantic", "sqlalchemy"}
"""Nothing that logs, counts, waits or tells the time."""


@pytest.mark.parametrize("table", UNSIGNED, ids=str)
def test_it_has_these_columns_and_no_others(table: Table) -> None:
    assert set(table.columns.keys()) == COLUMNS[table.name]


@pytest.mark.parametrize("table", UNSIGNED, ids=str)
def test_it_has_no_time_and_no_number(table: Table) -> None:
    assert [
        column.name
        for column in table.columns
        if not isinstance(column.type, String | LargeBinary | Boolean)
        or column.default is not None
        or column.server_default is not None
        or column.onupdate is not None
    ] == []


@pytest.mark.parametrize("table", UNSIGNED, ids=str)
def test_it_lies_by_its_key_and_not_in_the_order_of_writing(table: Table) -> None:
    """SQLite counts up a `rowid` for every other table."""
    assert table.dialect_options["sqlite"]["with_rowid"] is False
    assert len(table.primary_key.columns) > 0


@pytest.mark.parametrize("table", UNSIGNED, ids=str)
def test_no_path_of_foreign_keys_leads_from_it_to_a_person(table: Table) -> None:
    assert {one.name for one in reached(table)} <= {*COLUMNS, "community_key"}


def test_no_foreign_key_of_any_other_table_leads_to_it() -> None:
    assert [
        table.name
        for table in metadata.sorted_tables
        if table not in UNSIGNED and reached(table) & set(UNSIGNED)
    ] == []


@pytest.mark.parametrize("name", [*HANDLE, *LEAN_ON])
def test_the_code_that_handles_it_knows_nothing_of_records_logs_counts_or_alarms(name: str) -> None:
    known = {f"storage.{one}" for one in (*HANDLE, *LEAN_ON, "types")} | {"bot.boundary.notes"}

    assert [
        f"{module}.{thing}"
        for module, thing in imported(HOUSE / "storage" / f"{name}.py")
        if module not in known
        and thing not in FROM_THE_CORE.get(module, set())
        and module.partition(".")[0] not in OTHERS | FRAMEWORKS
    ] == []


def test_no_other_code_names_its_tables() -> None:
    names = {table.name for table in UNSIGNED}
    found = {
        file.stem
        for file in sorted((HOUSE / "storage").rglob("*.py"))
        for module, thing in imported(file)
        if module == "storage.unsigned" and thing in names
    }

    assert found == {"windows", "kept_notes", "box", "keys", "sweeping"}


def test_no_other_code_spells_its_tables_out() -> None:
    """In SQL written by hand, or by looking them up."""
    names = {table.name for table in UNSIGNED} - {"box", "note"}
    found = {
        file.relative_to(HOUSE).as_posix()
        for room in ("bot", "adapters", "storage")
        for file in sorted((HOUSE / room).rglob("*.py"))
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if names & set(re.findall(r"\w+", node.value))
    }

    assert found == {"storage/unsigned.py", "storage/leaves.py"}, (
        "leaves are sealed for their place"
    )


def test_no_table_is_beside_the_list() -> None:
    """What is declared with them is one of them, and is swept, left out of backups and looked at here."""
    declared = {one for one in vars(unsigned).values() if isinstance(one, Table)}

    assert declared == set(UNSIGNED)
    assert {table.name for table in UNSIGNED} == COLUMNS.keys()
    assert set(UNSIGNED) - set(UNOPENED) == {unsigned.note}


@pytest.mark.parametrize("name", HANDLE)
def test_the_code_that_handles_it_joins_nothing_and_loads_nothing_by_name(name: str) -> None:
    """What it may import is held above; this is the way round it."""
    tree = ast.parse((HOUSE / "storage" / f"{name}.py").read_text("utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    joins = {one for one in called if re.search(r"(^|\.)(outer)?join(_from)?$", one)}
    assert {one for one in joins if not one.startswith(("b''.", "''.", "b'"))} == set()
    assert (
        called & {"__import__", "eval", "exec", "getattr", "globals", "text", "print", "open"}
        == set()
    )


def reached(table: Table) -> set[Table]:
    """Every table to which a path of foreign keys leads."""
    found, next_ones = set[Table](), [table]
    while next_ones:
        one = next_ones.pop()
        new = {key.column.table for key in one.foreign_keys} - found
        found |= new
        next_ones += new
    return found


def imported(file: Path) -> Iterator[tuple[str, str]]:
    """Every module that a file imports, and what from it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from ((alias.name, "") for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((module, alias.name) for alias in names)
