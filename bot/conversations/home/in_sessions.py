"""What is open in the session that runs, and the check-in before the next."""

from collections.abc import Iterator

from bot.boundary.tokens import Act
from bot.boundary.views import Card, Element
from bot.conversations.home.looking import Look
from bot.conversations.notes.cards import check_in_card
from bot.conversations.notes.here import here_now
from bot.conversations.saying import button, texts
from bot.conversations.sessions.checking import check_revised
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.last_word_cards import last_word_card
from bot.conversations.sessions.reviewing import review_revised
from bot.conversations.sessions.round_cards import round_card
from bot.conversations.sessions.round_words import title
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.session import Session
from bot.words import say


def rounds(look: Look) -> Iterator[Card]:
    for session in _open(look):
        now_open = session.round
        if now_open is None or now_open.part is Part.LAST_WORD:
            continue
        where = texts("home.round", number=session.number)
        body: tuple[Element, ...] = (*where, until(look.community, session, now_open.closes_at))
        along = button("reading_along", Act.READING_ALONG, session.id)
        write = round_card(look.community, session, now_open).buttons
        yield Card(title(session, now_open.part), body, (*write, along))


def last_words(look: Look) -> Iterator[Card]:
    for session in _open(look):
        if session.teller == look.person and (card := last_word_card(look.community, session)):
            yield card


def checks(look: Look) -> Iterator[Card]:
    """Asked of everyone alike, and answered without a name."""
    for session in _open(look):
        crowd = [one.person for one in look.community.crowd_of(session.number)]
        asked = session.checked and look.at < session.plan.check_closes_at
        if asked and look.person in crowd:
            yield check_revised(look.community, session, look.at).card


def reviews(look: Look) -> Iterator[Card]:
    for session in _running(look):
        if session.looked_back:
            yield review_revised(look.community, session).card


def check_ins(look: Look) -> Iterator[Card]:
    """The same for everyone, whether they have been through its door or not: the page must not tell."""
    here = here_now(look.community, look.at, look.known)
    window = here.window
    if here.is_on and window and window.checks_in and window.times:
        yield from (check_in_card(here, window),) if look.at < window.times.closes_at else ()


def _open(look: Look) -> Iterator[Session]:
    return (one for one in _running(look) if one.state is SessionState.OPEN)


def _running(look: Look) -> Iterator[Session]:
    return (one for one in look.known.sessions(look.community) if one.running)


def in_words(session: Session) -> str:
    """`Session 3 is open.`"""
    runs = session.state is SessionState.OPEN
    return say("home.session_runs" if runs else "home.session_stopped", number=session.number)
