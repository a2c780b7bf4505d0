"""Answers that are all of one length, whatever they say.

The page that follows a note has the note in it. A web server in front of the bot may keep a log of when it answered,
and how long each answer was: beside the note that is told later, and the chat's list of who was there, that is a name.
"""

from typing import Final

LENGTH: Final = 16 * 1024
"""Bytes, and as many times that as it takes. The longest page of a check-in has half of it."""


def of_one_length(json: str) -> bytes:
    """Blanks behind it, which mean nothing to whoever reads it."""
    body = json.encode()
    return body.ljust(-(-len(body) // LENGTH) * LENGTH)
