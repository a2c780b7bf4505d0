"""What came of a poll: with its numbers where enough have voted, else in words. A tie is told as a tie."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.boundary.views import Card, Element, Points, Quote, Text
from bot.conversations.polls.tallies import tally
from bot.conversations.saying import texts
from bot.domain.counting import Ballot, Count, PollKind, counted
from bot.domain.poll import Outcome, Poll, Side, side_of
from bot.domain.told import (
    Alike,
    Bands,
    TooFew,
    enough,
    how_many_answered,
    more_than_half,
    several_say,
    spread,
    votes,
)
from bot.words import say, tell_number, tell_of
from bot.words.times import name_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What lay in the box, and how many people had been asked."""

    ballots: Sequence[Ballot]
    counts: Count
    reasons: Sequence[str]
    asked: int


def counted_up(poll: Poll, ballots: Sequence[Ballot]) -> Count:
    return counted(poll.kind, ballots, poll.choices)


def chosen(poll: Poll, counts: Count, ballots: Sequence[Ballot]) -> tuple[str, ...]:
    """What most are for; with gradients, the question itself if we can live with it, as far as that is told."""
    if poll.kind is PollKind.GRADIENTS:
        return (poll.question,) if _can_live(ballots) else ()
    return tuple(poll.options[one] for one in counts.winners)


def outcome_card(
    poll: Poll, cast: Cast, outcome: Outcome, *, few: bool, lost: bool, again: str
) -> Card:
    """`few`: under two thirds have answered. `lost`: some votes can't be read any more. `again`: the day on
    which it comes back, if somebody wished it.

    Reasons are shown only if at least five answered: fewer would be as good as signed.
    """
    many = enough(cast.ballots)
    shown = [reason for reason in cast.reasons if reason] if many else []
    gradients = poll.kind is PollKind.GRADIENTS
    told = _lived_with(cast.ballots) if gradients else _voted_for(poll, cast, outcome)
    body: list[Element] = [
        *told,
        *(texts("poll.few_answered") if few and (many or outcome.chosen) else ()),
    ]
    body += texts("poll.lost") if lost else ()
    said = "poll.reasons" if shown[1:] else "poll.reason"
    body += (*texts(said), *(Quote(reason) for reason in shown)) if shown else ()
    comes_back = texts("poll.comes_back", day=again) if again else ()
    return Card(poll.question, (*body, *texts("poll.informs"), *comes_back), ())


def outcome_words(poll: Poll, outcome: Outcome, ballots: Sequence[Ballot]) -> str:
    """What came of a vote on options, in a sentence. With few votes none and *nobody is for it* read the same."""
    if not outcome.chosen:
        return say("poll.none_chosen" if enough(ballots) else "poll.nobody")
    if len(outcome.chosen) > 1:
        return say("poll.level_at_top", options=quoted(outcome.chosen))
    option = quoted(outcome.chosen)
    if poll.kind is PollKind.ONE_OF and not _by_most(poll, outcome, ballots):
        return say("poll.won.more", option=option)
    return say(f"poll.won.{poll.kind}", option=option)


def _by_most(poll: Poll, outcome: Outcome, ballots: Sequence[Ballot]) -> bool:
    """More than half are for it; never told of few votes."""
    (chosen,) = outcome.chosen
    place = poll.options.index(chosen)
    return more_than_half([ballot for ballot in ballots if place in ballot], of=ballots)


def again_words(poll: Poll, outcome: Outcome, closed_on: str) -> str:
    """What came of it, weeks later."""
    if poll.kind is PollKind.GRADIENTS and outcome.chosen:
        return say("poll.again.lived_with", day=closed_on)
    if outcome.chosen:
        return say("poll.again.chose", options=quoted(outcome.chosen), day=closed_on)
    return say("poll.again.unclear", day=closed_on)


def quoted(options: Sequence[str]) -> str:
    return name_list([f"“{option}”" for option in options])


def _lived_with(ballots: Sequence[Ballot]) -> tuple[Element, ...]:
    """Never in numbers: how well somebody can live with something is about them, and one alone would stand out."""
    answered = Text(tell_of("poll.answered_about", how_many_answered(ballots)))
    sides = _sides(ballots)
    match spread(sides, tuple(Side), decides=True):
        case TooFew():
            return (answered,)
        case Alike(which=side):
            return (*texts(f"poll.alike.{side}"), answered)
        case Bands(of=bands):
            lines = (
                tell_of("poll.side", bands[side], side=say(f"poll.lives.{side}")) for side in Side
            )
            return (*texts("poll.how_well_told"), Points(tuple(lines)), answered)


def _sides(ballots: Sequence[Ballot]) -> list[Side]:
    return [side_of(level) for ballot in ballots for level in ballot]


def _can_live(ballots: Sequence[Ballot]) -> bool:
    """As far as that is told: one alone who cannot is heard where they object, and not here."""
    sides = _sides(ballots)
    return enough(sides) and not several_say(sides, Side.CANNOT)


def _voted_for(poll: Poll, cast: Cast, outcome: Outcome) -> tuple[Element, ...]:
    """In numbers, if enough have voted: that a vote is counted was said before."""
    words, numbers = Text(outcome_words(poll, outcome, cast.ballots)), votes(cast.ballots)
    if numbers is None:
        return (words, *(texts("poll.no_numbers") if outcome.chosen else ()))
    answered = tell_number("poll.answered", numbers.cast, asked=cast.asked)
    return (words, tally(poll, cast.counts, numbers), Text(answered))
