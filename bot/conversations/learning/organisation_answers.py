"""The organisation answers, and the group hears it word for word; and later, what came of it."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.boundary.arrivals import ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.message_cards import (
    answer_card,
    answered_card,
    came_card,
    came_name,
    closed_room_card,
    reminder_names,
    room_name,
    silence_name,
    sponsor_name,
)
from bot.conversations.learning.message_forms import answer_form, came_form, told_form, wrong_day
from bot.conversations.rhythm.planning import too_far
from bot.conversations.saying import form, in_rooms, revised, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.message import Came, Message, Response, ResponseKind
from bot.domain.refusal import Reason, Refused
from bot.words import say

MORNING = time(10)


def press_answer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, message = _answerable(press.who.person, token, known)
    return form(answer_form(message, _kind(token[1])))


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The sponsor's own words, also when they come late."""
    community, message = _answerable(submitted.who.person, token, known)
    kind, given = _kind(token[1]), submitted.given
    if wrong := _amiss(community, kind, given, submitted.at, known):
        return Decision(reply=(FormErrors(wrong),))
    name = community.name_of(submitted.who.person)
    said = _response(kind, given, name)
    return _heard(community, message, said, known) + whispered("message.answer.thanks")


def press_told(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, message = _carried(press.who.person, token, known)
    return form(told_form(message))


def told(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """An answer that came by mouth or by hand: whoever brings it writes it down, under their name."""
    community, message = _carried(submitted.who.person, token, known)
    given = submitted.given
    kind = _kind(given.text("kind"))
    if wrong := _amiss(community, kind, given, submitted.at, known):
        return Decision(reply=(FormErrors(wrong),))
    said = replace(
        _response(kind, given, given.text("who")),
        carried_by=community.name_of(submitted.who.person),
    )
    return _heard(community, message, said, known) + whispered("message.told.thanks")


def press_came(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, message = _promised(press.who.person, token, known)
    return form(came_form(message, _came(token[1])))


def came(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It stands on the message from then on, and the room reads it."""
    community, message = _promised(submitted.who.person, token, known)
    done = replace(
        message,
        came=_came(token[1]),
        came_words=submitted.given.text("line"),
        wakes_at=None,
    )
    card = came_card(done)
    asks = (revised(community, came_name(done, asked + 1), card) for asked in range(done.asked))
    posts = in_rooms(community, f"came:{done.id}", card)
    return Decision(keep=(done,), say=(*asks, *posts)) + whispered("message.came.thanks")


def _heard(community: Community, message: Message, said: Response, known: Known) -> Decision:
    """In the room, word for word; on the day of a yes somebody is asked what came of it."""
    answered = message.answered(said)
    if said.by is not None:
        days = known.days(community)
        answered = replace(answered, wakes_at=days.at(days.step(said.by, 0), MORNING))
    name = _answer_name(answered, len(answered.answers))
    posts = in_rooms(community, name, answer_card(answered, said))
    return Decision(keep=(answered,), say=(*_closed(community, answered), *posts))


def _closed(community: Community, answered: Message) -> tuple[Said, ...]:
    """Nothing asks any more for what has been said."""
    card = answered_card(community, answered)
    names = (sponsor_name(answered), *reminder_names(answered))
    theirs = tuple(revised(community, name, card) for name in names)
    if not answered.settled:
        return theirs
    before = (
        revised(community, _answer_name(answered, turn), answer_card(answered, one))
        for turn, one in enumerate(answered.answers[:-1], start=1)
    )
    room = (room_name(answered), silence_name(answered))
    return (*theirs, *before, *(revised(community, name, closed_room_card()) for name in room))


def _answer_name(message: Message, turn: int) -> str:
    return f"answer:{message.id}:{turn}"


def _answerable(person: PersonId, token: Token, known: Known) -> tuple[Community, Message]:
    """Only whoever sponsors the group now, and only while it is open."""
    community, message = known.held(Message, token[0])
    if message.to != person or not community.is_sponsor(person):
        raise Refused(Reason.NOT_YOURS)
    if message.settled:
        raise Refused(Reason.ALREADY_ANSWERED)
    return community, message


def _carried(person: PersonId, token: Token, known: Known) -> tuple[Community, Message]:
    community, message = known.held(Message, token[0])
    community.must_include(person)
    if not message.can_be_told:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return community, message


def _promised(person: PersonId, token: Token, known: Known) -> tuple[Community, Message]:
    community, message = known.held(Message, token[0])
    community.must_be_kept_by(person)
    if message.promised is None or message.came is not None:
        raise Refused(Reason.ALREADY_ANSWERED)
    return community, message


def _response(kind: ResponseKind, given: Given, name: str) -> Response:
    by = date.fromisoformat(given.text("by")) if kind is ResponseKind.YES else None
    return Response(kind=kind, words=given.text("words"), name=name, by=by)


def _amiss(
    community: Community, kind: ResponseKind, given: Given, at: datetime, known: Known
) -> dict[str, str]:
    if kind is not ResponseKind.YES:
        return {} if given.text("words") else {"words": say("stance.empty")}
    if not given.text("by"):
        return {"by": say("message.answer.no_day")}
    today, by = known.days(community).day_of(at), date.fromisoformat(given.text("by"))
    return wrong_day(by, today) or too_far(today, by=by)


def _kind(word: str) -> ResponseKind:
    if word not in tuple(ResponseKind):
        raise Refused(Reason.UNKNOWN_BUTTON)
    return ResponseKind(word)


def _came(word: str) -> Came:
    if word not in tuple(Came):
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Came(word)


CONVERSATION = Conversation(
    presses={
        Act.ORGANISATION_ANSWERS: press_answer,
        Act.ANSWER_TOLD: press_told,
        Act.CAME_OF_IT: press_came,
    },
    forms={
        Act.ORGANISATION_ANSWERS: answer,
        Act.ANSWER_TOLD: told,
        Act.CAME_OF_IT: came,
    },
)
