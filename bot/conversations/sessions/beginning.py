"""The rounds of a doubt that nobody tells begin: once it is chosen which note it stays with, or without a choice."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision, Post
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import in_rooms, texts
from bot.conversations.sessions.rounds import open_round
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.session import Session


def begin(alarm: AlarmRang, known: Known) -> Decision:
    community, session = known.session(alarm.about)
    until = session.chooses_until
    if not session.waits_for_choice or until is None or until > alarm.at:
        return Decision()
    begun, posts = open_round(community, replace(session, chooses_until=None), alarm.at, known)
    nobody = () if session.note_chosen else _nobody_chose(community, session)
    return Decision(keep=(begun,), say=(*nobody, *posts))


def _nobody_chose(community: Community, session: Session) -> tuple[Post, ...]:
    card = Card("", texts("notes.stay.nobody_chose"))
    return in_rooms(community, f"nobody_chose:{session.id}", card, under=session.thread)


CONVERSATION = Conversation(alarms={AlarmKind.BEGIN_ROUNDS: begin})
