"""How the bot is called in Teams, said wherever its words name a command as it is typed elsewhere. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from adapters.teams.elements import words
from bot.boundary.views import Element, Quote, Text

COMMAND: Final = re.compile(r"(?<![\w/])/lc\b")
HOW: Final = (
    "In Teams you type no /lc: write the word after it to me in our private chat, or mention me with it in the "
    "channel."
)


def how(said: Iterable[Element]) -> tuple[Text, ...]:
    """What goes below all of this: one sentence, if it names a command."""
    return (Text(HOW),) if names_a_command(said) else ()


def names_a_command(said: Iterable[Element]) -> bool:
    """Nobody's own words are looked at."""
    return any(COMMAND.search(words(one)) for one in said if not isinstance(one, Quote))
