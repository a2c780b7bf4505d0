"""The structure of blocks and views, as Slack's own published types have it.

Source: npm `@slack/types`; `schema.json` is made from it by `make slack-schema`.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]

from tests.adapters.fake_slack.blocks.problem import Problem, pointer

_SCHEMA = Path(__file__).with_name("schema.json")
_BY_TYPE = "byType"


def misshapen(surface: str, content: Any, *at: str) -> Iterator[Problem]:
    """What does not fit the types, for the surface "Message", "Modal" or "Home"."""
    for error in _validator(surface).iter_errors(content):
        yield Problem(pointer(*at, *error.absolute_path), _words(error))


def _words(error: ValidationError) -> str:
    """In Slack's words where they are known, else in the validator's."""
    match error.validator:
        case "required":
            return f"missing required field: {_missing(error)}"
        case "additionalProperties":
            return f"invalid additional property: {_too_many(error)}"
        case "byType":
            return str(error.message)
        case _:
            return str(error.message)[:200]


def _missing(error: ValidationError) -> str:
    return next(str(name) for name in error.validator_value if name not in error.instance)


def _too_many(error: ValidationError) -> str:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    return ", ".join(sorted(name for name in error.instance if name not in known))


@cache
def _validator(surface: str) -> Any:
    schema = json.loads(_SCHEMA.read_text())
    definitions = schema["definitions"]
    chosen = {name: _choosing(node, definitions) for name, node in definitions.items()}
    made = extend(Draft7Validator, {_BY_TYPE: _by_type})
    return made({"$ref": f"#/definitions/{surface}", "definitions": chosen})


def _by_type(
    validator: Any, kinds: Mapping[str, Any], instance: Any, _: Any
) -> Iterator[ValidationError]:
    """One of several kinds of object, told apart by `type`; so an error says what is wrong in it."""
    kind = str(instance.get("type")) if isinstance(instance, dict) else ""
    if kind not in kinds:
        yield ValidationError(f"unsupported type: {kind}")
    else:
        yield from validator.descend(instance, kinds[kind])


def _choosing(node: Any, definitions: Mapping[str, Any]) -> Any:
    """The same schema, with `byType` in place of `anyOf` where the kinds have types."""
    if isinstance(node, list):
        return [_choosing(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node and (kinds := _kinds(node, definitions)):
        return {_BY_TYPE: {kind: _one_of(nodes, definitions) for kind, nodes in kinds.items()}}
    return {name: _choosing(value, definitions) for name, value in node.items()}


def _one_of(nodes: list[Any], definitions: Mapping[str, Any]) -> Any:
    chosen = [_choosing(node, definitions) for node in nodes]
    return chosen[0] if len(chosen) == 1 else {"anyOf": chosen}


def _kinds(union: Any, definitions: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The alternatives of a union by their type; empty when one of them has none."""
    kinds: dict[str, list[Any]] = {}
    for node in union["anyOf"]:
        for leaf in _leaves(node, definitions):
            kind = leaf.get("properties", {}).get("type", {}).get("const")
            if kind is None:
                return {}
            kinds.setdefault(kind, []).append(leaf)
    return kinds if len(kinds) > 1 else {}


def _leaves(node: Any, definitions: Mapping[str, Any]) -> Iterator[Any]:
    if "$ref" in node:
        yield from _leaves(definitions[node["$ref"].rsplit("/", 1)[-1]], definitions)
    elif "anyOf" in node:
        for each in node["anyOf"]:
            yield from _leaves(each, definitions)
    else:
        yield node
