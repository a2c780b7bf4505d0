"""How a session explores the work, and whether the bot hears what is said in it."""

from collections.abc import Mapping
from enum import StrEnum


class Format(StrEnum):
    """The group chooses one, tries it, and changes it when it does not suit."""

    STORY_WITH_ROUNDS = "story_with_rounds"
    WALK_US_THROUGH = "walk_us_through"
    SHARED_DOUBT = "shared_doubt"
    LOOK_BACK = "look_back"
    WIDE_QUESTION = "wide_question"


class Kind(StrEnum):
    """What a member can offer to a session, in their own words and under their own name."""

    MOMENT = "moment"
    """A moment when they had to choose."""
    WALK = "walk"
    """How they do an ordinary piece of work, step by step."""
    DOUBT = "doubt"
    """Something they are only fairly sure about."""
    TOGETHER = "together"
    """Something the group, or some of it, did."""


TELLS: Mapping[Format, Kind] = {
    Format.STORY_WITH_ROUNDS: Kind.MOMENT,
    Format.WALK_US_THROUGH: Kind.WALK,
    Format.SHARED_DOUBT: Kind.DOUBT,
    Format.LOOK_BACK: Kind.TOGETHER,
}
"""What is told in a session of this format. A wide question has no teller, so it is not here."""


class Hearing(StrEnum):
    """What becomes of words in a thread under the bot's own posts."""

    FULL = "full"
    """They are kept under their author's name, and deleted thirty days after the session."""
    LIGHT = "light"
    """They are dropped unread. That somebody wrote is noticed; who and what is not."""
