"""How the bot is called in Teams, said wherever its words name a command as it is typed elsewhere. Pure.

Elsewhere nobody sees that a command is typed. Here everybody in the channel reads a mention, and what is typed in
private stays in the chat: what is somebody's own affair is never to be asked for in the channel.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from adapters.teams.actions import SHORTCUTS
from adapters.teams.elements import words
from adapters.teams.manifest import ACTIONS, IN_A_CHANNEL, IN_PRIVATE
from bot.boundary.views import Element, Quote, Text

COMMAND: Final = re.compile(r"(?<![\w/])/lc\b(?: ([a-z]+))?")
OWN_AFFAIR: Final = (frozenset(IN_PRIVATE) | {"leave"}) - frozenset(IN_A_CHANNEL)
"""Commands by which others could see what somebody is about."""
HOW: Final = (
    "In Teams you type no /lc: write the word after it to me in our private chat, or mention me with it in the "
    "channel."
)
HOW_IN_PRIVATE: Final = (
    "In Teams you type no /lc: write the word after it to me in our private chat."
)
KEEP: Final = "In the channel everybody reads a mention, so keep {which} for our private chat."
NO_MESSAGE: Final = "“Actions and apps”, beside the box in which you write, has {titles} too, and leaves no message."
LEAVES_NONE: Final = frozenset({"note", "worry", "receipt"})
"""Even that they were typed may say too much one day, to whoever searches the chat."""
TITLES: Final = {SHORTCUTS[id]: title for id, title, _ in ACTIONS}


def how(said: Iterable[Element]) -> tuple[Text, ...]:
    """What goes below all of this, if it names a command."""
    named = list(dict.fromkeys(_named(said)))
    return (Text(" ".join(_how(named))),) if named else ()


def names_a_command(said: Iterable[Element]) -> bool:
    return any(True for _ in _named(said))


def _named(said: Iterable[Element]) -> Iterator[str]:
    """The words after it, empty where there is none. Nobody's own words are looked at."""
    for one in said:
        if not isinstance(one, Quote):
            yield from COMMAND.findall(words(one))


def _how(named: Sequence[str]) -> Iterator[str]:
    own = [one for one in named if one in OWN_AFFAIR]
    yield HOW_IN_PRIVATE if len(own) == len(named) else HOW
    if own:
        yield KEEP.format(which=_listed(own))
    if titles := [f"“{TITLES[one]}”" for one in own if one in LEAVES_NONE]:
        yield NO_MESSAGE.format(titles=_listed(titles))


def _listed(some: Sequence[str]) -> str:
    *most, last = some
    return f"{', '.join(most)} and {last}" if most else last
