"""The methods of Slack's Web API that the fake holds; each module says where its rules are from."""

from tests.adapters.fake_slack.methods import (
    auth,
    canvases,
    chat,
    conversations,
    history,
    keeping,
    oauth,
    users,
    views,
)
from tests.adapters.fake_slack.methods.registry import METHODS, WITHOUT_TOKEN, Call

__all__ = [
    "METHODS",
    "WITHOUT_TOKEN",
    "Call",
    "auth",
    "canvases",
    "chat",
    "conversations",
    "history",
    "keeping",
    "oauth",
    "users",
    "views",
]
