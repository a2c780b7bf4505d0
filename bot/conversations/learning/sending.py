"""A message that the group agreed on goes to its sponsor, who is reminded; the group hears the silence too."""

from dataclasses import replace
from datetime import datetime, time

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Care, Decision, Post, Revise, Said
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.message_cards import (
    came_asks_card,
    came_name,
    gone_on_card,
    reminder_card,
    reminder_names,
    room_card,
    room_name,
    silence_card,
    silence_name,
    sponsor_card,
    sponsor_name,
)
from bot.conversations.saying import in_good_time, in_rooms, revised
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.message import (
    ASKED_AGAIN_AFTER,
    LOOKED_AT_AGAIN_AFTER,
    MOST_ASKED,
    SPONSOR_ANSWERS_WITHIN,
    Message,
    reminds_after,
)
from bot.domain.proposal import Proposal
from bot.domain.sponsorship import Promise

MORNING = time(10)
NOBODY = PersonId("")


def sent(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """What follows from the group's yes. From here on nothing says who wrote it."""
    message = Message(
        id=RecordId(proposal.about),
        community=community.id,
        words=proposal.words,
        agreed_at=at,
        by_hand=community.self_authorised,
    )
    nameless = replace(proposal, proposer=NOBODY)
    return Decision(keep=(nameless,)) + _on_its_way(community, message, at, known)


def handed_on(community: Community, at: datetime, known: Known) -> Decision:
    """Somebody else sponsors the group, or nobody does: what is still open goes with the part."""
    decision = Decision()
    for message in known.messages(community):
        if not message.settled and not message.by_hand and message.to != _sponsor(community):
            decision += _moved(community, message, at, known)
    return decision


def wakes(alarm: AlarmRang, known: Known) -> Decision:
    community, message = known.held(Message, alarm.about)
    if message.wakes_at is None or message.wakes_at > alarm.at:
        return Decision()
    if message.promised:
        return _ask_what_came(community, message, alarm.at, known)
    if not message.by_hand and message.to != _sponsor(community):
        return _moved(community, message, alarm.at, known)
    if message.sent_at is None or message.silent:
        return Decision(keep=(replace(message, wakes_at=alarm.at + LOOKED_AT_AGAIN_AFTER),))
    return _still_open(community, message, alarm.at, known)


def answers_within(community: Community, known: Known) -> int:
    """The working days in which the sponsor has promised to answer."""
    brief = known.brief(community)
    if brief is None or Promise.REPLY not in brief.promises:
        return SPONSOR_ANSWERS_WITHIN
    return brief.reply_within


def answer_due(community: Community, at: datetime, known: Known) -> datetime:
    return _days_on(community, at, answers_within(community, known), known)


def _sponsor(community: Community) -> PersonId | None:
    sponsor = community.sponsor
    return sponsor.person if sponsor and sponsor.accepted else None


def _moved(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    """Whoever had it has it no longer, and can no longer answer."""
    gone = _taken_back(community, message)
    return Decision(say=gone) + _on_its_way(community, message, at, known)


def _taken_back(community: Community, message: Message) -> tuple[Revise, ...]:
    if message.to is None:
        return ()
    card, old = gone_on_card(community), Direct(message.to)
    names = (sponsor_name(message), *reminder_names(message))
    return tuple(replace(revised(community, name, card), to=old) for name in names)


def _on_its_way(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    """To the sponsor; or into somebody's hands; or it waits for whoever sponsors the group next."""
    sponsor = None if message.by_hand else _sponsor(community)
    going = replace(message, to=sponsor, sent_at=at, told=0, wakes_at=at + LOOKED_AT_AGAIN_AFTER)
    if sponsor is None and not message.by_hand:
        return _told_in_room(community, replace(going, sent_at=None), at, known)
    first, _ = reminds_after(answers_within(community, known))
    days = answers_within(community, known) + 1 if message.by_hand else first
    going = replace(going, wakes_at=_days_on(community, at, days, known))
    posts = () if sponsor is None else (_to_sponsor(community, going, sponsor, at, known),)
    return _told_in_room(community, going, at, known) + Decision(say=posts)


def _told_in_room(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    card = room_card(community, message, answer_due(community, at, known))
    name = room_name(message)
    said: tuple[Said, ...] = (*in_rooms(community, name, card), revised(community, name, card))
    return Decision(keep=(message,), say=said)


def _to_sponsor(
    community: Community, message: Message, sponsor: PersonId, at: datetime, known: Known
) -> Post:
    card = sponsor_card(community, message, answer_due(community, at, known))
    name = sponsor_name(message)
    return in_good_time(community, sponsor, name, card, at, known, care=Care.REPEAT)


def _still_open(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    """Two reminders to the sponsor, and then the group hears that no answer has come."""
    reminders = reminder_names(message)
    if message.by_hand or message.told >= len(reminders):
        return _silence(community, message, at, known)
    assert message.to is not None
    assert message.sent_at is not None
    days = (
        reminds_after(answers_within(community, known))[1],
        answers_within(community, known) + 1,
    )
    told = replace(
        message,
        told=message.told + 1,
        wakes_at=_days_on(community, message.sent_at, days[message.told], known),
    )
    if (message.to, "message") in community.less_of:
        return Decision(keep=(told,))
    card, name = reminder_card(community, message), reminders[message.told]
    return Decision(keep=(told,), say=(in_good_time(community, message.to, name, card, at, known),))


def _silence(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    told = replace(
        message, told=len(reminder_names(message)) + 1, wakes_at=at + LOOKED_AT_AGAIN_AFTER
    )
    card = silence_card(community, told, answers_within(community, known))
    return Decision(keep=(told,), say=in_rooms(community, silence_name(told), card))


def _ask_what_came(community: Community, message: Message, at: datetime, known: Known) -> Decision:
    """On the day of a yes; once more after two weeks; and then the buttons wait."""
    if later := community.paused_until(at):
        return Decision(keep=(replace(message, wakes_at=later),))
    if not community.keepers:
        return Decision(keep=(replace(message, wakes_at=at + LOOKED_AT_AGAIN_AFTER),))
    asked = message.asked + 1
    again = at + ASKED_AGAIN_AFTER if asked < MOST_ASKED else None
    keeper = community.keepers[0].person
    card, name = came_asks_card(message), came_name(message, asked)
    post = in_good_time(community, keeper, name, card, at, known)
    return Decision(keep=(replace(message, asked=asked, wakes_at=again),), say=(post,))


def _days_on(community: Community, at: datetime, days: int, known: Known) -> datetime:
    reckoned = known.days(community)
    return reckoned.at(reckoned.step(reckoned.day_of(at), days), MORNING)


CONVERSATION = Conversation(alarms={AlarmKind.MESSAGE_WAITS: wakes})
