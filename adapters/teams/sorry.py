"""What Teams is answered where there is no answer to be had: each kind of `invoke` in its own form, never an error.

An error would be shown as "Something went wrong" by Teams, which would then send the same again, twice over.
"""

from typing import Any, Final

from adapters.teams.answer import AGAIN, KEPT, Answer
from adapters.teams.transport import Incoming
from bot.boundary.delivery import InDoubt, Undelivered

BROKEN: Final = (
    "Something went wrong here, and nothing was changed. Try it again. If it happens twice,"
    " whoever runs this bot can read more in its log."
)
SILENT: Final = (
    "Teams does not answer me just now, and nothing was changed. Try it again in a moment."
)
"""It was asked something first, such as whether somebody is in a channel."""
SLOW: Final = "This takes longer than usual. Look again in a moment: what you did counts once."
INVOKE: Final = "invoke"
WORDS: Final = "application/vnd.microsoft.activity.message"
NOTHING_FOUND: Final = "application/vnd.microsoft.search.searchResponse"


def broken(incoming: Incoming, failure: Exception | None = None) -> Answer:
    """It failed, and was not kept."""
    return said(incoming, sentence(failure)) if incoming.kind == INVOKE else AGAIN


def sentence(failure: Exception | None) -> str:
    """What people read of it."""
    return SILENT if isinstance(failure, Undelivered | InDoubt) else BROKEN


def slow(incoming: Incoming) -> Answer:
    """It goes on, and Teams waits no longer."""
    return said(incoming, SLOW) if incoming.kind == INVOKE else AGAIN


def said(incoming: Incoming, words: str) -> Answer:
    """Words alone, as an answer to this `invoke`; where it takes none, that it was taken in."""
    match incoming.name.split("/"):
        case ["adaptiveCard", "action"]:
            return Answer(body={"statusCode": 200, "type": WORDS, "value": words})
        case ["task", _] | ["message", "fetchTask"]:
            return _in_a_dialog(words)
        case ["composeExtension", "fetchTask" | "submitAction"]:
            return _in_a_dialog(words)
        case ["composeExtension", _]:
            return Answer(body={"composeExtension": {"type": "message", "text": words}})
        case ["application", "search"]:
            found: dict[str, Any] = {"results": []}
            return Answer(body={"statusCode": 200, "type": NOTHING_FOUND, "value": found})
        case _:
            return KEPT


def _in_a_dialog(words: str) -> Answer:
    return Answer(body={"task": {"type": "message", "value": words}})
