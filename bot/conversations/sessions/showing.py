"""The cards that show how a session stands. They follow it: what has changed is changed in place."""

from datetime import datetime

from bot.boundary.decision import Revise
from bot.conversations.known import Known
from bot.conversations.sessions.checking import check_revised
from bot.conversations.sessions.holding import desk_revised
from bot.conversations.sessions.opening_card import opening_revised
from bot.conversations.sessions.reviewing import review_revised
from bot.conversations.sessions.round_cards import deadline_revised
from bot.domain.community import Community
from bot.domain.session import Session


def shown_anew(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Revise, ...]:
    """Whatever names a deadline, or has a button that may have had its time. A card that was not
    posted is left alone."""
    return (
        opening_revised(community, session, known),
        *deadline_revised(community, session),
        *shown_beside(community, session, now),
    )


def shown_beside(community: Community, session: Session, now: datetime) -> tuple[Revise, ...]:
    """All but the round's own card: for when that one has just been posted."""
    return (
        desk_revised(community, session),
        check_revised(community, session, now),
        review_revised(community, session),
    )
