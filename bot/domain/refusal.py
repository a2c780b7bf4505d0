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
    ROUND_OPENED = "round_opened"
    SHOWN_ALREADY = "shown_already"
    PROMPTS_FULL = "prompts_full"
    ROLE_TAKEN = "role_taken"
    STORY_FIXED = "story_fixed"
    STORY_WAITS = "story_waits"
    STORY_NOT_OFFERED = "story_not_offered"
    SOMEONE_WAS_FASTER = "someone_was_faster"
    COMMUNITY_PAUSED = "community_paused"
    KEEPERS_ARE_NOT_ASKED = "keepers_are_not_asked"
    PROPOSED_ALREADY = "proposed_already"
    PROPOSAL_DECIDED = "proposal_decided"
    PROPOSAL_NOT_YET = "proposal_not_yet"
    OBJECTION_STANDS = "objection_stands"
    PROPOSAL_GOES_ON = "proposal_goes_on"
    CANNOT_BE_TRIED = "cannot_be_tried"
    NOT_ASKED = "not_asked"
    POLL_CLOSED = "poll_closed"
    POLL_NOT_YET = "poll_not_yet"
    POLL_NOT_ASKED = "poll_not_asked"
    POLL_OPTIONS_FIXED = "poll_options_fixed"
    POLL_FULL = "poll_full"
    POLL_HAS_VOTES = "poll_has_votes"
    VOTED_ALREADY = "voted_already"
    TOO_FEW_VOTED = "too_few_voted"
    NOT_THE_PROPOSER = "not_the_proposer"
    LINE_KEPT_ALREADY = "line_kept_already"
    GOOD_WORK_STANDS = "good_work_stands"
    RECOGNISE_CLOSED = "recognise_closed"
    QUESTION_CLOSED = "question_closed"
    NOT_WAITED_FOR = "not_waited_for"
    COMMUNITY_ENDING = "community_ending"
    ENDING_IS_DONE = "ending_is_done"
    HARVEST_NOT_AGREED = "harvest_not_agreed"
    PAUSED_ALREADY = "paused_already"
    TWO_COMMUNITIES = "two_communities"
    NOBODY_KEEPS_IT = "nobody_keeps_it"
    AGREED_TOGETHER = "agreed_together"
    NOTHING_TO_LEAVE = "nothing_to_leave"
    NOT_YET_JOINING = "not_yet_joining"
    SOMEBODY_WALKED_IN = "somebody_walked_in"
    LOOKED_AFTER = "looked_after"
    NOT_YOUR_ROOM = "not_your_room"
    REPAIR_IS_OPEN = "repair_is_open"
    REPAIR_IS_OVER = "repair_is_over"
    STORY_HIDDEN = "story_hidden"
    NOTES_OFF = "notes_off"
    NOTES_TOO_FEW = "notes_too_few"
    NOTES_LEFT_OUT = "notes_left_out"
    NOTES_CHECK_IN_ONLY = "notes_check_in_only"
    NOTES_NOT_NOW = "notes_not_now"
    NOTE_GONE = "note_gone"


class Refused(Exception):
    """Raised by the core to say no. The engine keeps nothing and tells the person why.

    `fills` are the words that the reason's sentence needs.
    """

    def __init__(self, reason: Reason, **fills: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.fills: Mapping[str, str] = fills
