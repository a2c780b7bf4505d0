"""What one transaction has read and written, as it stands now, so that nothing is read twice.

Only what the transaction holds belongs here: nobody else can change that before it ends.
"""

from collections.abc import Mapping
from typing import TypeVar, cast

from bot.boundary.decision import Decision
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.records import Record

R = TypeVar("R", bound=Record)


class Recall:
    """Records by their id, and all that belong to one thing, in the order in which they were first kept."""

    def __init__(self) -> None:
        self._ones: dict[tuple[type[Record], RecordId], Record] = {}
        self._alls: dict[tuple[type[Record], RecordId], tuple[Record, ...]] = {}

    def one(self, kind: type[R], id: RecordId) -> R | None:
        return cast(R | None, self._ones.get((kind, id)))

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...] | None:
        return cast(tuple[R, ...] | None, self._alls.get((kind, of)))

    def read(self, record: Record) -> None:
        self._ones[type(record), record.id] = record

    def read_all(self, kind: type[R], of: RecordId, records: tuple[R, ...]) -> None:
        self._alls[kind, of] = records

    def follow(self, decision: Decision) -> None:
        """This has been written."""
        if any(isinstance(one, Community) for one in decision.forget):
            self._ones.clear()  # everything of it has gone with it
            self._alls.clear()
        self._ones |= {(type(one), one.id): one for one in decision.keep}
        for one in decision.forget:
            self._ones.pop((type(one), one.id), None)
        after = {key: _after(decision, *key, all_) for key, all_ in self._alls.items()}
        self._alls = {key: all_ for key, all_ in after.items() if all_ is not None}


def _after(
    decision: Decision, kind: type[Record], of: RecordId, all_: tuple[Record, ...]
) -> tuple[Record, ...] | None:
    """All that belong there now. None where only the database can tell in which order."""
    if any(type(one) is kind for one in decision.forget):
        return None
    kept: Mapping[RecordId, Record] = {one.id: one for one in decision.keep if type(one) is kind}
    known = {one.id for one in all_}
    if any(one.of != of or one.id not in known for one in kept.values()):
        return None
    return tuple(kept.get(one.id, one) for one in all_)
