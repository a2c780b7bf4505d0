"""What came of the question whether it is still worth our time: in bands, and mixed."""

from collections.abc import Sequence

from bot.boundary.decision import Slip
from bot.boundary.views import Element, Points, Quote
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.domain.renewal import Renewal, WayOn
from bot.domain.told import Alike, Bands, TooFew, enough, none_stands_out, spread
from bot.words import say, tell_of


def answers(renewal: Renewal, known: Known) -> Sequence[Slip]:
    """None at all where fewer than five of the crowd have answered."""
    crowd = known.records.opened(renewal.box)
    if not enough(crowd):
        return ()
    return (*crowd, *known.records.opened(renewal.box_of_keepers))


def result(slips: Sequence[Slip], known: Known) -> tuple[Element, ...]:
    """How many would go which way, in words; and what people get here, mixed."""
    ways = _ways([WayOn(slip.answers["way"]) for slip in slips])
    said = known.mint.shuffled([slip.answers.get("only_here", "") for slip in slips])
    quotes = tuple(Quote(one) for one in said if one)
    only_here = texts("renewal.form.only_here") if quotes else ()
    return (*ways, *only_here, *quotes)


def _ways(answers: Sequence[WayOn]) -> tuple[Element, ...]:
    match spread(answers, tuple(WayOn), decides=True):
        case TooFew():
            return texts("renewal.too_few")
        case Alike(which=way):
            return texts("renewal.alike", way=say(f"renewal.way.{way}"))
        case Bands() as told if none_stands_out(told):
            return texts("renewal.differ")
        case Bands(of=bands):
            lines = (
                tell_of("renewal.band", bands[way], way=say(f"renewal.way.{way}")) for way in WayOn
            )
            return (Points(tuple(lines)),)
