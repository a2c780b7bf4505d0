"""The last pages of the form, for everyone alike. Nothing here knows a community or a person."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Form, Lines, Quote, Text
from bot.domain.notes import LONGEST_NOTE
from bot.words import say
from bot.words.receipts import receipt_words

PERSON, LEAD, PLANNED, NOBODY = "person", "lead", "planned", "nobody"
"""What can become of words that sound heavy."""
DANGER = "danger"
"""`Worry.DANGER`: its module knows who is in a community, so it is not read here."""


def receipt_page(code: str, *, more: tuple[Button, ...] = ()) -> Form:
    """Six words, for a blank form too: what they open is written nowhere."""
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("note.done.title"),
        intro=(*_words(code), *(_texts("note.done.sign") if more else ())),
        cancel=say("button.close"),
        buttons=more,
    )


def told_by_name(community: str, words: str) -> Form:
    """The worry form's own last step, with the words in it. One more press, and it has their name."""
    return _heavy_form(Token(Act.TELL_WORRY, (community, DANGER)), words, "note.heavy.by_name")


def told_to_lead(code: str, community: str, words: str) -> Form:
    return _heavy_form(Token(Act.TELL_LEAD, (community, code)), words, "note.heavy.to_lead")


def sign_button(community: str, code: str, which: int) -> Button:
    """Whoever has the receipt can say that it was them; then everyone knows."""
    token = Token(Act.SIGN_NOTE, (community, code, str(which))).pack()
    return Button(say("button.sign_note"), token)


def been_through_page(community: str) -> Form:
    """Once for each window. What can be done with the receipt is said, whoever has one."""
    token = Token(Act.RECEIPT, (community,)).pack()
    receipt = Button(say("button.i_have_a_receipt"), token, asks=True)
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("check_in.title"),
        intro=_texts("note.been_through", "note.been_through_receipt"),
        cancel=say("button.close"),
        buttons=(receipt,),
    )


def _heavy_form(token: Token, words: str, says: str) -> Form:
    """Without the six words: nothing was written that they could open."""
    return Form(
        token=token.pack(),
        title=say("note.heavy.title"),
        intro=_texts(says),
        fields=(
            Lines(
                "words", say("note.heavy.words"), value=words, required=True, most=2 * LONGEST_NOTE
            ),
        ),
        submit=say("button.tell_them"),
        cancel=say("button.not_now"),
    )


def _words(code: str) -> tuple[Text | Quote, ...]:
    return (
        *_texts("note.done.thanks", "note.done.words"),
        Quote(receipt_words(code)),
        *_texts("note.done.keep", "note.done.blank"),
    )


def _texts(*keys: str) -> tuple[Text, ...]:
    return tuple(Text(say(key)) for key in keys)
