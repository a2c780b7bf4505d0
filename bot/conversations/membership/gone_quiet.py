"""Somebody has said nothing for two sessions: asked in private whether it is still of use, once a quarter at most."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Quote
from bot.conversations.conversation import Conversation
from bot.conversations.hearing import hears_lightly
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.contribution import Contribution
from bot.domain.course import SessionState
from bot.domain.ids import PersonId, RecordId
from bot.domain.member_card import MemberCard
from bot.domain.people import Member
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, Session

A_QUARTER = timedelta(days=91)
SESSIONS = 2
LESS = "quiet"


def after_a_session(alarm: AlarmRang, known: Known) -> Decision:
    """Read off what was said by name, and off nothing else; a group that is not heard is not asked."""
    community, closed = known.session(alarm.about)
    community = _without_old_marks(community, alarm.at)
    if community.stage is not Stage.ACTIVE or hears_lightly(community, known):
        return Decision()
    quiet = tuple(_quiet(community, closed, alarm.at, known))
    for member in quiet:
        community = community.with_member(replace(member, asked_how_it_is=alarm.at))
    asked = tuple(_asked(community, one, closed, alarm.at, known) for one in quiet)
    return Decision(keep=(community,), say=asked)


def answer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Thank you, and nothing is written down."""
    _member(press, token, known)
    return whispered(f"gone_quiet.answered.{token.act.name.lower()}")


def want_to_talk(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, member = _member(press, token, known)
    if not community.keepers:
        return whispered("gone_quiet.nobody_to_talk_to")
    keeper = community.keepers[0]
    card = Card("", texts("gone_quiet.would_like_to_talk", name=member.name))
    name = f"would_talk:{token[1]}:{press.at:%Y%m%d}"
    post = in_good_time(community, keeper.person, name, card, press.at, known)
    return Decision(say=(post,)) + whispered("gone_quiet.told", facilitator=keeper.name)


def _quiet(community: Community, closed: Session, at: datetime, known: Known) -> Iterator[Member]:
    """Those who were there for both sessions and said nothing in either. Where most are quiet it is the
    group's matter, and nobody is picked out."""
    last = _last_two(closed, at, known.sessions(community))
    if len(last) < SESSIONS:
        return
    heard = {person for one in last for person in _took_part(one, known)}
    crowd = community.crowd_of(last[0].number)
    quiet = [member for member in crowd if member.person not in heard]
    if len(quiet) * 2 > len(crowd):
        return
    for member in quiet:
        if not (member.asked_how_it_is or (member.person, LESS) in community.less_of):
            yield member


def _last_two(closed: Session, at: datetime, sessions: tuple[Session, ...]) -> list[Session]:
    """The last two full sessions in which there was talk, while what was said in them is still kept."""
    told = [
        one
        for one in sessions
        if one.state is SessionState.CLOSED
        and not (one.light or one.silent)
        and one.number <= closed.number
        and one.plan.closes_at + KEPT > at
    ]
    return told[-SESSIONS:] if closed in told else []


def _took_part(session: Session, known: Known) -> Iterator[PersonId]:
    for said in known.records.all(Contribution, session.id):
        yield said.author
    yield from (who for who in (session.teller, session.held_by) if who)
    yield from session.roles.values()


def _asked(
    community: Community, member: Member, closed: Session, at: datetime, known: Known
) -> Post:
    """Shaped by what they wrote themselves on their card, when they were not quiet."""
    own = _own_words(community, member.person, known)
    shaped: tuple[Element, ...] = ()
    if own:
        shaped = (*texts("gone_quiet.you_wrote"), Quote(own))
    buttons = (
        button("reading_along_yes", Act.STILL_USEFUL, community.id),
        button("busy_now", Act.BUSY_NOW, community.id),
        _talk_to(community, known),
        button("time_to_leave", Act.COMMAND, "leave", asks=True),
        button("less_of", Act.LESS_OF, community.id, LESS),
    )
    card = Card("", (*shaped, *texts("gone_quiet.no_need_to_answer", name=community.name)), buttons)
    return in_good_time(community, member.person, f"gone_quiet:{closed.id}", card, at, known)


def _talk_to(community: Community, known: Known) -> Button:
    """It carries a mark of chance: pressed twice on one day it is told once, and its name leads to nobody."""
    about = (community.id, known.mint.id())
    return button("talk_to", Act.WANT_TO_TALK, *about, name=community.facilitator_name)


def _own_words(community: Community, person: PersonId, known: Known) -> str:
    cards = known.records.all(MemberCard, RecordId(community.id))
    return next((one.if_quiet for one in cards if one.person == person), "")


def _without_old_marks(community: Community, at: datetime) -> Community:
    """That somebody was asked is forgotten after a quarter of a year."""
    for member in community.members:
        if member.asked_how_it_is and member.asked_how_it_is + A_QUARTER <= at:
            community = community.with_member(replace(member, asked_how_it_is=None))
    return community


def _member(press: ButtonPressed, token: Token, known: Known) -> tuple[Community, Member]:
    community = known.community(token[0])
    member = community.member(press.who.person)
    if member is None or not member.joined:
        raise Refused(Reason.NOT_A_MEMBER, facilitator=community.facilitator_name)
    return community, member


CONVERSATION = Conversation(
    presses={
        Act.STILL_USEFUL: answer,
        Act.BUSY_NOW: answer,
        Act.WANT_TO_TALK: want_to_talk,
    },
    alarms={AlarmKind.GONE_QUIET: after_a_session},
)
