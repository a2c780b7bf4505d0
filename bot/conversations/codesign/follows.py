"""One of the things that a group works out has been settled, or rests: what that opens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision, Said
from bot.conversations.codesign.before_a_story import (
    asks_again_before_a_story,
    drafted_before_a_story,
)
from bot.conversations.codesign.closing import onwards
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.member_cards import card_question
from bot.conversations.codesign.tasks import begun, finished
from bot.conversations.codesign.turns import go_on, routes_drafted
from bot.conversations.known import Known
from bot.domain.agreement import Matter
from bot.domain.codesign import Codesign, Step, Task
from bot.domain.community import Community
from bot.domain.drafting import RulesDraft, Suggested
from bot.domain.ids import RecordId
from bot.domain.proposal import Proposal

TASKS: Mapping[Matter, Task] = {
    Matter.RULES: Task.DRAFT_RULES,
    Matter.ROUTES: Task.DRAFT_ROUTES,
    Matter.FORMAT: Task.CHOOSE_FORMAT,
}
"""Who drafted these is asked again when they rest."""


def settled(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Agreed, by whichever way: nobody is asked for it any more, and the room is free for the next."""
    here = replace(here_now(community, at, known), just=proposal.matter, agreed=True)
    codesign = known.codesign(community)
    told = _rules_stand(here, codesign) if proposal.matter is Matter.RULES else Decision()
    if proposal.matter is Matter.ROUTES:
        suggested = known.records.all(Suggested, RecordId(community.id))
        told = Decision(forget=suggested, say=(drafted_before_a_story(community),))
    if codesign is None:
        return told
    ready = tuple(one for one in codesign.ready if one.matter is not proposal.matter)
    codesign, said = _no_longer_waited_for(here, replace(codesign, ready=ready))
    return told + Decision(say=said) + onwards(here, codesign)


def rests(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Let go without agreement. What was drafted may be drafted again; the room is free for the next."""
    here = replace(here_now(community, at, known), just=proposal.matter)
    codesign = known.codesign(community)
    if codesign is None:
        return _asked_again(community, proposal, known)
    task, said = TASKS.get(proposal.matter), tuple[Said, ...]()
    waits = task and codesign.waits_for(task)
    if task and not waits and proposal.matter in here.missing:
        codesign, said = begun(here, codesign, task)
    return Decision(say=said) + go_on(here, codesign)


def _asked_again(community: Community, proposal: Proposal, known: Known) -> Decision:
    if proposal.matter is not Matter.ROUTES or known.may_tell(community):
        return Decision()
    return Decision(say=(asks_again_before_a_story(community),))


def _no_longer_waited_for(here: Here, codesign: Codesign) -> tuple[Codesign, tuple[Said, ...]]:
    assert here.just is not None
    if here.just is Matter.ROUTES and codesign.waits_for(Task.DRAFT_ROUTES):
        return routes_drafted(here, codesign)
    task = TASKS.get(here.just)
    return finished(here, codesign, task) if task else (codesign, ())


def _rules_stand(here: Here, codesign: Codesign | None) -> Decision:
    """What they were drafted of is forgotten; and each may say what the others can count on."""
    drafts = here.known.records.all(RulesDraft, RecordId(here.community.id))
    told = Decision(forget=drafts, say=card_question(here.community))
    if here.gathered is None or codesign is None or Step.ALREADY not in codesign.done:
        return told
    return Decision(keep=(here.gathered.without_needs,)) + told
