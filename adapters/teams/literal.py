"""Words that stay the letters they are, wherever Teams might read something out of them.

Text runs read no Markdown; but a heading has its role only as a block of text, which reads it, as do the text
beside a card and, in some clients, a choice. No escape is read everywhere alike (a backslash is seen where nothing
is read), so a hair space stands where a mark would begin. It is no letter, and is neither seen nor heard.
`{{DATE(…)}}` is read even in text runs (npm `adaptivecards`, `text-formatters`).
"""

import re
from typing import Final

HAIR: Final = "\u200a"
GRAVE: Final = "\u02cb"
"""Looks like a backtick, and is none: code begins with one whatever stands between."""

TIMES: Final = re.compile(r"\{(?=\{)")
BLANK: Final = r"\t\n\f\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""To Markdown: fewer than Python takes for blank."""
MARKS: Final = re.compile(
    rf"\*(?=[^{BLANK}])|(?<![A-Za-z0-9])_(?=[^{BLANK}])|_(?=[^{BLANK}A-Za-z0-9])"  # bold and italic
    r"|[\\~]"  # an escape, struck out
    r"|\](?=[(\[:])"  # a link
    r"|!(?=\[)"  # a picture
    r"|&(?=#?\w+;)"  # a letter by its name
    r"|<(?=[A-Za-z/!?@])"  # a tag, a mention, an address
)
BEGINNINGS: Final = re.compile(
    r"^(?= *\t| {4}|[ \t]*(?:[-+*>#=|_]|\d{1,9}[.)](?:\s|$)))", re.MULTILINE
)
"""Of a line: code, a point, a number, a heading, somebody else's words, a rule, a table."""


def run(words: str) -> str:
    """For a text run."""
    return TIMES.sub(rf"{{{HAIR}", words)


def literal(words: str) -> str:
    """For everything else that may be read as Markdown."""
    marked = MARKS.sub(rf"\g<0>{HAIR}", run(words).replace("`", GRAVE))
    return BEGINNINGS.sub(HAIR, marked)


def plain(words: str) -> str:
    """What was meant, without what only keeps marks from being read."""
    return words.replace(HAIR, "").replace(GRAVE, "`")
