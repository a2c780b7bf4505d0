"""A log has no words, no names and no request lines: held by what is handed to it (docs/what-is-kept.md)."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE

LEVELS = {"debug", "info", "warning", "error", "critical", "log", "exception"}
REVIEWED: Mapping[str, str] = {
    "adapters/practice/app.py: problem": "an error of the disk",
    "adapters/practice/hearing.py: where": "lines of the program, without their values",
    "adapters/slack/homes.py: refused.why": "Slack's code for a refusal",
    "adapters/slack/whispering.py: refused.why": "Slack's code for a refusal",
    "adapters/slack/installing.py: safe(code(refused))": "Slack's code for a refusal",
    "adapters/slack/goodbyes.py: self.sentence": "a sentence of ours",
    "adapters/slack/signatures.py: SAYS[knock]": "a sentence of ours",
    "adapters/slack/credentials.py: _why(later)": "a sentence of ours",
    "adapters/slack/credentials.py: AGAIN.format(seconds=_seconds(after))": "a sentence of ours and a number",
}
"""What is logged besides a sentence of ours and the kind of a thing or failure."""


def test_what_is_logged_is_a_sentence_of_ours_and_the_kind_of_a_thing() -> None:
    found = {f"{place}: {one}" for place, source in ours() for one in handed_over(source)}

    assert found ^ REVIEWED.keys() == set()


def test_the_site_keeps_no_log_of_requests() -> None:
    found = [kept for _, source in ours() for kept in runners(source)]

    assert found == ["access_log=None"]


@pytest.mark.parametrize(
    "planted",
    [
        "log.info('%s has come', arrival.who.person)",
        "log.info(f'{arrival.who} has come')",
        "log.warning('%s', problem)",
        "self._log.error(words)",
        "log.exception('It failed')",
        "logging.getLogger(__name__).info('%s', note)",
        "log.error('It failed', exc_info=True)",
    ],
)
def test_whoever_logs_more_is_found(planted: str) -> None:
    assert list(handed_over(planted)) != []


def test_what_is_harmless_is_not_found() -> None:
    harmless = (
        "OUT = 'Gone'\nlog.error(OUT)\nlog.warning('It stopped after %s.', type(one).__name__)"
    )

    assert list(handed_over(harmless)) == []


def test_a_log_of_requests_is_found() -> None:
    assert list(runners("web.AppRunner(site)")) == [""]


def handed_over(source: str) -> Iterator[str]:
    """Everything that a call of a log gets but sentences and kinds; a traceback too, since it quotes values."""
    tree = ast.parse(source)
    sentences = set(_named_sentences(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=speaker, attr=level)) if (
                level in LEVELS and _is_log(speaker)
            ):
                if level == "exception" or node.keywords:
                    yield ast.unparse(node)
                yield from (
                    ast.unparse(one)
                    for one in node.args
                    if not _is_sentence(one)
                    and not _is_kind(one)
                    and not (isinstance(one, ast.Name) and one.id in sentences)
                )


def _named_sentences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_sentence(value):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if _is_sentence(
                value
            ):
                yield name


def runners(source: str) -> Iterator[str]:
    """How each site is run: what it is told about a log of requests."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in (
                "AppRunner",
                "run_app",
            ):
                told = (ast.unparse(one) for one in node.keywords if one.arg == "access_log")
                yield next(told, "")


def ours() -> Iterator[tuple[str, str]]:
    for room in ("bot", "adapters", "storage"):
        for file in sorted((HOUSE / room).rglob("*.py")):
            yield Path(file).relative_to(HOUSE).as_posix(), file.read_text("utf-8")


def _is_log(speaker: ast.expr) -> bool:
    words = ast.unparse(speaker)
    return "getLogger" in words or words.rpartition(".")[2].strip("_").lower() in {"log", "logger"}


def _is_sentence(one: ast.expr) -> bool:
    return isinstance(one, ast.Constant) and isinstance(one.value, str)


def _is_kind(one: ast.expr) -> bool:
    match one:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="type")), attr="__name__"):
            return True
        case _:
            return False
