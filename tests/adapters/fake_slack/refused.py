"""How Slack says no: HTTP 200, `ok: false` and the name of an error."""

from collections.abc import Sequence
from typing import Any, Self


class Refused(Exception):
    """A call that Slack refuses; `more` is told beside the error's name."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    @classmethod
    def arguments(cls, *messages: str, error: str = "invalid_arguments") -> Self:
        """With the reasons where Slack puts them, in `response_metadata.messages`."""
        told = [f"[ERROR] {message}" for message in messages]
        return cls(error, response_metadata={"messages": told})

    @classmethod
    def scope(cls, *, needed: str, provided: Sequence[str]) -> Self:
        return cls("missing_scope", needed=needed, provided=",".join(provided))


class CannotDo(AssertionError):
    """A person can't do this in Slack: the test asks for what no client would let happen."""
