"""What is posted about a window: the same card to everyone at the same minute, and what the room is told."""

from datetime import datetime

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Moment, Weight
from bot.conversations.notes.here import Here
from bot.conversations.saying import button, in_rooms, privately, revised, texts
from bot.domain.hours import humane
from bot.domain.notes import NotesWindow
from bot.words import say
from bot.words.times import moment_words

LESS = "check_in"
"""What somebody asks for less of: the reminder, never the card itself."""
ASKS = {
    "check_in": "check_in.asks",
    "check_in_again": "check_in_again.asks",
    "check_in_longer": "check_in_longer.asks",
}


def check_in_posts(here: Here, window: NotesWindow) -> tuple[Post, ...]:
    """To everyone who takes part, whoever they are and whatever day it is for them."""
    return _to_all(here, f"check_in:{window.id}", _card(here, window, "check_in"))


def again_posts(here: Here, window: NotesWindow, which: str) -> tuple[Post, ...]:
    """To everyone alike, done or not; only those who asked for less of it are spared."""
    less = button("less_of", Act.LESS_OF, here.community.id, LESS)
    return _to_all(here, f"{which}:{window.id}", _card(here, window, which, less), less_of=True)


def cards_moved(here: Here, window: NotesWindow) -> tuple[Revise, ...]:
    """Wherever the close is named, once it is another."""
    less = button("less_of", Act.LESS_OF, here.community.id, LESS)
    every = {one: (() if one == "check_in" else (less,)) for one in ASKS}
    return tuple(
        revised(here.community, f"{one}:{window.id}", _card(here, window, one, *buttons))
        for one, buttons in every.items()
    )


def check_in_card(here: Here, window: NotesWindow) -> Card:
    """As everyone has it."""
    return _card(here, window, "check_in")


def cards_closed(here: Here, window: NotesWindow) -> tuple[Revise, ...]:
    card = Card(say("check_in.title"), texts("check_in.closed"))
    return tuple(revised(here.community, f"{one}:{window.id}", card) for one in ASKS)


def told_on(here: Here, window: NotesWindow) -> tuple[Post, ...]:
    """In the room: from now on, and when the first check-in comes."""
    key = "notes.on.any_time" if here.way.any_time else "notes.on.check_in"
    read = "notes.on.read_first" if here.way.read_first else "notes.on.unread"
    comes = (
        texts("notes.on.comes", when=_when(here, window.times.checks_in_at)) if window.times else ()
    )
    card = Card(say("notes.title"), (*texts(key, read), *comes), (who_could(here),))
    return in_rooms(here.community, f"notes_on:{window.id}", card)


def told(here: Here, key: str, about: str) -> tuple[Post, ...]:
    """A line in the room about the window, or about there being none."""
    name = f"{key.replace('.', '_')}:{about}"
    return in_rooms(here.community, name, Card(say("notes.title"), texts(key)))


def told_left_out(here: Here, window: NotesWindow) -> tuple[Post, ...]:
    card = Card(say("check_in.title"), texts("notes.left_out"))
    return in_rooms(here.community, f"left_out_notes:{window.id}", card)


def who_could(here: Here) -> Button:
    return button("who_could_find_out", Act.WHO_COULD, here.community.id, asks=True)


def _card(here: Here, window: NotesWindow, which: str, *more: Button) -> Card:
    assert window.times is not None
    until = Moment(say("check_in.until"), window.times.closes_at, here.community.rhythm.hours.zone)
    begin = button("check_in", Act.CHECK_IN, window.id, asks=True, weight=Weight.MAIN)
    return Card(
        say("check_in.title"), (*texts(ASKS[which]), until), (begin, who_could(here), *more)
    )


def _to_all(here: Here, name: str, card: Card, *, less_of: bool = False) -> tuple[Post, ...]:
    community = here.community
    hour = humane(community.rhythm.hours, here.at, here.known.calendar, community.rhythm.region)
    return tuple(
        privately(community, person, name, card, not_before=hour)
        for person in sorted(community.circle)
        if not (less_of and (person, LESS) in community.less_of)
    )


def _when(here: Here, at: datetime) -> str:
    return moment_words(at, here.community.rhythm.hours.zone)
