"""Where a source text counts people, or says a number, for tests that hold it to the gate."""

import ast
import re
from collections.abc import Iterator

COUNTS = {"len", "sum", "Counter", "median", "mean", "most_common", "count"}
"""Functions and methods that make a number of many things."""
ANSWERS = {"Slip", "answers", "ballots", "passed", "slips", "taps", "voted"}
"""What people gave without a name, or gave while it is open, by whatever name it is read."""
SAYS = {
    "say", "texts", "listed", "whispered", "count", "button", "Text", "Quote", "Points", "Facts", "Card",
    "Finding", "Choice", "print", "str", "format",
}  # fmt: skip
THRESHOLD = re.compile(r"FEWEST|LEAST|ENOUGH|CROWD|FLOOR|HALF|QUORUM|SHARE|THIRDS")
GATE = "bot.domain.told"
MADE_THERE = {"Told", "Number", "Votes", "Bands", "Alike"}


def thresholds(source: str) -> Iterator[str]:
    """Names of numbers from which on something about people is said, where they are set; and numbers that a
    count is compared with."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign(targets=targets) if _has_number(node.value):
                names = (
                    one.id for at in targets for one in ast.walk(at) if isinstance(one, ast.Name)
                )
                yield from (name for name in names if THRESHOLD.search(name))
            case ast.Compare() if any(map(_counts, ast.walk(node))) and _compared(node) > 2:
                yield ast.unparse(node)


def counted(source: str) -> Iterator[str]:
    """In a text that reads what people gave without a name: everything that is counted there."""
    tree = ast.parse(source)
    if any(_reads_answers(node) for node in ast.walk(tree)):
        yield from (ast.unparse(node) for node in ast.walk(tree) if _counts(node))


def said(source: str) -> Iterator[str]:
    """Numbers of many things that are said, in a sentence or between quotation marks."""
    tree = ast.parse(source)
    numbers = {name for node in ast.walk(tree) for name in _named_counts(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Call() if _called(node) in SAYS:
                given = (*node.args, *(word.value for word in node.keywords))
                yield from (found for one in given for found in _numbers_in(one, numbers))
            case ast.FormattedValue(value=value):
                yield from _numbers_in(value, numbers)


def forged(source: str) -> Iterator[str]:
    """What goes round the gate: a word or number of it made elsewhere, or its private parts taken."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=module, names=names) if module == GATE:
                yield from (alias.name for alias in names if alias.name.startswith("_"))
            case ast.ImportFrom(module=module, names=names) if f"{module}.told" == GATE and any(
                alias.name == "told" for alias in names
            ):
                yield ast.unparse(node)
            case ast.Call(func=ast.Name(id=name)) if name in MADE_THERE & _from_gate(tree):
                yield ast.unparse(node)
            case ast.Import(names=names) if any(alias.name == GATE for alias in names):
                yield ast.unparse(node)


def drawn(source: str) -> Iterator[str]:
    """Bars, whose lengths are numbers."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in {"Bar", "Tally"}:
            yield ast.unparse(node)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _from_gate(tree: ast.AST) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == GATE
        for alias in node.names
    }


def _counts(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or "Decision()" in map(ast.unparse, node.args):
        return False
    is_ours = isinstance(node.func, ast.Name) and node.func.id == "count"
    return _called(node) in COUNTS and not is_ours


def _reads_answers(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Attribute(attr="records"), attr="opened" | "leaves"):
            return True
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.arg(arg=name):
            return name in ANSWERS
        case _:
            return False


def _named_counts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Assign(targets=[target], value=value) if _is_number(value):
            yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def _is_number(value: ast.expr) -> bool:
    match value:
        case ast.Call():
            return _counts(value) or (
                _called(value) in {"str", "int", "max", "min"} and any(map(_is_number, value.args))
            )
        case ast.BinOp(left=left, right=right):
            return _is_number(left) or _is_number(right)
        case ast.Tuple(elts=parts):
            return any(map(_is_number, parts))
        case _:
            return False


def _numbers_in(given: ast.expr, numbers: set[str]) -> Iterator[str]:
    for node in ast.walk(given):
        if _counts(node) or (isinstance(node, ast.Name) and node.id in numbers):
            yield ast.unparse(node)


def _has_number(value: ast.expr) -> bool:
    return any(
        isinstance(one, ast.Constant)
        and isinstance(one.value, int | float)
        and not isinstance(one.value, bool)
        for one in ast.walk(value)
    )


def _compared(node: ast.Compare) -> float:
    """The largest number written out in a comparison."""
    found = (one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant))
    return max((one for one in found if isinstance(one, int | float)), default=0)
