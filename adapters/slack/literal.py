"""Words in the text beside the blocks, so that Slack reads nothing out of them: nobody is called, nothing is bold.

Blocks need none of this, for they are rich text and plain text. The text beside them is always read as Slack's
own markup (docs.slack.dev/messaging/formatting-message-text). Its three escapes keep mentions, links and dates
out. For the rest there is no escape: there, a hair space stands where a mark would begin. It is no letter, and
is neither seen nor heard. Bare addresses are left alone by `parse: none`, which each call carries.
"""

import re
from typing import Final

HAIR: Final = "\u200a"
GRAVE: Final = "\u02cb"
"""Looks like a backtick, and is none: code may begin with a space."""

ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": GRAVE}
BEGINS: Final = re.compile(
    r"(?<![A-Za-z0-9])[*_~](?=\S)"  # bold, italic, struck out; inside a word they are letters
    r"|[*_~](?=[^\sA-Za-z0-9])"
    r"|:(?=[^\s:]+:)"  # the name of an emoji
)
QUOTES: Final = re.compile(r"^(?=>)", re.MULTILINE)


def literal(words: str) -> str:
    """What reads as `words` wherever Slack shows it: notifications, searches, a screen reader."""
    begun = BEGINS.sub(rf"\g<0>{HAIR}", words)
    quoted = QUOTES.sub(HAIR, begun)
    return "".join(ESCAPES.get(letter, letter) for letter in quoted)
