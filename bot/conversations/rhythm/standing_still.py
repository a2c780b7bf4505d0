"""A community in which nothing is planned is not forgotten: one after another is asked how it goes on."""

from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.rhythm.standstill_cards import (
    LESS,
    everyones_card,
    everyones_name,
    last_everyones_name,
    names_of_turn,
    one_card,
    one_name,
    over_card,
)
from bot.conversations.saying import in_good_time, in_rooms, revised, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.standstill import ASKS_AFTER, Standstill


def stands_still(community: Community, at: datetime, known: Known) -> Decision:
    """From now on nothing is planned: in a quarter of a year somebody is asked."""
    still = Standstill(
        id=RecordId(known.mint.id()), community=community.id, asks_at=at + ASKS_AFTER
    )
    return Decision(keep=(still,), forget=known.standstills(community))


def moves_again(community: Community, known: Known) -> Decision:
    """Something is planned, or a day is named: nobody is asked any more."""
    gone = known.standstills(community)
    return Decision(
        forget=gone, say=tuple(one for still in gone for one in _over(community, still))
    )


def nothing_planned(alarm: AlarmRang, known: Known) -> Decision:
    community, still = known.held(Standstill, alarm.about)
    if still.asks_at > alarm.at:
        return Decision()
    if _is_planned(community, known):
        return moves_again(community, known)
    if _waits(community, known):
        return Decision(keep=(still.put_off(alarm.at),))
    return _ask_next(community, still, alarm.at, known)


def let_it_be(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Not just yet: that is an answer too, and counts for a quarter of a year."""
    community = known.community(token[0])
    community.must_include(press.who.person)
    found = known.standstills(community)
    if not found or community.stage is Stage.ENDING:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    card = over_card(community, "standstill.not_yet")
    said = tuple(revised(community, name, card) for name in names_of_turn(found[-1]))
    return Decision(keep=(found[-1].let_be(press.at),), say=said) + whispered("standstill.kept")


def everyone_may_answer(community: Community, known: Known) -> bool:
    """Those who look after it were asked and said nothing, or there are none: it is everyone's to say."""
    return not community.keepers or any(still.everyone for still in known.standstills(community))


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """What everyone was asked last, and nobody has answered."""
    if community.stage is Stage.ENDING:
        return ()
    return tuple(
        post
        for still in known.standstills(community)
        if still.everyone
        for post in in_rooms(community, last_everyones_name(still), everyones_card(community))
    )


def asked_of(community: Community, person: PersonId, known: Known) -> Card | None:
    """What they have been asked while nothing is planned, and nobody has answered."""
    keepers = [who.person for who in community.keepers]
    for still in known.standstills(community):
        if community.stage is Stage.ENDING:
            return None
        if person in keepers[: still.asked] and (person, LESS) not in community.less_of:
            return one_card(community)
        if still.everyone and community.takes_part(person):
            return everyones_card(community)
    return None


def _is_planned(community: Community, known: Known) -> bool:
    alive = any(not one.ended for one in known.sessions(community))
    return community.stage is Stage.ACTIVE and alive


def _waits(community: Community, known: Known) -> bool:
    """It is not begun, has a day to come back, comes to its end, or works out what it needs."""
    if community.stage in (Stage.DRAFT, Stage.ENDING):
        return True
    if community.stage is Stage.RESTING:
        return community.resumes_at is not None
    codesign = known.codesign(community)
    if community.stage is not Stage.CODESIGN or codesign is None:
        return False
    return bool(codesign.alarms() or known.proposals(community))


def _ask_next(community: Community, still: Standstill, at: datetime, known: Known) -> Decision:
    """One who looks after it, the other, everyone; whoever asked for less of it is passed over."""
    keepers = tuple(enumerate((who.person for who in community.keepers), start=1))
    willing = [one for one in keepers[still.asked :] if (one[1], LESS) not in community.less_of]
    if not willing:
        return _ask_everyone(community, still, at)
    number, person = willing[0]
    return _ask_one(community, still.asked_of_one(number, at), person, at, known)


def _ask_one(
    community: Community, still: Standstill, person: PersonId, at: datetime, known: Known
) -> Decision:
    post = in_good_time(community, person, one_name(still), one_card(community), at, known)
    return Decision(keep=(still,), say=(post,))


def _ask_everyone(community: Community, still: Standstill, at: datetime) -> Decision:
    posts = in_rooms(community, everyones_name(still), everyones_card(community))
    return Decision(keep=(still.asked_of_everyone(at),), say=posts)


def _over(community: Community, still: Standstill) -> tuple[Revise, ...]:
    card = over_card(community)
    return tuple(revised(community, name, card) for name in names_of_turn(still))


CONVERSATION = Conversation(
    presses={Act.LET_IT_BE: let_it_be}, alarms={AlarmKind.NOTHING_PLANNED: nothing_planned}
)
