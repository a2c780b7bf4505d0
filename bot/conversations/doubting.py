"""A post that may or may not stand where it should: someone who can look is asked."""

from bot.boundary.arrivals import ButtonPressed, PostInDoubt
from bot.boundary.decision import Decision, Settle
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId, PostName, RecordId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import say


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
        _question(community),
        (
            button("it_stands", Act.IT_STANDS, *about),
            button("send_again", Act.SEND_AGAIN, *about),
        ),
    )
    person = _who_can_look(community, doubt.name, known)
    return Decision(say=(privately(community, person, f"doubt:{mark}", card),))


def _question(community: Community) -> tuple[Text, ...]:
    """A channel has no name here but its community's; of several, no one can tell which is meant."""
    alone = len(community.rooms) == 1
    return texts(
        "doubt.can_you_look" if alone else "doubt.can_you_look_in_each", name=community.name
    )


def settle_doubt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    name, mark, room = _asked_about(community, token)
    arrived = token.act is Act.IT_STANDS
    settled = Settle(community=community.id, name=name, to=room, arrived=arrived)
    key = "doubt.stands" if arrived else "doubt.sent_again"
    answer = revised(community, f"doubt:{mark}", Card(say("doubt.title"), texts(key)))
    return Decision(say=(settled, answer)) + whispered(key)


def _who_can_look(community: Community, name: PostName, known: Known) -> PersonId:
    """Whoever holds the session that the post belongs to, else the facilitator."""
    session = known.records.one(Session, RecordId(name.partition(":")[2]))
    if session and session.held_by and community.is_kept_by(session.held_by):
        return session.held_by
    return community.keepers[0].person


def _asked_about(community: Community, token: Token) -> tuple[PostName, str, Room]:
    """The post, the question's mark, and the one room that was asked about."""
    *parts, mark, number = token.about[1:] if len(token.about) > 3 else ("", "", "")
    if not number.isdecimal() or int(number) >= len(community.rooms):
        raise Refused(Reason.BUTTON_TOO_OLD)
    return PostName(":".join(parts)), mark, community.rooms[int(number)]


CONVERSATION = Conversation(presses={Act.IT_STANDS: settle_doubt, Act.SEND_AGAIN: settle_doubt})
