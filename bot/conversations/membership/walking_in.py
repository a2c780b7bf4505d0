"""Who comes into a room, and who goes. Somebody who was not invited stops the stories until it is settled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, MemberCame, MemberWent, NameTold
from bot.boundary.decision import Decision, Post, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card
from bot.conversations.care.repair_cards import as_it_stands
from bot.conversations.consent import somebody_new
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership import letting_in
from bot.conversations.membership.walked_in_cards import (
    keepers_name,
    room_name,
    shown_settled,
    wait_no_more,
)
from bot.conversations.saying import (
    button,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.conversations.sessions.stories_rest import being_told, on_again, stopped
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.walked_in import WalkedIn
from bot.words import say

LOOKED = "looked"
"""Carried by the button of somebody who has looked who is in the room."""
STILL_WAITS = {
    "walked_in.has_left": "walked_in.has_left_but",
    "walked_in.has_joined": "walked_in.has_joined_but",
}
"""What is said instead where this was not the only thing in the way."""


def came(arrival: MemberCame, known: Known) -> Decision:
    """Whoever belongs may come and go. For anybody else the stories stop, and everyone is told."""
    found = known.records.community_in(arrival.room)
    if found is None:
        return Decision()
    community, person = known.community(found.id), arrival.who.person
    if community.belongs(person):
        return letting_in.came(arrival, community, known)
    if not community.has_begun or _is_noted(community, person, known):
        return Decision()
    told_just_now = being_told(community, known)
    rests = stopped(community, "walked_in.session_rests", arrival.at, known)
    walked_in = WalkedIn(
        id=RecordId(known.mint.id()),
        community=community.id,
        person=person,
        name=arrival.who.name,
        room=arrival.room,
        stopped=told_just_now.id if told_just_now else None,
    )
    told: tuple[Said, ...] = (
        *_room_told(community, walked_in),
        *_keepers_told(community, walked_in, arrival, known),
        *_repair_shown(community, (*known.walked_in(community), walked_in), known),
    )
    alone = somebody_new.reads_it_now(community, person, arrival.at, known)
    return Decision(keep=(walked_in,), say=told) + rests + alone


def named(arrival: NameTold, known: Known) -> Decision:
    """Whoever looks after it should know who it is: what was said of them says so now. Who has gone, or was
    settled, meanwhile, is not spoken of again."""
    found = known.records.community_in(arrival.room)
    if found is None:
        return Decision()
    community = known.community(found.id)
    waiting = [_called(one, arrival) for one in known.walked_in(community)]
    theirs = [one for one in waiting if one.person == arrival.who.person]
    cards = (card for one in theirs for card in _shown_anew(community, one))
    shown = (*cards, *_repair_shown(community, waiting, known)) if theirs else ()
    return Decision(keep=tuple(theirs), say=shown)


def _called(one: WalkedIn, arrival: NameTold) -> WalkedIn:
    return replace(one, name=arrival.who.name) if one.person == arrival.who.person else one


def went(arrival: MemberWent, community: Community, known: Known) -> Decision:
    """They have gone again by themselves: what was stopped goes on."""
    here = [one for one in known.walked_in(community) if one.person == arrival.who.person]
    gone = [one for one in here if arrival.room in (None, one.room)]
    return settled(community, gone, "walked_in.has_left", arrival.at, known)


def they_left(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whoever looks after it says so; without them, anyone who takes part. Who leaves the room settles it by
    leaving: while nobody has seen them go, it is asked whether somebody has really looked."""
    community, walked_in = known.held(WalkedIn, token[0])
    community.must_include(press.who.person)
    if community.keepers:
        community.must_be_kept_by(press.who.person)
    if LOOKED not in token.about[1:]:
        return _still_here(walked_in)
    done = settled(community, [walked_in], "walked_in.has_left", press.at, known)
    goes_on = len(known.walked_in(community)) == 1 and known.repair(community) is None
    return done + whispered("walked_in.goes_on" if goes_on else "walked_in.waits_on")


def _still_here(walked_in: WalkedIn) -> Decision:
    gone = button("i_have_looked", Act.THEY_LEFT, walked_in.id, LOOKED)
    return whisper(*texts("walked_in.still_here", name=walked_in.name), buttons=(gone,))


def invited_after_all(
    community: Community, person: PersonId, at: datetime, known: Known
) -> Decision:
    """They have joined through the agreement: nothing is in the way any more."""
    here = [one for one in known.walked_in(community) if one.person == person]
    return settled(community, here, "walked_in.has_joined", at, known)


def settled(
    community: Community, gone: list[WalkedIn], key: str, at: datetime, known: Known
) -> Decision:
    if not gone:
        return Decision()
    left = [one for one in known.walked_in(community) if one not in gone]
    told = STILL_WAITS[key] if left or known.repair(community) else key
    said: tuple[Said, ...] = (
        *(card for one in gone for card in shown_settled(community, one, told)),
        *_repair_shown(community, left, known),
    )
    done = Decision(forget=tuple(gone), say=said)
    if left:  # somebody else is still there, and carries what was stopped
        stopped = next((one.stopped for one in gone if one.stopped), None)
        carries = replace(
            left[0],
            stopped=left[0].stopped or stopped,
            settled=(*left[0].settled, *_waiting_cards(gone)),
        )
        return done + Decision(keep=(carries,))
    return done + _on_again(community, gone, at, known)


def _on_again(community: Community, gone: list[WalkedIn], at: datetime, known: Known) -> Decision:
    """The session goes on, unless something else is in the way too: then that carries it."""
    halted = {one.stopped for one in gone}
    if repair := known.repair(community):
        waits = repair.stopped or next((one for one in halted if one), None)
        settled = (*repair.settled, *_waiting_cards(gone))
        return Decision(keep=(replace(repair, stopped=waits, settled=settled),))
    others = [id for one in gone for id in one.settled]
    going = on_again(community, halted, at, known)
    return Decision(say=wait_no_more(community, others)) + going


def _waiting_cards(gone: list[WalkedIn]) -> tuple[RecordId, ...]:
    """Whose cards say that stories still wait: theirs, and those that waited with them."""
    return tuple(id for one in gone for id in (*one.settled, one.id))


def _repair_shown(
    community: Community, waiting: Sequence[WalkedIn], known: Known
) -> tuple[Revise, ...]:
    """A repair can come to its end only when nobody is there any more who was not invited."""
    repair = known.repair(community)
    return as_it_stands(community, repair, waiting) if repair else ()


def keepers_card(community: Community, walked_in: WalkedIn) -> Card:
    """For whoever looks after it: what can be done."""
    return Card(
        say("walked_in.title", name=walked_in.name),
        texts("walked_in.what_now", name=walked_in.name),
        _buttons(community, walked_in),
    )


def _room_told(community: Community, walked_in: WalkedIn) -> tuple[Post, ...]:
    return in_rooms(community, room_name(walked_in.id), _room_card(community, walked_in))


def _room_card(community: Community, walked_in: WalkedIn) -> Card:
    """Without anyone who looks after it, the room itself can say when it is settled."""
    buttons = () if community.keepers else _buttons(community, walked_in)
    return Card("", texts("walked_in.can_read", name=walked_in.name), buttons)


def _shown_anew(community: Community, walked_in: WalkedIn) -> tuple[Revise, ...]:
    return (
        revised(community, room_name(walked_in.id), _room_card(community, walked_in)),
        revised(community, keepers_name(walked_in.id), keepers_card(community, walked_in)),
    )


def _keepers_told(
    community: Community, walked_in: WalkedIn, arrival: MemberCame, known: Known
) -> tuple[Post, ...]:
    card = keepers_card(community, walked_in)
    return tuple(
        in_good_time(community, who.person, keepers_name(walked_in.id), card, arrival.at, known)
        for who in community.keepers
    )


def _buttons(community: Community, walked_in: WalkedIn) -> tuple[Button, ...]:
    left = button("they_have_left", Act.THEY_LEFT, walked_in.id)
    if community.is_sponsor(walked_in.person):
        return (left,)
    invite = button("invite_through_us", Act.SUGGEST, community.id, walked_in.id, asks=True)
    return (left, invite)


def _is_noted(community: Community, person: PersonId, known: Known) -> bool:
    return any(one.person == person for one in known.walked_in(community))


CONVERSATION = Conversation(presses={Act.THEY_LEFT: they_left})
