"""Whom somebody has chosen in a form: Teams' list may hold apps, and people whom the bot can't reach."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from adapters.teams.transport import Member

APP: Final = "{name} is an app, not a person."
NOT_HERE: Final = (
    "I can't reach everyone you chose. Each of them has to be in this team, or to add the app “Learning community” "
    "in Teams for themselves. Ask them to, then send this again; or choose somebody else."
)


def mistakes(
    chosen: Mapping[str, Sequence[str]], people: Mapping[str, Member]
) -> Mapping[str, str]:
    """A sentence for each field in which somebody was chosen who can't take part."""
    found = {field: " ".join(_sentences(users, people)) for field, users in chosen.items()}
    return {field: sentence for field, sentence in found.items() if sentence}


def _sentences(users: Sequence[str], people: Mapping[str, Member]) -> Iterator[str]:
    for one in (people[user] for user in users if user in people):
        if one.is_bot:
            yield APP.format(name=one.name)
    if any(user not in people for user in users):
        yield NOT_HERE
