"""What lay in the boxes, put together: mixed, each thing once, and nobody's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.boundary.decision import Slip
from bot.conversations.codesign.forms import (
    CHOICE,
    MADE_SAFE,
    MARKS,
    NEEDS,
    SHUTS_UP,
    mark_field,
)
from bot.conversations.codesign.here import Here
from bot.conversations.known import Known
from bot.domain.codesign import Codesign, Leaves
from bot.domain.community import Community
from bot.domain.drafting import KEPT_WHILE_DRAFTING, Gathered, Route, Suggested
from bot.domain.ids import RecordId
from bot.domain.told import enough, few_of, first, middle
from bot.words import say


def box_of(codesign: Codesign, *, kept: bool = False) -> str:
    """Those who look after the community do not make the crowd larger: their answers lie apart."""
    place = "codesign_kept" if kept else "codesign"
    return f"{place}:{codesign.id}:{codesign.step}"


def boxes_of(codesign: Codesign) -> tuple[str, str]:
    return box_of(codesign), box_of(codesign, kept=True)


def slips_in(codesign: Codesign, known: Known) -> tuple[Slip, ...]:
    """None at all where fewer than five of the crowd have answered."""
    if not enough(known.records.opened(box_of(codesign))):
        return ()
    return tuple(slip for box in boxes_of(codesign) for slip in known.records.opened(box))


def are_few(slips: Sequence[Slip], community: Community) -> bool:
    """Fewer than half of those who could have answered, or too few to be shown."""
    return few_of(slips, community.circle)


def with_needs(here: Here, slips: Sequence[Slip]) -> Gathered:
    needs = _mixed(here, _words(slips, NEEDS))
    return replace(_so_far(here), needs=needs, made_safe=_mixed(here, _words(slips, (MADE_SAFE,))))


def with_upside_down(here: Here, slips: Sequence[Slip]) -> Gathered:
    return replace(_so_far(here), shuts_up=_mixed(here, _words(slips, SHUTS_UP)))


def suggested(here: Here, slips: Sequence[Slip]) -> Suggested:
    rows = {route: _mixed(here, _words(slips, (route,))) for route in Route}
    return Suggested(
        id=RecordId(here.known.mint.id()),
        community=here.community.id,
        rows={route: lines for route, lines in rows.items() if lines},
        forget_at=here.at + KEPT_WHILE_DRAFTING,
    )


def leading(slips: Sequence[Slip]) -> tuple[Leaves, bool]:
    """What most would choose; where several are level, the most careful of them, and that it is so."""
    given = [slip.answers.get(CHOICE, "") for slip in slips]
    most_careful, *others = first(given, tuple(Leaves))
    return most_careful, bool(others)


def bands(here: Here, codesign: Codesign) -> list[tuple[str, str]]:
    """Each line with how often it happens. Nothing, unless five of the crowd have answered."""
    slips = slips_in(codesign, here.known)
    if here.gathered is None or not slips:
        return []
    return [(line, _band(slips, number)) for number, line in enumerate(here.gathered.marked)]


def _band(slips: Sequence[Slip], number: int) -> str:
    """The mark in the middle; between two, the one that happens more often."""
    given = (slip.answers.get(mark_field(number), "") for slip in slips)
    marks = [MARKS.index(one) for one in given if one in MARKS]
    mark = middle(marks)
    return say("codesign.mark.not_known" if mark is None else f"codesign.mark.{MARKS[mark]}")


def _words(slips: Iterable[Slip], fields: Sequence[str]) -> Iterator[str]:
    for slip in slips:
        for field in fields:
            if words := " ".join(slip.answers.get(field, "").split()):
                yield words


def _mixed(here: Here, words: Iterable[str]) -> tuple[str, ...]:
    """Each once: put together only where they are the same but for capitals and white space."""
    alike = {one.casefold(): one for one in words}
    return here.known.mint.shuffled(tuple(alike.values()))


def _so_far(here: Here) -> Gathered:
    if here.gathered:
        return here.gathered
    id, forget_at = RecordId(here.known.mint.id()), here.at + KEPT_WHILE_DRAFTING
    return Gathered(id=id, community=here.community.id, forget_at=forget_at)
