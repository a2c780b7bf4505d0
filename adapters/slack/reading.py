"""What people wrote, as they meant it: Slack sends its own marks for mentions, links and three letters. Pure.

Source: docs.slack.dev/messaging/formatting-message-text ("retrieving messages").
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

MARK: Final = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def mentioned(text: str) -> tuple[str, ...]:
    """Slack's ids of the people named in it."""
    found = (at.group(1) for at in MARK.finditer(text))
    return tuple(dict.fromkeys(one[1:] for one in found if one.startswith("@")))


def as_meant(text: str, names: Mapping[str, str]) -> str:
    """With people by their names, links as they were typed, and every letter as it was."""
    return unescape(MARK.sub(lambda at: _said(at.group(1), at.group(2) or "", names), text))


def _said(what: str, label: str, names: Mapping[str, str]) -> str:
    if what.startswith("@"):
        return f"@{label or names.get(what[1:], what[1:])}"
    if what.startswith("#"):
        return f"#{label or what[1:]}"
    if what.startswith("!"):
        return label or f"@{what[1:].partition('^')[0]}"
    return label or what.removeprefix("mailto:")
