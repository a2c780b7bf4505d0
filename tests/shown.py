"""Everything that any dialog showed, so that every platform's rules can be held against all of it."""

from bot.boundary.decision import OpenForm, Reply, Whisper
from bot.boundary.views import Card, Form, Page

CARDS: set[Card] = set()
FORMS: set[Form] = set()
PAGES: set[Page] = set()


def show(card: Card) -> None:
    CARDS.add(card)


def show_page(page: Page) -> None:
    PAGES.add(page)
    CARDS.update(page.cards)


def show_reply(reply: Reply) -> None:
    match reply:
        case OpenForm(form=form):
            FORMS.add(form)
        case Whisper(card=card):
            CARDS.add(card)
        case _:
            pass
