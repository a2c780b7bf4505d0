"""How long the bot waits for itself while Slack waits for it.

Here many tests run side by side, and a machine that is busy is no slow Slack and no slow database: so the bot waits as
long as it takes. What is about slowness asks for the seconds as they are.
"""

from typing import Final

import pytest

from adapters.slack import directory, front, taking

LONG: Final = 10.0
WAITS: Final = (
    (taking, "SLOW"),
    (front, "SHOWN"),
    (front, "HEARD"),
    (directory, "PATIENCE"),
)
_AS_THEY_ARE: Final = {name: getattr(where, name) for where, name in WAITS}


def patient(patch: pytest.MonkeyPatch) -> None:
    for where, name in WAITS:
        patch.setattr(where, name, LONG)


def as_it_is(patch: pytest.MonkeyPatch, name: str) -> None:
    """One of them by its real seconds."""
    (where,) = (where for where, each in WAITS if each == name)
    patch.setattr(where, name, _AS_THEY_ARE[name])
