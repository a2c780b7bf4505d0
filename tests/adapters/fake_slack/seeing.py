"""What a person sees: words, buttons and fields as a client shows them."""

from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.mrkdwn import Reader, Reading, read, read_plain, shown_date
from tests.adapters.fake_slack.views import View
from tests.adapters.fake_slack.wire import Json

_RICH_MENTIONS = {"user": "user_id", "broadcast": "range", "link": "url"}


@dataclass
class Seen:
    """A message or a view as it stood when it was looked at.

    `text` is the notification's and the screen reader's; `words` is what the eye reads.
    """

    source: Message | Ephemeral | View
    text: str
    blocks: list[Json]
    reading: Reading
    fallback: Reading
    buttons: list[str] = field(default_factory=list)
    fields: dict[str, Json] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return self.reading.words

    @property
    def ts(self) -> str:
        assert not isinstance(self.source, View)
        return self.source.ts

    @property
    def by(self) -> str:
        return self.source.by if isinstance(self.source, Ephemeral) else self.source.user

    @property
    def ephemeral(self) -> bool:
        return isinstance(self.source, Ephemeral)

    @property
    def pings(self) -> list[str]:
        """Whom the notification reaches beyond the readers: people, and `here`, `channel`."""
        both = (self.reading, self.fallback)
        return [name for each in both for name in (*each.mentions, *each.shouts)]


def look(source: Message | Ephemeral | View, reader: Reader) -> Seen:
    """As `reader` sees it; a message without blocks shows its text."""
    text = "" if isinstance(source, View) else source.text
    fallback = read(text, reader)
    reading = Reading()
    for block in source.blocks:
        reading.add(_block(block, reader))
    if isinstance(source, View):
        reading.words = "\n".join(part for part in (source.title, reading.words) if part)
    seen = Seen(source, text, source.blocks, reading if source.blocks else fallback, fallback)
    seen.buttons = [label(each) for block in source.blocks for each in pressable(block)]
    seen.fields = {label(b): b["element"] for b in source.blocks if b["type"] == "input"}
    return seen


def label(node: Json) -> str:
    """What stands on a button, a choice or a field; for a field without words its placeholder."""
    for name in ("text", "label", "placeholder"):
        if isinstance(node.get(name), dict):
            return str(node[name]["text"])
    return str(node.get("action_id", ""))


def pressable(block: Json) -> list[Json]:
    """Buttons, and the choices of overflow menus."""
    found = []
    for element in (block.get("accessory"), *block.get("elements", ())):
        kind = element.get("type") if isinstance(element, dict) else None
        if kind in {"button", "workflow_button"}:
            found.append(element)
        elif kind == "overflow":
            found += element["options"]
    return found


def _block(block: Json, reader: Reader) -> Reading:
    match block["type"]:
        case "markdown":
            return Reading(block["text"])
        case "rich_text":
            return _rich(block, reader)
        case "table":
            return Reading("\n".join(_row(row) for row in block["rows"]))
        case "image":
            return Reading(block["alt_text"])
        case "divider":
            return Reading()
        case _:
            return _parts(block, reader)


def _parts(block: Json, reader: Reader) -> Reading:
    """Every text object in a block, in the order in which it is drawn."""
    found = Reading()
    for name in ("label", "title", "text", "hint", "fields", "elements", "element", "accessory"):
        value = block.get(name)
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                found.add(_node(node, reader))
    return found


def _node(node: Json, reader: Reader) -> Reading:
    match node.get("type"):
        case "mrkdwn":
            return read(node["text"], reader, verbatim=node.get("verbatim", False))
        case "plain_text":
            return read_plain(node["text"], emoji=node.get("emoji", True))
        case "image":
            return Reading(node["alt_text"])
        case "button" | "workflow_button":
            return Reading(f"[{label(node)}]")
        case _:
            return _choices(node, reader)


def _choices(node: Json, reader: Reader) -> Reading:
    """A menu or a group of boxes: each choice, with what is said about it."""
    found = Reading()
    for group in node.get("option_groups", ()):
        found.add(_node(group["label"], reader))
        found.add(_choices(group, reader))
    for option in node.get("options", ()):
        found.add(_node(option["text"], reader))
        if described := option.get("description"):
            found.add(_node(described, reader))
    return found


def _rich(node: Any, reader: Reader) -> Reading:
    """Rich text says itself what is a mention, a link or bold."""
    found = Reading()
    between = "\n" if node["type"] in {"rich_text", "rich_text_list"} else ""
    for part in node.get("elements", ()):
        found.add(
            _rich(part, reader) if "elements" in part else _rich_leaf(part, reader), between=between
        )
    return found


def _rich_leaf(part: Json, reader: Reader) -> Reading:
    kind, found = part["type"], Reading(str(part.get("text", "")))
    target = str(part.get(_RICH_MENTIONS.get(kind, ""), ""))
    if kind == "user":
        found = Reading(f"@{reader.names.get(target, target)}", mentions=[target])
    elif kind == "broadcast":
        found = Reading(f"@{target}", shouts=[target])
    elif kind == "link":
        found = Reading(found.words or target, links=[target])
    elif kind == "emoji":
        found = Reading(f":{part['name']}:", emoji=[part["name"]])
    elif kind == "date":
        otherwise = str(part.get("fallback", ""))
        found = Reading(shown_date(str(part["timestamp"]), part["format"], otherwise, reader))
    found.styled = [(style, found.words) for style, on in (part.get("style") or {}).items() if on]
    return found


def _row(cells: list[Json]) -> str:
    return " | ".join(str(cell.get("text", cell.get("value", ""))) for cell in cells)
