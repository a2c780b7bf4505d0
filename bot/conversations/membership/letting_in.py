"""Somebody has joined and is not in the room yet: a person lets them in, and is asked until it is done."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, MemberCame
from bot.boundary.decision import Decision, Post, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.consent.proposing import ends
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    in_good_time,
    in_rooms,
    met_in,
    revised,
    texts,
    texts_in,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.newcomer import MOST_LET_IN, Newcomer
from bot.domain.refusal import Reason, Refused
from bot.words import say

ASKED_AGAIN = 2
"""Working days."""


def waits_outside(community: Community, newcomer: Newcomer, at: datetime, known: Known) -> Decision:
    """The bot can't let anybody in. Who walked in before they joined is there already."""
    if any(one.person == newcomer.person for one in known.walked_in(community)):
        return Decision(keep=(newcomer,))
    soon = texts_in(met_in(community), "let_in.soon", facilitator=community.facilitator_name)
    told = Card("", soon)
    post = in_good_time(community, newcomer.person, f"let_in_soon:{newcomer.id}", told, at, known)
    return _asked(community, newcomer, at, known) + Decision(say=(post,))


def came(arrival: MemberCame, community: Community, known: Known) -> Decision:
    """The platform tells that they are in."""
    found = [one for one in known.newcomers(community) if one.person == arrival.who.person]
    return sum(
        (_is_in(community, one, arrival.at) for one in found if one.outside), start=Decision()
    )


def they_are_in(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Where the platform does not tell, a person does; without anyone who looks after it, any of us."""
    community, newcomer = known.held(Newcomer, token[0])
    community.must_include(press.who.person)
    if community.keepers:
        community.must_be_kept_by(press.who.person)
    if not newcomer.outside:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return _is_in(community, newcomer, press.at) + whispered("let_in.done")


def not_in_yet(alarm: AlarmRang, known: Known) -> Decision:
    """Asked again, not for ever: then somebody will have forgotten to press, and not to let them in."""
    community, newcomer = known.held(Newcomer, alarm.about)
    if newcomer.let_in_at is None or newcomer.let_in_at > alarm.at:
        return Decision()
    if later := community.paused_until(alarm.at):
        return Decision(keep=(replace(newcomer, let_in_at=later),))
    over = newcomer.let_in_asked >= MOST_LET_IN or community.stage is Stage.ENDING
    if over or not community.takes_part(newcomer.person):
        return _is_in(community, newcomer, alarm.at)
    return _asked(community, newcomer, alarm.at, known)


def asks_no_more(community: Community, newcomer: Newcomer) -> tuple[Revise, ...]:
    """Wherever it was asked, and whoever has it."""
    over = Card(say("let_in.title", name=community.name_of(newcomer.person)), texts("let_in.done"))
    return tuple(
        revised(community, _name(newcomer, turn), over)
        for turn in range(1, newcomer.let_in_asked + 1)
    )


def _asked(community: Community, newcomer: Newcomer, at: datetime, known: Known) -> Decision:
    """First the facilitator, then both; without them, the room."""
    again = replace(
        newcomer,
        let_in_asked=newcomer.let_in_asked + 1,
        let_in_at=ends(community, ASKED_AGAIN, at, known),
    )
    said: tuple[Said, ...] = (
        *asks_no_more(community, newcomer),
        *_posts(community, again, at, known),
    )
    return Decision(keep=(again,), say=said)


def _posts(
    community: Community, newcomer: Newcomer, at: datetime, known: Known
) -> tuple[Post, ...]:
    card, name = let_in_card(community, newcomer), _name(newcomer, newcomer.let_in_asked)
    if not community.keepers:
        return in_rooms(community, name, card)
    whom = asked_to_let_in(community, newcomer)
    return tuple(in_good_time(community, one, name, card, at, known) for one in whom)


def asked_to_let_in(community: Community, newcomer: Newcomer) -> tuple[PersonId, ...]:
    """First the facilitator, then both."""
    keepers = tuple(who.person for who in community.keepers) if newcomer.outside else ()
    return keepers[:1] if newcomer.let_in_asked == 1 else keepers


def let_in_card(community: Community, newcomer: Newcomer) -> Card:
    name = community.name_of(newcomer.person)
    done = button("they_are_in", Act.LET_IN, newcomer.id, weight=Weight.MAIN)
    asks = texts_in(met_in(community), "let_in.asks", "let_in.how", name=name)
    return Card(say("let_in.title", name=name), asks, (done,))


def _is_in(community: Community, newcomer: Newcomer, at: datetime) -> Decision:
    return Decision(keep=(newcomer.inside(at),), say=asks_no_more(community, newcomer))


def _name(newcomer: Newcomer, turn: int) -> str:
    return f"let_in:{newcomer.id}:{turn}"


CONVERSATION = Conversation(
    presses={Act.LET_IN: they_are_in},
    alarms={AlarmKind.NOT_IN_YET: not_in_yet},
)
