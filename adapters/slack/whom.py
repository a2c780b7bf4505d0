"""Whom somebody has chosen in a form: Slack's list has apps in it, and people whom the bot can't write to."""

from collections.abc import Iterator, Mapping
from typing import Final

from adapters.slack.directory import Person

NOT_YET: Final = "Slack does not tell me just now who that is. All you typed is still here: press again in a moment."
APP: Final = "{name} is an app, not a person."
GONE: Final = "{name} has no account here any more."
STRANGER: Final = (
    "{name} belongs to another organisation, where I can't write to people in private. "
    "Only people and guests of your own workspace can take part."
)


def mistakes(
    chosen: Mapping[str, tuple[str, ...]], people: Mapping[str, Person]
) -> Mapping[str, str]:
    """A sentence for each field in which somebody was chosen who can't take part, or whose name is not known yet: it
    would be kept."""
    found = {
        field: " ".join(_sentences([people.get(user) for user in users]))
        for field, users in chosen.items()
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def _sentences(people: list[Person | None]) -> Iterator[str]:
    for one in people:
        if one is None:
            yield NOT_YET
        elif one.is_bot:
            yield APP.format(name=one.name)
        elif one.is_gone:
            yield GONE.format(name=one.name)
        elif one.is_stranger:
            yield STRANGER.format(name=one.name)
