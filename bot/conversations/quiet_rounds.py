"""When a round is quiet: a nudge in private, more time, and at last three ways for a person to choose from."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Points
from bot.conversations.conversation import Conversation
from bot.conversations.holding import kept_session, tended
from bot.conversations.known import Known
from bot.conversations.round_cards import closed_card, round_card, round_name
from bot.conversations.saying import (
    button,
    in_good_time,
    in_rooms,
    privately,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Round, RoundState, Session, SessionState
from bot.domain.timetable import moved
from bot.words import say
from bot.words.prompts import Prompt, library
from bot.words.times import moment_words


def nobody_yet(alarm: AlarmRang, known: Known) -> Decision:
    """Half way and quiet: a word in private to those who can do something about it."""
    community, session = known.session(alarm.about)
    now_open = session.round
    if session.state is not SessionState.OPEN or now_open is None or now_open.replies:
        return Decision()
    return Decision(say=_nudges(community, session, now_open, alarm, known))


def closes_soon(alarm: AlarmRang, known: Known) -> Decision:
    """Once a round, to the room and to nobody by name."""
    community, session = known.session(alarm.about)
    now_open = session.round
    if session.state is not SessionState.OPEN or now_open is None:
        return Decision()
    if (PersonId(""), "closes_soon") in community.less_of:
        return Decision()
    when = moment_words(now_open.closes_at, community.rhythm.hours.zone)
    card = Card("", texts("round.closes_soon", when=when))
    name = f"soon:{session.id}:{now_open.part}"
    return Decision(say=in_rooms(community, name, card, under=f"story:{session.id}"))


def offer_call(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = kept_session(press, token, known)
    session.must_run()
    if session.teller is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    holder = community.name_of(press.who.person)
    card = Card("", texts("quiet.call", facilitator=holder))
    post = privately(community, session.teller, f"call:{session.id}", card)
    kept = tended(community, session, press.at, known)
    return Decision(keep=(kept,), say=(post,)) + whispered("quiet.call_offered")


def less_of(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Nobody is nudged who asked not to be."""
    community = known.community(token[0])
    if press.who.person not in community.people:
        raise Refused(Reason.NOT_YOURS)
    asked = community.less_of | {(press.who.person, token[1])}
    return Decision(keep=(replace(community, less_of=asked),)) + whispered("nudge.less")


def nobody_replied(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    """The bot never writes a reply of its own. First more time; then it is for a person to decide."""
    if not quiet.extended:
        return _given_more_time(community, session, quiet, alarm, known)
    closed = session.with_round(replace(quiet, state=RoundState.CLOSED, closes_at=alarm.at))
    told = revised(community, round_name(session, quiet), closed_card(community, session, quiet))
    return Decision(keep=(closed,), say=(told, *_three_ways(community, closed, alarm, known)))


def _given_more_time(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    longer = moved(session, known.days(community), alarm.at, steps=1)
    now_open = longer.round
    assert now_open is not None
    assert session.teller is not None
    now_open = replace(now_open, extended=True, warns_at=None)
    longer = longer.with_round(now_open)
    card = round_card(community, longer, now_open)
    told = Card("", texts("quiet.to_teller", facilitator=_holder(community, session)))
    name = f"quiet:{session.id}"
    say_it = (
        revised(community, round_name(session, quiet), card),
        in_good_time(community, session.teller, name, told, alarm.at, known),
    )
    return Decision(keep=(longer,), say=say_it)


def _three_ways(
    community: Community, session: Session, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    if session.held_by is None or session.teller is None:
        return ()
    teller = community.name_of(session.teller)
    card = Card(
        say("quiet.title", teller=teller),
        texts("quiet.three_ways", teller=teller),
        (
            button("reply_myself", Act.REPLY_MYSELF, session.id),
            button("offer_a_call", Act.OFFER_CALL, session.id, teller=teller),
            button("close_kindly", Act.CLOSE_KINDLY, session.id),
        ),
    )
    name = f"three_ways:{session.id}"
    return (in_good_time(community, session.held_by, name, card, alarm.at, known),)


def _nudges(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    host, weaver = session.roles.get(Role.HOST), session.roles.get(Role.WEAVER)
    match quiet.part:
        case Part.STRUCK:
            to, key = (session.held_by, host), "nudge.no_reply"
        case Part.QUESTIONS:
            to, key = (session.held_by, None), "nudge.no_questions"
        case Part.WONDERING:
            to, key = (weaver or session.held_by, None), "nudge.first_weave"
        case _:
            return ()
    teller = community.name_of(session.teller) if session.teller else ""
    prompts = _questions(session) if quiet.part is Part.QUESTIONS else ()
    body: tuple[Element, ...] = (*texts(key, teller=teller), *prompts)
    return tuple(
        in_good_time(
            community,
            person,
            f"nudge:{session.id}:{quiet.part}",
            Card("", body, _nudge_buttons(community, session, quiet)),
            alarm.at,
            known,
        )
        for person in dict.fromkeys(filter(None, to))
        if (person, quiet.part.value) not in community.less_of
    )


def _nudge_buttons(community: Community, session: Session, quiet: Round) -> tuple[Button, ...]:
    ask: tuple[Button, ...] = ()
    if quiet.part is Part.QUESTIONS:
        ask = tuple(
            button("ask_number", Act.ASK_PROMPT, session.id, one.id, number=number)
            for number, one in enumerate(_three_questions(session), start=1)
        )
    return (*ask, button("less_of", Act.LESS_OF, community.id, quiet.part.value))


def _questions(session: Session) -> tuple[Element, ...]:
    lines = enumerate(_three_questions(session), start=1)
    return (Points(tuple(f"{number}. {one.text}" for number, one in lines)),)


def _three_questions(session: Session) -> list[Prompt]:
    """Three peer questions, others each session."""
    peers = [one for one in library() if one.id.startswith("QN-")]
    start = (session.number - 1) * 3 % len(peers)
    return [peers[(start + step) % len(peers)] for step in range(3)]


def _holder(community: Community, session: Session) -> str:
    return community.name_of(session.held_by) if session.held_by else community.facilitator_name


CONVERSATION = Conversation(
    presses={Act.OFFER_CALL: offer_call, Act.LESS_OF: less_of},
    alarms={
        AlarmKind.NO_FIRST_REPLY: nobody_yet,
        AlarmKind.ROUND_CLOSES_SOON: closes_soon,
    },
)
