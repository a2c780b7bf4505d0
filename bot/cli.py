"""`lcbot`: the door. Behind it everything is read from the disk first, which takes a second or two; whoever says stop
in these is heeded at once, without a word, since nothing has begun."""

import os
import signal
import sys
from types import FrameType
from typing import Final

SIGNS: Final = (signal.SIGINT, signal.SIGTERM)
BROKEN_OFF: Final = 128
"""With the number of the sign: what a shell says of a command that was not done."""


def main() -> None:
    """`run` listens for itself as soon as it opens anything; all else is broken off as Python does it."""
    usual = {sign: signal.signal(sign, _leave) for sign in SIGNS}
    from bot import commands

    if not _is_to_run():
        for sign, way in usual.items():
            signal.signal(sign, way)
    commands.main()


def _leave(sign: int, _: FrameType | None) -> None:
    """At once: whatever is raised while modules are read may be swallowed there, or shown."""
    os._exit(0 if _is_to_run() else BROKEN_OFF + sign)


def _is_to_run() -> bool:
    return sys.argv[1:2] == ["run"]


if __name__ == "__main__":
    main()
