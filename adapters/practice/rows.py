"""What the practice room remembers, as values: read from its rows, and written as JSON."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from pydantic import TypeAdapter

from bot.boundary.views import Card, Form

CARD = TypeAdapter(Card)
FORM = TypeAdapter(Form)
ERRORS = TypeAdapter(dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A person's words, or a card of the bot's: then `sender` is empty. `thread` is its top message."""

    id: int
    place: str
    thread: int | None
    sender: str
    at: datetime
    text: str
    card: Card | None
    revised: bool
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whispered:
    """`follows` is the newest message when it came, wherever that stands; 0 when there was none."""

    id: int
    place: str
    at: datetime
    card: Card
    follows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A form that someone has open. `tries` counts how often it came back with errors."""

    id: str
    place: str
    form: Form
    errors: Mapping[str, str]
    tries: int = 0


@lru_cache(maxsize=4096)
def _card(text: str) -> Card:
    return CARD.validate_json(text)


def message(row: sqlite3.Row) -> Message:
    return Message(
        id=row["id"],
        place=row["place"],
        thread=row["thread"],
        sender=row["sender"],
        at=instant(row["at"]),
        text=row["text"],
        card=None if row["card"] is None else _card(row["card"]),
        revised=bool(row["revised"]),
        pinned=bool(row["pinned"]),
    )


def whispered(row: sqlite3.Row) -> Whispered:
    return Whispered(
        id=row["id"],
        place=row["place"],
        at=instant(row["at"]),
        card=_card(row["card"]),
        follows=row["follows"],
    )


def opened_form(row: sqlite3.Row) -> Opened:
    return Opened(
        id=row["id"],
        place=row["place"],
        form=FORM.validate_json(row["form"]),
        errors=ERRORS.validate_json(row["errors"]),
        tries=row["tries"],
    )


def one_id(cursor: sqlite3.Cursor) -> int:
    return int(cursor.fetchone()["id"])


def millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def instant(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
