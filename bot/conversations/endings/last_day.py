"""The last days of a community: what goes is said once more, then the last line, and then nothing is left."""

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision, Leave, Said
from bot.conversations.conversation import Conversation
from bot.conversations.endings.ending_cards import (
    closing_card,
    closing_name,
    data_card,
    data_name,
    export_card,
    export_name,
    last_card,
    last_name,
    leave_name,
)
from bot.conversations.known import Known
from bot.conversations.saying import in_good_time, in_rooms, revised
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ending import Ending


def say_what_goes(alarm: AlarmRang, known: Known) -> Decision:
    """Some days before the last: what will be deleted, and that it can still be stopped."""
    ending = known.records.one(Ending, alarm.about)
    if ending is None or ending.said_at is not None:
        return Decision()
    community = known.community(ending.community)
    card = data_card(community, ending)
    exports = tuple(
        in_good_time(
            community,
            who.person,
            export_name(ending),
            export_card(community, ending),
            alarm.at,
            known,
        )
        for who in community.keepers
    )
    return Decision(say=(*in_rooms(community, data_name(ending), card), *exports))


def say_last_line(alarm: AlarmRang, known: Known) -> Decision:
    """The last day. The line must be carried before its key is gone, so deleting waits for it; and once
    it has been, there is nothing left to do in the room."""
    ending = known.records.one(Ending, alarm.about)
    if ending is None or ending.said_at is not None or ending.gone_at > alarm.at:
        return Decision()
    community = known.community(ending.community)
    met = sum(1 for one in known.sessions(community) if one.closed_at or one.running)
    over = closing_card(community, ending, running=False, open=False)
    said: tuple[Said, ...] = (
        revised(community, closing_name(ending), over),
        revised(community, data_name(ending), data_card(community, ending, open=False)),
        *in_rooms(community, last_name(ending), last_card(met)),
        *_goes(community, ending),
    )
    return Decision(keep=(ending.said(alarm.at),), say=said)


def forget(alarm: AlarmRang, known: Known) -> Decision:
    """Everything goes: each record, each box, each alarm, what was posted, and the key to it all.

    While the last line is still on its way, or the bot on its way out, it waits an hour more, for a day at most.
    """
    ending = known.records.one(Ending, alarm.about)
    if ending is None:
        return Decision()
    community = known.community(ending.community)
    later = ending.waiting(alarm.at)
    names = (last_name(ending), leave_name(ending))
    if later and any(known.records.on_its_way(community.id, one) for one in names):
        return Decision(keep=(later,))
    return Decision(forget=(community,))


def _goes(community: Community, ending: Ending) -> tuple[Leave, ...]:
    name = leave_name(ending)
    return tuple(Leave(community=community.id, to=room, name=name) for room in community.rooms)


CONVERSATION = Conversation(
    alarms={
        AlarmKind.SAY_WHAT_GOES: say_what_goes,
        AlarmKind.SAY_LAST_LINE: say_last_line,
        AlarmKind.FORGET_COMMUNITY: forget,
    }
)
