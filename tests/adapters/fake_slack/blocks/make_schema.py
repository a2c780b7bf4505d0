"""Makes `schema.json`, the structure of blocks and views, from the types that Slack publishes.

Run with `make slack-schema`. The types and the generator are locked in `tests/node`.
"""

import json
from pathlib import Path
from typing import Any

from tests import node

TYPES, GENERATOR = "@slack/types", "ts-json-schema-generator"
SCHEMA = Path(__file__).with_name("schema.json")

_ROOTS = """
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export interface Message { blocks: KnownBlock[] }
export interface Modal extends Omit<ModalView, 'blocks'> { blocks: KnownBlock[] }
export interface Home extends Omit<HomeView, 'blocks'> { blocks: KnownBlock[] }
export interface Surfaces { message?: Message; modal?: Modal; home?: Home }
"""
_OPTIONS = {
    "compilerOptions": {
        "module": "esnext",
        "moduleResolution": "bundler",
        "strict": True,
        "skipLibCheck": True,
    },
    "files": ["roots.ts"],
}
_WORDS = ("description", "deprecated", "$comment")


def main() -> None:
    SCHEMA.write_text(made())


def made() -> str:
    """The schema as it is kept."""
    types, generator = (f"{name}@{node.version(name)}" for name in (TYPES, GENERATOR))
    schema = {"made_from": types, "made_by": generator, **_structure_only(_generated())}
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"


def _generated() -> Any:
    folder = node.installed() / "schema"
    folder.mkdir(exist_ok=True)
    (folder / "roots.ts").write_text(_ROOTS)
    (folder / "tsconfig.json").write_text(json.dumps(_OPTIONS))
    where = ("-p", str(folder / "roots.ts"), "-f", str(folder / "tsconfig.json"))
    return json.loads(node.run(GENERATOR, *where, "-t", "Surfaces"))


def _structure_only(node: Any) -> Any:
    """Without the prose, which is Slack's own and not needed to check anything."""
    if isinstance(node, list):
        return [_structure_only(each) for each in node]
    if isinstance(node, dict):
        return {
            name: _structure_only(value)
            for name, value in node.items()
            if not (name in _WORDS and isinstance(value, str | bool))
        }
    return node


if __name__ == "__main__":
    main()
