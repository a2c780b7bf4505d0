"""How Slack's clients read text: what is a mention, a link, a date or bold, and what is only words.

Sources: docs.slack.dev/messaging/formatting-message-text (`<@U…>`, `<#C…>`, `<!here>`, `<!date^…>`,
`<https://…|label>`; `&amp;`, `&lt;` and `&gt;` are the only escapes; `*bold*`, `_italic_`,
`~strike~`, `` `code` ``; `>` quotes at the start of a line; emoji between colons).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

_MARKED = re.compile(r"<([^<>\s][^<>]*)>")
_BARE_LINK = re.compile(r"(?<![\w@/])(?:https?://[^\s<>|]+|(?:[\w-]+\.)+(?:com|org|net|io|dev)\b)")
_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9_+'-]+):(?!\w)")
_STYLES = {
    "bold": re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]*?[^\s*])\*(?![\w*])"),
    "italic": re.compile(r"(?<![\w_])_(?![\s_])([^_\n]*?[^\s_])_(?![\w_])"),
    "strike": re.compile(r"(?<![\w~])~(?![\s~])([^~\n]*?[^\s~])~(?![\w~])"),
    "code": re.compile(r"`([^`\n]+)`"),
    "quote": re.compile(r"^(?:&gt;|>)\s?(.*)$", re.MULTILINE),
}
_SHOUTS = {"here", "channel", "everyone"}


@dataclass(frozen=True)
class Reader:
    """Who reads: in which zone, and under which names they know people and channels."""

    tz: str
    names: Mapping[str, str]


@dataclass
class Reading:
    """`words` is what stands there; the rest is what a client makes of it."""

    words: str = ""
    mentions: list[str] = field(default_factory=list)
    shouts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    styled: list[tuple[str, str]] = field(default_factory=list)
    emoji: list[str] = field(default_factory=list)

    def add(self, other: "Reading", *, between: str = "\n") -> None:
        self.words = between.join(part for part in (self.words, other.words) if part)
        for name in ("mentions", "shouts", "links", "styled", "emoji"):
            getattr(self, name).extend(getattr(other, name))


def read(text: str, reader: Reader, *, verbatim: bool = False) -> Reading:
    """Text in Slack's markup. `verbatim` leaves bare links and names alone."""
    found = Reading()
    marked = _MARKED.sub(lambda match: _mark(match.group(1), reader, found), text)
    for style, pattern in _STYLES.items():
        found.styled += [(style, unescaped(words)) for words in pattern.findall(marked)]
        marked = pattern.sub(r"\1", marked) if style != "quote" else marked
    words = unescaped(_STYLES["quote"].sub(r"\1", marked))
    if not verbatim:
        found.links += _BARE_LINK.findall(_without_marks(text))
    found.emoji += _EMOJI.findall(_without_marks(text))
    found.words = words
    return found


def read_plain(text: str, *, emoji: bool = True) -> Reading:
    """A `plain_text` object: only names of emoji mean anything."""
    return Reading(text, emoji=_EMOJI.findall(text) if emoji else [])


def _without_marks(text: str) -> str:
    return _MARKED.sub(" ", text)


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shown_date(seconds: str, shape: str, otherwise: str, reader: Reader) -> str:
    """A moment by the reader's own clock; what can't be drawn is its fallback."""
    try:
        at = datetime.fromtimestamp(int(seconds), ZoneInfo(reader.tz))
    except ValueError:
        return otherwise
    for token, form in _DATES.items():
        shape = shape.replace(f"{{{token}}}", at.strftime(form))
    return shape


def _mark(inside: str, reader: Reader, found: Reading) -> str:
    """Something between angle brackets, and the words that stand in its place."""
    target, _, label = inside.partition("|")
    for sign, shown in _SHOWN.items():
        if target.startswith(sign):
            return shown(target.removeprefix(sign), label, reader, found)
    found.links.append(target)
    return label or target


def _date(target: str, label: str, reader: Reader, found: Reading) -> str:
    """`<!date^seconds^{date} at {time}^link|fallback>`, in the reader's own zone."""
    _, seconds, shape, *_ = [*target.split("^"), "", ""]
    return shown_date(seconds, shape, label, reader)


def _special(target: str, label: str, reader: Reader, found: Reading) -> str:
    if target.startswith("date^"):
        return _date(target, label, reader, found)
    name = target.partition("^")[0]
    if name in _SHOUTS:
        found.shouts.append(name)
    return label or f"@{name}"


def _person(target: str, label: str, reader: Reader, found: Reading) -> str:
    found.mentions.append(target)
    return f"@{reader.names.get(target, label or target)}"


def _channel(target: str, label: str, reader: Reader, found: Reading) -> str:
    return f"#{reader.names.get(target, label or target)}"


_SHOWN: Mapping[str, Callable[[str, str, Reader, Reading], str]] = {
    "@": _person,
    "#": _channel,
    "!": _special,
}
_DATES = {
    "date_num": "%Y-%m-%d",
    "date_slash": "%d/%m/%Y",
    "date": "%B %d, %Y",
    "date_short": "%b %d, %Y",
    "date_long": "%A, %B %d, %Y",
    "date_pretty": "%B %d, %Y",
    "date_short_pretty": "%b %d, %Y",
    "date_long_pretty": "%A, %B %d, %Y",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
}
