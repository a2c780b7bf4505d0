"""Emoji that people type: in a message's text a mark stands for each, and in its blocks an element.

Sources: docs.slack.dev/reference/block-kit/block-elements/emoji-element; of a message's text, what workspaces export.
"""

import re

from tests.adapters.fake_slack.wire import Json

EMOJI: dict[str, Json] = {
    "❤️": {"name": "heart", "unicode": "2764-fe0f"},
    "👩\u200d👧": {"name": "woman-girl", "unicode": "1f469-200d-1f467"},
    "👋🏽": {"name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4},
}
"""A few, by what people see. The fake leaves others as they were typed."""


def _mark(one: Json) -> str:
    return f":{one['name']}:" + (f":skin-tone-{one['skin_tone']}:" if "skin_tone" in one else "")


_BY_MARK = {_mark(one): one for one in EMOJI.values()}
MARKS = "|".join(map(re.escape, _BY_MARK))
"""A pattern."""


def marked(text: str) -> str:
    for letters, one in EMOJI.items():
        text = text.replace(letters, _mark(one))
    return text


def element(mark: str) -> Json | None:
    """None where it stands for none."""
    found = _BY_MARK.get(mark)
    return {"type": "emoji"} | found if found else None
