"""Whether it is still worth our time is asked in its turn: what was agreed comes back first, one thing a day."""

from collections.abc import Mapping
from datetime import datetime

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision
from bot.conversations.consent.looked_at import free_morning, next_morning
from bot.conversations.conversation import Conversation
from bot.conversations.endings.renewing import put, put_off, renewals_of
from bot.conversations.known import Known
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.renewal import OPEN_FOR, Occasion, Renewal

DAYS_BEFORE: Mapping[Occasion, int] = {Occasion.SIX_SESSIONS: 1, Occasion.BACK: 2}
"""Working days until its turn may come. On the day of a close there is enough to read, and on the first day
after a pause the group is only back. After two quiet sessions nothing else is said, so it is asked at once."""


def asked(community: Community, occasion: Occasion, at: datetime, known: Known) -> Decision:
    """Now or in its turn; not within six weeks of the last time."""
    if community.stage is Stage.ENDING:
        return Decision()
    before = renewals_of(community, known)
    if lately := [one for one in before if at < one.not_again_until]:
        return put_off(community, lately[-1], occasion, at, known)
    renewal = Renewal(
        id=RecordId(known.mint.id()),
        community=community.id,
        occasion=occasion,
        closes_at=at + OPEN_FOR,
    )
    gone = Decision(forget=before)
    if occasion not in DAYS_BEFORE:
        return gone + put(community, renewal, at, known)
    turn = next_morning(community, at, known, steps=DAYS_BEFORE[occasion])
    return gone + Decision(keep=(renewal.waiting(turn),))


def ask(alarm: AlarmRang, known: Known) -> Decision:
    """Its morning has come; or six weeks are over since the last time."""
    renewal = known.records.one(Renewal, alarm.about)
    if renewal is None:
        return Decision()
    if renewal.asks_at is not None:
        return _in_turn(renewal, alarm.at, known)
    return _once_more(renewal, alarm.at, known)


def _in_turn(renewal: Renewal, at: datetime, known: Known) -> Decision:
    """While something else comes back it waits; in a pause, or at the end, it is let go."""
    community = known.community(renewal.community)
    if renewal.asks_at is None or renewal.asks_at > at:
        return Decision()
    if community.stage is not Stage.ACTIVE:
        return Decision(forget=(renewal,))
    if later := free_morning(community, renewal.id, at, known):
        return Decision(keep=(renewal.waiting(later),))
    return put(community, renewal.asked(at), at, known)


def _once_more(renewal: Renewal, at: datetime, known: Known) -> Decision:
    """Six sessions had gone by too soon after the last time. A community that rests is asked when it is back."""
    if renewal.not_again_until > at:
        return Decision()
    community = known.community(renewal.community)
    if community.stage is not Stage.ACTIVE:
        return Decision(forget=(renewal,))
    return asked(community, Occasion.SIX_SESSIONS, at, known)


CONVERSATION = Conversation(alarms={AlarmKind.ASK_RENEWAL: ask})
