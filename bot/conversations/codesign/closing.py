"""A question's time is over: what was said is shown to everyone at once, and the next one follows.

Few answers: more time, once, said to all alike. Fewer than can be shown safely: they are destroyed unread,
and those who look after the community ask openly, or let it go; if nobody does, it goes by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision
from bot.conversations.codesign.cards import (
    bands_posts,
    closed,
    longer_posts,
    question_now,
    suggested_posts,
)
from bot.conversations.codesign.gathering import (
    are_few,
    bands,
    boxes_of,
    leading,
    slips_in,
    suggested,
    with_needs,
    with_upside_down,
)
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.tasks import begun, finished, reminded
from bot.conversations.codesign.turns import ASKED_BY, go_on, next_step, ready_for
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.domain.agreement import Matter
from bot.domain.alarm import AlarmKind
from bot.domain.codesign import BOXED, LONGER, Codesign, Leaves, Ready, Step, Task
from bot.domain.community import Community
from bot.domain.drafting import Gathered
from bot.domain.ids import PersonId
from bot.words import say

PUT_OFF_FOR = timedelta(days=7)
"""All that lies ahead, while the group rests."""


def moves_on(alarm: AlarmRang, known: Known) -> Decision:
    """Whatever is due: somebody is asked again, a question closes, the room is looked at."""
    community = known.community(alarm.community)
    codesign = known.codesign(community)
    if codesign is None:
        return Decision()
    here = here_now(community, alarm.at, known)
    if here.waits:
        return Decision(keep=(_put_off(codesign),))
    return turned(here, codesign)


def openly(here: Here, codesign: Codesign) -> Decision:
    """The same question without a form. Nothing of it is kept; who speaks is seen."""
    codesign, cards = finished(here, codesign, Task.TOO_FEW)
    asking = replace(codesign, openly=True, ends_at=here.ends(LONGER))
    question = question_now(here.community, asking, here.gathered)
    return Decision(keep=(asking,), say=(*cards, question))


def let_go(here: Here, codesign: Codesign) -> Decision:
    """Nobody has an answer just now. What would build on it is passed over."""
    codesign, cards = finished(here, codesign, Task.TOO_FEW)
    past = frozenset({Step.HARDEST}) if codesign.step is Step.NEEDS else frozenset[Step]()
    return Decision(say=cards) + over(here, codesign, past=past)


def over(here: Here, codesign: Codesign, *, past: frozenset[Step] = frozenset()) -> Decision:
    """The question closes with nothing gathered; its boxes are destroyed unread."""
    if codesign.step is Step.UPSIDE_DOWN:
        past |= {Step.ALREADY}
    return _emptied(here, codesign) + next_step(here, codesign, past=past)


def onwards(here: Here, codesign: Codesign) -> Decision:
    """A question whose matter was settled by another way is over; else what can be asked now is asked."""
    if here.waits or not _is_settled(here, codesign):
        return go_on(here, codesign)
    codesign, cards = finished(here, codesign, Task.TOO_FEW)
    return Decision(say=cards) + over(here, codesign)


def turned(here: Here, codesign: Codesign) -> Decision:
    """Whatever is due now, and what was settled while nothing was asked."""
    codesign, said = reminded(here, codesign)
    return Decision(say=said) + _next_turn(here, codesign)


def _next_turn(here: Here, codesign: Codesign) -> Decision:
    unanswered = codesign.waits_for(Task.TOO_FEW)
    if unanswered and unanswered.rests:
        return let_go(here, codesign)
    if _is_settled(here, codesign):
        return onwards(here, codesign)
    if codesign.ends_at is not None and codesign.ends_at <= here.at:
        return _ended(here, codesign)
    if codesign.looks_at is not None and codesign.looks_at <= here.at:
        return onwards(here, codesign)
    return Decision(keep=(codesign,))


def _is_settled(here: Here, codesign: Codesign) -> bool:
    matter = ASKED_BY.get(codesign.step)
    return matter is not None and matter not in here.missing


def _ended(here: Here, codesign: Codesign) -> Decision:
    if codesign.step is Step.LEAVES and codesign.openly:
        return _with_care(here, codesign)
    if codesign.step not in BOXED or codesign.openly:
        return over(here, codesign)
    if codesign.step is Step.ALREADY:
        return _marks_shown(here, codesign)
    slips = slips_in(codesign, here.known)
    if are_few(slips, here.community) and not codesign.extended:
        return _longer(here, codesign)
    if not slips:
        return _too_few(here, codesign)
    return _SHOWN[codesign.step](here, codesign)


def _longer(here: Here, codesign: Codesign) -> Decision:
    longer = replace(codesign, extended=True, ends_at=here.ends(LONGER))
    question = question_now(here.community, longer, here.gathered)
    return Decision(keep=(longer,), say=(question, *longer_posts(here.community, longer)))


def _too_few(here: Here, codesign: Codesign) -> Decision:
    """It reads the same whether some have answered or none. Without anyone to ask what to do about it, it goes."""
    waiting, asked = begun(here, replace(codesign, ends_at=None), Task.TOO_FEW)
    if not here.community.keepers:
        return let_go(here, waiting)
    said = closed(here.community, waiting, here.gathered)
    return Decision(keep=(waiting,), empty=boxes_of(codesign), say=(said, *asked))


def _needs_shown(here: Here, codesign: Codesign) -> Decision:
    return _shown(here, codesign, with_needs(here, slips_in(codesign, here.known)))


def _upside_down_shown(here: Here, codesign: Codesign) -> Decision:
    gathered = with_upside_down(here, slips_in(codesign, here.known))
    past = frozenset[Step]() if gathered.shuts_up else frozenset({Step.ALREADY})
    return _shown(here, codesign, gathered, past=past)


def _marks_shown(here: Here, codesign: Codesign) -> Decision:
    found = bands(here, codesign)
    told = Decision(say=bands_posts(here.community, codesign, found))
    return told + _emptied(here, codesign) + next_step(here, codesign)


def _leaves_shown(here: Here, codesign: Codesign) -> Decision:
    """What most would choose is put to everyone. Marks inform; consent decides."""
    choice, level = leading(slips_in(codesign, here.known))
    why = "codesign.leaves.level" if level else "codesign.leaves.most"
    ready = _leaning(here, choice, why)
    return _emptied(here, codesign) + next_step(here, ready_for(codesign, ready))


def _with_care(here: Here, codesign: Codesign) -> Decision:
    """Without marks to go by, the most careful choice is put to everyone. It can get other words there."""
    ready = _leaning(here, Leaves.NOTHING, "codesign.leaves.careful")
    return _emptied(here, codesign) + next_step(here, ready_for(codesign, ready))


def _leaning(here: Here, choice: Leaves, why: str) -> Ready:
    """Nobody has proposed it; somebody only carries it."""
    return Ready(
        matter=Matter.LEAVES,
        about=choice,
        words=say(f"leaves.{choice}"),
        why=say(why),
        by=_carrier(here.community),
        ours=True,
    )


def _routes_shown(here: Here, codesign: Codesign) -> Decision:
    rows = suggested(here, slips_in(codesign, here.known))
    told = Decision(keep=(rows,), say=suggested_posts(here.community, codesign, rows))
    return told + over(here, codesign)


def _shown(
    here: Here, codesign: Codesign, gathered: Gathered, *, past: frozenset[Step] = frozenset()
) -> Decision:
    """Everyone reads it at the same moment: it stands in what is asked next."""
    now = replace(here, gathered=gathered)
    kept = Decision(keep=(gathered,)) + _emptied(here, codesign)
    return kept + next_step(now, codesign, past=past)


def _emptied(here: Here, codesign: Codesign) -> Decision:
    """A box is opened and destroyed in one decision."""
    said = closed(here.community, codesign, here.gathered)
    return Decision(empty=boxes_of(codesign), say=(said,))


def _carrier(community: Community) -> PersonId:
    return community.keepers[0].person if community.keepers else community.convenor


def _put_off(codesign: Codesign) -> Codesign:
    """All that lies ahead waits."""

    def later(at: datetime | None) -> datetime | None:
        return at and at + PUT_OFF_FOR

    return replace(
        codesign,
        ends_at=later(codesign.ends_at),
        looks_at=later(codesign.looks_at),
        due=tuple(replace(one, asks_at=later(one.asks_at)) for one in codesign.due),
    )


_SHOWN: Mapping[Step, Callable[[Here, Codesign], Decision]] = {
    Step.NEEDS: _needs_shown,
    Step.UPSIDE_DOWN: _upside_down_shown,
    Step.LEAVES: _leaves_shown,
    Step.ROUTES: _routes_shown,
}


CONVERSATION = Conversation(alarms={AlarmKind.CODESIGN_MOVES_ON: moves_on})
