"""The bot's views as plain text: for who listens, for programs, and where nothing better can be drawn. Pure."""

from collections.abc import Callable
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from adapters.parts import is_numbered
from bot.boundary.views import Card, Element, Facts, Moment, Points, Quote, Tally, Text

POINT: Final = "– "

When = Callable[[Moment], str]


def moment_words(moment: Moment) -> str:
    """`Monday 4 January 2027, 10:00`, in the moment's own zone."""
    at = moment.at.astimezone(ZoneInfo(moment.zone))
    return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}"


def card_text(card: Card, point: str = POINT, when: When = moment_words) -> str:
    """The whole card: title, words, facts and moments; all but the buttons."""
    said = (card.title, *(element_text(one, point, when) for one in card.body))
    return "\n\n".join(part for part in said if part)


def element_text(one: Element, point: str = POINT, when: When = moment_words) -> str:
    match one:
        case Text(text=text):
            return text
        case Quote(text=text, who=who):
            return f"“{text}” ({who})" if who else f"“{text}”"
        case Points(lines=lines) if is_numbered(lines):
            return "\n".join(lines)
        case Points(lines=lines):
            return "\n".join(f"{point}{line}" for line in lines)
        case Facts(pairs=pairs):
            return "\n".join(f"{label}: {what}" for label, what in pairs)
        case Moment(label=label):
            return f"{label}: {when(one)}"
        case Tally(bars=bars):
            return "\n".join(f"{bar.label}: {bar.words}" for bar in bars)
        case _:
            assert_never(one)
