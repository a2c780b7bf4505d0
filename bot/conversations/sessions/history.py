"""How this group has explored its work so far: for those who look after it, and about nobody."""

from bot.boundary.views import Element, Points
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.session import Session
from bot.words import say
from bot.words.times import days_between

LAST = 4


def history(community: Community, known: Known) -> tuple[Element, ...]:
    """The last sessions, the newest first: in which format, when, and what changed after it."""
    closed = [one for one in known.sessions(community) if one.closed_at][-LAST:]
    if not closed:
        return ()
    lines = tuple(_line(community, one, known) for one in reversed(closed))
    return (*texts("history.title"), Points(lines))


def full_before(community: Community, session: Session, known: Known) -> tuple[Session, ...]:
    """Those that were held before it, and were not light ones: in them the small roles went round."""
    return tuple(
        one
        for one in known.sessions(community)
        if one.closed_at and not one.light and one.number < session.number
    )


def _line(community: Community, closed: Session, known: Known) -> str:
    day_of = known.days(community).day_of
    assert closed.closed_at is not None
    dates = days_between(day_of(closed.plan.opens_at), day_of(closed.closed_at))
    how = say("history.light" if closed.light else f"format.name.{closed.format}")
    words = [say("history.line", number=closed.number, dates=dates, format=how)]
    if closed.silent:
        words.append(say("history.quiet"))
    if closed.change:
        words.append(say("history.changed", change=closed.change))
    return " ".join(words)
