"""What a receipt opens: its notes as they stand, what was said to their writer, and what can be done about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.boundary.views import Choice, Element, Field, Lines, OneOf, Quote, Text
from bot.conversations.notes.here import Here
from bot.conversations.notes.releasing import next_time
from bot.conversations.notes.second_page import deed_value
from bot.conversations.notes.standing import heard_now, open_sheets
from bot.conversations.saying import texts
from bot.domain.notes import LONGEST_NOTE
from bot.domain.notes_fates import takes_back
from bot.domain.notes_sheets import Deed, SealedNote
from bot.domain.notes_words import can_be_done
from bot.domain.receipts import marks
from bot.domain.unsigned import Stands, Unsigned, Voice
from bot.words import say
from bot.words.times import moment_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`which` of a receipt's two notes. One that is still sealed in the open box has no `note` yet."""

    which: int
    text: str
    note: Unsigned | None = None
    replies: tuple[str, ...] = ()
    answers: tuple[Unsigned, ...] = ()

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return can_be_done(self.note) if self.note else (Deed.WITHDRAW,)


def find(here: Here, code: str) -> tuple[Found, ...]:
    """What these words open, here and now. The same is read whatever they are."""
    kept = heard_now(here.community, here.known).notes
    sheets = open_sheets(here.community, here.known)
    sealed = [
        one for one in sheets.written if not any(takes_back(word, one) for word in sheets.words)
    ]
    if not code:
        return ()
    every = (_found(which, mark, kept, sealed) for which, mark in enumerate(marks(code), 1))
    return tuple(one for one in every if one)


def found_elements(here: Here, found: Sequence[Found]) -> tuple[Element, ...]:
    alone = len(found) < 2
    shown = tuple(part for one in found for part in _elements(here, one, alone=alone))
    deeds = [deed for one in found for deed in one.deeds]
    return (*shown, *_when_done(here, deeds)) if deeds else shown


def _when_done(here: Here, deeds: Sequence[Deed]) -> tuple[Text, ...]:
    """What holds at once, and what is done later, so that the moment says nothing."""
    if here.window is None or here.window.times is None:
        return ()
    zone = here.community.rhythm.hours.zone
    mode = "any_time" if here.way.any_time else "check_in"
    return (
        *texts("note.receipt.when_done", when=moment_words(here.window.times.closes_at, zone)),
        *(texts(f"note.receipt.when_changed.{mode}") if Deed.CHANGE in deeds else ()),
        *texts("note.receipt.when_rubbed_out"),
    )


def found_fields(found: Sequence[Found]) -> tuple[Field, ...]:
    """One thing for each passage. Some of it needs words."""
    choices = tuple(
        Choice(deed_value(one.which, deed), _label(deed, one, found))
        for one in found
        for deed in one.deeds
    )
    if not choices:
        return ()
    hint = say("note.receipt.word_hint")
    word = Lines("word", say("note.receipt.word"), hint=hint, most=LONGEST_NOTE)
    return (OneOf("deed", say("note.receipt.do"), choices), word)


def _label(deed: Deed, one: Found, found: Sequence[Found]) -> str:
    label = say(f"note.deed.{_called(deed, one)}")
    return label if len(found) < 2 else say("note.deed_of", which=one.which, deed=label)


def _called(deed: Deed, one: Found) -> str:
    """Nobody has looked yet at a note that only came back since a form was destroyed."""
    unseen = one.note is not None and one.note.stands is Stands.RETURNED and one.note.back is None
    return "as_it_was" if unseen and deed is Deed.LOOK_AGAIN else deed


def _found(
    which: int, mark: str, kept: Iterable[Unsigned], sealed: Iterable[SealedNote]
) -> Found | None:
    of_it = [one for one in kept if one.mark == mark]
    note = next((one for one in of_it if one.voice is Voice.NOTE), None)
    lies = next((one.text for one in sealed if one.mark == mark), None)
    if note is None and lies is None:
        return None
    return Found(
        which=which,
        text=note.text if note else lies or "",
        note=note,
        replies=tuple(one.text for one in of_it if one.is_reply),
        answers=tuple(one for one in of_it if one.voice is Voice.ANSWER),
    )


def _elements(here: Here, one: Found, *, alone: bool) -> Iterator[Element]:
    """Of several, each is told with the number by which it is called below."""
    yield Text(say("note.receipt.your_note") if alone else say("note.receipt.of", which=one.which))
    yield Quote(one.text)
    yield from _stands(here, one.note)
    for reply in one.replies:
        yield Text(say("note.receipt.reply"))
        yield Quote(reply)
    for answer in one.answers:
        yield Text(say("note.receipt.your_answer"))
        yield Quote(answer.text)
        yield from _stands(here, answer)


def _stands(here: Here, note: Unsigned | None) -> tuple[Text, ...]:
    if note is None:
        return texts("note.stands.sealed")
    if note.taken_back:
        return texts("note.goes_then", when=next_time(here))
    if note.back:
        why = say(f"note.back.{note.back}")
        return texts("note.came_back", why=why)
    return texts(f"note.stands.{note.stands}")
