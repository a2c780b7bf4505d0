"""Words under the bot's posts: everybody's are heard under their own name."""

from dataclasses import replace
from hashlib import sha256

from bot.boundary.arrivals import HEARD_UNDER, Replied, ReplyBegun
from bot.boundary.decision import Decision
from bot.conversations.known import Known
from bot.conversations.sessions.holding import tended
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Hearing
from bot.domain.ids import Address, PersonId, RecordId, Room
from bot.domain.round import RoundState
from bot.domain.session import Session


def heard(reply: Replied, known: Known) -> Decision:
    """Words under one of the bot's own posts. Under anything else, or from outside, they are dropped unread."""
    named = known.records.named(reply.room, reply.under)
    if named is None:
        return Decision()
    kind, _, about = named[1].partition(":")
    if kind not in HEARD_UNDER:
        return Decision()
    community, session = known.session(about)
    before = known.records.one(Contribution, _id(reply))
    if before is not None:
        return _heard_again(reply, before, session, known)
    part = _part(session, kind)
    if not reply.text.strip() or part is None or not community.takes_part(reply.who.person):
        return Decision()
    said = _contribution(reply, session, part)
    session = counted(session, part)
    if reply.who.person == session.held_by:
        session = tended(community, session, reply.at, known)
    return Decision(keep=(session,) if hears_lightly(community, known) else (said, session))


def hears(person: PersonId, room: Room, under: Address, known: Known) -> bool:
    """Whether this is one of the bot's own posts under which people speak, and they may."""
    named = known.records.named(room, under)
    if named is None or named[1].partition(":")[0] not in HEARD_UNDER:
        return False
    return known.community(named[0]).takes_part(person)


def begun(reply: ReplyBegun, known: Known) -> Decision:
    """Kept is only that it has begun, and only where it is heard: so that nobody's words stand there twice."""
    return Decision(once=hears(reply.who.person, reply.room, reply.under, known))


def _heard_again(reply: Replied, before: Contribution, session: Session, known: Known) -> Decision:
    """What was kept reads differently now, or is taken back. It belongs where it was said, however late."""
    if before.author != reply.who.person:
        return Decision()
    if not reply.text.strip():
        return Decision(keep=(counted(session, before.part, by=-1),), forget=(before,))
    if hears_lightly(known.community(session.community), known):
        return Decision()
    return Decision(keep=(replace(before, text=reply.text),))


def hears_lightly(community: Community, known: Known) -> bool:
    """The group has agreed that the bot hears no replies. That there was one is noticed, so that a
    session that lives in its threads does not look silent; who wrote, and what, is dropped unread."""
    agreed = known.agreed(community, Matter.HEARING)
    return agreed is not None and agreed.about == Hearing.LIGHT


def counted(session: Session, part: Part, by: int = 1) -> Session:
    """One more reply, or one less: how many there were says whether a session was silent."""
    if part is Part.ARRIVING:
        return replace(session, arrivals=session.arrivals + by)
    return replace(
        session,
        rounds=tuple(
            replace(one, replies=one.replies + by) if one.part is part else one
            for one in session.rounds
        ),
    )


def _part(session: Session, kind: str) -> Part | None:
    """Under the opening words are an arrival; under the story they belong to the round that began last.

    Also between two rounds, and while the session is paused: who is late has not spoken in vain.
    """
    if not session.running:
        return None
    if kind == "session":
        return Part.ARRIVING
    begun = [one for one in session.rounds if one.state in (RoundState.OPEN, RoundState.CLOSED)]
    return begun[-1].part if begun else None


def _contribution(reply: Replied, session: Session, part: Part) -> Contribution:
    return Contribution(
        id=_id(reply),
        community=session.community,
        session=session.id,
        author=reply.who.person,
        part=part,
        text=reply.text,
    )


def _id(reply: Replied) -> RecordId:
    """An edited reply repeats its message and the post it stands under, and so replaces what was kept of it; also where
    its room is called otherwise by now."""
    message = f"{reply.room.platform}/{reply.room.workspace}/{reply.under}/{reply.message}"
    return RecordId("r" + sha256(message.encode()).hexdigest()[:20])
