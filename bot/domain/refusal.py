"""Saying no kindly. A refusal is for a person: a reason with a sentence. Exceptions for bugs stay exceptions."""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Why something can't be done just now. Each has its sentence in the catalogue, `refused.<reason>`."""

    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_BUTTON = "unknown_button"
    BUTTON_TOO_OLD = "button_too_old"
    NO_COMMUNITY_HERE = "no_community_here"
    NO_COMMUNITY_OF_YOURS = "no_community_of_yours"
    WHICH_COMMUNITY = "which_community"
    COMMUNITY_HERE_ALREADY = "community_here_already"
    ONLY_IN_A_ROOM = "only_in_a_room"
    NOT_A_MEMBER = "not_a_member"
    NOT_A_FACILITATOR = "not_a_facilitator"
    NOT_YOURS = "not_yours"
    SPONSOR_CANNOT = "sponsor_cannot"
    NOT_STARTED_YET = "not_started_yet"
    SETTLED = "settled"
    ALREADY_ANSWERED = "already_answered"
    TOO_FEW_MEMBERS = "too_few_members"
    COMMUNITY_FULL = "community_full"
    SESSION_NOT_OPEN = "session_not_open"
    SESSION_OPEN_ALREADY = "session_open_already"
    SESSION_OPENED_LIGHT = "session_opened_light"
    ROUND_NOT_OPEN = "round_not_open"
    ROLE_TAKEN = "role_taken"
    STORY_FIXED = "story_fixed"
    STORY_WAITS = "story_waits"
    STORY_NOT_OFFERED = "story_not_offered"
    SOMEONE_WAS_FASTER = "someone_was_faster"
    COMMUNITY_PAUSED = "community_paused"
    KEEPERS_ARE_NOT_ASKED = "keepers_are_not_asked"


class Refused(Exception):
    """Raised by the core to say no. The engine keeps nothing and tells the person why.

    `fills` are the words that the reason's sentence needs.
    """

    def __init__(self, reason: Reason, **fills: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.fills: Mapping[str, str] = fills
