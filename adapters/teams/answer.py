"""What Teams is answered at once, as the answer to its own request."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from adapters.teams.transport import Payload


@dataclass(frozen=True, slots=True)
class Answer:
    """A dialog, words, or nothing but that it was taken in. `body` is what Teams' reference says of each `invoke`."""

    status: int = HTTPStatus.OK
    body: Payload | None = None


KEPT: Final = Answer()
"""It is kept, and there is nothing to be shown."""
AGAIN: Final = Answer(HTTPStatus.SERVICE_UNAVAILABLE)
"""It could not be kept: Teams is to bring it again."""
