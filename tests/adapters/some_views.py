"""Any card and form there could be, with words in them that try to be more than words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Choice,
    Day,
    Element,
    Facts,
    Form,
    Line,
    Lines,
    Moment,
    OneOf,
    People,
    Points,
    Quote,
    SomeOf,
    Tally,
    Text,
    Weight,
)

TRICKS = (
    "<@U123>", "<#C123|general>", "<!channel>", "<!here|here>", "<!subteam^S1>", "@here", "@everyone", "#general",
    "<https://x.example|here>", "https://x.example", "www.x.example", "mailto:a@x.example",
    "<!date^1392734382^{date}|then>", "*bold*", "**b**", "_it_", "~no~", "`code`", "```block```", "> said", "&gt; said",
    ":smile:", ":+1::skin-tone-2:", "&", "&lt;", "<", ">", ">>>", "10:30:40", "snake_case_here", "…", "1. one", "- one",
    "\n", "\n\n", " ", "é", "ب", "語", "👩‍👩‍👧", "a", "word",
)  # fmt: skip

tricky = st.lists(st.sampled_from(TRICKS), min_size=1, max_size=12).map("".join)
anything = st.text(min_size=1, max_size=60)
words = st.one_of(tricky, anything).filter(lambda said: bool(said.strip()))
long_words = st.builds(lambda said, often: said * often, words, st.integers(1, 600)).map(
    lambda said: said[:9000]
)
said = st.one_of(words, words, long_words)
label = words.map(lambda one: " ".join(one.split())[:75]).filter(bool)

ELEMENTS: Any = st.one_of(
    st.builds(Text, said),
    st.builds(Quote, said, st.one_of(st.just(""), label)),
    st.builds(Points, st.lists(said, min_size=1, max_size=9).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(label, said), min_size=1, max_size=9).map(tuple)),
    st.builds(Moment, label, st.just(datetime(2027, 1, 4, 10, tzinfo=UTC)), st.just("Asia/Tokyo")),
    st.builds(
        Tally,
        st.lists(st.builds(Bar, said, label, st.integers(0, 9)), min_size=1, max_size=9).map(tuple),
        st.just(9),
    ),
)
PLAIN_BUTTONS: Any = st.lists(label, max_size=30, unique=True).map(
    lambda labels: tuple(Button(one, f"t.{n}") for n, one in enumerate(labels))
)
BUTTONS: Any = st.builds(
    lambda some, weight: tuple(
        Button(one.label, one.token, weight=weight if n == 1 else Weight.PLAIN)
        for n, one in enumerate(some)
    ),
    PLAIN_BUTTONS,
    st.sampled_from(Weight),
)
CARDS: Any = st.builds(
    Card,
    st.one_of(st.just(""), said),
    st.lists(ELEMENTS, min_size=1, max_size=8).map(tuple),
    BUTTONS,
)

choices: Any = st.lists(said.map(lambda one: one[:400]), min_size=1, max_size=20).map(
    lambda labels: tuple(Choice(str(n), one) for n, one in enumerate(labels))
)
beside = st.one_of(st.just(""), label)
FIELDS: Any = st.one_of(
    st.builds(Line, st.just("a"), words, beside),
    st.builds(Lines, st.just("b"), words, beside),
    st.builds(OneOf, st.just("c"), words, choices, beside),
    st.builds(SomeOf, st.just("d"), words, choices, beside),
    st.builds(People, st.just("e"), words, beside),
    st.builds(Day, st.just("f"), words, beside),
)
FORMS: Any = st.builds(
    Form,
    st.just("t.x"),
    said,
    st.lists(ELEMENTS, max_size=40).map(tuple),
    st.lists(FIELDS, max_size=5, unique_by=lambda one: one.name).map(tuple),
    st.just("Done"),
    st.just("Not now"),
    PLAIN_BUTTONS,
)


def of_card(card: Card) -> Iterator[str]:
    """All the words of it, piece by piece."""
    yield card.title
    yield from of_elements(card.body)


def of_elements(some: tuple[Element, ...]) -> Iterator[str]:
    for one in some:
        match one:
            case Text(text=text):
                yield text
            case Quote(text=text, who=who):
                yield f"{who}{text}"
            case Points(lines=lines):
                yield from lines
            case Facts(pairs=pairs):
                yield from (f"{label}{what}" for label, what in pairs)
            case Tally(bars=bars):
                yield from (f"{bar.label}{bar.words}" for bar in bars)
            case Moment(label=label):
                yield f"{label}Monday 4 January 2027, 19:00"


def of_fields(form: Form) -> Iterator[str]:
    for one in form.fields:
        yield one.label
        yield one.hint
        if isinstance(one, OneOf | SomeOf):
            yield from (choice.label for choice in one.choices)
