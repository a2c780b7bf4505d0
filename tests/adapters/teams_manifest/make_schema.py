"""Makes `schema-*.json` from the schemas that Microsoft publishes: what concerns a bot, without the prose.

Run with `make teams-schema`. The package is locked in `tests/node`.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests import node
from tests.adapters.teams_manifest import VERSIONS, kept

PACKAGE = "@microsoft/app-manifest"
CONCERNS = {
    "$schema",
    "accentColor",
    "authorization",
    "bots",
    "composeExtensions",
    "defaultGroupCapability",
    "defaultInstallScope",
    "description",
    "developer",
    "icons",
    "id",
    "localizationInfo",
    "manifestVersion",
    "name",
    "permissions",
    "supportsChannelFeatures",
    "validDomains",
    "version",
    "webApplicationInfo",
}
"""Anything else at the top of a manifest is refused, as if Teams knew it not."""


def main() -> None:
    for version in VERSIONS:
        kept(version).write_text(made(version), "utf-8")


def made(version: str) -> str:
    """The schema as it is kept."""
    schema = _without_prose(json.loads(_published(version)))
    concerns = {name: one for name, one in schema["properties"].items() if name in CONCERNS}
    definitions = {name: schema["definitions"][name] for name in _needed(concerns, schema)}
    cut = {**schema, "properties": concerns, "definitions": definitions}
    return json.dumps(cut, indent=1, sort_keys=True) + "\n"


def _published(version: str) -> str:
    folder = node.installed() / "node_modules" / PACKAGE / "build" / "json-schemas" / "teams"
    return (folder / f"v{version}" / "MicrosoftTeams.schema.json").read_text("utf-8-sig")


def _without_prose(part: Any) -> Any:
    """A description that is a sentence is Microsoft's own; one that is a property stays."""
    if isinstance(part, list):
        return [_without_prose(each) for each in part]
    if isinstance(part, dict):
        return {
            name: _without_prose(value)
            for name, value in part.items()
            if not (name == "description" and isinstance(value, str))
        }
    return part


def _needed(part: Any, schema: Any) -> set[str]:
    found: set[str] = set()
    waiting = list(_references(part))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(schema["definitions"][name])
    return found


def _references(part: Any) -> Iterator[str]:
    """The names of definitions that are referred to; what refers to a property is kept with it."""
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref" and value.startswith("#/definitions/"):
                yield value.removeprefix("#/definitions/")
            yield from _references(value)


if __name__ == "__main__":
    main()
