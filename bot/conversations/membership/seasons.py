"""A season: a fresh room, so that whoever comes new can't read what was said before."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Points, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.bringing_along import brought_along
from bot.conversations.membership.walking_in import settled
from bot.conversations.saying import (
    button,
    form,
    in_rooms,
    met_in,
    texts,
    texts_in,
    whisper,
    whispered,
)
from bot.domain.ids import Room
from bot.domain.refusal import Reason, Refused
from bot.words import say

STEPS = ("season.step.make", "season.step.add", "season.step.type")


def how(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A page that tells it step by step; nothing changes yet."""
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    chat = met_in(community)
    steps = texts_in(chat, *STEPS)
    page = Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("season.title"),
        intro=(
            *texts_in(chat, "season.what_it_is"),
            Points(tuple(step.text for step in steps)),
            *texts("season.what_moves"),
        ),
        cancel=say("button.done"),
    )
    return form(page)


def here(command: CommandGiven, known: Known) -> Decision:
    """`/lc here`: typed in the fresh room by whoever looks after a community."""
    _free_room(command.place, known)
    found = known.records.communities_of(command.who.person)
    kept = [one for one in found if one.has_begun and one.is_kept_by(command.who.person)]
    if not kept:
        raise Refused(Reason.NOT_YOUR_ROOM)
    buttons = tuple(
        button("move_here", Act.MOVE_HERE, one.id, weight=Weight.MAIN, name=one.name)
        for one in kept
    )
    return whisper(*texts("season.move_here"), title=say("season.title"), buttons=buttons)


def move_here(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """From now on posts go to this room; the old one says so. What is still open comes along."""
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    room = _free_room(press.place, known)
    if any(one.running for one in known.sessions(community)):
        raise Refused(Reason.SESSION_OPEN_ALREADY)
    elsewhere = tuple(one for one in community.rooms if not _same_chat(one, room))
    before = tuple(one for one in community.rooms if _same_chat(one, room))
    moved = replace(community, rooms=(room, *elsewhere))
    mark = known.mint.id()
    old = Card(say("season.title"), texts("season.moved_away"))
    new = Card(say("season.title"), texts("season.begins"))
    said = (
        *in_rooms(replace(community, rooms=before), f"moved_away:{mark}", old),
        *in_rooms(replace(moved, rooms=(room,)), f"season:{mark}:begins", new),
        *brought_along(replace(moved, rooms=(room,)), press.at, known),
    )
    behind = [one for one in known.walked_in(community) if one.room not in moved.rooms]
    free = settled(moved, behind, "walked_in.has_left", press.at, known)
    return Decision(keep=(moved,), say=said) + free + whispered("season.done")


def _same_chat(one: Room, other: Room) -> bool:
    return (one.platform, one.workspace) == (other.platform, other.workspace)


def _free_room(place: object, known: Known) -> Room:
    if not isinstance(place, Room):
        raise Refused(Reason.ONLY_IN_A_ROOM)
    taken = known.records.community_in(place)
    if taken is not None:
        raise Refused(Reason.COMMUNITY_HERE_ALREADY, name=taken.name)
    return place


CONVERSATION = Conversation(
    commands={"here": here},
    presses={Act.SEASON: how, Act.MOVE_HERE: move_here},
)
