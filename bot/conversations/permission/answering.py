"""Each person who was named answers in private; and what follows once everyone needed has said yes."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.consent.names_that_stand import asked_about_names
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.nominating import cannot, took_it_on
from bot.conversations.permission.brief_cards import SURE, is_that_a_no
from bot.conversations.permission.charter_cards import charter_card, charter_name
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.permission.founding_cards import (
    SPONSOR,
    answer_card,
    answer_name,
    appointment,
    asking_card,
    asking_name,
    convenors_cards,
    gather_card,
)
from bot.conversations.permission.looking_after import after_a_yes
from bot.conversations.permission.permission_times import waiting_anew
from bot.conversations.permission.unconfirmed import not_confirmed
from bot.conversations.saying import (
    in_good_time,
    in_rooms,
    pinned,
    privately,
    revised,
    whispered_card,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief


def accept(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Someone says yes to looking after the sessions, or to stepping in. A sponsor says yes in their brief."""
    if token[1] == SPONSOR:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return _press(press, token, Answer.YES, known)


def decline(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A keeper's no is taken at once; a sponsor is asked once more."""
    if token[1] == SPONSOR and SURE not in token.about[2:]:
        community = known.community(token[0])
        must_be_asked(community, SPONSOR, press.who.person)
        return whispered_card(is_that_a_no(community))
    return _press(press, token, Answer.NO, known)


def talk_first(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _press(press, token, Answer.TALK, known)


def answered(
    community: Community, part: str, asked: Appointment, brief: Brief | None, known: Known
) -> Decision:
    """What somebody said, on every card that shows it. `brief`: the sponsor's, as it stands now."""
    changed = once_permitted(_with(community, part, asked))
    card = asking_card(changed, part, brief)
    told = revised(changed, asking_name(changed, part, asked), card)
    shown = permission_shown(changed, brief)
    return Decision(keep=(changed,), say=(told, *convenors_cards(changed), *shown))


def sponsor_answered(
    community: Community,
    asked: Appointment,
    brief: Brief,
    arrival: ButtonPressed | FormSubmitted,
    known: Known,
) -> Decision:
    """A sponsor says no, or would like to talk first. After permission was given once, a no leaves it open."""
    waits = replace(brief, wakes_at=None)
    if asked.answer is Answer.TALK and community.stage is not Stage.DRAFT:
        waits = waiting_anew(community, brief, arrival.at, known)
    told = _arranger_told(community, SPONSOR, asked, arrival.at, known)
    said = answered(community, SPONSOR, asked, waits, known) + Decision(keep=(waits,)) + told
    if asked.answer is Answer.NO and community.stage is not Stage.DRAFT:
        return said + not_confirmed(_with(community, SPONSOR, asked), waits, arrival.at, known)
    return said


def once_permitted(community: Community) -> Community:
    drafted = community.stage is Stage.DRAFT
    return (
        replace(community, stage=Stage.GATHERING) if drafted and community.permitted else community
    )


def permission_shown(community: Community, brief: Brief | None) -> tuple[Said, ...]:
    """Once permission is there: show the charter and pin it, and let the convenor ask people."""
    if not community.permitted:
        return ()
    name, card = charter_name(community), charter_card(community, brief)
    shown: tuple[Said, ...] = (
        *in_rooms(community, name, card),
        *pinned(community, name),
        charter_shown(community, brief),
    )
    if community.stage is not Stage.GATHERING:
        return shown
    gather = privately(
        community, community.convenor, f"gather:{community.id}", gather_card(community)
    )
    return (*shown, gather)


def must_be_asked(community: Community, part: str, person: PersonId) -> Appointment:
    """Whoever was asked for this part, and may still answer. A sponsor may be asked at any time."""
    asked = appointment(community, part)
    if asked is None or asked.person != person:
        raise Refused(Reason.NOT_YOURS)
    may_answer = part == SPONSOR or community.stage is Stage.DRAFT or asked.mark
    if asked.answer in (Answer.YES, Answer.NO) or not may_answer:
        raise Refused(Reason.ALREADY_ANSWERED)
    community.must_not_be_ending()
    return asked


def _press(press: ButtonPressed, token: Token, answer: Answer, known: Known) -> Decision:
    community, part = known.community(token[0]), token[1]
    before = must_be_asked(community, part, press.who.person)
    if before.answer is answer:
        raise Refused(Reason.ALREADY_ANSWERED)
    asked, brief = before.answered(answer), known.brief(community)
    if part == SPONSOR and brief is not None:
        return sponsor_answered(community, asked, brief, press, known)
    if asked.mark:
        follows = took_it_on if answer is Answer.YES else cannot
        asks = asked_about_names(community, asked, press.at, known)
        return follows(community, part, asked, known) + asks + _page_after(community, asked, known)
    said = answered(community, part, asked, brief, known)
    if answer is Answer.YES:
        return said + _page_after(_with(community, part, asked), asked, known)
    return said + _arranger_told(community, part, asked, press.at, known)


def _page_after(community: Community, asked: Appointment, known: Known) -> Decision:
    """With their yes they read what is kept; a no needs nothing more."""
    if not asked.accepted:
        return Decision()
    return after_a_yes(community, asked.person, known)


def _arranger_told(
    community: Community, part: str, asked: Appointment, at: datetime, known: Known
) -> Decision:
    """Their card changes in place, which nobody notices; what needs them is said afresh."""
    card, name = answer_card(community, part, asked), answer_name(community, part, asked)
    post = in_good_time(community, community.arranger, name, card, at, known)
    return Decision(say=(post,))


def _with(community: Community, part: str, who: Appointment) -> Community:
    match part:
        case "facilitator":
            return replace(community, facilitator=who)
        case "deputy":
            return replace(community, deputy=who)
        case _:
            return replace(community, sponsor=who)


CONVERSATION = Conversation(
    presses={
        Act.ACCEPT: accept,
        Act.DECLINE: decline,
        Act.TALK_FIRST: talk_first,
    },
)
