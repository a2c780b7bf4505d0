"""A room that the bot can't speak in any more, or can again, or that is called otherwise; and one into which it has
just been brought."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.boundary.arrivals import BotCame, RoomChanged, RoomFate, RoomMoved
from bot.boundary.decision import Decision, Follow, Post, PutOff, Said, Whisper
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Text
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts
from bot.conversations.sessions.holding import desk_revised
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId, Room, platform_of, workspace_of
from bot.domain.session import Session
from bot.words import say

TO_BE_BROUGHT_IN = timedelta(days=7)
"""How long what is for a room waits for somebody to bring the bot into it again, or to open it again."""


def brought(arrival: BotCame, known: Known) -> Decision:
    """Once, to whoever brought it: what it does, what it hears, and how to begin. Where a community lives
    already, its room is there again."""
    if known.records.community_in(arrival.room):
        return _changed(arrival.room, RoomFate.BACK, arrival, known)
    lines = texts("room.brought", "home.what_i_do", "room.how_to_begin")
    begin = button("begin_here", Act.COMMAND, "start")
    card = Card(say("home.welcome"), lines, (begin, button("command_help", Act.COMMAND, "help")))
    return Decision(reply=(Whisper(card),), once=True)


def changed(arrival: RoomChanged, known: Known) -> Decision:
    return _changed(arrival.room, arrival.fate, arrival, known)


def moved(arrival: RoomMoved, known: Known) -> Decision:
    """Nobody has to do anything, and so nobody is told."""
    found = known.records.community_in(arrival.room)
    there = known.records.community_in(arrival.to)
    if found is None or there not in (None, found):
        return Decision()
    here = [arrival.to if one == arrival.room else one for one in found.rooms]
    community = replace(found, rooms=tuple(dict.fromkeys(here)))
    walked_in = known.walked_in(community)
    followed = [replace(one, room=arrival.to) for one in walked_in if one.room == arrival.room]
    said = Follow(community=community.id, room=arrival.room, to=arrival.to, since=arrival.since)
    return Decision(keep=(community, *followed), say=(said,))


def _changed(room: Room, fate: RoomFate, arrival: BotCame | RoomChanged, known: Known) -> Decision:
    """Those who look after it hear it in private. A session that runs there stops: nobody could be heard."""
    found = known.records.community_in(room)
    if found is None:
        return Decision()
    waits = Decision(say=tuple(_what_waits(found, room, fate, arrival, known)))
    if fate is RoomFate.LET_IN or found.stage is Stage.ENDING:
        return waits
    community = known.community(found.id)
    told = Decision(say=tuple(_told(community, fate, arrival, known)))
    others = [one for one in community.rooms if one != room]
    if fate is RoomFate.BACK or others:
        return told + waits
    return told + _stopped(community, arrival, known)


def _what_waits(
    community: Community, room: Room, fate: RoomFate, arrival: BotCame | RoomChanged, known: Known
) -> Iterator[Follow | PutOff]:
    """What waited while the bot was away comes when it may be written, and to the room once the bot is in it. What
    was said to a room meanwhile that was shut was refused, and comes as well."""
    morning = known.communal_hour(community, arrival.at)
    if fate is RoomFate.LET_IN:
        yield PutOff(community=community.id, to=room, until=arrival.at + TO_BE_BROUGHT_IN)
        for person in sorted(community.people):
            if _is_of(person, room):
                hour = known.humane_hour(community, person, arrival.at)
                yield PutOff(community=community.id, to=Direct(person), until=hour)
    elif fate is RoomFate.BACK:
        since = arrival.at - TO_BE_BROUGHT_IN
        yield Follow(community=community.id, room=room, to=room, since=since)
        yield PutOff(community=community.id, to=room, until=morning)


def _is_of(person: PersonId, room: Room) -> bool:
    here = Direct(person)
    return (platform_of(here), workspace_of(here)) == (room.platform, room.workspace)


def _told(
    community: Community, fate: RoomFate, arrival: BotCame | RoomChanged, known: Known
) -> Iterator[Post]:
    """Once in an hour: the same thing may be told by several events."""
    name = f"room:{community.id}:{fate}:{arrival.at:%Y%m%d%H}"
    card = Card(say("room.title", name=community.name), _words(fate))
    for person in _whom(community):
        yield in_good_time(community, person, name, card, arrival.at, known)


def _words(fate: RoomFate) -> tuple[Text, ...]:
    if fate is RoomFate.BACK:
        return texts("room.back", "room.go_on")
    return texts(f"room.became.{fate}", "room.nothing_arrives", f"room.way_back.{fate}")


def _whom(community: Community) -> tuple[PersonId, ...]:
    return tuple(who.person for who in community.keepers) or (community.convenor,)


def _stopped(community: Community, arrival: BotCame | RoomChanged, known: Known) -> Decision:
    open_ = [one for one in known.sessions(community) if one.state is SessionState.OPEN]
    paused = [_paused(one, arrival) for one in open_]
    said: tuple[Said, ...] = tuple(desk_revised(community, one) for one in paused)
    return Decision(keep=tuple(paused), say=said)


def _paused(session: Session, arrival: BotCame | RoomChanged) -> Session:
    return replace(session, state=SessionState.PAUSED, stopped_at=arrival.at)
