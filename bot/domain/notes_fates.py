"""A window has closed: what the words through receipts do, and which way each note goes. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.domain.notes_sheets import Alone, Deed, SealedNote, Word
from bot.domain.told import is_crowd
from bot.domain.unsigned import Stands, Unsigned, Voice


class Crowd(StrEnum):
    """What the number of people who went through the door makes of a window."""

    ENOUGH = "enough"
    MORE_TIME = "more_time"
    TOO_FEW = "too_few"


def crowd_of(passed: int, *, extended: bool) -> Crowd:
    """People, never notes. Too few have two more days, once."""
    if is_crowd(passed):
        return Crowd.ENOUGH
    return Crowd.TOO_FEW if extended else Crowd.MORE_TIME


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a close: notes to write down, and keys of those that are gone."""

    keep: tuple[Unsigned, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a window closes. `key` makes a new key by chance."""

    session: int
    read_first: bool
    late: bool
    key: Callable[[], str]


@dataclass
class _Table:
    """The notes while they are sorted out, by their keys."""

    notes: dict[str, Unsigned]
    touched: dict[str, None] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)

    def put(self, one: Unsigned) -> None:
        self.notes[one.key] = one
        self.touched[one.key] = None

    def drop(self, one: Unsigned) -> None:
        self.notes.pop(one.key, None)
        self.gone[one.key] = None

    def of(self, mark: str) -> tuple[Unsigned, ...]:
        return tuple(one for one in self.notes.values() if one.mark == mark)


def closed(
    written: Sequence[SealedNote], words: Iterable[Word], before: Iterable[Unsigned], how: Closing
) -> Batch:
    """The words that came through receipts are heeded, and each note goes its way.

    One alone obeys its writer. From two on they are company, and so is one that has waited: its own
    window had a crowd.
    """
    here = {one.key: one for one in before}
    table, fresh = _Table(dict(here)), list(written)
    for word in words:
        fresh = [one for one in fresh if not _takes_back(word, one)]
        _heed(word, table, how)
    waiting = [one for one in table.notes.values() if one.stands is Stands.WAITS]
    alone = len(fresh) + len(waiting) == 1
    for new in fresh:
        _placed(new, table, how, alone=alone)
    if not alone:
        for one in waiting:
            table.put(_to_be_read(one, how))
    return _batch(table, here)


def withdrawn(marks: Iterable[str], before: Iterable[Unsigned]) -> Batch:
    """All that these receipts open is taken back, outside of any close."""
    here = {one.key: one for one in before}
    table = _Table(dict(here))
    for mark in marks:
        for note in table.of(mark):
            if note.voice is Voice.NOTE and not note.taken_back:
                _withdraw(note, table)
    return _batch(table, here)


def _takes_back(word: Word, one: SealedNote) -> bool:
    return word.deed is Deed.WITHDRAW and word.mark == one.mark


def _batch(table: _Table, before: Mapping[str, Unsigned]) -> Batch:
    kept = tuple(table.notes[key] for key in table.touched if key in table.notes)
    return Batch(keep=kept, gone=tuple(key for key in table.gone if key in before))


def _placed(new: SealedNote, table: _Table, how: Closing, *, alone: bool) -> None:
    if alone and new.alone is Alone.DROP:
        return
    one = Unsigned(key=how.key(), session=how.session, mark=new.mark, text=new.text)
    if alone and new.alone is Alone.WAIT:
        table.put(replace(one, stands=Stands.WAITS))
    else:
        table.put(_to_be_read(one, how))


def _to_be_read(one: Unsigned, how: Closing) -> Unsigned:
    if not how.read_first:
        return replace(one, stands=Stands.PASSED)
    return replace(one, stands=Stands.UNREAD, late=how.late, back=None)


def _heed(word: Word, table: _Table, how: Closing) -> None:
    """What cannot be done as the note stands by now is passed over."""
    for note in table.of(word.mark):
        if note.voice is not Voice.NOTE or word.deed not in can_be_done(note):
            continue
        match word.deed:
            case Deed.CHANGE:
                table.put(_changed(note, word.text, how))
            case Deed.WITHDRAW:
                _withdraw(note, table)
            case Deed.LOOK_AGAIN:
                table.put(replace(note, stands=Stands.UNREAD, again=True))
            case Deed.ANSWER:
                table.put(_to_be_read(_answer(note, word.text, how), how))


def _changed(note: Unsigned, text: str, how: Closing) -> Unsigned:
    changed = replace(note, text=text, again=False, counted=False)
    return changed if note.stands is Stands.WAITS else _to_be_read(changed, how)


def _withdraw(note: Unsigned, table: _Table) -> None:
    """What was told is taken out when the next session opens, so that the moment says nothing."""
    if note.told:
        table.put(replace(note, taken_back=True))
        return
    for one in table.of(note.mark):
        table.drop(one)


def _answer(note: Unsigned, text: str, how: Closing) -> Unsigned:
    return Unsigned(
        key=how.key(), session=how.session, mark=note.mark, text=text, voice=Voice.ANSWER
    )


_CAN: Mapping[Stands, tuple[Deed, ...]] = {
    Stands.WAITS: (Deed.CHANGE, Deed.WITHDRAW),
    Stands.UNREAD: (Deed.CHANGE, Deed.WITHDRAW),
    Stands.PASSED: (Deed.WITHDRAW,),
    Stands.RETURNED: (Deed.CHANGE, Deed.LOOK_AGAIN, Deed.WITHDRAW),
    Stands.HELD: (Deed.LOOK_AGAIN, Deed.WITHDRAW),
    Stands.RELEASED: (Deed.ANSWER, Deed.NAME, Deed.WITHDRAW),
    Stands.HIDDEN: (Deed.ANSWER, Deed.WITHDRAW),
}


def can_be_done(note: Unsigned) -> tuple[Deed, ...]:
    """What its writer can ask for, as it stands. A second look is given once."""
    if note.taken_back:
        return ()
    return tuple(one for one in _CAN[note.stands] if one is not Deed.LOOK_AGAIN or not note.again)
