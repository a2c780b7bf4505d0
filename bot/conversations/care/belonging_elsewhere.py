"""What is told in a session, and belongs elsewhere too: one press each for whoever looks after it."""

from dataclasses import replace
from enum import StrEnum

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Care, Decision, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts, whisper, whispered
from bot.conversations.sessions.hidden_cards import instead_of_story, tellers_name
from bot.conversations.sessions.holding import in_thread, session_kept_by, tended
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.story_cards import told_card
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.drafting import Route
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.story import Story
from bot.words import say

MUST_HEAR = (Route.DANGER, Route.HARMED, Route.UNLAWFUL)
SPEAK_UP = (Route.COLLEAGUE, Route.UNLAWFUL)


class Why(StrEnum):
    """Why a story is not shown for now."""

    NAMES = "names"
    """Somebody is named who cannot answer here."""
    POINTS = "points"
    """Somebody in it could be recognised."""
    ASKED = "asked"
    """Its teller has asked for it."""
    TALK = "talk"
    """Whoever looks after it would like to talk with its teller first."""


def belongs_elsewhere(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """To its teller alone, in the name of whoever pressed. Nothing is reported by the bot."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    teller = _teller(session)
    card = Card(
        say("elsewhere.title"),
        (
            *texts("elsewhere.asks", facilitator=community.name_of(press.who.person)),
            *where_things_go(community, known, MUST_HEAR),
            *texts("elsewhere.not_by_itself"),
        ),
    )
    post = privately(community, teller, f"elsewhere:{session.id}", card, care=Care.REPEAT)
    kept = tended(community, session, press.at, known)
    told = Decision(keep=(kept,), say=(post,))
    return told + whispered("elsewhere.sent", teller=community.name_of(teller))


def hide(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The story goes from the room, and the clock rests. First, in one press: why? Its teller reads it."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    teller = _teller(session)
    why = next((one for one in Why if one in token.about[1:]), None)
    if why is None:
        return _asks_why(session)
    paused = replace(session, state=SessionState.PAUSED, stopped_at=press.at)
    hidden = replace(paused, hidden_at=press.at)
    card = _tellers_card(community, why, press.who.person, known)
    said: tuple[Said, ...] = (
        _in_the_room(community, hidden, known),
        *in_thread(community, session, Card("", texts("hidden.in_thread")), known),
        privately(community, teller, tellers_name(hidden), card),
        *shown_anew(community, hidden, press.at, known),
    )
    return Decision(keep=(hidden,), say=said) + whispered("hidden.done")


def show(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It is seen where it belongs: the story stands in the room again, and the clock goes on when they say so."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_run()
    if not session.hidden:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    shown = replace(session, hidden_at=None)
    again = Card(say("hidden.shown_title"), texts("hidden.shown_to_teller"))
    said = (
        _in_the_room(community, shown, known),
        revised(community, tellers_name(session), again),
        *shown_anew(community, shown, press.at, known),
    )
    stopped = "hidden.shown" if session.stopped_at else "hidden.shown_open"
    return Decision(keep=(shown,), say=said) + whispered(stopped)


def _asks_why(session: Session) -> Decision:
    buttons = tuple(button(f"hide.{one}", Act.HIDE_STORY, session.id, one) for one in Why)
    return whisper(*texts("hidden.why"), title=say("button.hide_this"), buttons=buttons)


def _tellers_card(community: Community, why: Why, keeper: PersonId, known: Known) -> Card:
    """What is so, and no more than that. Only where somebody is accused are there people who must act."""
    told = texts(f"hidden.to_teller.{why}", facilitator=community.name_of(keeper))
    rows = where_things_go(community, known, SPEAK_UP) if why is Why.NAMES else ()
    return Card(say("hidden.title"), (*told, *rows))


def _teller(session: Session) -> PersonId:
    if session.teller is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return session.teller


def _in_the_room(community: Community, session: Session, known: Known) -> Revise:
    """What stands where the story was told. One that its teller has taken back stays away."""
    story = known.records.one(Story, session.story) if session.story else None
    if story is None:
        return revised(community, session.thread, Card("", texts("mydata.taken_back")))
    if session.hidden:
        return instead_of_story(community, session)
    return revised(community, session.thread, told_card(community, story))


CONVERSATION = Conversation(
    presses={
        Act.BELONGS_ELSEWHERE: belongs_elsewhere,
        Act.HIDE_STORY: hide,
        Act.SHOW_STORY: show,
    }
)
