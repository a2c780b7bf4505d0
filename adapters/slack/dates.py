"""Moments as Slack draws them: each reader's own, by their own clock. Pure.

Source: docs.slack.dev/messaging/formatting-message-text ("date formatting"), and the `date` element of rich text.
"""

from datetime import datetime
from typing import Final

from adapters.in_words import moment_words
from adapters.slack.literal import literal
from adapters.splitting import split_at
from bot.boundary.views import Element, Facts, Moment, Points, Text

ALONE: Final = "{date_long_pretty} at {time}"
"""Where nothing but the moment is said; it may read `Tomorrow at 10:00`."""
IN_WORDS: Final = "{date_long} at {time}"
"""In a sentence such as `It opens on …`."""


def drawn(at: datetime, form: str, otherwise: str) -> dict[str, object]:
    """In blocks. `otherwise` is for what can't draw it."""
    timestamp = int(at.timestamp())
    return {"type": "date", "timestamp": timestamp, "format": form, "fallback": otherwise}


def beside(one: Element, words: str) -> str:
    """An element's words for the text beside the blocks, with its moments in them. `words` are plain, and become
    literal here."""
    match one:
        case Moment(label=label, at=at):
            return literal(f"{label}: ") + _marked(at, ALONE, moment_words(one))
        case Text(moments=moments) | Points(moments=moments) | Facts(moments=moments):
            marks = {
                literal(each.words): _marked(each.at, IN_WORDS, each.words) for each in moments
            }
            return "".join(marks.get(part, part) for part in split_at(literal(words), marks))
        case _:
            return literal(words)


def _marked(at: datetime, form: str, otherwise: str) -> str:
    return f"<!date^{int(at.timestamp())}^{form}|{literal(otherwise)}>"
