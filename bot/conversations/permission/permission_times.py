"""When a permission wants to be looked at, in the community's working days."""

from dataclasses import replace
from datetime import datetime, time

from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.sponsorship import (
    CONFIRMED_WITHIN,
    HALF_YEAR,
    REMINDED_AFTER,
    SIGN_WITHIN,
    Brief,
    Permission,
)

ASKS = time(10)


def standing(community: Community, brief: Brief, at: datetime, known: Known) -> Brief:
    """It is given, or given again: looked at again after half a year."""
    return replace(
        brief,
        state=Permission.GIVEN,
        wakes_at=_on(community, at + HALF_YEAR, 0, known),
        reminded=False,
        unconfirmed=False,
    )


def waiting_anew(community: Community, brief: Brief, at: datetime, known: Known) -> Brief:
    """An answer is waited for: one reminder half way, and then the charter says that it is missing."""
    return replace(
        brief, wakes_at=_on(community, at, REMINDED_AFTER, known), reminded=False, asked_at=at
    )


def reminded(community: Community, brief: Brief, at: datetime, known: Known) -> Brief:
    days = CONFIRMED_WITHIN - REMINDED_AFTER
    return replace(brief, wakes_at=_on(community, at, days, known), reminded=True)


def leaving(community: Community, brief: Brief, at: datetime, known: Known) -> Brief:
    """Nobody reminds a person who goes; the group has as long to find who follows."""
    return replace(
        brief,
        state=Permission.LEAVING,
        wakes_at=_on(community, at, CONFIRMED_WITHIN, known),
        reminded=True,
        unconfirmed=False,
    )


def sign_ends(community: Community, at: datetime, known: Known) -> datetime:
    return _on(community, at, SIGN_WITHIN, known)


def _on(community: Community, at: datetime, days: int, known: Known) -> datetime:
    reckoned = known.days(community)
    return reckoned.at(reckoned.step(reckoned.day_of(at), days), ASKS)
