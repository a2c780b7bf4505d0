"""When a round is quiet: a nudge in private, more time, and at last three ways for a person to choose from."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Points
from bot.conversations.conversation import Conversation
from bot.conversations.holding import session_kept_by, tended
from bot.conversations.known import Known
from bot.conversations.round_cards import (
    deadline_revised,
    round_over,
    soon_card,
    soon_name,
    teller_of,
)
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
from bot.domain.ids import Direct, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Round, RoundState, Session, SessionState
from bot.domain.timetable import moved
from bot.words import say
from bot.words.prompts import Prompt, library

NUDGES = {
    Part.STRUCK: "nudge.no_reply",
    Part.QUESTIONS: "nudge.no_questions",
    Part.WONDERING: "nudge.first_weave",
}
"""What is said in private when nobody has answered in a round."""


def nobody_yet(alarm: AlarmRang, known: Known) -> Decision:
    """Half way and quiet: a word in private to those who can do something about it."""
    community, session = known.session(alarm.about)
    now_open = session.round
    if session.state is not SessionState.OPEN or now_open is None:
        return Decision()
    if now_open.part not in NUDGES:
        return Decision()
    name, card = _nudge_name(session, now_open), _nudge(community, session, now_open)
    nudged = [
        person
        for person in _who_can_help(session, now_open)
        if (person, now_open.part.value) not in community.less_of
    ]
    return Decision(
        say=tuple(in_good_time(community, person, name, card, alarm.at, known) for person in nudged)
    )


def closes_soon(alarm: AlarmRang, known: Known) -> Decision:
    """Once a round, to the room and to nobody by name."""
    community, session = known.session(alarm.about)
    now_open = session.round
    if session.state is not SessionState.OPEN or now_open is None:
        return Decision()
    name, card = soon_name(session, now_open), soon_card(community, session, now_open)
    return Decision(say=in_rooms(community, name, card, under=f"story:{session.id}"))


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
    if session.teller is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    holder = community.name_of(press.who.person)
    card = Card("", texts("quiet.call", facilitator=holder))
    post = privately(community, session.teller, f"call:{session.id}", card)
    kept = tended(community, session, press.at, known)
    teller = community.name_of(session.teller)
    said = (post, _after_the_call(community, session))
    return Decision(keep=(kept,), say=said) + whispered("quiet.call_offered", teller=teller)


def less_of(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Nobody is nudged who asked not to be."""
    community = known.community(token[0])
    if press.who.person not in community.people:
        raise Refused(Reason.NOT_YOURS)
    asked = community.less_of | {(press.who.person, token[1])}
    kept = Decision(
        keep=(replace(community, less_of=asked),),
        say=_without_asking(community, press.who.person, token[1], known),
    )
    return kept + whispered("nudge.less")


def three_ways_over(community: Community, session: Session, key: str) -> Revise:
    """What was asked about a quiet round has been answered: the buttons go, and `key` says how."""
    teller = teller_of(community, session)
    card = Card(say("quiet.title", teller=teller), texts(key, teller=teller))
    return revised(community, _three_ways_name(session), card)


def _who_can_help(session: Session, now_open: Round) -> tuple[PersonId, ...]:
    """Each once: whoever holds it, and whoever has taken the role that this round needs.

    The weaver is asked half way, quiet or not: that is the role.
    """
    weaver = session.roles.get(Role.WEAVER) if now_open.part is Part.WONDERING else None
    host = session.roles.get(Role.HOST) if now_open.part is Part.STRUCK else None
    if weaver or now_open.replies:
        return (weaver,) if weaver else ()
    return tuple(dict.fromkeys(person for person in (session.held_by, host) if person))


def _nudge(community: Community, session: Session, quiet: Round) -> Card:
    key = "nudge.weave" if quiet.replies else NUDGES[quiet.part]
    body = texts(key, teller=teller_of(community, session))
    less = button("less_of", Act.LESS_OF, community.id, quiet.part.value)
    if quiet.part is not Part.QUESTIONS:
        return Card("", body, (less,))
    three = tuple(enumerate(_three_questions(session), start=1))
    ask = tuple(
        button("ask_number", Act.ASK_PROMPT, session.id, one.id, number=number)
        for number, one in three
    )
    lines = Points(tuple(f"{number}. {one.text}" for number, one in three))
    return Card("", (*body, lines), (*ask, less))


def _nudge_name(session: Session, one: Round) -> str:
    return f"nudge:{session.id}:{one.part}"


def _without_asking(
    community: Community, person: PersonId, part: str, known: Known
) -> tuple[Revise, ...]:
    """The message that this person asked to get no more: it stays, and need not be asked a second time."""
    session = known.current(community)
    about = next((one for one in session.rounds if one.part == part), None) if session else None
    if session is None or about is None:
        return ()
    card = _nudge(community, session, about)
    stays = replace(card, buttons=card.buttons[:-1])
    return (replace(revised(community, _nudge_name(session, about), stays), to=Direct(person)),)


def _three_questions(session: Session) -> list[Prompt]:
    """Three peer questions, others each session."""
    peers = [one for one in library() if one.id.startswith("QN-")]
    start = (session.number - 1) * 3 % len(peers)
    return [peers[(start + step) % len(peers)] for step in range(3)]


def _given_more_time(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    longer = moved(session, known.days(community), alarm.at, steps=1)
    assert longer.round is not None
    assert session.teller is not None
    longer = longer.with_round(replace(longer.round, extended=True, warns_at=None))
    deadline = deadline_revised(community, longer)
    return Decision(keep=(longer,), say=(*deadline, *_kind_words(community, session, alarm, known)))


def _kind_words(
    community: Community, session: Session, alarm: AlarmRang, known: Known
) -> tuple[Post, ...]:
    """To the teller; and to whoever holds it, who is named there and so must know."""
    assert session.teller is not None
    name, body = f"quiet:{session.id}", texts("quiet.to_teller")
    if session.held_by is None:
        return (in_good_time(community, session.teller, name, Card("", body), alarm.at, known),)
    holder, teller = (community.name_of(one) for one in (session.held_by, session.teller))
    told = Card("", (*body, *texts("quiet.holder_knows", facilitator=holder)))
    asked = Card(say("quiet.title", teller=teller), texts("quiet.to_holder", teller=teller))
    return (
        in_good_time(community, session.teller, name, told, alarm.at, known),
        in_good_time(community, session.held_by, name, asked, alarm.at, known),
    )


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
    name = _three_ways_name(session)
    return (in_good_time(community, session.held_by, name, card, alarm.at, known),)


def _after_the_call(community: Community, session: Session) -> Revise:
    """What is still to be decided once a call is offered."""
    teller = teller_of(community, session)
    card = Card(
        say("quiet.title", teller=teller),
        texts("quiet.call_is_offered", teller=teller),
        (
            button("next_round", Act.REPLY_MYSELF, session.id),
            button("close_kindly", Act.CLOSE_KINDLY, session.id),
        ),
    )
    return revised(community, _three_ways_name(session), card)


def _three_ways_name(session: Session) -> str:
    return f"three_ways:{session.id}"


CONVERSATION = Conversation(
    presses={Act.OFFER_CALL: offer_call, Act.LESS_OF: less_of},
    alarms={
        AlarmKind.NO_FIRST_REPLY: nobody_yet,
        AlarmKind.ROUND_CLOSES_SOON: closes_soon,
    },
)
