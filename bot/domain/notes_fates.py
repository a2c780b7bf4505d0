"""A window has closed: the words through receipts are heeded, and each note goes its way. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.domain.notes_sheets import Alone, Deed, SealedNote, Word
from bot.domain.notes_words import Batch, Closing, Table, heed, to_be_read
from bot.domain.told import is_crowd
from bot.domain.unsigned import Stands, Unsigned


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


def closed(
    written: Sequence[SealedNote], words: Iterable[Word], before: Iterable[Unsigned], how: Closing
) -> Batch:
    """The words that came through receipts are heeded, and each note goes its way.

    One alone obeys its writer. From two on they are company, and so is one that has waited: its own
    window had a crowd.
    """
    here = {one.key: one for one in before}
    table, fresh = Table(dict(here)), list(written)
    for word in words:
        fresh = [one for one in fresh if not takes_back(word, one)]
        heed(word, table, how)
    waiting = [one for one in table.notes.values() if one.stands is Stands.WAITS]
    alone = len(fresh) + len(waiting) == 1
    for new in fresh:
        _placed(new, table, how, alone=alone)
    if not alone:
        for one in waiting:
            table.put(to_be_read(one, how))
    return table.batch(here)


def takes_back(word: Word, one: SealedNote) -> bool:
    return word.deed is Deed.WITHDRAW and word.mark == one.mark


def _placed(new: SealedNote, table: Table, how: Closing, *, alone: bool) -> None:
    if alone and new.alone is Alone.DROP:
        return
    one = Unsigned(key=how.key(), session=how.session, mark=new.mark, text=new.text)
    if alone and new.alone is Alone.WAIT:
        table.put(replace(one, stands=Stands.WAITS))
    else:
        table.put(to_be_read(one, how))
