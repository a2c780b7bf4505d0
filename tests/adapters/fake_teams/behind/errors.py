"""How the connector says no.

Sources: learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability (the codes),
/bots/how-to/conversations/send-proactive-messages (the body of a 403 to whoever was blocked),
/agents-in-teams/targeted-messages#handle-errors.
"""

import json
from typing import Any

from tests.adapters.fake_teams.shapes import Json


class Refused(Exception):
    """An answer that is no success; `body` goes as JSON."""

    def __init__(self, status: int, body: Any, **headers: str) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def _error(status: int, code: str, message: str, **headers: str) -> Refused:
    return Refused(status, {"error": {"code": code, "message": message}}, **headers)


def unauthorised() -> Refused:
    return Refused(401, {"message": "Authorization has been denied for this request."})


def blocked() -> Refused:
    """They took the app away, or shut it out, in their private chat."""
    inner: Json = {
        "subCode": "MessageWritesBlocked",
        "details": "Thread is blocked from message writes.",
        "errorCode": None,
        "errorSubCode": None,
    }
    return Refused(403, {"errorCode": 209, "message": json.dumps(inner, indent=2)})


def blocked_by_user() -> Refused:
    return _error(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.")


def not_in_roster(status: int = 403) -> Refused:
    return _error(
        status, "BotNotInConversationRoster", "The bot is not part of the conversation roster."
    )


def no_conversation() -> Refused:
    return _error(404, "ConversationNotFound", "Conversation not found.")


def no_activity() -> Refused:
    return _error(404, "ActivityNotFoundInConversation", "Activity not found in conversation.")


def no_member() -> Refused:
    return _error(404, "MemberNotFoundInConversation", "Member not found in conversation.")


def too_big() -> Refused:
    return _error(413, "MessageSizeTooBig", "Message size too large.")


def throttled(after: int | None) -> Refused:
    wait = {} if after is None else {"Retry_After": str(after)}
    return _error(429, "Throttled", "Too many requests.", **wait)


def precondition() -> Refused:
    return _error(412, "PreconditionFailed", "Precondition failed, please try again.")


def bad(message: str) -> Refused:
    return _error(400, "BadArgument", message)


def broken(status: int) -> Refused:
    """What a gateway says; no JSON."""
    return Refused(status, f"<html><body>{status} Bad Gateway</body></html>")
