"""Something said here has been heard outside: stories stop, the group repairs, and nobody looks for who it was."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.care.repair_cards import (
    as_it_stands,
    keepers_card,
    keepers_name,
    over,
    room_card,
    room_name,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.walked_in_cards import wait_no_more
from bot.conversations.saying import in_good_time, in_rooms, texts, whispered
from bot.conversations.sessions.stories_rest import being_told, on_again, stopped
from bot.domain.agreement import Matter
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.worry import ASKED_EVERY, Repair
from bot.words import say


def stories_stop(community: Community, at: datetime, known: Known) -> Decision:
    """At once, on one person's word: a story too many cannot be untold. Said twice, it is one repair."""
    if known.repair(community):
        return Decision()
    told_just_now = being_told(community, known)
    rests = stopped(community, "repair.session_rests", at, known)
    repair = Repair(
        id=RecordId(known.mint.id()),
        community=community.id,
        said_at=at,
        stopped=told_just_now.id if told_just_now else None,
        asks_at=at + ASKED_EVERY,
    )
    if not community.keepers:
        return rests + _round_opened(community, repair, known)
    told = _keepers_asked(community, repair, at, known)
    return rests + Decision(keep=(repair,), say=told)


def open_round(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The room is asked what it needs. What it says there is not heard by the bot."""
    community, repair = _kept_repair(press, token, known)
    if repair.round_open:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return _round_opened(community, repair, known) + whispered("repair.round_is_open")


def settled(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """We can go on: with the rules as they are, or with those that have been agreed since."""
    community, repair = _kept_repair(press, token, known)
    for who in known.walked_in(community):
        raise Refused(Reason.SOMEBODY_WALKED_IN, name=who.name)
    new = _rules_are_new(community, repair, known)
    how = "repair.goes_on_with_new_rules" if new else "repair.goes_on"
    card = Card(say("repair.title"), texts(how))
    said: tuple[Said, ...] = (
        *in_rooms(community, f"repaired:{repair.id}", card),
        *over(community, repair),
        *wait_no_more(community, repair.settled),
    )
    done = Decision(forget=(repair,), say=said)
    going = on_again(community, (repair.stopped,), press.at, known)
    return done + going + whispered("repair.settled")


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """What the room is asked, once it has been asked."""
    repair = known.repair(community)
    if repair is None or not repair.round_open:
        return ()
    card = room_card(community, repair, known.walked_in(community))
    return in_rooms(community, room_name(repair), card)


def ask_again(alarm: AlarmRang, known: Known) -> Decision:
    """Nobody forgets about it; not while the group rests, and not for ever."""
    community, repair = known.held(Repair, alarm.about)
    if repair.asks_at is None or repair.asks_at > alarm.at or community.stage is Stage.ENDING:
        return Decision()
    if later := community.paused_until(alarm.at):
        return Decision(keep=(replace(repair, asks_at=later),))
    again = repair.asked_again(alarm.at)
    told = _keepers_asked(community, again, alarm.at, known)
    return Decision(keep=(again,), say=told)


def _round_opened(community: Community, repair: Repair, known: Known) -> Decision:
    opened, waiting = replace(repair, round_open=True), known.walked_in(community)
    room = in_rooms(community, room_name(opened), room_card(community, opened, waiting))
    return Decision(keep=(opened,), say=(*room, *as_it_stands(community, opened, waiting)))


def _keepers_asked(
    community: Community, repair: Repair, at: datetime, known: Known
) -> tuple[Post, ...]:
    card = keepers_card(community, repair, known.walked_in(community))
    name = keepers_name(repair, repair.asked)
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers
    )


def _rules_are_new(community: Community, repair: Repair, known: Known) -> bool:
    rules = known.agreed(community, Matter.RULES)
    return rules is not None and rules.agreed_at > repair.said_at


def _kept_repair(press: ButtonPressed, token: Token, known: Known) -> tuple[Community, Repair]:
    """Whoever looks after the group settles it; without them, anyone who takes part."""
    found = known.records.one(Repair, RecordId(token[0]))
    if found is None:
        raise Refused(Reason.REPAIR_IS_OVER)
    community, repair = known.held(Repair, token[0])
    _must_settle(community, press.who.person)
    return community, repair


def _must_settle(community: Community, person: PersonId) -> None:
    community.must_include(person)
    if community.keepers:
        community.must_be_kept_by(person)


CONVERSATION = Conversation(
    presses={Act.OPEN_REPAIR: open_round, Act.REPAIRED: settled},
    alarms={AlarmKind.REPAIR_WAITS: ask_again},
)
