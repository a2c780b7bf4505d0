"""What is asked while nothing is planned, and the ways on that are open just then."""

from collections.abc import Iterator
from dataclasses import replace

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Weight
from bot.conversations.membership.nominating import vacant
from bot.conversations.saying import button, texts
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.standstill import Standstill
from bot.words import say

LESS = "nothing_planned"
"""What somebody asks for less of."""


def one_name(still: Standstill) -> str:
    """The private card of whoever is asked now."""
    return f"standstill:{still.id}:{still.turn}:{still.asked}"


def everyones_name(still: Standstill) -> str:
    return f"standstill:{still.id}:{still.turn}:all"


def last_everyones_name(still: Standstill) -> str:
    """When everyone has been asked a turn is over: their card is that of the one before."""
    return everyones_name(replace(still, turn=still.turn - 1))


def names_of_turn(still: Standstill) -> tuple[str, ...]:
    """Every card that may have asked in this turn, and in the one before, whose last card still stands."""
    turns = range(max(still.turn - 1, 1), still.turn + 1)
    return tuple(
        f"standstill:{still.id}:{turn}:{who}" for turn in turns for who in ("1", "2", "all")
    )


def one_card(community: Community) -> Card:
    less = button("less_of", Act.LESS_OF, community.id, LESS)
    ways = (*_on(community), *_ways(community), less)
    return Card(_title(community), texts(_asks(community), "standstill.if_you_do_not"), ways)


def everyones_card(community: Community) -> Card:
    """By now anyone who takes part may say that it goes on."""
    who = button("who_could", Act.NOMINATE, community.id, asks=True)
    lead = (who,) if vacant(community) else ()
    carry_on = _on(community) if community.stage is Stage.RESTING else ()
    why = "standstill.anyone" if community.keepers else "standstill.nobody_to_ask"
    asks = texts(_asks(community), why)
    return Card(_title(community), asks, (*carry_on, *lead, *_ways(community)))


def over_card(community: Community, key: str = "standstill.over") -> Card:
    return Card(_title(community), texts(key))


def _asks(community: Community) -> str:
    begun = community.has_begun and community.stage is not Stage.CODESIGN
    return "standstill.asks" if begun else "standstill.not_begun"


def _on(community: Community) -> Iterator[Button]:
    """The one press after which something is planned again."""
    match community.stage:
        case Stage.RESTING:
            yield button("carry_on", Act.CARRY_ON, community.id, weight=Weight.MAIN)
        case Stage.ACTIVE:
            yield button("change_rhythm", Act.CHANGE_RHYTHM, community.id, asks=True)
        case Stage.GATHERING | Stage.CODESIGN if len(community.joined) >= FEWEST_TO_BEGIN:
            yield button("begin", Act.BEGIN, community.id, asks=True, weight=Weight.MAIN)
        case Stage.GATHERING:
            yield button("ask_people", Act.INVITE, community.id, asks=True)
        case _:
            return


def _ways(community: Community) -> tuple[Button, ...]:
    pauses = community.stage in (Stage.ACTIVE, Stage.RESTING)
    pause = button("propose_a_pause", Act.PROPOSE_PAUSE, community.id, asks=True)
    return (
        *((pause,) if pauses else ()),
        button("propose_ending_well", Act.PROPOSE_ENDING, community.id, asks=True),
        button("not_just_yet", Act.LET_IT_BE, community.id),
    )


def _title(community: Community) -> str:
    return say("standstill.title", name=community.name)
