"""Makes `schema.json`, the structure of blocks and views, from the types that Slack publishes.

Run with `make slack-schema`; needs npm. The packages go to a folder that is thrown away.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

TYPES = "@slack/types@3.2.0"
GENERATOR = "ts-json-schema-generator@2.9.0"
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
    with tempfile.TemporaryDirectory() as folder:
        generated = json.loads(_generate(Path(folder)))
    schema = {"made_from": TYPES, "made_by": GENERATOR, **_structure_only(generated)}
    SCHEMA.write_text(json.dumps(schema, indent=1, sort_keys=True) + "\n")


def _generate(folder: Path) -> str:
    (folder / "package.json").write_text("{}")
    (folder / "roots.ts").write_text(_ROOTS)
    (folder / "tsconfig.json").write_text(json.dumps(_OPTIONS))
    _run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", TYPES, GENERATOR)
    generator = "node_modules/.bin/ts-json-schema-generator"
    return _run(folder, generator, "-p", "roots.ts", "-f", "tsconfig.json", "-t", "Surfaces")


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


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
