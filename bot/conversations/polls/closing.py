"""A poll goes its way by itself: voting opens, everyone is told once that it closes, and it closes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Care, Decision, Said, Slip
from bot.boundary.tokens import Act, Token
from bot.conversations.consent.proposing import ends
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.polls.cards import closes_soon, over, stays_open, voting_began
from bot.conversations.polls.looks import looks_on, when_again
from bot.conversations.polls.outcomes import Cast, chosen, counted_up, outcome_card
from bot.conversations.polls.polling import warns
from bot.conversations.polls.rules import offered_as_rule
from bot.conversations.polls.votes import from_slip
from bot.conversations.saying import in_rooms, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.poll import Outcome, Poll, PollState
from bot.domain.refusal import Reason, Refused

LONGER = 2
"""Working days for which a poll stays open once, when under two thirds have voted."""
QUIET = (Stage.RESTING, Stage.ENDING)
"""Nobody is asked for anything."""


def open_voting(alarm: AlarmRang, known: Known) -> Decision:
    """Options are settled. A bot that was down at that moment gives the voting its full time."""
    community, poll = known.poll(alarm.about)
    if poll.state is not PollState.ADDING:
        return Decision()
    closes_at = max(poll.closes_at, ends(community, poll.days, alarm.at, known))
    warns_at = warns(closes_at, alarm.at, community, known)
    voting = replace(poll, state=PollState.OPEN, closes_at=closes_at, warns_at=warns_at)
    return Decision(keep=(voting,), say=voting_began(community, voting))


def soon(alarm: AlarmRang, known: Known) -> Decision:
    """One word to everyone alike; it never says who has not voted. Nobody is nudged in a rest, or at the end."""
    community, poll = known.poll(alarm.about)
    if poll.state is not PollState.OPEN or community.stage in QUIET:
        return Decision()
    return Decision(say=closes_soon(community, poll))


def close(alarm: AlarmRang, known: Known) -> Decision:
    """By itself. Where under two thirds have voted it stays open once, and then closes and says so."""
    community, poll = known.poll(alarm.about)
    if poll.state is not PollState.OPEN:
        return Decision()
    if poll.extended or community.stage in QUIET or poll.enough_voted(community.circle):
        return _closed(community, poll, alarm.at, known)
    closes_at = ends(community, LONGER, alarm.at, known)
    longer = replace(poll, extended=True, closes_at=closes_at, warns_at=None)
    return Decision(keep=(longer,), say=stays_open(community, longer))


def close_early(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """By whoever asked, or who looks after the community, once two thirds have voted."""
    community, poll = known.poll(token[0])
    community.must_include(press.who.person)
    if press.who.person != poll.opener:
        community.must_be_kept_by(press.who.person)
    if poll.state is not PollState.OPEN:
        raise Refused(Reason.POLL_CLOSED if poll.over else Reason.POLL_NOT_YET)
    if not poll.enough_voted(community.circle):
        raise Refused(Reason.TOO_FEW_VOTED)
    return _closed(community, poll, press.at, known) + whispered("poll.is_closed")


def _closed(community: Community, poll: Poll, now: datetime, known: Known) -> Decision:
    """The ballots are counted and gone, in one decision: what is kept is what was chosen."""
    slips = known.records.opened(poll.box)
    ballots, reasons = _read(slips)
    counts = counted_up(poll, ballots)
    everyone = (poll.asked & community.circle) | poll.voted
    outcome = Outcome(chosen=chosen(poll, counts, ballots))
    closed = poll.closed(now, outcome, looks_on(community, poll, now, known))
    few = not poll.enough_voted(community.circle)
    lost = len(ballots) < len(poll.voted)
    cast = Cast(ballots=ballots, counts=counts, reasons=reasons, asked=len(everyone))
    again = when_again(community, closed)
    card = outcome_card(poll, cast, outcome, few=few, lost=lost, again=again)
    said: tuple[Said, ...] = (
        *over(community, poll, "poll.over"),
        *in_rooms(community, f"poll_outcome:{poll.id}", card, care=Care.REPEAT),
        *offered_as_rule(community, closed, now, known),
    )
    return Decision(keep=(closed,), empty=(poll.box,), say=said)


def _read(slips: Sequence[Slip]) -> tuple[list[dict[int, int]], list[str]]:
    """Ballots and reasons, each in an order of chance."""
    found = [from_slip(slip.answers) for slip in slips]
    return [dict(ballot) for ballot, _ in found], [reason for _, reason in found]


CONVERSATION = Conversation(
    presses={Act.CLOSE_POLL: close_early},
    alarms={
        AlarmKind.OPEN_VOTING: open_voting,
        AlarmKind.POLL_CLOSES_SOON: soon,
        AlarmKind.CLOSE_POLL: close,
    },
)
