"""How a session explores the work, and whether the bot hears what is said in it."""

from enum import StrEnum


class Format(StrEnum):
    """The group chooses one, tries it, and changes it when it does not suit."""

    STORY_WITH_ROUNDS = "story_with_rounds"
    WALK_US_THROUGH = "walk_us_through"
    SHARED_DOUBT = "shared_doubt"
    LOOK_BACK = "look_back"
    WIDE_QUESTION = "wide_question"


class Hearing(StrEnum):
    """What becomes of words in a thread under the bot's own posts."""

    FULL = "full"
    """They are kept under their author's name, and deleted thirty days after the session."""
    LIGHT = "light"
    """They are dropped unread. That somebody wrote is noticed; who and what is not."""
