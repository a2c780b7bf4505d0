"""How the bot's replies reach whoever acted: a form, an error at a field, words that only they see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack import forms
from adapters.slack.blocks import Block
from adapters.slack.cards import Message, messages
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form
from bot.domain.ids import Place


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person is to see of it: at most one view, and whispers."""

    view: Block | None = None
    whispers: tuple[Message, ...] = ()
    errors: FormErrors | None = None


def shown(replies: Sequence[Reply], place: Place) -> Shown:
    """For a command or a button: a form opens, and words are whispered."""
    forms_ = [one.form for one in replies if isinstance(one, OpenForm)]
    errors = next((one for one in replies if isinstance(one, FormErrors)), None)
    return Shown(
        view=forms.modal(forms_[-1], place) if forms_ else None,
        whispers=tuple(
            part for one in replies if isinstance(one, Whisper) for part in messages(one.card)
        ),
        errors=errors,
    )


def as_page(replies: Sequence[Reply], place: Place) -> Block | None:
    """For who has a view in front of them: the words stand in it, to be read and closed."""
    cards = [one.card for one in replies if isinstance(one, Whisper)]
    return forms.modal(_page(cards), place) if cards else None


def at_fields(errors: FormErrors, view: Mapping[str, Any]) -> dict[str, str]:
    """The sentences that Slack can put at an input: those of inputs that the view has, by their blocks."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    said = {block: errors.errors.get(forms.name_of(block)) for block in inputs}
    return {block: words for block, words in said.items() if words}


def with_sorry(errors: FormErrors, view: Mapping[str, Any]) -> Block:
    """What is wrong with the form as a whole stands on top of it; nothing that was typed is lost."""
    return forms.with_sorry(view, " ".join(errors.errors.values()))


def _page(cards: Sequence[Card]) -> Form:
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=next((card.title for card in cards if card.title), "") or "Thank you",
        intro=tuple(element for card in cards for element in card.body),
        buttons=tuple(button for card in cards for button in card.buttons),
    )
