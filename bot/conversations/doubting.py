"""A post that may or may not stand where it should: someone who can look is asked."""

from bot.boundary.arrivals import ButtonPressed, PostInDoubt
from bot.boundary.decision import Decision, Settle
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts, whispered
from bot.domain.ids import PostName
from bot.words import say


def in_doubt(doubt: PostInDoubt, known: Known) -> Decision:
    """The opening may or may not stand in the channel: ask someone who can look."""
    community = known.community(doubt.community)
    if not community.keepers:
        return Decision()
    mark = known.mint.id()
    about = (community.id, *doubt.name.split(":"), mark)
    card = Card(
        say("doubt.title"),
        texts("doubt.can_you_look"),
        (
            button("it_stands", Act.IT_STANDS, *about),
            button("send_again", Act.SEND_AGAIN, *about),
        ),
    )
    person = community.keepers[0].person
    return Decision(say=(privately(community, person, f"doubt:{mark}", card),))


def settle_doubt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    *parts, mark = token.about[1:]
    name, arrived = PostName(":".join(parts)), token.act is Act.IT_STANDS
    settled = tuple(
        Settle(community=community.id, name=name, to=room, arrived=arrived)
        for room in community.rooms
    )
    key = "doubt.stands" if arrived else "doubt.sent_again"
    answer = revised(community, f"doubt:{mark}", Card(say("doubt.title"), texts(key)))
    return Decision(say=(*settled, answer)) + whispered(key)


CONVERSATION = Conversation(presses={Act.IT_STANDS: settle_doubt, Act.SEND_AGAIN: settle_doubt})
