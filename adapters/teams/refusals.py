"""What an answer of Teams' means: try again, give up, or nobody can tell.

Sources, on learn.microsoft.com: "Optimize your bot: rate limiting and best practices in Teams" (412, 429, 502, 504),
"Send proactive messages" (403, 404 and the words with them), "Format your bot messages" (413), and "API reference for
the Bot Framework Connector service". The words differ from page to page, so they are looked for anywhere in the answer.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why

PAUSE: Final = 2.0
"""Seconds, where Teams asks for a rest and does not say how long."""
LONGEST: Final = 3600.0
TOO_FAST: Final = frozenset({429, 412})
READ: Final = 2_000
"""Letters of an answer in which a word of Teams' is looked for."""


SAID: Final[Mapping[str, Why]] = {
    "MessageWritesBlocked": Why.BLOCKED,
    "ConversationBlockedByUser": Why.BLOCKED,
    "BotDisabledByAdmin": Why.FORBIDDEN,
    "AppBlockedByAdmin": Why.FORBIDDEN,
    "BotNotInConversationRoster": Why.NOT_INSTALLED,
    "BotNotInstalledInConversation": Why.NOT_INSTALLED,
    "AppNotInstalled": Why.NOT_INSTALLED,
    "ForbiddenOperationException": Why.NOT_INSTALLED,
    "ConversationNotFound": Why.LEFT,
    "ActivityNotFoundInConversation": Why.LEFT,
    "MemberNotFoundInConversation": Why.LEFT,
    "UserNotFound": Why.LEFT,
}
"""Words of Teams', and what they mean. The first that is found counts."""
UNSAID: Final[Mapping[int, Why]] = {403: Why.NOT_INSTALLED, 404: Why.LEFT}


def meaning(
    status: int, headers: Mapping[str, str], text: str, now: datetime, *, repeatable: bool
) -> Exception:
    """What is to be raised. `repeatable`: done twice it is done once, so that nothing is ever in doubt."""
    if status in TOO_FAST:
        return Undelivered("Teams asks for a rest", after=rest(headers, now))
    if status in UNSAID:
        return Unreachable(_why(status, text))
    if status == 401:
        return Undelivered("Teams does not take the bot's token")
    if status >= 500 or status < 400:
        return lost(repeatable=repeatable)
    return Undelivered(f"Teams says {status}")


def lost(*, repeatable: bool) -> Exception:
    """Asked, and not answered, or answered by none of Teams'."""
    return Undelivered("Teams did not answer") if repeatable else InDoubt()


def rest(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds until Teams wants to be asked again."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.replace(".", "", 1).isdigit():
        return min(float(said), LONGEST)
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return PAUSE
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST)


def _why(status: int, text: str) -> Why:
    """A word that nobody knows means what is most often so."""
    start = text[:READ]
    return next((why for word, why in SAID.items() if word in start), UNSAID[status])
