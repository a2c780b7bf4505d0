"""A post that may or may not stand where it should: someone who can look is asked.

A long one may have broken off half-way. Then it is said how far it came; whatever the answer, what stands of it is
left as it is, and what is missing follows. Where people talk under a post that stands nobody knows where, they go on
under another one.
"""

from collections.abc import Mapping

from bot.boundary.arrivals import ButtonPressed, PostInDoubt
from bot.boundary.decision import Decision, Revise, Said, Settle
from bot.boundary.delivery import Parts
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId, PostName, RecordId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import count, say

ANSWERS: Mapping[Act, str] = {
    Act.IT_STANDS: "doubt.stands",
    Act.PART_STANDS: "doubt.part_stands",
    Act.LAST_STANDS: "doubt.stands",
    Act.SEND_AGAIN: "doubt.sent_again",
}
"""What is said to whoever has looked."""


def in_doubt(doubt: PostInDoubt, known: Known) -> Decision:
    """The opening may or may not stand in the channel: ask someone who can look."""
    community = known.community(doubt.community)
    if not community.keepers or not isinstance(doubt.place, Room):
        return Decision()
    if doubt.place not in community.rooms:
        return Decision()
    mark, room = known.mint.id(), community.rooms.index(doubt.place)
    about = (community.id, *doubt.name.split(":"), mark, str(room))
    card = Card(
        say("doubt.title"),
        _question(community, doubt.parts),
        (
            button("it_stands", _stands(doubt.parts), *about),
            button("send_again", Act.SEND_AGAIN, *about),
        ),
    )
    person = _who_can_look(community, doubt.name, known)
    return Decision(say=(privately(community, person, f"doubt:{mark}", card),))


def _stands(parts: Parts) -> Act:
    """What it means to have seen what was in doubt."""
    if _has_more(parts):
        return Act.PART_STANDS
    return Act.LAST_STANDS if parts.are_several else Act.IT_STANDS


def _has_more(parts: Parts) -> bool:
    """After the one that is in doubt."""
    return parts.stand + 1 < parts.of


def _question(community: Community, parts: Parts) -> tuple[Text, ...]:
    """A channel has no name here but its community's; of several, no one can tell which is meant."""
    where = "" if len(community.rooms) == 1 else "_in_each"
    if parts.are_several:
        return (
            *texts(f"doubt.long{where}", name=community.name, parts=parts.of),
            Text(_how_far(parts)),
            *texts(f"doubt.look_for_part{where}", part=parts.stand + 1),
        )
    return texts(f"doubt.can_you_look{where}", name=community.name)


def _how_far(parts: Parts) -> str:
    """What is known to stand, what is in doubt, and what has not been sent."""
    stand, in_doubt = parts.stand, parts.stand + 1
    known = count("doubt.stand", stand, part=in_doubt) if stand else say("doubt.none_stands")
    return f"{known} {say('doubt.more')}" if _has_more(parts) else known


def settle_doubt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    name, mark, room = _asked_about(community, token)
    beside = token.act is Act.IT_STANDS and _is_talked_under(name, known)
    key = "doubt.stands_beside" if beside else ANSWERS[token.act]
    answer = revised(community, f"doubt:{mark}", Card(say("doubt.title"), texts(key)))
    if beside:
        return Decision(say=(*_go_on_beside(community, name, room), answer)) + whispered(key)
    arrived = token.act is not Act.SEND_AGAIN
    settled = Settle(community=community.id, name=name, to=room, arrived=arrived)
    return Decision(say=(settled, answer)) + whispered(key)


def _is_talked_under(name: PostName, known: Known) -> bool:
    session = _session_of(name, known)
    return session is not None and session.running and name == session.thread


def _go_on_beside(community: Community, name: PostName, room: Room) -> tuple[Said, ...]:
    """It stands, and nobody can say where, so nothing could be posted under it: what belongs there gets a message of
    its own to stand under. What it said is not said again."""
    card = Card("", texts("doubt.go_on_here"))
    return (
        Revise(community=community.id, name=name, card=card, to=room),
        Settle(community=community.id, name=name, to=room, arrived=False),
    )


def _who_can_look(community: Community, name: PostName, known: Known) -> PersonId:
    """Whoever holds the session that the post belongs to, else the facilitator."""
    session = _session_of(name, known)
    if session and session.held_by and community.is_kept_by(session.held_by):
        return session.held_by
    return community.keepers[0].person


def _session_of(name: PostName, known: Known) -> Session | None:
    return known.records.one(Session, RecordId(name.partition(":")[2]))


def _asked_about(community: Community, token: Token) -> tuple[PostName, str, Room]:
    """The post, the question's mark, and the one room that was asked about."""
    *parts, mark, number = token.about[1:] if len(token.about) > 3 else ("", "", "")
    if not number.isdecimal() or int(number) >= len(community.rooms):
        raise Refused(Reason.BUTTON_TOO_OLD)
    return PostName(":".join(parts)), mark, community.rooms[int(number)]


CONVERSATION = Conversation(presses=dict.fromkeys(ANSWERS, settle_doubt))
