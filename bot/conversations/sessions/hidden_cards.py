"""What is told in a session and is not shown for now: what stands in its place, and what its teller reads."""

from datetime import datetime

from bot.boundary.decision import Revise
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.saying import revised, texts
from bot.domain.community import Community
from bot.domain.session import KEPT, Session
from bot.domain.story import Story
from bot.words import say
from bot.words.times import day_words


def tellers_name(session: Session) -> str:
    """One for each time that it is hidden."""
    return f"hidden:{session.id}:{session.hidden_at:%Y%m%d%H%M%S}"


def instead_of_story(community: Community, session: Session) -> Revise:
    """What stands in the room where it was told."""
    key = "hidden.closed_in_room" if session.ended else "hidden.in_room"
    return revised(community, session.thread, Card("", texts(key)))


def stays_hidden(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Revise, ...]:
    """The session has closed around it: nothing rests any more, and its teller reads what is so."""
    if not closed.hidden:
        return ()
    taken_back = closed.story is None or known.records.one(Story, closed.story) is None
    day = day_words(known.days(community).day_of(now + KEPT))
    told = texts("hidden.closed_to_teller")
    told += () if taken_back else texts("hidden.deleted_on", day=day)
    mine = revised(community, tellers_name(closed), Card(say("hidden.closed_title"), told))
    return (mine,) if taken_back else (mine, instead_of_story(community, closed))
