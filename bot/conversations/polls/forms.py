"""How a question to the group is asked for, and how the answers are read."""

from dataclasses import dataclass
from datetime import date

from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Line, Lines, OneOf, Quote
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.counting import PollKind
from bot.domain.poll import FEWEST_OPTIONS, LONGEST_OPTION, MOST_OPTIONS, Poll
from bot.words import count, say
from bot.words.reading_times import days_said, is_a_time

KINDS = {
    "one_of": (PollKind.ONE_OF, 0),
    "several_of": (PollKind.SEVERAL_OF, 0),
    "dots_3": (PollKind.DOTS, 3),
    "dots_5": (PollKind.DOTS, 5),
    "ranking": (PollKind.RANKING, 0),
    "gradients": (PollKind.GRADIENTS, 0),
    "times": (PollKind.TIMES, 0),
}
"""What can be chosen: the kind, and how many dots each person has."""
DAYS = (1, 2, 3, 5, 10)
"""Working days from opening to closing."""
WEEKS = (4, 8, 12, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question as it was filled in. `days` are all its working days, `weeks` 0 for never again."""

    question: str
    kind: PollKind
    dots: int
    options: tuple[str, ...]
    adds: bool
    days: int
    weeks: int


def poll_form(community: Community, before: Poll | None = None) -> Form:
    """`before` is a poll that is asked again: what was asked then comes along, to be changed."""
    about = (community.id, before.id) if before else (community.id,)
    return Form(
        token=Token(Act.POLL, about).pack(),
        title=say("poll.form.title"),
        intro=texts("poll.form.intro"),
        fields=(
            _question_field(before),
            _kind_field(before),
            _options_field(before),
            _adds_field(),
            _days_field(),
            _again_field(before),
        ),
        submit=say("button.ask_the_group"),
        cancel=say("button.not_now"),
    )


def option_form(poll: Poll) -> Form:
    return Form(
        token=Token(Act.ADD_OPTION, (poll.id,)).pack(),
        title=say("poll.option.title"),
        intro=(Quote(poll.question), *texts("poll.option.intro")),
        fields=(Line("option", say("poll.option.label"), required=True, most=LONGEST_OPTION),),
        submit=say("button.add_it"),
        cancel=say("button.not_now"),
    )


def read_poll(given: Given, today: date) -> tuple[Asking, dict[str, str]]:
    """The question as answered, and a sentence for each answer that can't be."""
    kind, dots = KINDS.get(given.text("kind"), KINDS["one_of"])
    options = tuple(line.strip() for line in given.text("options").splitlines() if line.strip())
    asking = Asking(
        question=given.text("question"),
        kind=kind,
        dots=dots,
        options=options,
        adds=given.text("adds") == "yes",
        days=_number(given.text("days"), DAYS, 3),
        weeks=_number(given.text("again"), WEEKS, 0),
    )
    return asking, _errors(asking) or _past(asking, today)


def no_such_option(option: str, options: tuple[str, ...], kind: PollKind) -> str:
    """Why this can't be one more option, in a sentence; empty when it can."""
    if not option:
        return say("poll.option.empty")
    if len(option) > LONGEST_OPTION:
        return say("poll.form.option_too_long", most=LONGEST_OPTION, option=option[:40])
    if option.casefold() in {one.casefold() for one in options}:
        return say("poll.form.option_twice", option=option)
    if kind is PollKind.TIMES and not is_a_time(option):
        return say("poll.form.no_time", option=option)
    return ""


def option_refused(poll: Poll, option: str, today: date) -> str:
    """Why somebody can't add it to this poll; empty when they can."""
    if poll.kind is PollKind.TIMES and _is_over(option, today):
        return say("poll.form.past", option=option)
    return no_such_option(option, poll.options, poll.kind)


def _errors(asking: Asking) -> dict[str, str]:
    if not asking.question:
        return {"question": say("poll.form.no_question")}
    if asking.kind is PollKind.GRADIENTS:
        return _errors_of_gradients(asking)
    if problem := _problem(asking.options, asking.kind):
        return {"options": problem}
    if asking.adds and len(asking.options) == MOST_OPTIONS:
        return {"adds": say("poll.form.no_room", most=MOST_OPTIONS)}
    return {}


def _past(asking: Asking, today: date) -> dict[str, str]:
    """Of times, one that is over. It can be told where the year is said."""
    if asking.kind is not PollKind.TIMES:
        return {}
    gone = [one for one in asking.options if _is_over(one, today)]
    return {"options": say("poll.form.past", option=gone[0])} if gone else {}


def _is_over(option: str, today: date) -> bool:
    return any(day < today for day in days_said(option))


def _errors_of_gradients(asking: Asking) -> dict[str, str]:
    """Everyone answers the question itself."""
    if asking.options:
        return {"options": say("poll.form.no_options_here")}
    return {"adds": say("poll.form.no_adding_here")} if asking.adds else {}


def _problem(options: tuple[str, ...], kind: PollKind) -> str:
    if len(options) < FEWEST_OPTIONS:
        return say("poll.form.too_few_options", fewest=FEWEST_OPTIONS)
    if len(options) > MOST_OPTIONS:
        return say("poll.form.too_many_options", most=MOST_OPTIONS, n=len(options))
    problems = (no_such_option(one, options[:place], kind) for place, one in enumerate(options))
    return next((problem for problem in problems if problem), "")


def _number(text: str, offered: tuple[int, ...], otherwise: int) -> int:
    return int(text) if text in {str(one) for one in offered} else otherwise


def _question_field(before: Poll | None) -> Line:
    label, hint = say("poll.form.question"), say("poll.form.question_hint")
    value = before.question if before else ""
    return Line("question", label, hint=hint, value=value, required=True, most=150)


def _kind_field(before: Poll | None) -> OneOf:
    choices = tuple(Choice(each, say(f"poll.form.kind.{each}")) for each in KINDS)
    value = _kind_word(before) if before else "one_of"
    return OneOf("kind", say("poll.form.kind"), choices, value=value, required=True)


def _kind_word(poll: Poll) -> str:
    return f"dots_{poll.dots}" if poll.kind is PollKind.DOTS else poll.kind.value


def _options_field(before: Poll | None) -> Lines:
    hint = say("poll.form.options_hint", fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    value = "\n".join(before.options) if before else ""
    label, beside = say("poll.form.options"), say("poll.form.options_beside")
    return Lines("options", label, hint=hint, value=value, beside=beside, most=1000)


def _adds_field() -> OneOf:
    choices = (Choice("no", say("poll.form.adds_no")), Choice("yes", say("poll.form.adds_yes")))
    return OneOf("adds", say("poll.form.adds"), choices, value="no", required=True)


def _days_field() -> OneOf:
    choices = tuple(Choice(str(days), count("poll.form.working_days", days)) for days in DAYS)
    label, hint = say("poll.form.days"), say("poll.form.days_hint")
    return OneOf("days", label, choices, hint=hint, value="3", required=True)


def _again_field(before: Poll | None) -> OneOf:
    weeks = (Choice(str(each), say("poll.form.in_weeks", weeks=each)) for each in WEEKS)
    choices = (Choice("0", say("poll.form.not_again")), *weeks)
    label, hint = say("poll.form.again"), say("poll.form.again_hint")
    value = str(before.look_again_weeks) if before else "0"
    return OneOf("again", label, choices, hint=hint, value=value, required=True)
