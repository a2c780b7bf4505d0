"""How a try is written down, asked about and shown."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Day,
    Element,
    Facts,
    Form,
    Lines,
    OneOf,
    Quote,
    Text,
    Weight,
)
from bot.conversations.saying import button, named, texts
from bot.domain.community import Community
from bot.domain.learning import Try, TryState
from bot.words import say
from bot.words.times import day_words

ENDS = (TryState.KEPT, TryState.CHANGED, TryState.STOPPED)
"""In this order everywhere, and none before another: each has taught something."""
MOST = 300
MOST_LEARNED = 500
LABEL = 40
"""Characters of a try that a button shows."""


def room_name(one: Try) -> str:
    return f"try:{one.id}"


def told_name(one: Try) -> str:
    return f"tried:{one.id}"


def ask_names(one: Try) -> tuple[str, ...]:
    """Every card on which its author has been asked."""
    return tuple(ask_name(one, time + 1) for time in range(one.asked))


def ask_name(one: Try, time: int) -> str:
    return f"ask_try:{one.id}:{time}"


def try_form(community: Community, asks_on: date) -> Form:
    return Form(
        token=Token(Act.TRY, (community.id,)).pack(),
        title=say("try.form.title"),
        intro=texts("try.form.intro"),
        fields=(
            *(
                Lines(
                    box,
                    say(f"try.form.{box}"),
                    hint=say(f"try.hint.{box}"),
                    required=True,
                    most=MOST,
                )
                for box in ("idea", "limits", "notice")
            ),
            Day("on", say("try.form.on"), value=asks_on.isoformat(), required=True),
            _name_field(),
        ),
        submit=say("button.try_this"),
        cancel=say("button.not_now"),
    )


def learned_form(one: Try, state: TryState) -> Form:
    return Form(
        token=Token(Act.TRIED, (one.id, state)).pack(),
        title=say("try.learned.title"),
        intro=(Quote(one.idea), Text(say(f"try.state.{state}"))),
        fields=(Lines("learned", say("try.learned.label"), required=True, most=MOST_LEARNED),),
        submit=say("button.tell_us"),
        cancel=say("button.not_now"),
    )


def later_form(one: Try, asks_on: date) -> Form:
    return Form(
        token=Token(Act.TRY_LATER, (one.id,)).pack(),
        title=say("try.later.title"),
        intro=(Quote(one.idea),),
        fields=(Day("on", say("try.form.on"), value=asks_on.isoformat(), required=True),),
        submit=say("button.ask_me_then"),
        cancel=say("button.not_now"),
    )


def room_card(community: Community, one: Try) -> Card:
    """As everyone reads it, while it lasts and after."""
    facts: tuple[tuple[str, str], ...] = (
        (say("try.fact.limits"), one.limits),
        (say("try.fact.notice"), one.notice),
        _where_it_is(community, one),
    )
    return Card(_title(community, one), (Quote(one.idea), Facts(facts), *_lesson(one)))


def told_card(community: Community, one: Try) -> Card:
    """The short post that tells how it went. It is the same however it went, but for one word."""
    came = (say("try.fact.came"), say(f"try.state.{one.state}"))
    return Card(_title(community, one), (Quote(one.idea), Facts((came,)), *_lesson(one)))


def ask_card(one: Try) -> Card:
    """The ask-back, in private."""
    buttons = tuple(button(f"try_{state}", Act.TRIED, one.id, state, asks=True) for state in ENDS)
    later = button("try_later", Act.TRY_LATER, one.id, asks=True)
    body: tuple[Element, ...] = (*texts("try.ask.going_to"), Quote(one.idea))
    body += texts("try.ask.how")
    return Card(say("try.ask.title"), body, (*buttons, later))


def asked_before(one: Try) -> Card:
    """An ask-back that has been answered, or that has a later one in its place."""
    return Card(say("try.ask.title"), (Quote(one.idea), *texts("try.ask.done")))


def open_lines(community: Community, tries: tuple[Try, ...]) -> tuple[Element, ...]:
    """The tries that are not over, each with whose it is and when they are asked."""
    return tuple(
        element
        for one in tries
        for element in (
            Quote(one.idea, _whose(community, one, at_first=True)),
            _when(community, one),
        )
    )


def asked_day(community: Community, one: Try) -> str:
    """On which its author is asked: the same wherever it is said."""
    assert one.asks_at is not None
    return day_words(one.asks_at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date())


def tell_button(one: Try) -> Button:
    short = one.idea if len(one.idea) <= LABEL else f"{one.idea[: LABEL - 1]}…"
    return button("what_came_of", Act.TRIED, one.id, idea=" ".join(short.split()))


def start_button(community: Community) -> Button:
    return button("something_to_try", Act.TRY, community.id, asks=True, weight=Weight.MAIN)


def _name_field() -> OneOf:
    choices = (
        Choice("name", say("try.form.with_name")),
        Choice("one_of_us", say("try.form.one_of_us")),
    )
    return OneOf("signed", say("try.form.signed"), choices, value="name", required=True)


def _title(community: Community, one: Try) -> str:
    return say("try.title_over" if one.over else "try.title", who=_whose(community, one))


def _whose(community: Community, one: Try, *, at_first: bool = False) -> str:
    return named(community, one.author if one.named else None, at_first=at_first)


def _where_it_is(community: Community, one: Try) -> tuple[str, str]:
    if one.over:
        return say("try.fact.came"), say(f"try.state.{one.state}")
    if one.asks_at is None:
        return say("try.fact.came"), say("try.not_told_yet")
    return say("try.fact.asks_on"), asked_day(community, one)


def _when(community: Community, one: Try) -> Text:
    if one.asks_at is None:
        return Text(say("try.not_told_yet"))
    return Text(say("try.asked_on", day=asked_day(community, one)))


def _lesson(one: Try) -> tuple[Element, ...]:
    return (*texts("try.learned"), Quote(one.learned)) if one.over else ()
