"""What Teams takes as a manifest, from the schemas that Microsoft publishes.

Source: npm `@microsoft/app-manifest`; `schema-*.json` are made from it by `make teams-schema`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

VERSIONS = ("1.25", "1.29")


def kept(version: str) -> Path:
    return Path(__file__).with_name(f"schema-{version}.json")


def wrong_with(manifest: Any) -> str:
    """What is most wrong with it by the schema that it names itself; empty when nothing is."""
    version = str(manifest.get("manifestVersion"))
    if version not in VERSIONS or f"/v{version}/" not in manifest.get("$schema", ""):
        return f"there is no schema of version {version}"
    error = best_match(_validator(version).iter_errors(manifest))
    return f"{error.json_path}: {error.message}" if error else ""


@cache
def _validator(version: str) -> Any:
    return Draft4Validator(json.loads(kept(version).read_text("utf-8")))
