"""*Done*: somebody goes through the door. Nothing else happens, and nothing of it is known but behind the door.

This reads no community and no person's record, says nothing, sets no alarm; a test holds it to what it
may import (docs/decisions/0016).
"""

from typing import Protocol

from bot.boundary.arrivals import DeliveryId, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, OpenForm
from bot.boundary.notes import Leaf, Pass, Passage
from bot.boundary.tokens import Token
from bot.boundary.views import Form
from bot.conversations.notes import last_pages
from bot.conversations.notes.last_pages import (
    been_through_page,
    receipt_page,
    sign_button,
    told_by_name,
    told_to_lead,
)
from bot.conversations.notes.second_page import Carried, carried, read_deed
from bot.domain.ids import PersonId
from bot.domain.note_text import cleaned, plain_copy
from bot.domain.notes import LONGEST_NOTE
from bot.domain.notes_sheets import Deed, SealedNote, Word, as_leaves
from bot.domain.receipts import marks
from bot.domain.refusal import Reason, Refused
from bot.words import say

BOXES = ("note", "second")
NEEDS_WORDS = frozenset({Deed.CHANGE, Deed.ANSWER})


class Behind(Protocol):
    """What can be read at a door."""

    def passage(self, window: str, person: PersonId, delivery: DeliveryId) -> Passage: ...

    def leaves(self, window: str) -> tuple[Leaf, ...]: ...


def go_through(submitted: FormSubmitted, token: Token, behind: Behind) -> Decision:
    with_it = _must_be_ours(token)
    match behind.passage(with_it.window, submitted.who.person, submitted.id):
        case Passage.NO_WAY:
            return Decision(reply=(FormErrors({"": say("note.closed_meanwhile")}),))
        case Passage.PASSED:
            return Decision(reply=(OpenForm(been_through_page(with_it.community)),))
        case Passage.AGAIN:
            return Decision(reply=(OpenForm(_last_page(submitted, with_it)),))
        case Passage.FREE:
            return _through(submitted, with_it, behind)


def _through(submitted: FormSubmitted, with_it: Carried, behind: Behind) -> Decision:
    if errors := _errors(submitted):
        return Decision(reply=(FormErrors(errors),))
    passing = Pass(
        window=with_it.window,
        person=submitted.who.person,
        delivery=submitted.id,
        leaves=(*behind.leaves(with_it.window), *_leaves(submitted, with_it)),
    )
    return Decision(notes=(passing,), reply=(OpenForm(_last_page(submitted, with_it)),))


def _leaves(submitted: FormSubmitted, with_it: Carried) -> tuple[Leaf, ...]:
    texts = _texts(submitted) if _goes_to_the_group(submitted) else ()
    written = (
        SealedNote(text=text, mark=mark, alone=with_it.alone)
        for text, mark in zip(texts, marks(with_it.code), strict=False)
    )
    return as_leaves(with_it.tap, written, _words(submitted, with_it), with_it.pulse)


def _words(submitted: FormSubmitted, with_it: Carried) -> tuple[Word, ...]:
    """What was asked for through an older receipt. A name is put to a note by pressing, on the last page."""
    chosen = _deed(submitted, with_it)
    if chosen is None or chosen[1] is Deed.NAME:
        return ()
    which, deed = chosen
    mark = marks(with_it.old)[which - 1]
    return (Word(mark=mark, deed=deed, text=_clean(submitted, "word")),)


def _last_page(submitted: FormSubmitted, with_it: Carried) -> Form:
    words = "\n\n".join(_texts(submitted))
    match submitted.given.text("way"):
        case last_pages.PERSON if words:
            return told_by_name(with_it.community, words)
        case last_pages.LEAD if words:
            return told_to_lead(with_it.code, with_it.community, words)
    chosen = _deed(submitted, with_it)
    if chosen and chosen[1] is Deed.NAME:
        sign = sign_button(with_it.community, with_it.old, chosen[0])
        return receipt_page(with_it.code, more=(sign,))
    return receipt_page(with_it.code)


def _errors(submitted: FormSubmitted) -> dict[str, str]:
    long = {
        box: say("note.too_long", most=LONGEST_NOTE)
        for box in (*BOXES, "word")
        if len(_clean(submitted, box)) > LONGEST_NOTE
    }
    chosen = read_deed(submitted.given.text("deed"))
    if chosen and chosen[1] in NEEDS_WORDS and not _clean(submitted, "word"):
        return {**long, "word": say("note.word_missing")}
    return long


def _texts(submitted: FormSubmitted) -> tuple[str, ...]:
    """What is written, as it goes: twice the same is once."""
    plain = "yes" in submitted.given.many("plain")
    found = (_clean(submitted, box) for box in BOXES)
    return tuple(dict.fromkeys(plain_copy(one) if plain else one for one in found if one))


def _goes_to_the_group(submitted: FormSubmitted) -> bool:
    return submitted.given.text("way") in ("", last_pages.PLANNED)


def _clean(submitted: FormSubmitted, box: str) -> str:
    return cleaned(submitted.given.text(box), say("note.link")).text


def _deed(submitted: FormSubmitted, with_it: Carried) -> tuple[int, Deed] | None:
    return read_deed(submitted.given.text("deed")) if with_it.old else None


def _must_be_ours(token: Token) -> Carried:
    """Codes that were bent are refused kindly, before anybody goes through anything."""
    with_it = carried(token)
    try:
        for code in filter(None, (with_it.code, with_it.old)):
            marks(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_BUTTON) from None
    return with_it
