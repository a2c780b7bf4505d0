"""What an answer of Slack's means for a post: try again, give up, or nobody can tell.

Sources: the error tables of chat.postMessage, chat.update and conversations.open on docs.slack.dev.
"""

from collections.abc import Awaitable, Collection, Mapping
from typing import Final, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why

T = TypeVar("T")

NOBODY_THERE: Final = frozenset({
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "is_archived",
    "is_inactive",
    "message_not_found",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "restricted_action_read_only_channel",
    "thread_not_found",
    "user_disabled",
    "user_not_found",
    "user_not_in_channel",
    "user_not_visible",
})  # fmt: skip
"""The person or place is gone, or has shut the door."""
WHY: Final[Mapping[str, Why]] = {
    "account_inactive": Why.LEFT,
    "is_inactive": Why.LEFT,
    "messages_tab_disabled": Why.FORBIDDEN,
    "restricted_action": Why.FORBIDDEN,
    "user_disabled": Why.LEFT,
    "user_not_found": Why.LEFT,
}
"""Where Slack says it."""
NO_LONGER_OURS: Final = frozenset({
    "account_inactive",
    "app_uninstalled",
    "invalid_auth",
    "not_authed",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
})  # fmt: skip
"""The workspace lets the bot in no more, until somebody installs it again."""
NOT_TAKEN_IN_TIME: Final = frozenset({"internal_error", "fatal_error", "request_timeout"})
"""Slack says itself that it may or may not have done it."""
PATIENCE: Final = 600.0
"""Seconds until a workspace that has shut the bot out is tried again."""


class Done(Exception):
    """Slack refuses, and all the same nothing more is to be done."""


async def carried(call: Awaitable[T], fine: Collection[str] = ()) -> T:
    """Await a call that has an effect. Raises `Undelivered`, `Unreachable` or `InDoubt`, and `Done` for an error
    that is `fine`."""
    try:
        return await call
    except SlackApiError as refused:
        if code(refused) in fine:
            raise Done from None
        raise _meant(refused) from None
    except (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError):
        raise Undelivered("Slack can't be reached") from None
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise InDoubt from None


def code(refused: SlackApiError) -> str:
    """Slack's own word for what is wrong; empty where the answer was none of Slack's."""
    answer = refused.response
    return str(answer.get("error", "")) if hasattr(answer, "get") else ""


def _meant(refused: SlackApiError) -> Exception:
    if is_too_fast(refused):
        return Undelivered("Slack asks for a rest", after=rest(refused))
    said = code(refused)
    if status(refused) >= 500 or not said or said in NOT_TAKEN_IN_TIME:
        return InDoubt()
    if said in NO_LONGER_OURS:
        return Undelivered(f"Slack says {said}", after=PATIENCE)
    if said in NOBODY_THERE:
        return Unreachable(WHY.get(said, said))
    return Undelivered(f"Slack says {said}")


def status(refused: SlackApiError) -> int:
    return int(getattr(refused.response, "status_code", 200))


def is_too_fast(refused: SlackApiError) -> bool:
    return status(refused) == 429


def rest(refused: SlackApiError, otherwise: float = 1.0) -> float:
    """Seconds until Slack wants to be asked again; `otherwise` where it does not say."""
    headers = getattr(refused.response, "headers", {}) or {}
    given = {str(name).lower(): value for name, value in headers.items()}.get("retry-after", "")
    return float(given) if str(given).replace(".", "", 1).isdigit() else otherwise
