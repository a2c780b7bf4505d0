"""What in a text might point to a person, or sounds heavy; and the text made safe to show."""

from collections.abc import Iterable

from bot.domain.community import Community
from bot.domain.distress import sounds_heavy
from bot.domain.hints import hints
from bot.domain.note_text import Cleaned, cleaned, habits
from bot.words import say


def clean(text: str) -> Cleaned:
    return cleaned(text, say("note.link"))


def names_of(community: Community) -> tuple[str, ...]:
    """Of everyone with any part in it: a sponsor's name points to a person too."""
    found = (community.name_of(one) for one in sorted(community.people))
    return tuple(name for name in found if name)


def pointers(texts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """What was found, word for word."""
    known = tuple(names)
    return tuple(dict.fromkeys(hint.found for text in texts for hint in hints(text, known)))


def ways_of_writing(texts: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(habit for text in texts for habit in habits(text))
    return tuple(say(f"note.habit.{habit}") for habit in found)


def flagged(text: str, names: Iterable[str]) -> bool:
    """A person should see it before everyone does."""
    return bool(hints(text, tuple(names))) or sounds_heavy(text)
