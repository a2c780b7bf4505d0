"""A group agrees to end while it works out what it needs: all of it waits, and goes on if that is stopped."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision, Revise
from bot.conversations.codesign.cards import question_now
from bot.conversations.codesign.closing import turned
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.tasks import shown
from bot.conversations.known import Known
from bot.domain.codesign import LONGER, Codesign
from bot.domain.community import Community


def waits(community: Community, at: datetime, known: Known) -> Decision:
    """Every card that asks says so and loses its button. What was answered stays in its box, unread."""
    codesign = known.codesign(community)
    if codesign is None:
        return Decision()
    return Decision(say=_cards_now(here_now(community, at, known), codesign))


def goes_on(community: Community, at: datetime, known: Known) -> Decision:
    """The question stands again, with time to answer it, and what was due meanwhile follows."""
    codesign = known.codesign(community)
    if codesign is None:
        return Decision()
    here = here_now(community, at, known)
    woken = _woken(here, codesign)
    cards = _cards_now(here, woken)
    if here.waits:
        return Decision(keep=(woken,), say=cards)
    return Decision(say=cards) + turned(here, woken)


def _woken(here: Here, codesign: Codesign) -> Codesign:
    ends_at = here.ends(LONGER) if codesign.asking else None
    due = tuple(one if one.asked else replace(one, asks_at=here.at) for one in codesign.due)
    return replace(codesign, ends_at=ends_at, due=due, looks_at=here.at)


def _cards_now(here: Here, codesign: Codesign) -> tuple[Revise, ...]:
    tasks = shown(here, codesign)
    if not codesign.asking:
        return tasks
    return (question_now(here.community, codesign, here.gathered), *tasks)
