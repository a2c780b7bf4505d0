"""Until when something can be answered, as it stands on a card."""

from datetime import datetime

from bot.boundary.views import Element, Moment, Text
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.session import Session
from bot.words import say


def until(community: Community, session: Session, at: datetime) -> Element:
    """The deadline of something that people are asked; while the clock has stopped there is none."""
    if session.state is SessionState.OPEN:
        return Moment(say("round.until"), at, community.rhythm.hours.zone)
    return Text(say("round.rests"))
