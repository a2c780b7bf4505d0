"""`make teams-gallery`: every kind of card and form, and people's pages, drawn by Microsoft's own library in the
colours of Teams, to be looked at: as wide as a channel, and as narrow as a telephone.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence

import pytest

from adapters.teams.cards import messages, page
from adapters.teams.forms import dialog
from adapters.teams.pressing import as_here, page_as_here
from bot.boundary.views import Card, Form, Page
from bot.domain.ids import Platform, Room
from tests import node, shown
from tests.gallery.easel import TEAMS, Drawn
from tests.gallery.hanging import HOUSE, Hanging
from tests.gallery.kinds import one_of_each

ROOM = Room(Platform("teams"), "9a-tenant", "19:a-channel@thread.tacv2")
SORRY = "This is what is said where something is to be looked at again."
HUNG = Hanging(
    paper=TEAMS,
    sheets=node.INSTALLED.with_name("teams-gallery"),
    widths={"desktop": 600, "narrow": 320},
    columns={"desktop": 3, "narrow": 5},
)


def main() -> int:
    played = pytest.main(["-q", "-p", "no:cacheprovider", str(HOUSE / "tests" / "dialogs")])
    asyncio.run(HUNG.hang(drawn(shown.CARDS, shown.FORMS, shown.PAGES)))
    return int(played)


def drawn(cards: set[Card], forms: set[Form], pages: set[Page]) -> list[Drawn]:
    kinds = one_of_each(forms)
    return [
        *_messages(one_of_each(cards)),
        *_dialogs(kinds),
        *_with_errors(kinds),
        *_pages(pages),
    ]


def _messages(cards: Sequence[Card]) -> Iterator[Drawn]:
    """Of a card that takes several messages, each."""
    for number, card in enumerate(cards):
        for part, message in enumerate(messages(as_here(card))):
            yield {"id": f"card{number}-{part}", "content": _content(message)}


def _dialogs(forms: Sequence[Form]) -> Iterator[Drawn]:
    for number, form in enumerate(forms):
        info = dialog(form, ROOM)
        yield {
            "id": f"form{number}",
            "title": info["title"],
            "content": info["card"]["content"],
        }


def _with_errors(forms: Sequence[Form]) -> Iterator[Drawn]:
    """The one with the most kinds of fields, as it comes back when nothing in it is right."""
    form = max(forms, key=lambda one: len({field.kind for field in one.fields}))
    info = dialog(form, ROOM, {"": SORRY, **{field.name: SORRY for field in form.fields}}, {})
    yield {"id": "errors", "title": info["title"], "content": info["card"]["content"]}


def _pages(pages: set[Page]) -> Iterator[Drawn]:
    """Each is somebody's own, and no two are of a kind."""
    for number, one in enumerate(sorted(pages, key=repr)):
        for part, message in enumerate(page(page_as_here(one))):
            yield {"id": f"page{number}-{part}", "content": _content(message)}


def _content(message: Drawn) -> Drawn:
    content: Drawn = message["attachments"][0]["content"]
    return content


if __name__ == "__main__":
    sys.exit(main())
