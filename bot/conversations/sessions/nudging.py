"""A round that is half over and quiet: a word in private to those who can do something about it."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Points
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts, whispered
from bot.conversations.sessions.own_prompts import not_met
from bot.conversations.sessions.round_cards import soon_card, soon_name, teller_here, teller_of
from bot.conversations.sessions.shaping import thing_told
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId
from bot.domain.own_prompt import Use
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Round
from bot.domain.session import Role, Session
from bot.domain.turns import ASKS_TELLER, first, half_way
from bot.words.prompts import Prompt, library


def nobody_yet(alarm: AlarmRang, known: Known) -> Decision:
    """Half way and quiet: a word in private to those who can do something about it."""
    community, session = known.session(alarm.about)
    now_open = session.round
    if session.state is not SessionState.OPEN or now_open is None:
        return Decision()
    name, card = _nudge_name(session, now_open), _nudge(community, session, now_open, known)
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
    return Decision(say=in_rooms(community, name, card, under=session.thread))


def no_longer_nudged(community: Community, closed: Session) -> tuple[Revise, ...]:
    """Nothing can be asked in it any more. What somebody may still wish is less of it next time."""
    asked = [one for one in closed.rounds if one.part is Part.QUESTIONS]
    return tuple(
        replace(
            revised(community, _nudge_name(closed, one), _over(community, who, one.part)),
            to=Direct(who),
        )
        for one in asked
        for who in _may_have_been_asked(community, closed)
    )


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


def _who_can_help(session: Session, now_open: Round) -> tuple[PersonId, ...]:
    """Each once: whoever holds it, and whoever has taken the role that this round needs.

    The weaver is asked half way, quiet or not: that is the role.
    """
    part, format_ = now_open.part, session.format
    weaver = session.roles.get(Role.WEAVER) if part is half_way(format_) else None
    host = session.roles.get(Role.HOST) if part is first(format_) else None
    questioner = session.roles.get(Role.QUESTIONER) if part in ASKS_TELLER else None
    if weaver or now_open.replies:
        return (weaver,) if weaver else ()
    asked = (session.held_by, host, questioner)
    return tuple(dict.fromkeys(person for person in asked if person))


def _nudge(community: Community, session: Session, quiet: Round, known: Known) -> Card:
    less = button("less_of", Act.LESS_OF, community.id, quiet.part.value)
    if quiet.part is Part.QUESTIONS:
        return _three_to_ask(community, session, less, known)
    return Card("", _asked_for(community, session, quiet), (less,))


def _may_have_been_asked(community: Community, closed: Session) -> tuple[PersonId, ...]:
    keepers = (who.person for who in community.keepers)
    questioner = closed.roles.get(Role.QUESTIONER)
    return (*keepers, *((questioner,) if questioner else ()))


def _over(community: Community, person: PersonId, part: Part) -> Card:
    less = button("less_of", Act.LESS_OF, community.id, part.value)
    asked_already = (person, part.value) in community.less_of
    return Card("", texts("nudge.over"), () if asked_already else (less,))


def _asked_for(community: Community, session: Session, quiet: Round) -> tuple[Element, ...]:
    if quiet.part is half_way(session.format):
        key = "nudge.weave" if quiet.replies else "nudge.first_weave"
        return texts(key, thing=thing_told(session))
    if teller_here(community, session) is None:
        return texts("nudge.no_answer")
    return texts("nudge.no_reply", teller=teller_of(community, session), thing=thing_told(session))


def _three_to_ask(community: Community, session: Session, less: Button, known: Known) -> Card:
    three = tuple(enumerate(_three_questions(community, session, known), start=1))
    ask = tuple(
        button("ask_number", Act.ASK_PROMPT, session.id, one.id, number=number)
        for number, one in three
    )
    lines = Points(tuple(f"{number}. {one.text}" for number, one in three))
    return Card("", (*texts("nudge.no_questions"), lines), (*ask, less))


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
    card = _nudge(community, session, about, known)
    stays = replace(card, buttons=card.buttons[:-1])
    return (replace(revised(community, _nudge_name(session, about), stays), to=Direct(person)),)


def _three_questions(community: Community, session: Session, known: Known) -> list[Prompt]:
    """Three to ask a teller: our own that have not been used, then the library's, others each session."""
    peers = [one for one in library() if one.id.startswith("QN-")]
    start = (session.number - 1) * 3 % len(peers)
    turns = [peers[(start + step) % len(peers)] for step in range(3)]
    return [*not_met(community, Use.TELLER, known), *turns][:3]


CONVERSATION = Conversation(
    presses={Act.LESS_OF: less_of},
    alarms={
        AlarmKind.NO_FIRST_REPLY: nobody_yet,
        AlarmKind.ROUND_CLOSES_SOON: closes_soon,
    },
)
