"""A long text handed to one person as a few private messages."""

from collections.abc import Iterator

from bot.boundary.decision import Post
from bot.boundary.views import Card, Text
from bot.conversations.saying import privately
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.words import say

LONGEST = 2800
"""Characters of one message: under every platform's limit for a paragraph."""


def in_pieces(
    community: Community, person: PersonId, name: str, title: str, text: str
) -> tuple[Post, ...]:
    """Asked for just now, so they do not wait for anybody's hours. Each says which it is of how many."""
    parts = pieces(text)
    return tuple(
        privately(
            community,
            person,
            f"{name}:{number}",
            Card(numbered(title, number, len(parts)), (Text(part),)),
        )
        for number, part in enumerate(parts, 1)
    )


def pieces(text: str) -> tuple[str, ...]:
    """Cut at the ends of lines where that is possible; put together again they are the text."""
    return tuple(_cut(text)) or ("",)


def _cut(text: str) -> Iterator[str]:
    while len(text) > LONGEST:
        end = text.rfind("\n", 0, LONGEST) + 1 or LONGEST
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def numbered(title: str, number: int, of: int) -> str:
    return title if of == 1 else say("handing.numbered", title=title, number=number, of=of)
