"""Looking after a session that runs: one-tap helps, slowing down, pausing, and who steps in."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, PostInDoubt
from bot.boundary.decision import Decision, Post, Revise, Settle
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Choice, Form, OneOf, Text, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    privately,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import PostName
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Session, SessionState
from bot.domain.timetable import moved, steps_between
from bot.words import say
from bot.words.prompts import prompt
from bot.words.times import moment_words

ALONE = 2
"""Working days without a sign from whoever holds the session, after which the other keeper is asked."""


def tended(community: Community, session: Session, now: datetime, known: Known) -> Session:
    """Somebody looks after it: the watch for silence starts afresh."""
    quiet_after = known.days(community).later(now, ALONE)
    return replace(session, quiet_after=quiet_after, rests_after=None)


def desk_card(community: Community, session: Session) -> Card:
    """What the holder can do while it runs, each with one press."""
    return Card(
        say("desk.title", number=session.number),
        texts(f"desk.state.{session.state}"),
        tending_buttons(session),
    )


def tending_buttons(session: Session) -> tuple[Button, ...]:
    match session.state:
        case SessionState.OPEN if session.light:
            return (button("close_kindly", Act.CLOSE_KINDLY, session.id),)
        case SessionState.OPEN:
            return (
                button("back_to_questions", Act.BACK_TO_QUESTIONS, session.id),
                button("ask_for_moment", Act.ASK_FOR_MOMENT, session.id),
                button("next_round", Act.NEXT_ROUND, session.id),
                button("slow_down", Act.SLOW_DOWN, session.id),
                button("extend", Act.EXTEND, session.id),
                button("take_it_to_a_call", Act.TO_A_CALL, session.id),
                button("pause", Act.PAUSE, session.id),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case SessionState.PAUSED | SessionState.RESTING:
            return (
                button("go_on", Act.GO_ON, session.id, weight=Weight.MAIN),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case _:
            return ()


def say_in_thread(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A prepared sentence under the story, said for the facilitator."""
    community, session = _held(press, token, known)
    session.must_be_open()
    holder = community.name_of(press.who.person)
    card = Card("", (Text(say(f"help.act.{token.act.name.lower()}", facilitator=holder)),))
    return _in_thread(community, session, card, press, known)


def ask_prompt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """One of the library's questions, asked in the facilitator's name."""
    community, session = _held(press, token, known)
    session.must_be_open()
    holder = community.name_of(press.who.person)
    words = say("help.asks", facilitator=holder, prompt=prompt(token.about[1]).text)
    return _in_thread(community, session, Card("", (Text(words),)), press, known)


def slow_down(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Everything still ahead comes one working day later; the room is told in one line."""
    community, session = _held(press, token, known)
    session.must_be_open()
    slower = moved(session, known.days(community), press.at, steps=1)
    slower = tended(community, slower, press.at, known)
    when = _next_moment(community, slower)
    if token.act is Act.SLOW_DOWN:
        words = say("help.slow_down", when=when)
    else:
        words = say("help.extend", when=when)
    card = Card("", (Text(words),))
    said = in_rooms(community, _once(session, known), card, under=_thread(session))
    return Decision(keep=(slower,), say=said) + whispered("desk.slower", when=when)


def pause(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = _held(press, token, known)
    session.must_be_open()
    paused = replace(session, state=SessionState.PAUSED, stopped_at=press.at)
    card = Card(say("pause.title"), texts("pause.paused"))
    said: tuple[Post | Revise, ...] = (
        *in_rooms(community, _once(session, known), card, under=_thread(session)),
        *_desks(community, paused),
    )
    return Decision(keep=(paused,), say=said) + whispered("desk.paused_now")


def go_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """After a pause, or when someone looks after it again: the clock goes on where it stopped."""
    community, session = _held(press, token, known)
    if session.state not in (SessionState.PAUSED, SessionState.RESTING):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    assert session.stopped_at is not None
    days = known.days(community)
    steps = steps_between(session.stopped_at, press.at, days)
    running = moved(session, days, session.stopped_at, steps=steps)
    running = replace(running, state=SessionState.OPEN, stopped_at=None, held_by=press.who.person)
    running = tended(community, running, press.at, known)
    card = Card(say("pause.on_title"), texts("pause.on", when=_next_moment(community, running)))
    said: tuple[Post | Revise, ...] = (
        *in_rooms(community, _once(session, known), card, under=_thread(session)),
        privately(community, press.who.person, f"desk:{session.id}", desk_card(community, running)),
        *_desks(community, running),
    )
    return Decision(keep=(running,), say=said) + whispered("desk.going_on")


def press_role(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Small jobs, one press; they go round from session to session."""
    community, session = known.session(token.about[0])
    community.must_include(press.who.person)
    session.must_be_open()
    free = [role for role in Role if role not in session.roles]
    if not free:
        raise Refused(Reason.ROLE_TAKEN)
    return form(
        Form(
            token=Token(Act.TAKE_ROLE, (session.id,)).pack(),
            title=say("role.title"),
            intro=texts("role.intro"),
            fields=(
                OneOf(
                    "role",
                    say("role.which"),
                    tuple(Choice(role, say(f"role.{role}")) for role in free),
                    required=True,
                ),
            ),
            submit=say("button.take_it"),
            cancel=say("button.not_now"),
        )
    )


def take_role(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, session = known.session(token.about[0])
    community.must_include(submitted.who.person)
    session.must_be_open()
    role = Role(submitted.given.text("role"))
    if session.roles.get(role, submitted.who.person) != submitted.who.person:
        raise Refused(Reason.ROLE_TAKEN)
    changed = replace(session, roles={**session.roles, role: submitted.who.person})
    return Decision(keep=(changed,)) + whispered(f"role.taken_{role}")


def facilitator_quiet(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days without a sign: ask the other keeper."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.light:
        return Decision()
    days = known.days(community)
    watched = replace(session, rests_after=days.later(alarm.at, 1))
    others = [who for who in community.keepers if who.person != session.held_by]
    card = Card(
        say("step_in.title", number=session.number),
        texts("step_in.can_you", facilitator=_holder(community, session)),
        (button("i_look_after_it", Act.LOOK_AFTER, session.id, weight=Weight.MAIN),),
    )
    posts = tuple(
        in_good_time(community, who.person, f"step_in:{_round_of(session)}", card, alarm.at, known)
        for who in others
    )
    return Decision(keep=(watched,), say=posts)


def look_after(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The other keeper takes over."""
    community, session = _held(press, token, known)
    if session.state is SessionState.RESTING:
        return go_on(press, token, known)
    session.must_be_open()
    taken = tended(community, replace(session, held_by=press.who.person), press.at, known)
    desk = privately(community, press.who.person, f"desk:{session.id}", desk_card(community, taken))
    return Decision(keep=(taken,), say=(desk,)) + whispered("step_in.thanks")


def nobody_looks_after(alarm: AlarmRang, known: Known) -> Decision:
    """The clock stops; the thread stays."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN:
        return Decision()
    resting = replace(session, state=SessionState.RESTING, stopped_at=alarm.at, rests_after=None)
    card = Card(say("pause.title"), texts("step_in.resting"))
    said: tuple[Post | Revise, ...] = (
        *in_rooms(community, _once(session, known), card, under=_thread(session)),
        *_desks(community, resting),
    )
    return Decision(keep=(resting,), say=said)


def in_doubt(doubt: PostInDoubt, known: Known) -> Decision:
    """The opening may or may not stand in the channel: ask someone who can look."""
    community = known.community(doubt.community)
    if not community.keepers:
        return Decision()
    mark = known.mint.id()
    card = Card(
        say("doubt.title"),
        texts("doubt.can_you_look"),
        (
            button("it_stands", Act.IT_STANDS, community.id, *_packed(doubt.name), mark),
            button("send_again", Act.SEND_AGAIN, community.id, *_packed(doubt.name), mark),
        ),
    )
    person = community.keepers[0].person
    return Decision(say=(privately(community, person, f"doubt:{mark}", card),))


def settle_doubt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token.about[0])
    community.must_be_kept_by(press.who.person)
    *about, mark = token.about[1:]
    name, arrived = ":".join(about), token.act is Act.IT_STANDS
    settled = tuple(
        Settle(community=community.id, name=PostName(name), to=room, arrived=arrived)
        for room in community.rooms
    )
    key = "doubt.stands" if arrived else "doubt.sent_again"
    answer = revised(community, f"doubt:{mark}", Card(say("doubt.title"), texts(key)))
    return Decision(say=(*settled, answer)) + whispered(key)


def less_of(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Nobody is nudged who asked not to be."""
    community = known.community(token.about[0])
    if press.who.person not in community.people:
        raise Refused(Reason.NOT_YOURS)
    asked = community.less_of | {(press.who.person, token.about[1])}
    return Decision(keep=(replace(community, less_of=asked),)) + whispered("nudge.less")


def offer_call(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = _held(press, token, known)
    session.must_run()
    if session.teller is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    holder = community.name_of(press.who.person)
    card = Card("", texts("quiet.call", facilitator=holder))
    post = privately(community, session.teller, f"call:{session.id}", card)
    kept = tended(community, session, press.at, known)
    return Decision(keep=(kept,), say=(post,)) + whispered("quiet.call_offered")


def _in_thread(
    community: Community, session: Session, card: Card, press: ButtonPressed, known: Known
) -> Decision:
    said = in_rooms(community, _once(session, known), card, under=_thread(session))
    kept = tended(community, session, press.at, known)
    return Decision(keep=(kept,), say=said) + whispered("desk.said")


def _next_moment(community: Community, session: Session) -> str:
    """When the round that is open closes, or else the session."""
    at = session.round.closes_at if session.round else session.plan.closes_at
    return moment_words(at, community.rhythm.hours.zone)


def _desks(community: Community, session: Session) -> tuple[Revise, ...]:
    return (revised(community, f"desk:{session.id}", desk_card(community, session)),)


def _thread(session: Session) -> str:
    return f"session:{session.id}" if session.light else f"story:{session.id}"


def _once(session: Session, known: Known) -> str:
    return f"said:{session.id}:{known.mint.id()}"


def _round_of(session: Session) -> str:
    return f"{session.id}:{session.quiet_after:%Y%m%d%H%M}"


def _holder(community: Community, session: Session) -> str:
    return community.name_of(session.held_by) if session.held_by else ""


def _packed(name: PostName) -> tuple[str, ...]:
    return tuple(name.split(":"))


def _held(arrival: ButtonPressed, token: Token, known: Known) -> tuple[Community, Session]:
    community, session = known.session(token.about[0])
    community.must_be_kept_by(arrival.who.person)
    return community, session


CONVERSATION = Conversation(
    presses={
        Act.BACK_TO_QUESTIONS: say_in_thread,
        Act.ASK_FOR_MOMENT: say_in_thread,
        Act.TO_A_CALL: say_in_thread,
        Act.ASK_PROMPT: ask_prompt,
        Act.SLOW_DOWN: slow_down,
        Act.EXTEND: slow_down,
        Act.PAUSE: pause,
        Act.GO_ON: go_on,
        Act.TAKE_ROLE: press_role,
        Act.LOOK_AFTER: look_after,
        Act.OFFER_CALL: offer_call,
        Act.IT_STANDS: settle_doubt,
        Act.SEND_AGAIN: settle_doubt,
        Act.LESS_OF: less_of,
    },
    forms={Act.TAKE_ROLE: take_role},
    alarms={
        AlarmKind.FACILITATOR_QUIET: facilitator_quiet,
        AlarmKind.DEPUTY_QUIET: nobody_looks_after,
    },
)
