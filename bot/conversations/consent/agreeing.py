"""What follows when a group has agreed: it is written down with a version and a day to look again.

Some matters do more than stand written: each has its function in `FOLLOWS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.boundary.decision import Decision, Post
from bot.boundary.views import Card, Points, Quote
from bot.conversations.care.trusting import asked_to_hear
from bot.conversations.codesign.follows import rests, settled
from bot.conversations.codesign.here import OURS
from bot.conversations.consent.by_hand import by_hand, whose_hand
from bot.conversations.endings.ending import begun
from bot.conversations.endings.harvesting import harvested
from bot.conversations.endings.pausing import paused
from bot.conversations.known import Known
from bot.conversations.learning.sending import sent
from bot.conversations.membership.inviting import invited, not_taken_up
from bot.conversations.membership.nominating import asked_to_look_after
from bot.conversations.notes.health_card import shown
from bot.conversations.saying import in_good_time, texts
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.formats import Format, Hearing
from bot.domain.ids import RecordId
from bot.domain.notes import NotesWay
from bot.domain.proposal import TRIAL_SESSIONS, Proposal
from bot.words import say

LOOK_AGAIN = 6
"""Sessions after which the group is asked whether it still fits."""

HALF_YEAR = timedelta(days=182)
BY_DAY = frozenset({Matter.GOOD_WORK})
"""What is looked at again after half a year alone, however often the group has met."""
ASKS = time(10)

Follows = Callable[[Community, Proposal, datetime, Known], Decision]


def agreed(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Keep the agreement in place of the one before it, and do what follows from it."""
    follows = FOLLOWS.get(proposal.matter, _by_hand)
    if proposal.about_a_person:  # an agreement would keep the name
        return follows(community, proposal, at, known)
    return _written(community, proposal, at, known) + follows(community, proposal, at, known)


@dataclass(frozen=True, slots=True)
class LookAgain:
    """`after` which session, or `on` which day if that comes first; neither for what is done once."""

    after: int | None = None
    on: datetime | None = None


def look_again(
    community: Community, matter: Matter, at: datetime, known: Known, *, trial: bool = False
) -> LookAgain:
    """When the group is asked whether it still fits: after its sessions, and by half a year whatever they do."""
    if matter.done_once:
        return LookAgain()
    days = known.days(community)
    on = days.at(days.step(days.day_of(at + HALF_YEAR), 0), ASKS)
    if matter in BY_DAY and not trial:
        return LookAgain(on=on)
    sessions = TRIAL_SESSIONS if trial else LOOK_AGAIN
    return LookAgain(after=_sessions_so_far(community, known) + sessions, on=on)


def not_agreed(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """It rests, and nothing has changed; but somebody may have been waiting for it."""
    follows = RESTS.get(proposal.matter, _nothing_more)
    return follows(community, proposal, at, known)


def _written(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    before = known.stands(community, proposal.matter, proposal.about)
    again = look_again(community, proposal.matter, at, known, trial=proposal.trial)
    written = Agreement(
        id=RecordId(known.mint.id()),
        community=community.id,
        matter=proposal.matter,
        about=proposal.about,
        version=before.version + 1 if before else 1,
        words=proposal.words,
        concerns=proposal.concerns_aloud,
        agreed_at=at,
        look_again_after=again.after,
        look_again_at=again.on,
        trial=proposal.trial,
    )
    ended = (replace(before, ended=True),) if before else ()
    return Decision(keep=(*ended, written))


def _sessions_so_far(community: Community, known: Known) -> int:
    last = known.last_closed(community)
    return last.number if last else 0


def _nothing_more(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    return Decision()


def _by_hand(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """What only a person can carry out: those who look after the community are asked to, with the form for
    it where there is one."""
    lines = tuple(line for line in proposal.words.splitlines() if line.strip())
    words = Points(lines) if len(lines) > 1 else Quote(proposal.words)
    card = Card(
        say("agreed.by_hand_title", title=proposal.title),
        (words, *texts("agreed.by_hand")),
        by_hand(community, proposal.matter),
    )
    name = f"by_hand:{proposal.id}"
    posts: tuple[Post, ...] = tuple(
        in_good_time(community, person, name, card, at, known)
        for person in whose_hand(community, proposal.matter)
    )
    return Decision(say=posts)


def _chosen(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """One of ours works by itself; a group's own words need a person to carry them out."""
    ours = proposal.about in {*Format, *Hearing, *NotesWay}
    more = _nothing_more if ours else _by_hand
    return settled(community, proposal, at, known) + more(community, proposal, at, known)


def _keeper_agreed(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> Decision:
    """Somebody who was nominated is asked; words alone need a person to carry them out."""
    follows = asked_to_look_after if proposal.about else _by_hand
    return follows(community, proposal, at, known)


FOLLOWS: Mapping[Matter, Follows] = {
    Matter.RULES: settled,
    Matter.LEAVES: settled,
    Matter.ROUTES: settled,
    Matter.FORMAT: _chosen,
    Matter.HEARING: _chosen,
    Matter.NOTES: _chosen,
    Matter.GOOD_WORK: _nothing_more,
    Matter.MESSAGE: sent,
    Matter.HEALTH_CARD: shown,
    Matter.PAUSE: paused,
    Matter.ENDING: begun,
    Matter.HARVEST: harvested,
    Matter.MEMBER: invited,
    Matter.KEEPER: _keeper_agreed,
    Matter.TRUSTED: asked_to_hear,
}
"""A matter that is not here is carried out by hand."""

RESTS: Mapping[Matter, Follows] = {
    **dict.fromkeys(OURS, rests),
    Matter.MEMBER: not_taken_up,
}
