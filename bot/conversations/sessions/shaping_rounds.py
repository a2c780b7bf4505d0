"""Before a round opens, whoever looks after the session may change what it asks, and how replies appear."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Quote, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whisper
from bot.conversations.sessions.holding import in_thread, session_kept_by
from bot.conversations.sessions.round_forms import AT_ONCE, round_form, rounds_page
from bot.conversations.sessions.round_words import asks, draft, title, with_arrival
from bot.conversations.sessions.shaping import as_agreed
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import say
from bot.words.times import moment_words


def press_rounds(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _alive(press.who.person, token, known)
    parts = _to_come(session)
    if not parts:
        raise Refused(Reason.ROUND_OPENED)
    return form(rounds_page(session, parts))


def press_round(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session, part = _to_change(press.who.person, token, known)
    return form(round_form(community, session, part))


def keep_round(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The words as they were typed. Those of the draft are not kept, so that they go on fitting."""
    community, session, part = _to_change(submitted.who.person, token, known)
    words = submitted.given.text("words")
    if not words.strip():
        return Decision(reply=(FormErrors({"words": say("wording.needed")}),))
    changed = _worded(session, part, words, draft(community, session, part))
    together = submitted.given.text("appear") == AT_ONCE
    changed = replace(changed, at_once=_with(session.at_once, part, together=together))
    told = _told(community, session, changed, part, known)
    return Decision(keep=(changed,), say=told) + whisper(*_as_it_is(community, changed, part))


def back_to_draft(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """One press."""
    community, session, part = _to_change(press.who.person, token, known)
    changed = _without_words(session, part)
    return Decision(keep=(changed,)) + whisper(*_as_it_is(community, changed, part))


def _worded(session: Session, part: Part, words: str, drafted: str) -> Session:
    if words == drafted:
        return _without_words(session, part)
    return replace(session, wording={**session.wording, part: words})


def _without_words(session: Session, part: Part) -> Session:
    left = {one: words for one, words in session.wording.items() if one is not part}
    return replace(session, wording=left)


def _with(before: frozenset[Part], part: Part, *, together: bool) -> frozenset[Part]:
    return before | {part} if together else before - {part}


def _told(
    community: Community, before: Session, changed: Session, part: Part, known: Known
) -> tuple[Post, ...]:
    """The room hears beforehand how the next round appears; while a session is ahead its round says so itself."""
    if changed.ahead or before.at_once == changed.at_once:
        return ()
    if part not in changed.at_once:
        words = texts("together.comes_not", title=title(changed, part))
        return in_thread(community, changed, Card("", words), known)
    one = next(each for each in changed.rounds if each.part is part)
    when = moment_words(one.closes_at, community.rhythm.hours.zone)
    words = texts("together.comes", title=title(changed, part), when=when)
    return in_thread(community, changed, Card("", words), known)


def _as_it_is(community: Community, session: Session, part: Part) -> tuple[Text | Quote, ...]:
    key = "wording.is_own" if part in session.wording else "wording.is_draft"
    how = texts("wording.appears_at_once") if part in session.at_once else ()
    return (*texts(key), Quote(asks(community, session, part)), *how)


def _to_change(person: PersonId, token: Token, known: Known) -> tuple[Community, Session, Part]:
    """What a button names, if it has not opened yet."""
    community, session = _alive(person, token, known)
    part = next((one for one in _to_come(session) if one == token[1]), None)
    if part is None:
        raise Refused(Reason.ROUND_OPENED)
    return community, session, part


def _alive(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    community, session = session_kept_by(person, token, known)
    if session.ended or session.light:
        raise Refused(Reason.SESSION_NOT_OPEN)
    if not session.ahead:
        return community, session
    formed = as_agreed(community, session, known)
    return community, with_arrival(community, formed, known)


def _to_come(session: Session) -> tuple[Part, ...]:
    return (*((Part.ARRIVING,) if session.ahead else ()), *session.still_asked)


CONVERSATION = Conversation(
    presses={
        Act.ROUNDS: press_rounds,
        Act.ROUND: press_round,
        Act.ROUND_DRAFT: back_to_draft,
    },
    forms={Act.ROUND: keep_round},
)
