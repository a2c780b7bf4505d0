"""When nobody answers in a first round: more time, and at last three ways for a person to choose from."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    in_good_time,
    privately,
    revised,
    texts,
    whispered,
)
from bot.conversations.sessions.holding import session_kept_by, tended
from bot.conversations.sessions.round_cards import round_over, teller_here, teller_of
from bot.conversations.sessions.shaping import thing_told
from bot.conversations.sessions.showing import shown_anew
from bot.domain.community import Community
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Round, RoundState
from bot.domain.session import Session
from bot.domain.timetable import moved
from bot.words import say


def nobody_replied(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    """The bot never writes a reply of its own. First more time; then it is for a person to decide."""
    if not quiet.extended:
        return _given_more_time(community, session, quiet, alarm, known)
    closed = session.with_round(replace(quiet, state=RoundState.CLOSED, closes_at=alarm.at))
    told = round_over(community, session, quiet)
    return Decision(keep=(closed,), say=(*told, *_three_ways(community, closed, alarm, known)))


def offer_call(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = session_kept_by(press.who.person, token, known)
    session.must_run()
    teller = teller_here(community, session)
    if teller is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    holder = community.name_of(press.who.person)
    card = Card("", texts("quiet.call", facilitator=holder, thing=thing_told(session)))
    post = privately(community, teller, f"call:{session.id}", card)
    kept = tended(community, session, press.at, known)
    said = (post, _after_the_call(community, session))
    name = community.name_of(teller)
    return Decision(keep=(kept,), say=said) + whispered("quiet.call_offered", teller=name)


def three_ways_over(community: Community, session: Session, words: tuple[Text, ...]) -> Revise:
    """What was asked about a quiet round has been answered: the buttons go, and `words` say how."""
    return revised(community, _three_ways_name(session), Card(_title(community, session), words))


def went_on(community: Community, session: Session) -> tuple[Text, ...]:
    if teller_here(community, session) is None:
        return texts("quiet.went_on_all")
    return texts("quiet.went_on", teller=teller_of(community, session), thing=thing_told(session))


def looked_after(community: Community, session: Session) -> tuple[Text, ...]:
    """The round is over, however quiet it was."""
    if teller_here(community, session) is None:
        return texts("quiet.over_all")
    return texts("quiet.over", teller=teller_of(community, session))


def _given_more_time(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    longer = moved(session, known.days(community), alarm.at, steps=1)
    assert longer.round is not None
    longer = longer.with_round(replace(longer.round, extended=True, warns_at=None))
    shown = shown_anew(community, longer, alarm.at, known)
    return Decision(keep=(longer,), say=(*shown, *_kind_words(community, session, alarm, known)))


def _kind_words(
    community: Community, session: Session, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    """To the teller; and to whoever holds it, who is named there and so must know."""
    name, teller = f"quiet:{session.id}", teller_here(community, session)
    if teller is None:
        return _word_to_holder(community, session, alarm, known)
    body = texts("quiet.to_teller", thing=thing_told(session))
    if session.held_by is None:
        return (in_good_time(community, teller, name, Card("", body), alarm.at, known),)
    holder = community.name_of(session.held_by)
    told = Card("", (*body, *texts("quiet.holder_knows", facilitator=holder)))
    asks = texts("quiet.to_holder", teller=community.name_of(teller))
    asked = Card(_title(community, session), asks)
    return (
        in_good_time(community, teller, name, told, alarm.at, known),
        in_good_time(community, session.held_by, name, asked, alarm.at, known),
    )


def _word_to_holder(
    community: Community, session: Session, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    """Nobody has answered a question to all: nobody is left waiting but whoever put it."""
    if session.held_by is None:
        return ()
    card = Card(_title(community, session), texts("quiet.to_holder_all"))
    name = f"quiet:{session.id}"
    return (in_good_time(community, session.held_by, name, card, alarm.at, known),)


def _three_ways(
    community: Community, session: Session, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    if session.held_by is None:
        return ()
    call = (_call_button(community, session),) if teller_here(community, session) else ()
    card = Card(
        _title(community, session),
        _what_now(community, session),
        (
            button("reply_myself", Act.REPLY_MYSELF, session.id),
            *call,
            button("close_kindly", Act.CLOSE_KINDLY, session.id),
        ),
    )
    name = _three_ways_name(session)
    return (in_good_time(community, session.held_by, name, card, alarm.at, known),)


def _what_now(community: Community, session: Session) -> tuple[Text, ...]:
    if teller_here(community, session) is None:
        return texts("quiet.two_ways")
    return texts("quiet.three_ways", teller=teller_of(community, session))


def _call_button(community: Community, session: Session) -> Button:
    teller = teller_of(community, session)
    return button("offer_a_call", Act.OFFER_CALL, session.id, teller=teller)


def _after_the_call(community: Community, session: Session) -> Revise:
    """What is still to be decided once a call is offered."""
    teller = teller_of(community, session)
    card = Card(
        _title(community, session),
        texts("quiet.call_is_offered", teller=teller),
        (
            button("next_round", Act.REPLY_MYSELF, session.id),
            button("close_kindly", Act.CLOSE_KINDLY, session.id),
        ),
    )
    return revised(community, _three_ways_name(session), card)


def _title(community: Community, session: Session) -> str:
    if teller_here(community, session) is None:
        return say("quiet.title_all")
    return say("quiet.title", teller=teller_of(community, session))


def _three_ways_name(session: Session) -> str:
    return f"three_ways:{session.id}"


CONVERSATION = Conversation(presses={Act.OFFER_CALL: offer_call})
