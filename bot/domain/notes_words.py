"""What the words through receipts do to the notes they open: at a close, before it, and where one comes to nothing.

A word lies in the box that is open, as sealed as a note. Whoever reads notes reads them through these
words, and the rows of the notes are touched when everybody's are (docs/decisions/0020). Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.notes_sheets import Deed, Word
from bot.domain.unsigned import Stands, Unsigned, Voice


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of it: notes to write down, and keys of those that are gone."""

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
class Table:
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

    def opened(self, mark: str) -> tuple[Unsigned, ...]:
        """The notes of this receipt, without what was said beside them."""
        return tuple(one for one in self.of(mark) if one.voice is Voice.NOTE)

    def of(self, mark: str) -> tuple[Unsigned, ...]:
        return tuple(one for one in self.notes.values() if one.mark == mark)

    def batch(self, before: Mapping[str, Unsigned]) -> Batch:
        kept = tuple(self.notes[key] for key in self.touched if key in self.notes)
        return Batch(keep=kept, gone=tuple(key for key in self.gone if key in before))


@dataclass(frozen=True, slots=True)
class Heard:
    """Notes as they stand by the words that lie in the open box, of which nothing has been written down.

    `changed` are keys of those whose words, or whose way, their writer has asked to be others: they are
    not told as they were. `gone` were taken back before anybody was told them.
    """

    notes: tuple[Unsigned, ...]
    changed: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()


def heard(before: Iterable[Unsigned], words: Iterable[Word], *, at_once: bool) -> Heard:
    """A note that is taken back is gone for whoever reads, from that moment. With `at_once` it is read as
    it was changed, too; otherwise a change waits for the close, and for the others who pass until then."""
    here = {one.key: one for one in before}
    table, other = Table(dict(here)), set[str]()
    for word in words:
        for note in _may(word, table):
            if word.deed is Deed.WITHDRAW:
                withdraw(note, table)
            elif word.deed in _OTHERWISE:
                other.add(note.key)
                if at_once:
                    table.put(_otherwise(note, word))
    return Heard(tuple(table.notes.values()), frozenset(other), table.batch(here).gone)


def heed(word: Word, table: Table, how: Closing) -> None:
    """A close. What cannot be done as the note stands by now is passed over."""
    for note in _may(word, table):
        match word.deed:
            case Deed.WITHDRAW:
                withdraw(note, table)
            case Deed.ANSWER:
                table.put(to_be_read(_answer(note, word.text, how), how))
            case Deed.CHANGE | Deed.LOOK_AGAIN:
                otherwise = _otherwise(note, word)
                unread = otherwise.stands is Stands.UNREAD and not otherwise.again
                table.put(to_be_read(otherwise, how) if unread else otherwise)


def came_to_nothing(words: Iterable[Word], before: Iterable[Unsigned]) -> Batch:
    """Too few used the form, or there are no notes any more: new words go unread, like everything in it.
    What was taken back stays so. What was to be changed is not told as it was: it goes back to its writer."""
    here = {one.key: one for one in before}
    table = Table(dict(here))
    for word in words:
        for note in _may(word, table):
            if word.deed is Deed.WITHDRAW:
                withdraw(note, table)
            elif word.deed is Deed.CHANGE and note.stands is not Stands.RETURNED:
                table.put(replace(note, stands=Stands.RETURNED, back=None, counted=True))
    return table.batch(here)


def withdrawn(marks: Iterable[str], before: Iterable[Unsigned]) -> Batch:
    """All that these receipts open is taken back, outside of any box."""
    here = {one.key: one for one in before}
    table = Table(dict(here))
    for mark in marks:
        for note in table.opened(mark):
            if not note.taken_back:
                withdraw(note, table)
    return table.batch(here)


def withdraw(note: Unsigned, table: Table) -> None:
    """What was told is taken out when the next session opens, so that the moment says nothing."""
    if note.told:
        table.put(replace(note, taken_back=True))
        return
    for one in table.of(note.mark):
        table.drop(one)


def to_be_read(one: Unsigned, how: Closing) -> Unsigned:
    if not how.read_first:
        return replace(one, stands=Stands.PASSED)
    return replace(one, stands=Stands.UNREAD, late=how.late, back=None)


def _may(word: Word, table: Table) -> tuple[Unsigned, ...]:
    """What a word is about, if it can still be done, and is not done already."""
    opened = (note for note in table.opened(word.mark) if word.deed in can_be_done(note))
    if word.deed is Deed.CHANGE:
        return tuple(note for note in opened if note.text != word.text)
    return tuple(opened)


def _otherwise(note: Unsigned, word: Word) -> Unsigned:
    """It is read anew: in other words, or once more by somebody else. One that waits for company goes on waiting.
    One that nobody had sent back, but a form that came to nothing, is simply sent again."""
    if word.deed is Deed.LOOK_AGAIN:
        again = note.back is not None or note.stands is Stands.HELD
        return replace(note, stands=Stands.UNREAD, again=again)
    changed = replace(note, text=word.text, again=False, counted=False)
    if note.stands is Stands.WAITS:
        return changed
    return replace(changed, stands=Stands.UNREAD, back=None)


def _answer(note: Unsigned, text: str, how: Closing) -> Unsigned:
    return Unsigned(
        key=how.key(), session=how.session, mark=note.mark, text=text, voice=Voice.ANSWER
    )


_OTHERWISE = frozenset({Deed.CHANGE, Deed.LOOK_AGAIN})
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
