"""`/lc receipt` is handed in: what the words open is taken back at once, and nothing else happens.

Like *Done*, this reads no community and no person's record, and leaves no trace of who came.
"""

from typing import Protocol

from bot.boundary.arrivals import FormSubmitted
from bot.boundary.decision import Decision, FormErrors, OpenForm
from bot.boundary.notes import LayAnew, Leaf, Note, OfNotes
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Line, Text
from bot.conversations.notes.keeping import kept, read_notes
from bot.domain.ids import CommunityId, RecordId
from bot.domain.notes_sheets import without
from bot.domain.notes_words import withdrawn
from bot.domain.receipts import marks
from bot.words import say
from bot.words.receipts import read_receipt

MOST_TRIES = 5
LONGEST = 120
NO_WINDOW = "-"


class Kept(Protocol):
    """What a receipt may open."""

    def leaves(self, window: str) -> tuple[Leaf, ...]: ...

    def notes(self, community: CommunityId) -> tuple[Note, ...]: ...


def receipt_form(
    community: str, window: str, when: str, *, tries: int = 0, typed: str = ""
) -> Form:
    """Not only a way to take a note back: also a warning that this very step can be seen. `typed` opened
    nothing, and stays to be looked at."""
    return Form(
        token=Token(Act.RECEIPT, (community, window or NO_WINDOW, str(tries))).pack(),
        title=say("note.receipt.title"),
        intro=(
            Text(say("note.receipt.warning", when=when)),
            Text(say("note.receipt.what_happens")),
        ),
        fields=(
            Line(
                "receipt",
                say("note.receipt.words"),
                hint=say("note.receipt.wrong" if tries else "note.receipt.words_hint"),
                value=typed,
                required=True,
                most=LONGEST,
            ),
        ),
        submit=say("button.take_it_back"),
        cancel=say("button.not_now"),
    )


def take_back(submitted: FormSubmitted, token: Token, behind: Kept) -> Decision:
    community, window = CommunityId(RecordId(token[0])), token[1]
    typed = submitted.given.text("receipt")
    code = read_receipt(typed)
    if code is None:
        return Decision(reply=(FormErrors({"receipt": say("note.receipt.not_six")}),))
    if changes := _changes(community, window, marks(code), behind):
        return Decision(notes=changes, reply=(OpenForm(_page("note.receipt.taken_back")),))
    tries = int(token[2]) + 1 if token[2].isdecimal() else MOST_TRIES
    if tries >= MOST_TRIES:
        return Decision(reply=(OpenForm(_page("note.receipt.enough", "note.receipt.nothing")),))
    when = say("note.receipt.next_time")
    again = receipt_form(community, window, when, tries=tries, typed=typed)
    return Decision(reply=(OpenForm(again),))


def _changes(
    community: CommunityId, window: str, gone: tuple[str, ...], behind: Kept
) -> tuple[OfNotes, ...]:
    """From the box, if it is still sealed; from what has come out, if not."""
    batch = withdrawn(gone, read_notes(behind.notes(community)))
    leaves = behind.leaves(window)
    left = without(leaves, gone)
    laid = (LayAnew(window=window, leaves=left),) if left != leaves else ()
    return (*laid, *kept(community, batch.keep, batch.gone))


def _page(*keys: str) -> Form:
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("note.receipt.title"),
        intro=tuple(Text(say(key)) for key in keys),
        cancel=say("button.close"),
    )
