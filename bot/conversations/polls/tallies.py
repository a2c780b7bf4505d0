"""The bars of a vote on options, from first to last. Only where enough have voted for there to be numbers."""

from bot.boundary.views import Bar, Tally
from bot.domain.counting import Count, PollKind
from bot.domain.poll import Poll
from bot.domain.told import Votes
from bot.words import say, tell_number


def tally(poll: Poll, counts: Count, votes: Votes) -> Tally:
    match poll.kind:
        case PollKind.RANKING:
            return Tally(tuple(_places(poll, counts)), poll.choices - 1)
        case PollKind.DOTS:
            dots = [_dots(poll.options[one], counts.marks[one], votes) for one in _in_order(counts)]
            return Tally(tuple(dots), max(*counts.marks, 1))
        case PollKind.TIMES:
            times = [_time(poll, counts, one, votes) for one in _in_order(counts)]
            return Tally(tuple(times), votes.all)
        case PollKind.ONE_OF | PollKind.SEVERAL_OF:
            bars = [_of_all(poll, counts, one, votes) for one in _in_order(counts)]
            return Tally(tuple(bars), votes.all)
        case PollKind.GRADIENTS:
            raise ValueError("how well people can live with something has no numbers")


def _in_order(counts: Count) -> list[int]:
    return [one for group in counts.order for one in group]


def _of_all(poll: Poll, counts: Count, one: int, votes: Votes) -> Bar:
    mark = counts.marks[one]
    words = tell_number("poll.bar.of", votes.number(mark), whole=votes.cast)
    return Bar(poll.options[one], words, mark)


def _dots(label: str, dots: int, votes: Votes) -> Bar:
    return Bar(label, tell_number("poll.dots", votes.number(dots)), dots)


def _time(poll: Poll, counts: Count, one: int, votes: Votes) -> Bar:
    can, glad = counts.marks[one], counts.glad[one]
    need, cannot = votes.number(can - glad), votes.number(votes.all - can)
    words = tell_number("poll.bar.time", votes.number(glad), need=need, cannot=cannot)
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
