"""What people see, as plain values: a small closed union that every platform knows how to draw.

Plain text only. No markup is read out of any string here: a member's words stay the letters they are.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import CommunityId, PersonId
from bot.domain.spoken import Instant, moments_in


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. Line breaks are kept.

    `moments` are named in its words: where a platform can, it says them by each reader's own clock. Sentences
    bring them along (`bot.domain.spoken`).
    """

    text: str
    kind: Literal["text"] = "text"
    moments: tuple[Instant, ...] = ()

    def __post_init__(self) -> None:
        _remember(self, self.text)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words; `who` is empty where the words have no name."""

    text: str
    who: str = ""
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Points:
    """A short list, drawn with a mark before each line."""

    lines: tuple[str, ...]
    kind: Literal["points"] = "points"
    moments: tuple[Instant, ...] = ()

    def __post_init__(self) -> None:
        _remember(self, *self.lines)


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what it says."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"
    moments: tuple[Instant, ...] = ()

    def __post_init__(self) -> None:
        _remember(self, *(what for _, what in self.pairs))


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with its label. Drawn in the reader's own zone where the platform can, else in `zone`."""

    label: str
    at: datetime
    zone: str
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Bar:
    """`words` tell what was counted, such as `4 of 6`; `length` is how much of the tally's `full` that is."""

    label: str
    words: str
    length: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, one thing a line. The words say everything: a bar drawn beside them only says it
    again, and is nothing to a screen reader. `full` is the length of a whole bar, at least 1."""

    bars: tuple[Bar, ...]
    full: int
    kind: Literal["tally"] = "tally"


def _remember(view: "Text | Points | Facts", *said: str) -> None:
    """As it is made, from the sentences it is made of."""
    if found := moments_in(*said):
        every = tuple(dict.fromkeys((*view.moments, *found)))
        object.__setattr__(view, "moments", every)


Element = Text | Quote | Points | Facts | Moment | Tally


class Weight(StrEnum):
    """How a button stands among others. Never shown by colour alone.

    `SELDOM`: wanted now and then. Where there are many, these may stand one step further away.
    """

    PLAIN = "plain"
    MAIN = "main"
    SELDOM = "seldom"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Button:
    """`token` is packed (`bot.boundary.tokens`). `asks` says that pressing it opens a form."""

    label: str
    token: str
    asks: bool = False
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Card:
    """One message. `title` may be empty; a card without buttons is just words."""

    title: str
    body: tuple[Element, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one person finds when they look for the bot: cards, the most important first, headings among them.

    `communities` are those that it tells of: when one of them changes, the page may read differently.
    """

    cards: tuple[Card, ...]
    communities: frozenset[CommunityId] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, at most `most` characters.

    `beside`: what stands beside the label of one that may be empty, where more is to be said than that.
    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    beside: str = ""
    most: int = 150
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Lines:
    """A box for several lines of text, at most `most` characters. `beside` as in `Line`."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    beside: str = ""
    most: int = 3000
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what an answer says; `label` is what a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Choose one. The answer is a choice's value, or empty when not required."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""
    value: str = ""
    required: bool = False
    kind: Literal["one_of"] = "one_of"


@dataclass(frozen=True, slots=True)
class SomeOf:
    """Choose any number. The answer is a list of the choices' values.

    `missing` is what to say when it is required and nothing is chosen, where the platform lets us say it.
    `beside` as in `Line`.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""
    values: tuple[str, ...] = ()
    required: bool = False
    beside: str = ""
    missing: str = ""
    kind: Literal["some_of"] = "some_of"


@dataclass(frozen=True, slots=True)
class People:
    """Choose people of this workspace: one, or up to `most`. The answer is a list of person ids.

    `missing` as in `SomeOf`.
    """

    name: str
    label: str
    hint: str = ""
    values: tuple[PersonId, ...] = ()
    required: bool = False
    missing: str = ""
    most: int = 1
    kind: Literal["people"] = "people"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, answered as `YYYY-MM-DD`."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    kind: Literal["day"] = "day"


Field = Line | Lines | OneOf | SomeOf | People | Day


@dataclass(frozen=True, slots=True)
class Form:
    """A private form. Without fields it is a page to read, closed with its one button.

    `token` says what submitting it means. A page that `gives_way` asks for one of its buttons: what that leads to
    takes its place, since the question is answered then.
    """

    token: str
    title: str
    intro: tuple[Element, ...] = ()
    fields: tuple[Field, ...] = ()
    submit: str = ""
    cancel: str = ""
    buttons: tuple[Button, ...] = field(default=())
    gives_way: bool = False
