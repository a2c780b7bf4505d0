"""The day of a proposal has come."""

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision
from bot.conversations.consent import somebody_new, turns
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.domain.alarm import AlarmKind


def moves_on(alarm: AlarmRang, known: Known) -> Decision:
    community, proposal = known.proposal(alarm.about)
    if proposal.until is None or proposal.until > alarm.at:
        return Decision()
    next_ = somebody_new.moves_on if proposal.about_a_person else turns.NEXT[proposal.state]
    return next_(community, proposal, alarm.at, known)


CONVERSATION = Conversation(alarms={AlarmKind.PROPOSAL_MOVES_ON: moves_on})
