"""Each person who was named answers in private; and what follows once everyone needed has said yes."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.founding_cards import (
    SPONSOR,
    answer_card,
    answer_name,
    appointment,
    asking_card,
    asking_name,
    charter_card,
    charter_name,
    convenors_cards,
    gather_card,
)
from bot.conversations.founding_forms import permission_form
from bot.conversations.known import Known
from bot.conversations.saying import form, in_good_time, in_rooms, privately, revised
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused


def accept(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Someone says yes to looking after the sessions, or to stepping in."""
    return _answer(press, token, Answer.YES, known)


def decline(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _answer(press, token, Answer.NO, known)


def talk_first(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _answer(press, token, Answer.TALK, known)


def ask_sponsors_words(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_asked(community, SPONSOR, press.who.person)
    return form(permission_form(community))


def sponsor_says_yes(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    asked = _must_be_asked(community, SPONSOR, submitted.who.person)
    community = replace(community, purpose_said=submitted.given.text("purpose_said"))
    return _answered(community, SPONSOR, asked.answered(Answer.YES))


def once_permitted(community: Community) -> Community:
    return replace(community, stage=Stage.GATHERING) if community.permitted else community


def permission_shown(community: Community) -> tuple[Post, ...]:
    """Once permission is there: show the charter, and let the convenor ask people."""
    if not community.permitted:
        return ()
    return (
        *in_rooms(community, charter_name(community), charter_card(community)),
        privately(community, community.convenor, f"gather:{community.id}", gather_card(community)),
    )


def _answer(press: ButtonPressed, token: Token, answer: Answer, known: Known) -> Decision:
    community, part = known.community(token[0]), token[1]
    before = _must_be_asked(community, part, press.who.person)
    if before.answer is answer:
        raise Refused(Reason.ALREADY_ANSWERED)
    asked = before.answered(answer)
    answered = _answered(community, part, asked)
    if answer is Answer.YES:
        return answered
    return answered + _convenor_told(community, part, asked, press, known)


def _answered(community: Community, part: str, asked: Appointment) -> Decision:
    changed = once_permitted(_with(community, part, asked))
    answered = revised(changed, asking_name(changed, part, asked), asking_card(changed, part))
    said: tuple[Said, ...] = (answered, *convenors_cards(changed), *permission_shown(changed))
    return Decision(keep=(changed,), say=said)


def _convenor_told(
    community: Community, part: str, asked: Appointment, press: ButtonPressed, known: Known
) -> Decision:
    """Their card changes in place, which nobody notices; what needs them is said afresh."""
    card, name = answer_card(community, part, asked), answer_name(community, part, asked)
    post = in_good_time(community, community.convenor, name, card, press.at, known)
    return Decision(say=(post,))


def _with(community: Community, part: str, who: Appointment) -> Community:
    match part:
        case "facilitator":
            return replace(community, facilitator=who)
        case "deputy":
            return replace(community, deputy=who)
        case _:
            return replace(community, sponsor=who)


def _must_be_asked(community: Community, part: str, person: PersonId) -> Appointment:
    asked = appointment(community, part)
    if asked is None or asked.person != person:
        raise Refused(Reason.NOT_YOURS)
    if asked.answer in (Answer.YES, Answer.NO) or community.stage is not Stage.DRAFT:
        raise Refused(Reason.ALREADY_ANSWERED)
    return asked


CONVERSATION = Conversation(
    presses={
        Act.ACCEPT: accept,
        Act.DECLINE: decline,
        Act.TALK_FIRST: talk_first,
        Act.SPONSOR_YES: ask_sponsors_words,
    },
    forms={Act.SPONSOR_YES: sponsor_says_yes},
)
