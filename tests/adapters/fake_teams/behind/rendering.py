"""A card as the eye reads it.

Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format (the
Markdown of a TextBlock; mentions) and adaptivecards.io text features (`{{DATE(…)}}`, `{{TIME(…)}}`).
A text run is drawn as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.adapters.fake_teams.behind import cards
from tests.adapters.fake_teams.shapes import Field, Json

_MOMENT = re.compile(r"\{\{(DATE|TIME)\(\s*([^,)]+?)\s*(?:,\s*(\w+)\s*)?\)\}\}")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_STYLES = re.compile(r"(?<![\\\w])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_AT = re.compile(r"<at>(.*?)</at>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>])")
_LIST = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+", re.MULTILINE)


@dataclass
class Reading:
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    styled: list[str] = field(default_factory=list)

    def markdown(self, text: str, zone: str, known: dict[str, str] | None = None) -> str:
        """Carries out what a TextBlock and a message's text understand."""
        said = _MOMENT.sub(lambda found: _moment(found, zone), text)
        said = _AT.sub(lambda found: self._mention(found, known or {}), said)
        said = _LINK.sub(self._link, said)
        while _STYLES.search(said):
            said = _STYLES.sub(self._style, said)
        return _ESCAPED.sub(r"\1", _LIST.sub("• ", said))

    def _link(self, found: re.Match[str]) -> str:
        self.links.append(found.group(2))
        return found.group(1)

    def _style(self, found: re.Match[str]) -> str:
        self.styled.append(found.group(2))
        return found.group(2)

    def _mention(self, found: re.Match[str], known: dict[str, str]) -> str:
        """Only what the entities name is a mention; else it is drawn as nothing but words."""
        if found.group(0) in known:
            self.mentions.append(known[found.group(0)])
        return found.group(1)


def read_card(card: Json, zone: str) -> Reading:
    """Texts and labels; what stands on buttons and in fields is told apart from it."""
    reading, known = Reading(), mentioned((card.get("msteams") or {}).get("entities"))
    for node in cards.drawn(card):
        reading.lines += [line for line in _said(node, reading, zone, known) if line]
    return reading


def mentioned(entities: Any) -> dict[str, str]:
    """The id of whom each piece of text mentions."""
    found = [one for one in entities or () if one.get("type") == "mention"]
    return {one["text"]: one["mentioned"]["id"] for one in found}


def _said(node: Json, reading: Reading, zone: str, known: dict[str, str]) -> Iterator[str]:
    match node["type"]:
        case "TextBlock":
            yield reading.markdown(node["text"], zone, known)
        case "RichTextBlock":
            yield "".join(_run(each, reading) for each in node["inlines"])
        case "FactSet":
            for fact in node["facts"]:
                told = (reading.markdown(fact[part], zone) for part in ("title", "value"))
                yield " ".join(told)
        case "Image":
            yield node.get("altText", "")
        case kind if kind in cards.INPUTS:
            yield from _asked(node)


def _run(inline: Any, reading: Reading) -> str:
    if isinstance(inline, str):
        return inline
    text = str(inline["text"])
    if inline.get("selectAction", {}).get("url"):
        reading.links.append(inline["selectAction"]["url"])
    if any(inline.get(style) for style in ("italic", "strikethrough", "highlight", "underline")):
        reading.styled.append(text)
    return text


def _asked(node: Json) -> Iterator[str]:
    yield node.get("label", "")
    if node["type"] == "Input.Toggle":
        yield node["title"]
    for choice in node.get("choices") or ():
        yield choice["title"]


def fields(card: Json) -> dict[str, Field]:
    """By label; two of the same label by their ids too."""
    found = [_field(node) for node in cards.inputs(card)]
    return {one.label: one for one in reversed(found)}


def _field(node: Json) -> Field:
    choices = {one["value"]: one["title"] for one in node.get("choices") or ()}
    return Field(
        node["id"],
        node["type"].removeprefix("Input."),
        node.get("label") or node.get("title", ""),
        bool(node.get("isRequired")),
        str(node.get("value", "")),
        choices,
    )


def _moment(found: re.Match[str], zone: str) -> str:
    """Teams draws it by the reader's own clock."""
    try:
        at = datetime.fromisoformat(found.group(2).replace("Z", "+00:00"))
    except ValueError:
        return found.group(0)
    here = at.astimezone(ZoneInfo(zone))
    if found.group(1) == "TIME":
        return here.strftime("%H:%M")
    return here.strftime("%A %-d %B %Y" if found.group(3) == "LONG" else "%d/%m/%Y")
