"""Writing for a round that appears all at once: in private, and changed as often as one likes until it closes."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Lines, Text
from bot.conversations.conversation import Conversation
from bot.conversations.hearing import counted
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whispered
from bot.conversations.sessions.holding import tended
from bot.conversations.sessions.round_words import asks, title
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Round
from bot.domain.session import Session
from bot.domain.written import Written, written_id
from bot.words import say


def press_write(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session, one = _open(press, token, known)
    return form(
        _write_form(community, session, one, _before(session, one, press.who.person, known))
    )


def write(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Nothing written takes back what was there."""
    community, session, one = _open(submitted, token, known)
    person, text = submitted.who.person, submitted.given.text("words")
    before = _before(session, one, person, known)
    if person == session.held_by:
        session = tended(community, session, submitted.at, known)
    if not text.strip():
        return _taken_back(session, one, before)
    written = Written(
        id=written_id(community, session.id, one.part, person),
        community=community.id,
        session=session.id,
        part=one.part,
        author=person,
        text=text,
    )
    session = session if before else counted(session, one.part)
    return Decision(keep=(session, written)) + whispered("together.kept")


def without_written(community: Community, person: PersonId, known: Known) -> Decision:
    """Somebody has left: what they wrote and nobody has read is forgotten."""
    theirs = (
        each
        for session in known.sessions(community)
        if session.running
        for each in known.records.all(Written, session.id)
        if each.author == person
    )
    return Decision(forget=tuple(theirs))


def uncounted(session: Session, person: PersonId, known: Known) -> Session:
    """The session without what they have written for the round that is open."""
    one = session.round
    if one is None or _before(session, one, person, known) is None:
        return session
    return counted(session, one.part, by=-1)


def _taken_back(session: Session, one: Round, before: Written | None) -> Decision:
    if before is None:
        return whispered("together.nothing")
    fewer = counted(session, one.part, by=-1)
    return Decision(keep=(fewer,), forget=(before,)) + whispered("together.taken_back")


def _open(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session, Round]:
    """The round that a button names, while all write for it."""
    community, session = known.session(token[0])
    community.must_include(arrival.who.person)
    one = session.round
    meant = one is not None and one.part == token[1] and one.part in session.at_once
    if one is None or not session.running or not meant:
        raise Refused(Reason.SHOWN_ALREADY)
    return community, session, one


def _before(session: Session, one: Round, person: PersonId, known: Known) -> Written | None:
    community = known.community(session.community)
    return known.records.one(Written, written_id(community, session.id, one.part, person))


def _write_form(community: Community, session: Session, one: Round, before: Written | None) -> Form:
    words = before.text if before else ""
    return Form(
        token=Token(Act.WRITE, (session.id, one.part.value)).pack(),
        title=title(session, one.part),
        intro=(Text(asks(community, session, one.part)), *texts("together.form.intro")),
        fields=(Lines("words", say("together.form.words"), value=words, most=1000),),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


CONVERSATION = Conversation(presses={Act.WRITE: press_write}, forms={Act.WRITE: write})
