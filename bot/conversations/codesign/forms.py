"""What is asked without a name while a group works out what it needs."""

from collections.abc import Mapping, Sequence

from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Field, Form, Line, Lines, OneOf
from bot.conversations.codesign.cards import leaves_label
from bot.conversations.saying import texts
from bot.domain.codesign import Codesign, Leaves, Step
from bot.domain.community import Community
from bot.domain.drafting import Gathered, Route
from bot.words import at_first, say

NEEDS = ("need_1", "need_2", "need_3")
MADE_SAFE = "made_safe"
SHUTS_UP = ("line_1", "line_2")
CHOICE = "choice"
MARKS = ("often", "sometimes", "rarely")
LONGEST = 200
"""Characters of a need, so that many of them can be read together."""


def question_form(community: Community, codesign: Codesign, gathered: Gathered | None) -> Form:
    """The form of the step that is asked. Everyone passes the same door, as often as they like."""
    step = codesign.step
    return Form(
        token=Token(Act.OUR_ANSWER, (community.id, step)).pack(),
        title=say(f"codesign.{step}.title"),
        intro=_intro(step, gathered),
        fields=_fields(step, gathered),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def answers_in(step: Step, given: Given, gathered: Gathered | None) -> Mapping[str, str]:
    """What was filled in, by field; empty when nothing was."""
    fields = _fields(step, gathered)
    return {one.name: words for one in fields if (words := given.text(one.name)[:500])}


def first_field(step: Step, gathered: Gathered | None) -> str:
    return _fields(step, gathered)[0].name


def mark_field(number: int) -> str:
    return f"mark_{number}"


def _intro(step: Step, gathered: Gathered | None) -> tuple[Element, ...]:
    """What is asked, that no name is shown; and a caution, where words could give somebody away."""
    cautions = {Step.NEEDS: "codesign.few_of_us", Step.LEAVES: "", Step.ALREADY: ""}
    caution = cautions.get(step, "codesign.may_guess")
    rules = ("codesign.no_name", "codesign.five_of_us", *((caution,) if caution else ()))
    asks = texts(f"codesign.{step}.form", *rules)
    more_than_these = gathered and len(gathered.shuts_up) > len(gathered.marked)
    if step is Step.ALREADY and more_than_these:
        return (*asks, *texts("codesign.already.by_chance"))
    return asks


def _fields(step: Step, gathered: Gathered | None) -> tuple[Field, ...]:
    match step:
        case Step.NEEDS:
            return (*_short(NEEDS, "codesign.needs.field"), _made_safe())
        case Step.UPSIDE_DOWN:
            return _short(SHUTS_UP, "codesign.upside_down.field")
        case Step.ALREADY:
            return tuple(_marks(gathered.marked if gathered else ()))
        case Step.LEAVES:
            choices = tuple(Choice(one.value, leaves_label(one)) for one in Leaves)
            return (OneOf(CHOICE, say("codesign.leaves.field"), choices, required=True),)
        case _:
            return tuple(Lines(one, say(f"route.{one}"), most=300) for one in Route)


def _short(names: Sequence[str], key: str) -> tuple[Field, ...]:
    """A few short boxes under one question, numbered."""
    return tuple(
        Line(name, say(key, number=number), most=LONGEST) for number, name in enumerate(names, 1)
    )


def _made_safe() -> Field:
    return Lines(
        MADE_SAFE,
        say("codesign.needs.made_safe"),
        hint=say("codesign.needs.made_safe_hint"),
        most=LONGEST,
    )


def _marks(lines: Sequence[str]) -> list[Field]:
    choices = tuple(Choice(one, at_first(say(f"codesign.mark.{one}"))) for one in MARKS)
    return [OneOf(mark_field(number), line, choices) for number, line in enumerate(lines)]
