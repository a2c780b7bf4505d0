"""The form for a vote, and the ballot that is read from it."""

from collections.abc import Mapping
from typing import assert_never

from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Field, Form, Lines, OneOf, Quote, SomeOf, Text
from bot.conversations.saying import texts
from bot.domain.counting import IF_NEED_BE, YES, Ballot, PollKind
from bot.domain.poll import LEVELS, Poll
from bot.domain.told import FEWEST, may_be_asked
from bot.words import count, say

TIMES = {"yes": YES, "need": IF_NEED_BE, "no": 0}
NOBODY = "none"
"""A place in a ranking that is left empty."""
MOST_REASON = 200


def vote_form(poll: Poll) -> Form:
    """What becomes of a vote is said before it is given."""
    small = not may_be_asked(poll.asked)
    about_reasons = "poll.vote.few_of_us" if small else "poll.vote.reasons_shown"
    gradients = poll.kind is PollKind.GRADIENTS
    how_told = "poll.vote.told_in_words" if gradients else "poll.vote.told_in_numbers"
    return Form(
        token=Token(Act.VOTE, (poll.id,)).pack(),
        title=say("poll.vote.title"),
        intro=(
            Quote(poll.question),
            Text(say(f"poll.how.{poll.kind}", dots=poll.dots)),
            *texts("poll.vote.how_it_is_kept"),
            *texts(how_told, about_reasons, fewest=FEWEST),
        ),
        fields=(*_fields(poll), *(() if small else (_reason_field(),))),
        submit=say("button.vote"),
        cancel=say("button.not_now"),
    )


def read_ballot(poll: Poll, given: Given) -> tuple[Ballot, dict[str, str]]:
    """The vote as given, and a sentence for each answer that can't be."""
    match poll.kind:
        case PollKind.ONE_OF | PollKind.GRADIENTS:
            return _one(given.text("choice"), poll.choices)
        case PollKind.SEVERAL_OF:
            chosen = given.many("choices")
            return {one: 1 for one in range(poll.choices) if str(one) in chosen}, {}
        case PollKind.DOTS:
            return _dots(poll, given)
        case PollKind.RANKING:
            return _ranking(poll, given)
        case PollKind.TIMES:
            return _times(poll, given)
        case _:
            assert_never(poll.kind)


def on_slip(ballot: Ballot, given: Given) -> Mapping[str, str]:
    """As it goes into the box: option and mark, and the reason beside it."""
    marks = {str(option): str(mark) for option, mark in ballot.items()}
    return marks | {"reason": given.text("reason")[:MOST_REASON]}


def from_slip(answers: Mapping[str, str]) -> tuple[Ballot, str]:
    ballot = {int(option): int(mark) for option, mark in answers.items() if option != "reason"}
    return ballot, answers.get("reason", "")


def _one(chosen: str, choices: int) -> tuple[Ballot, dict[str, str]]:
    if chosen not in {str(one) for one in range(choices)}:
        return {}, {"choice": say("poll.vote.choose_one")}
    return {int(chosen): 1}, {}


def _dots(poll: Poll, given: Given) -> tuple[Ballot, dict[str, str]]:
    offered = {str(dots) for dots in range(1, poll.dots + 1)}
    given_dots = {one: given.text(f"dots{one}") for one in range(poll.choices)}
    ballot = {one: int(dots) for one, dots in given_dots.items() if dots in offered}
    spent = sum(ballot.values())
    if not spent:
        return {}, {"dots0": say("poll.vote.no_dots")}
    if spent > poll.dots:
        return {}, {"dots0": say("poll.vote.too_many_dots", spent=spent, dots=poll.dots)}
    return ballot, {}


def _ranking(poll: Poll, given: Given) -> tuple[Ballot, dict[str, str]]:
    """Places may be left empty; those that are filled keep their order."""
    ballot: dict[int, int] = {}
    errors: dict[str, str] = {}
    offered = {str(one): one for one in range(poll.choices)}
    for place in range(1, poll.choices + 1):
        option = offered.get(given.text(f"place{place}"))
        if option is None:
            continue
        if option in ballot:
            errors[f"place{place}"] = say("poll.vote.ranked_twice", option=poll.options[option])
        ballot.setdefault(option, place)
    if not ballot:
        errors["place1"] = say("poll.vote.choose_one")
    return ballot, errors


def _times(poll: Poll, given: Given) -> tuple[Ballot, dict[str, str]]:
    said = {one: TIMES.get(given.text(f"time{one}")) for one in range(poll.choices)}
    missing = [one for one, mark in said.items() if mark is None]
    errors = {f"time{one}": say("poll.vote.choose_one") for one in missing}
    return {one: mark for one, mark in said.items() if mark is not None}, errors


def _fields(poll: Poll) -> tuple[Field, ...]:
    options = tuple(Choice(str(place), option) for place, option in enumerate(poll.options))
    match poll.kind:
        case PollKind.ONE_OF:
            return (OneOf("choice", say("poll.vote.your_choice"), options, required=True),)
        case PollKind.SEVERAL_OF:
            hint = say("poll.vote.none_is_fine")
            return (SomeOf("choices", say("poll.vote.your_choices"), options, hint=hint),)
        case PollKind.DOTS:
            return tuple(_dots_field(poll, option) for option in options)
        case PollKind.RANKING:
            return tuple(_place_field(place, options) for place in range(1, len(options) + 1))
        case PollKind.GRADIENTS:
            return (OneOf("choice", say("poll.vote.how_well"), _levels(), required=True),)
        case PollKind.TIMES:
            return tuple(_time_field(option) for option in options)
        case _:
            assert_never(poll.kind)


def _dots_field(poll: Poll, option: Choice) -> OneOf:
    choices = tuple(Choice(str(dots), count("poll.dots", dots)) for dots in range(poll.dots + 1))
    return OneOf(f"dots{option.value}", option.label, choices, value="0", required=True)


def _place_field(place: int, options: tuple[Choice, ...]) -> OneOf:
    """Only the first place is asked for. The others can be left empty, and emptied again."""
    name, label = f"place{place}", say(f"poll.vote.place.{place}")
    if place == 1:
        return OneOf(name, label, options, required=True)
    choices = (*options, Choice(NOBODY, say("poll.vote.leave_empty")))
    return OneOf(name, label, choices, value=NOBODY)


def _levels() -> tuple[Choice, ...]:
    return tuple(Choice(str(level), say(f"poll.level.{level}")) for level in range(LEVELS))


def _time_field(option: Choice) -> OneOf:
    choices = tuple(Choice(each, say(f"poll.vote.time.{each}")) for each in TIMES)
    return OneOf(f"time{option.value}", option.label, choices, required=True)


def _reason_field() -> Lines:
    label, hint = say("poll.vote.reason"), say("poll.vote.reason_hint")
    return Lines("reason", label, hint=hint, most=MOST_REASON)
