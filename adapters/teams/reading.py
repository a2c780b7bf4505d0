"""What people wrote in a message, as they meant it: Teams keeps it as HTML. Pure.

Source: learn.microsoft.com/graph/api/resources/chatmessage ("body", "mentions").
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

ENDS_A_LINE: Final = frozenset({"br", "div", "li", "p", "tr"})
LINES: Final = re.compile(r"\n{3,}")


def as_text(html: str) -> str:
    """With people by their names, and every letter as it was."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.said).replace("\xa0", " ").split("\n"))
    return LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.said.append("\n")
        elif tag == "at":
            self.said.append("@")
        elif tag in ("emoji", "img"):
            self.said.append(_alt(dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS_A_LINE:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _alt(attributes: Mapping[str, str | None]) -> str:
    return attributes.get("alt") or ""
