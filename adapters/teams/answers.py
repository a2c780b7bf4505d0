"""From the bot's replies to what Teams is answered at once: a dialog, words, or nothing. Pure.

What is not told in the answer is said aside (whispering.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from adapters.teams import forms
from adapters.teams.answer import KEPT, Answer
from adapters.teams.calling import how
from adapters.teams.elements import Json, words, words_of
from adapters.teams.literal import literal
from adapters.teams.pressing import Shown, buttons_as_here, opened, way_to
from adapters.teams.sorry import WORDS, said
from adapters.teams.transport import Incoming, Payload, Scope
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Text
from bot.domain.ids import Place

MOST_WORDS: Final = 300
"""Characters that are told below a card. Nobody says how many fit; more is read better as a message."""
DONE: Final = "This is done."
WRITTEN: Final = "I have written to you in our private chat."
BELOW: Final = "I have answered below."
THANKS: Final = "Thank you"
"""What stands above words without a title for who has handed something in. Who has only pressed may read that it is
too late: they are not thanked for that."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer, and what is said aside besides."""

    answer: Answer
    aside: Sequence[Shown] = ()


def pressed(replies: Sequence[Reply], incoming: Incoming) -> Told:
    """To a button that opens no dialog: few words are told with the card, and the rest where there is room."""
    aside = as_messages(replies, "")
    few = _few(replies)
    if few is not None:
        return Told(below(few or DONE))
    here = incoming.scope is Scope.PERSONAL
    return Told(below(BELOW if here else WRITTEN), aside)


def typed(replies: Sequence[Reply], words: str) -> Sequence[Shown]:
    """To a command that was typed: no dialog can be opened then, but the way to one can be shown."""
    return as_messages(replies, Token(Act.COMMAND, tuple(words.split()[:1]) or ("",)).pack())


def as_messages(replies: Sequence[Reply], token: str) -> Sequence[Shown]:
    """`token`, pressed, does the same once more. Without one, what is to be opened is carried along: the press that
    led to it counts once."""
    return tuple(_in_a_message(replies, token))


def in_dialog(
    replies: Sequence[Reply],
    place: Place,
    opening: str,
    incoming: Incoming,
    *,
    closes: bool,
    over: Payload | None = None,
) -> Answer:
    """The form that follows, or the words as a page. `closes`: where there is neither, the dialog goes.
    `over` is the data of the form that it comes in front of."""
    if form := _next(replies, THANKS if closes else forms.NAME):
        return opens(form, place, opening, over)
    return KEPT if closes else said(incoming, DONE)


def opens(form: Form, place: Place, opening: str, over: Payload | None = None) -> Answer:
    return _continued(forms.dialog(form, place, over=over), opening)


def once_more(
    errors: FormErrors, form: Form, place: Place, opening: str, typed_in: Payload
) -> Answer:
    """The same dialog with all that was typed, and a sentence where something is to be looked at."""
    return _continued(forms.dialog(form, place, errors.errors, typed_in), opening)


def below(words: str) -> Answer:
    """Told with the card whose button was pressed, to who pressed it."""
    return Answer(body={"statusCode": 200, "type": WORDS, "value": literal(words)})


def errors_in(replies: Sequence[Reply]) -> FormErrors | None:
    return next((one for one in replies if isinstance(one, FormErrors)), None)


def _continued(dialog: Json, opening: str) -> Answer:
    return Answer(body={"task": {"type": "continue", "value": opened(dialog, opening)}})


def _next(replies: Sequence[Reply], title: str) -> Form | None:
    """The last form; or else a page with all the words, read and closed. `title` stands above words that have none."""
    found = [one.form for one in replies if isinstance(one, OpenForm)]
    words = [buttons_as_here(one.card) for one in replies if isinstance(one, Whisper)]
    if found:
        return found[-1]
    return _page(words, title) if words else None


def _page(words: Sequence[Card], title: str) -> Form:
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=next((card.title for card in words if card.title), "") or title,
        intro=tuple(element for card in words for element in card.body),
        buttons=tuple(button for card in words for button in card.buttons),
    )


def _few(replies: Sequence[Reply]) -> str | None:
    """All of it in a few words; None where it is more than that. Empty where nothing is said."""
    if any(isinstance(one, OpenForm) for one in replies):
        return None
    told = [one.card for one in replies if isinstance(one, Whisper)]
    if any(card.buttons for card in told):
        return None
    wrong = list(_wrong(replies))
    said = (*(element for card in told for element in card.body), *wrong)
    lines = [*map(words_of, told), *map(words, (*wrong, *how(said)))]
    few = "\n\n".join(lines)
    return few if len(few) <= MOST_WORDS else None


def _wrong(replies: Sequence[Reply]) -> Iterator[Text]:
    for one in replies:
        if isinstance(one, FormErrors):
            yield from map(Text, one.errors.values())


def _in_a_message(replies: Sequence[Reply], token: str) -> Iterator[Shown]:
    for one in replies:
        match one:
            case Whisper(card=card):
                yield card
            case OpenForm(form=form):
                yield form if not token else way_to(form, token)
            case FormErrors(errors=errors):
                yield Card("", tuple(map(Text, errors.values())))
