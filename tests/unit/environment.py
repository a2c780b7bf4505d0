"""What an operator sets, and what is said of it."""

from collections.abc import Mapping

import pytest

from bot.boundary.trouble import Trouble
from bot.environment import read_settings
from bot.settings import Settings

HIDDEN = "hunter2~hunter2"
"""In no sentence."""

Set = Mapping[str, str]


class Said:
    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def taken(self, given: Set) -> Settings:
        for name, value in given.items():
            self._patch.setenv(name, value)
        return read_settings()

    def of(self, given: Set) -> str:
        with pytest.raises(Trouble) as trouble:
            self.taken(given)
        assert HIDDEN not in trouble.value.sentence
        return trouble.value.sentence
