"""What came of a poll, in words and with its numbers. A tie is told as a tie."""

from collections.abc import Sequence

from bot.boundary.views import Bar, Card, Element, Quote, Tally, Text
from bot.conversations.saying import texts
from bot.conversations.sessions.checking import FEWEST
from bot.domain.counting import Ballot, Count, PollKind, counted
from bot.domain.poll import LEAST_LEVEL, LEVELS, Outcome, Poll
from bot.words import count, say
from bot.words.times import name_list


def counted_up(poll: Poll, ballots: Sequence[Ballot]) -> Count:
    return counted(poll.kind, ballots, poll.choices)


def chosen(poll: Poll, counts: Count) -> tuple[str, ...]:
    """What most are for; with gradients, the question itself if everyone who answered can live with it."""
    if poll.kind is PollKind.GRADIENTS:
        lives = sum(counts.marks) > 0 and not counts.marks[LEAST_LEVEL]
        return (poll.question,) if lives else ()
    return tuple(poll.options[one] for one in counts.winners)


def outcome_card(
    poll: Poll, counts: Count, outcome: Outcome, reasons: Sequence[str], *, few: bool, lost: int
) -> Card:
    """`few`: under two thirds have answered. `lost` votes can't be read any more.

    Reasons are shown only if at least five answered: fewer would be as good as signed.
    """
    shown = [reason for reason in reasons if reason] if outcome.answered >= FEWEST else []
    body: list[Element] = [Text(outcome_words(poll, counts, outcome))]
    if outcome.answered:
        body += [_tally(poll, counts, outcome)]
    body += [Text(count("poll.answered", outcome.answered, asked=outcome.asked))]
    body += texts("poll.few_answered") if few and outcome.answered else ()
    body += [Text(count("poll.lost", lost))] if lost else []
    body += (*texts("poll.reasons"), *(Quote(reason) for reason in shown)) if shown else ()
    return Card(poll.question, (*body, *texts("poll.informs")), ())


def outcome_words(poll: Poll, counts: Count, outcome: Outcome) -> str:
    """What came of it, in a sentence."""
    if not outcome.answered:
        return say("poll.nobody")
    if poll.kind is PollKind.GRADIENTS:
        cannot = counts.marks[LEAST_LEVEL]
        return count("poll.cannot_live", cannot) if cannot else say("poll.all_can_live")
    if not outcome.chosen:
        return say("poll.none_chosen")
    if len(outcome.chosen) > 1:
        return say("poll.level_at_top", options=quoted(outcome.chosen))
    return say(f"poll.won.{poll.kind}", option=quoted(outcome.chosen))


def again_words(poll: Poll, outcome: Outcome, closed_on: str) -> str:
    """What came of it, weeks later."""
    if poll.kind is PollKind.GRADIENTS and outcome.chosen:
        return say("poll.again.lived_with", day=closed_on)
    if outcome.chosen:
        return say("poll.again.chose", options=quoted(outcome.chosen), day=closed_on)
    return say("poll.again.unclear", day=closed_on)


def quoted(options: Sequence[str]) -> str:
    return name_list([f"“{option}”" for option in options])


def _tally(poll: Poll, counts: Count, outcome: Outcome) -> Tally:
    """From first to last; the gradients stay in their own order."""
    match poll.kind:
        case PollKind.GRADIENTS:
            bars = [
                _of_all(say(f"poll.level.{one}"), counts, one, outcome) for one in range(LEVELS)
            ]
            return Tally(tuple(bars), outcome.answered)
        case PollKind.RANKING:
            return Tally(tuple(_places(poll, counts)), poll.choices - 1)
        case PollKind.DOTS:
            bars = [_dots(poll.options[one], counts.marks[one]) for one in _in_order(counts)]
            return Tally(tuple(bars), max(*counts.marks, 1))
        case PollKind.TIMES:
            bars = [_time(poll, counts, one, outcome) for one in _in_order(counts)]
            return Tally(tuple(bars), outcome.answered)
        case PollKind.ONE_OF | PollKind.SEVERAL_OF:
            bars = [_of_all(poll.options[one], counts, one, outcome) for one in _in_order(counts)]
            return Tally(tuple(bars), outcome.answered)


def _in_order(counts: Count) -> list[int]:
    return [one for group in counts.order for one in group]


def _of_all(label: str, counts: Count, one: int, outcome: Outcome) -> Bar:
    mark = counts.marks[one]
    return Bar(label, say("poll.bar.of", part=mark, whole=outcome.answered), mark)


def _dots(label: str, dots: int) -> Bar:
    return Bar(label, count("poll.dots", dots), dots)


def _time(poll: Poll, counts: Count, one: int, outcome: Outcome) -> Bar:
    can, glad = counts.marks[one], counts.glad[one]
    words = say("poll.bar.time", glad=glad, need=can - glad, cannot=outcome.answered - can)
    return Bar(poll.options[one], words, can)


def _places(poll: Poll, counts: Count) -> list[Bar]:
    """Options that are level share a place."""
    bars, place = [], 1
    for group in counts.order:
        for one in group:
            before = counts.marks[one]
            label = say("poll.bar.place", place=place, option=poll.options[one])
            words = say("poll.bar.ahead", before=before, others=poll.choices - 1)
            bars.append(Bar(label, words, before))
        place += len(group)
    return bars
