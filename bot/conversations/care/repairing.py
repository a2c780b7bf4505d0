"""Something said here has been heard outside: stories stop, the group repairs, and nobody looks for who it was."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts, whispered
from bot.conversations.sessions.stories_rest import on_again, stopped
from bot.domain.agreement import Matter
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.worry import A_WEEK, Repair
from bot.words import say


def stories_stop(community: Community, at: datetime, known: Known) -> Decision:
    """At once, on one person's word: a story too many cannot be untold. Said twice, it is one repair."""
    if known.repair(community):
        return Decision()
    rests = stopped(community, "repair.session_rests", at, known)
    sessions = [one.id for one in rests.keep]
    repair = Repair(
        id=RecordId(known.mint.id()),
        community=community.id,
        said_at=at,
        stopped=sessions[0] if sessions else None,
        asks_at=at + A_WEEK,
    )
    if not community.keepers:
        return rests + _round_opened(community, repair)
    told = _keepers_asked(community, repair, at, known)
    return rests + Decision(keep=(repair,), say=told)


def open_round(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The room is asked what it needs. What it says there is not heard by the bot."""
    community, repair = _kept_repair(press, token, known)
    if repair.round_open:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return _round_opened(community, repair) + whispered("repair.round_is_open")


def settled(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """We can go on: with the rules as they are, or with those that have been agreed since."""
    community, repair = _kept_repair(press, token, known)
    new = _rules_are_new(community, repair, known)
    how = "repair.goes_on_with_new_rules" if new else "repair.goes_on"
    card = Card(say("repair.title"), texts(how))
    said: tuple[Said, ...] = (
        *in_rooms(community, f"repaired:{repair.id}", card),
        *_buttons_go(community, repair),
    )
    done = Decision(forget=(repair,), say=said)
    return done + _on_again(community, repair, press.at, known) + whispered("repair.settled")


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """What the room is asked, once it has been asked."""
    repair = known.repair(community)
    if repair is None or not repair.round_open:
        return ()
    return in_rooms(community, _room_name(repair), _room_card(community, repair))


def ask_again(alarm: AlarmRang, known: Known) -> Decision:
    """Nobody forgets about it; not while the group rests, and not for ever."""
    community, repair = known.held(Repair, alarm.about)
    if repair.asks_at is None or repair.asks_at > alarm.at or community.stage is Stage.ENDING:
        return Decision()
    if later := community.rests_until(alarm.at):
        return Decision(keep=(replace(repair, asks_at=later),))
    again = repair.asked_again(alarm.at)
    told = _keepers_asked(community, again, alarm.at, known)
    return Decision(keep=(again,), say=told)


def _on_again(community: Community, repair: Repair, at: datetime, known: Known) -> Decision:
    """The session goes on, unless somebody has walked in: then that carries it."""
    for walked_in in known.walked_in(community)[:1]:
        return Decision(keep=(replace(walked_in, stopped=walked_in.stopped or repair.stopped),))
    return on_again(community, (repair.stopped,), at, known)


def _round_opened(community: Community, repair: Repair) -> Decision:
    opened = replace(repair, round_open=True)
    room = in_rooms(community, _room_name(opened), _room_card(community, opened))
    keepers = tuple(
        revised(community, name, _keepers_card(community, opened)) for name in _names(opened)
    )
    return Decision(keep=(opened,), say=(*room, *keepers))


def _room_card(community: Community, repair: Repair) -> Card:
    ways = () if community.keepers else _ways_on(community, repair)
    return Card(
        say("repair.title"),
        texts("repair.asks", "repair.how"),
        ways or (button("change_our_rules", Act.PROPOSE, community.id, Matter.RULES, asks=True),),
    )


def _keepers_asked(
    community: Community, repair: Repair, at: datetime, known: Known
) -> tuple[Post, ...]:
    card, name = _keepers_card(community, repair), _name(repair, repair.asked)
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers
    )


def _keepers_card(community: Community, repair: Repair) -> Card:
    if repair.round_open:
        return Card(say("repair.title"), texts("repair.ways_on"), _ways_on(community, repair))
    first = button("ask_what_we_need", Act.OPEN_REPAIR, repair.id, weight=Weight.MAIN)
    can = button("we_can_go_on", Act.REPAIRED, repair.id)
    return Card(say("repair.title"), texts("repair.for_keepers"), (first, can))


def _ways_on(community: Community, repair: Repair) -> tuple[Button, ...]:
    return (
        button("we_can_go_on", Act.REPAIRED, repair.id, weight=Weight.MAIN),
        button("change_our_rules", Act.PROPOSE, community.id, Matter.RULES, asks=True),
        button("propose_a_pause", Act.PROPOSE_PAUSE, community.id, asks=True),
        button("propose_ending_well", Act.PROPOSE_ENDING, community.id, asks=True),
    )


def _rules_are_new(community: Community, repair: Repair, known: Known) -> bool:
    rules = known.agreed(community, Matter.RULES)
    return rules is not None and rules.agreed_at > repair.said_at


def _buttons_go(community: Community, repair: Repair) -> tuple[Said, ...]:
    over = Card(say("repair.title"), texts("repair.over"))
    asked = Card(say("repair.title"), texts("repair.asks"))
    return (
        revised(community, _room_name(repair), asked),
        *(revised(community, name, over) for name in _names(repair)),
    )


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


def _names(repair: Repair) -> tuple[str, ...]:
    return tuple(_name(repair, asked) for asked in range(repair.asked + 1))


def _name(repair: Repair, asked: int) -> str:
    return f"repair:{repair.id}:{asked}"


def _room_name(repair: Repair) -> str:
    return f"repair_round:{repair.id}"


CONVERSATION = Conversation(
    presses={Act.OPEN_REPAIR: open_round, Act.REPAIRED: settled},
    alarms={AlarmKind.REPAIR_WAITS: ask_again},
)
