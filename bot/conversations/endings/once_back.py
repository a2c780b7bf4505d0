"""A pause is over: whether it is still worth our time is asked when there has been time to come back."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision
from bot.conversations.consent.looked_at import looked_at_today, next_morning
from bot.conversations.conversation import Conversation
from bot.conversations.endings.renewing import ask_again, put, renewals_of
from bot.conversations.known import Known
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.renewal import OPEN_FOR, Occasion, Renewal

DAYS_BACK = 2
"""Working days after a pause. On the first of them the group is only back."""


def asked_once_back(community: Community, at: datetime, known: Known) -> Decision:
    """A pause is over. First there is time to come back; then one thing is asked after the other."""
    if any(at < one.not_again_until for one in renewals_of(community, known)):
        return Decision()
    asks_at = next_morning(community, at, known, steps=DAYS_BACK)
    waits = Renewal(
        id=RecordId(known.mint.id()),
        community=community.id,
        occasion=Occasion.BACK,
        closes_at=asks_at + OPEN_FOR,
        asks_at=asks_at,
    )
    return Decision(keep=(waits,), forget=renewals_of(community, known))


def ask(alarm: AlarmRang, known: Known) -> Decision:
    """After a pause its morning has come; or six weeks are over since the last time."""
    renewal = known.records.one(Renewal, alarm.about)
    if renewal is not None and renewal.asks_at is not None:
        return _now_back(renewal, alarm.at, known)
    return ask_again(alarm, known)


def _now_back(renewal: Renewal, at: datetime, known: Known) -> Decision:
    """While something else is looked at again it waits; in another pause, or at the end, it is let go."""
    community = known.community(renewal.community)
    if renewal.asks_at is None or renewal.asks_at > at:
        return Decision()
    if community.stage is not Stage.ACTIVE:
        return Decision(forget=(renewal,))
    if looked_at_today(community, at, known):
        later = next_morning(community, at, known)
        return Decision(keep=(replace(renewal, asks_at=later),))
    return put(community, renewal.asked(at), at, known)


CONVERSATION = Conversation(alarms={AlarmKind.ASK_RENEWAL: ask})
