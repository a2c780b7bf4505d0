"""Everything that any dialog showed, so that every platform's rules can be held against all of it."""

from collections.abc import Iterable

from bot.boundary.decision import OpenForm, Reply, Whisper
from bot.boundary.views import Button, Card, Form, Page

CARDS: set[Card] = set()
FORMS: set[Form] = set()
PAGES: set[Page] = set()
OPENED: set[tuple[Button, Form]] = set()
"""Each button that was pressed and opened a form at once, with that form."""


def show(card: Card) -> None:
    CARDS.add(card)


def show_page(page: Page) -> None:
    PAGES.add(page)
    CARDS.update(page.cards)


def show_pressed(button: Button, replies: Iterable[Reply]) -> None:
    OPENED.update((button, one.form) for one in replies if isinstance(one, OpenForm))


def show_reply(reply: Reply) -> None:
    match reply:
        case OpenForm(form=form):
            FORMS.add(form)
        case Whisper(card=card):
            CARDS.add(card)
        case _:
            pass
