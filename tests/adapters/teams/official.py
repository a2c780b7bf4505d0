"""What Microsoft itself says of cards: the schema of version 1.5 (`schema.json`, its structure without its prose), and
the typed models of its Teams SDK (`microsoft-teams-cards`). Each element is held against its own kind.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import microsoft_teams.cards as models
from jsonschema import Draft6Validator  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError

SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))["definitions"]
KINDS = "ImplementationsOf."
TEAMS_OWN = {"choices.data"}
"""What Teams adds to the schema. The models know it."""


WORDS = {"text", "title", "label", "fallbackText", "tooltip", "errorMessage", "value", "id"}
"""Where any words do, and none more than others."""


def misshapen(card: Any) -> Iterator[str]:
    for node in typed(card):
        yield from _misshapen(json.dumps(_shape(node), sort_keys=True))


@cache
def _misshapen(shape: str) -> Sequence[str]:
    """Of everything alike, once."""
    node = json.loads(shape)
    return [f"{node['type']}: {wrong}" for wrong in (*by_schema(node), *by_models(node))]


def _shape(node: Any) -> Any:
    """Without anybody's words; and what stands in it, by its kind alone."""
    return {
        name: "words" if name in WORDS and isinstance(value, str) else _kinds_in(value)
        for name, value in node.items()
    }


def _kinds_in(value: Any) -> Any:
    match value:
        case list():
            return [
                json.loads(one)
                for one in dict.fromkeys(json.dumps(_kinds_in(each)) for each in value)
            ]
        case {"type": str(kind), "dataset": _}:
            return value
        case {"type": str(kind)}:
            return {"type": kind}
        case {"title": str(), "value": str()}:
            return {"title": "words", "value": "words"}
        case _:
            return value


def typed(node: Any) -> Iterator[Mapping[str, Any]]:
    """Everything in it that says what it is, but for what the buttons carry."""
    if isinstance(node, list):
        for each in node:
            yield from typed(each)
    elif isinstance(node, dict):
        if "type" in node:
            yield node
        for name, value in node.items():
            if name not in {"data", *TEAMS_OWN}:
                yield from typed(value)


def by_schema(node: Mapping[str, Any]) -> Iterator[str]:
    known = {name: value for name, value in node.items() if name not in TEAMS_OWN}
    validator = _validator(str(node["type"]))
    if validator is None:
        yield "not in the schema"
        return
    for error in validator.iter_errors(known):
        yield f"{list(error.absolute_path)} {error.message[:200]}"


def by_models(node: Mapping[str, Any]) -> Iterator[str]:
    model = _models().get(str(node["type"]))
    if model is None:
        yield "not among the models"
        return
    try:
        read = model.model_validate(node)
    except ValidationError as problem:
        yield str(problem)[:300]
    else:
        yield from (f"{name} is unknown to the models" for name in read.model_extra or {})


@cache
def _validator(kind: str) -> Draft6Validator | None:
    definitions = {name: _by_name(name, one) for name, one in SCHEMA.items()}
    whole = {"$ref": f"#/definitions/{kind}", "definitions": definitions}
    return Draft6Validator(whole) if kind in SCHEMA else None


def _by_name(name: str, one: Any) -> Any:
    """What may stand somewhere is told by its kind alone: it is held against that by itself."""
    if not name.startswith(KINDS):
        return one
    kinds = [each["allOf"][0]["$ref"].rpartition("/")[2] for each in one["anyOf"]]
    return {"required": ["type"], "properties": {"type": {"enum": kinds}}}


@cache
def _models() -> Mapping[str, type[BaseModel]]:
    found = [one for one in vars(models).values() if isinstance(one, type)]
    return {
        str(one.model_fields["type"].default): one
        for one in found
        if issubclass(one, BaseModel) and "type" in one.model_fields
    }
