"""Something that Slack refuses in a block, and where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """`pointer` is a JSON pointer from the argument on: `/blocks/1/elements`, `/view/title`."""

    pointer: str
    message: str

    def __str__(self) -> str:
        """As Slack puts it into `errors` and `response_metadata.messages`."""
        return f"{self.message} [json-pointer:{self.pointer}]"


def pointer(*parts: Any) -> str:
    return "".join(f"/{part}" for part in parts)


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each once, in the order found."""
    return list(dict.fromkeys(problems))
