"""What is seen of a repair: by the room, and by those who look after it.

*We can go on* is offered where pressing it lets stories be told again: not while somebody who was not
invited can still read the room.
"""

from collections.abc import Sequence

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Text, Weight
from bot.conversations.saying import button, revised, texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.walked_in import WalkedIn
from bot.domain.worry import Repair
from bot.words import say
from bot.words.times import name_list

Waiting = Sequence[WalkedIn]
"""Who can read the room without an invitation, and is to be settled first."""


def room_name(repair: Repair) -> str:
    return f"repair_round:{repair.id}"


def keepers_name(repair: Repair, asked: int) -> str:
    return f"repair:{repair.id}:{asked}"


def room_card(community: Community, repair: Repair, waiting: Waiting) -> Card:
    """Without anyone who looks after it, the room itself settles it."""
    change = button("change_our_rules", Act.PROPOSE, community.id, Matter.RULES, asks=True)
    asks = texts("repair.asks", "repair.how")
    if community.keepers:
        return Card(say("repair.title"), asks, (change,))
    return Card(
        say("repair.title"), (*asks, *_first(waiting)), _ways_on(community, repair, waiting)
    )


def keepers_card(community: Community, repair: Repair, waiting: Waiting) -> Card:
    if repair.round_open:
        body, ways = texts("repair.ways_on"), _ways_on(community, repair, waiting)
    else:
        body, ways = texts("repair.for_keepers"), (_ask(repair), *_can(repair, waiting))
    return Card(say("repair.title"), (*body, *_first(waiting)), ways)


def as_it_stands(community: Community, repair: Repair, waiting: Waiting) -> tuple[Revise, ...]:
    """Every card that says how it can go on, wherever it stands."""
    card = keepers_card(community, repair, waiting)
    names = (keepers_name(repair, asked) for asked in range(repair.asked + 1))
    return (
        revised(community, room_name(repair), room_card(community, repair, waiting)),
        *(revised(community, name, card) for name in names),
    )


def over(community: Community, repair: Repair) -> tuple[Revise, ...]:
    """The buttons go."""
    settled = Card(say("repair.title"), texts("repair.over"))
    names = (keepers_name(repair, asked) for asked in range(repair.asked + 1))
    asked = Card(say("repair.title"), texts("repair.asks"))
    return (
        revised(community, room_name(repair), asked),
        *(revised(community, name, settled) for name in names),
    )


def _first(waiting: Waiting) -> tuple[Text, ...]:
    names = name_list([one.name for one in waiting])
    return texts("repair.first_settle", names=names) if waiting else ()


def _ask(repair: Repair) -> Button:
    return button("ask_what_we_need", Act.OPEN_REPAIR, repair.id, weight=Weight.MAIN)


def _can(repair: Repair, waiting: Waiting, weight: Weight = Weight.PLAIN) -> tuple[Button, ...]:
    can = button("we_can_go_on", Act.REPAIRED, repair.id, weight=weight)
    return () if waiting else (can,)


def _ways_on(community: Community, repair: Repair, waiting: Waiting) -> tuple[Button, ...]:
    return (
        *_can(repair, waiting, Weight.MAIN),
        button("change_our_rules", Act.PROPOSE, community.id, Matter.RULES, asks=True),
        button("propose_a_pause", Act.PROPOSE_PAUSE, community.id, asks=True),
        button("propose_ending_well", Act.PROPOSE_ENDING, community.id, asks=True),
    )
