"""What people wrote, as they meant it: Slack sends its own marks for mentions, links, emoji and three letters. Pure.

Sources: docs.slack.dev/messaging/formatting-message-text ("retrieving messages"), and the emoji element of rich text.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

from adapters.splitting import split_at

MARK: Final = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
LETTER: Final = r"(?!0+\b)(?!d[89a-f]..\b)[0-9a-f]{1,5}"
"""By its number; half a letter and none at all are not among them, as no database takes them."""
UNICODE: Final = re.compile(f"{LETTER}(-{LETTER})*")


def mentioned(text: str) -> tuple[str, ...]:
    """Slack's ids of the people named in it."""
    found = (at.group(1) for at in MARK.finditer(text))
    return tuple(dict.fromkeys(one[1:] for one in found if one.startswith("@")))


def emoji(message: Mapping[str, Any]) -> Mapping[str, str]:
    """Those in its blocks, by the mark that stands for each in its text. A workspace's own have no letters."""
    return {_mark(one): _letters(one["unicode"]) for one in _emoji_in(message.get("blocks"))}


def as_meant(text: str, names: Mapping[str, str], emoji: Mapping[str, str]) -> str:
    """With people by their names, links as they were typed, and every letter as it was."""
    said = MARK.sub(lambda at: _said(at.group(1), at.group(2) or "", names), text)
    return unescape("".join(emoji.get(part, part) for part in split_at(said, emoji)))


def _emoji_in(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _emoji_in(one)
    elif isinstance(node, Mapping):
        if node.get("type") == "emoji" and UNICODE.fullmatch(str(node.get("unicode", ""))):
            yield node
        yield from _emoji_in(node.get("elements"))


def _mark(one: Mapping[str, Any]) -> str:
    """The colour of a skin is a part of the name, or stands beside it."""
    tone = f":skin-tone-{one['skin_tone']}:" if one.get("skin_tone") else ""
    return f":{one.get('name', '')}:{tone}"


def _letters(unicode: str) -> str:
    return "".join(chr(int(each, 16)) for each in unicode.split("-"))


def _said(what: str, label: str, names: Mapping[str, str]) -> str:
    if what.startswith("@"):
        return f"@{label or names.get(what[1:], what[1:])}"
    if what.startswith("#"):
        return f"#{label or what[1:]}"
    if what.startswith("!"):
        return label or f"@{what[1:].partition('^')[0]}"
    return label or what.removeprefix("mailto:")
