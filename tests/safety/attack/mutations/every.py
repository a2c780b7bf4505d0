"""The list. It only grows. Those of ballots and of numbers are in files of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.safety.attack.mutations import of_conversation as said
from tests.safety.attack.mutations import of_storage as kept
from tests.safety.attack.mutations.planting import Mutation
from tests.safety.attack.people import FEW_COME, ORDINARY, Habits


@dataclass(frozen=True, slots=True)
class Leak:
    """`people`: in the crowd of the community it is planted in. `habits`: theirs."""

    words: str
    plant: Mutation
    people: int = 12
    habits: Habits = ORDINARY


def _few(words: str, plant: Mutation) -> Leak:
    return Leak(words, plant, people=8, habits=FEW_COME)


LEAKS: Mapping[str, Leak] = {
    "created_at": Leak("a note with the time at which it was written", kept.created_at),
    "uuid7": Leak("keys that carry a time", kept.uuid7),
    "autoincrement": Leak("notes numbered as they came", kept.numbered),
    "unshuffled": Leak("nothing is shuffled at the release", said.told_in_order),
    "at_once": Leak("posted within half an hour, after a time of chance", said.posted_at_once),
    "reminders": Leak("reminders by who has written", said.reminded_by_writing),
    "no_shared_door": Leak("only those who write go through the form", said.only_writers_come),
    "last_seen": Leak("`last_seen`, touched with the note", kept.last_seen),
    "job_per_note": Leak("a job for each note", kept.job_per_note),
    "live_count": Leak("a count of notes while the window is open", said.live_count),
    "confirmation": Leak("a private message that says it was received", said.confirmed_by_message),
    "log_line": Leak("a person's id in one line of the log", kept.named_in_log),
    "unwrapped_key": Leak("the window's key, not wrapped, in the database", kept.unwrapped_key),
    "plain_hash": Leak("the door's marks are a hash without a key", kept.marks_by_plain_hash),
    "box_in_place": Leak("only the new slot of the box is written", kept.box_not_laid_anew),
    "box_unpadded": Leak("a box as large as what is in it", kept.box_grows),
    "backup": Leak("a backup with the open window in it", kept.open_window_in_backup),
    "page_for_writers": Leak("the page of hints only for those who write", said.page_for_writers),
    "receipt_for_writers": Leak("the receipt only for those who write", said.receipt_for_writers),
    "receipts_apart": Leak("receipts through a form of their own", said.receipts_apart),
    "draft": Leak("a private draft, kept by its author", kept.draft_of_author),
    "held_over": _few("notes kept of a window with too few people", said.held_over),
    "crowd_of_notes": _few("a crowd counted in notes, not in people", said.crowd_of_notes),
    "crowd_with_keepers": _few(
        "a crowd that counts those who look after it", said.crowd_with_keepers
    ),
}
