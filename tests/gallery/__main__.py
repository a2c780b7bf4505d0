"""`make gallery`: every kind of card and form, and people's pages, drawn as Slack's client does, to be looked at.

The dialogs are played first, since they show everything there is. Sheets of a few at a time go to `build/gallery`:
as wide as a desk's and as narrow as a telephone's, in the light and in the dark.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence

import pytest

from adapters.slack.cards import messages
from adapters.slack.forms import modal
from adapters.slack.home_view import home_view
from bot.boundary.views import Card, Form, Page
from bot.domain.ids import Platform, Room
from tests import node, shown
from tests.gallery.easel import SLACK, WIDTHS, Drawn
from tests.gallery.hanging import HOUSE, Hanging
from tests.gallery.kinds import one_of_each
from tests.scene import NAME_OF

ROOM = Room(Platform("slack"), "T1", "C1")
HUNG = Hanging(
    paper=SLACK,
    sheets=node.INSTALLED.with_name("gallery"),
    widths=WIDTHS,
    columns={"desktop": 3, "narrow": 5},
)


def main() -> int:
    played = pytest.main(["-q", "-p", "no:cacheprovider", str(HOUSE / "tests" / "dialogs")])
    people = [{"id": id.rpartition("/")[2], "name": name} for id, name in NAME_OF.items()]
    some = [*drawn(shown.CARDS, shown.FORMS), *_pages(shown.PAGES)]
    asyncio.run(HUNG.hang(some, people))
    return int(played)


def drawn(cards: set[Card], forms: set[Form]) -> list[Drawn]:
    return [*_messages(one_of_each(cards)), *_views(one_of_each(forms))]


def _messages(cards: Sequence[Card]) -> Iterator[Drawn]:
    """Of a card that takes several messages, each."""
    for number, card in enumerate(cards):
        for part, message in enumerate(messages(card)):
            yield {"id": f"card{number}-{part}", "blocks": list(message.blocks)}


def _views(forms: Sequence[Form]) -> Iterator[Drawn]:
    for number, form in enumerate(forms):
        yield {"id": f"form{number}", "view": modal(form, ROOM)}


def _pages(pages: set[Page]) -> Iterator[Drawn]:
    """Each is somebody's own, and no two are of a kind."""
    for number, page in enumerate(sorted(pages, key=repr)):
        yield {"id": f"page{number}", "view": home_view(page)}


if __name__ == "__main__":
    sys.exit(main())
