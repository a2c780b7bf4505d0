"""How deep a group's questions go: what it has leaned on, and what would take it deeper. Never a rule.

In the library loop 1 asks whether we do it well, 2 whether it is the right thing, 3 how we come to
decide. People read it in these words, and never as a number.
"""

from collections import Counter
from collections.abc import Sequence

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Element, Text
from bot.conversations.known import Known
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.session import Session
from bot.words import say
from bot.words.prompts import CARRY_BACK, Prompt, deeper, ids, prompt

LAST = 4
"""Sessions that are looked at together. With fewer nothing is said."""
SUGGESTED = 2
COUNTED = ids() - {CARRY_BACK}
RELATIONAL = 0
"""Prompts that are about how we are with each other lean on nothing."""


def leaned_on(sessions: Sequence[Session]) -> int | None:
    """The loop on which more than half of the prompts of the last four full sessions turned. The carry-back comes
    each time, whatever a session is about: it does not count."""
    full = [one for one in sessions if one.closed_at and not one.light][-LAST:]
    if len(full) < LAST:
        return None
    used = [prompt(id).loop for one in full for id in one.prompts if id in COUNTED]
    loops = Counter(loop for loop in used if loop != RELATIONAL)
    loop, most = max(loops.items(), key=lambda pair: pair[1], default=(None, 0))
    return loop if most * 2 > loops.total() else None


def mix(community: Community, known: Known) -> tuple[Element, ...]:
    """One line on what the sessions leaned on, and two questions that would balance it."""
    loop = leaned_on(known.sessions(community))
    if loop is None:
        return ()
    offered = suggested(community, known)
    numbered = enumerate(offered, start=1)
    lines = (Text(f"{number}. {with_care(one)}") for number, one in numbered)
    return (*texts(f"loops.leaned_on_{loop}"), *lines)


def with_care(one: Prompt) -> str:
    """A question that can unsettle says so to whoever is about to use it."""
    return say("loops.with_care", prompt=one.text) if one.unsettles else one.text


def mix_buttons(community: Community, session: Session, known: Known) -> tuple[Button, ...]:
    """One press uses a question: to arrive with while the session is ahead, and in its thread once it runs."""
    if session.light:
        return ()
    key, act = ("arrive_with", Act.ARRIVE_WITH) if session.ahead else ("ask_number", Act.ASK_PROMPT)
    return tuple(
        button(key, act, session.id, one.id, number=number)
        for number, one in enumerate(suggested(community, known), start=1)
    )


def suggested(community: Community, known: Known) -> tuple[Prompt, ...]:
    """Those first that the group has not met."""
    sessions = known.sessions(community)
    loop = leaned_on(sessions)
    if loop is None:
        return ()
    used = {id for one in sessions for id in one.prompts}
    return tuple(sorted(deeper(loop), key=lambda one: one.id in used))[:SUGGESTED]
