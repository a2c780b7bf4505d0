"""Rounds: one question at a time, under the story; everybody's words heard under their own name."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, Replied
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Form, Lines, Moment, Points, Text
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
from bot.conversations.tending import tended
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import PersonId, RecordId, place_key
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, Role, Round, RoundState, Session, SessionState
from bot.domain.timetable import moved
from bot.words import say
from bot.words.prompts import Prompt, library
from bot.words.times import moment_words

SHORTEST = timedelta(hours=2)
"""A round that would have less than this left when it opens (the bot was down) moves on, with all after it."""

BEFORE_OFFERS = frozenset({Part.STRUCK, Part.QUESTIONS, Part.WONDERING})

FOR_TELLER = {Part.QUESTIONS: "enough_questions", Part.WONDERING: "back_in"}
"""What the teller is told in private when a round opens, and the button that goes with it."""


def open_round(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, tuple[Post, ...]]:
    """Open the next round, with its posts; without another round nothing changes."""
    coming = session.next_round
    if coming is None:
        return session, ()
    days = known.days(community)
    while coming.closes_at < now + SHORTEST:
        session = moved(session, days, now, steps=1)
        coming = session.next_round
        assert coming is not None
    opened = replace(coming, state=RoundState.OPEN, opens_at=now)
    session = session.with_round(opened)
    card = round_card(community, session, opened)
    if opened.part is Part.LAST_WORD:
        return session, (_ask_last_word(community, session),)
    posts = in_rooms(community, _round(session, opened), card, under=f"story:{session.id}")
    return session, (*posts, *_for_teller(community, session, opened))


def close_round(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, tuple[Post | Revise, ...]]:
    """Close the round that is open and open the next."""
    closing = session.round
    if closing is None:
        return open_round(community, session, now, known)
    closed = replace(closing, state=RoundState.CLOSED, closes_at=now)
    session = session.with_round(closed)
    told = revised(community, _round(session, closed), closed_card(community, session, closed))
    session, posts = open_round(community, session, now, known)
    return session, (told, *posts)


def when_due(alarm: AlarmRang, known: Known) -> Decision:
    """The clock closes a round. One that nobody answered is given one more day, once."""
    community, session = known.session(alarm.about)
    closing = session.round
    if session.state is not SessionState.OPEN or closing is None or closing.closes_at > alarm.at:
        return Decision()
    if closing.part is Part.STRUCK and closing.replies == 0:
        return _nobody_replied(community, session, closing, alarm, known)
    session, said = close_round(community, session, alarm.at, known)
    return Decision(keep=(session,), say=said)


def heard(reply: Replied, known: Known) -> Decision:
    """Words under one of the bot's own posts. Under anything else, or from outside, they are dropped unread."""
    named = known.records.named(reply.room, reply.under)
    if named is None or not reply.text.strip():
        return Decision()
    kind, _, about = named[1].partition(":")
    if kind not in ("session", "story"):
        return Decision()
    community, session = known.session(about)
    part = _part(session, kind)
    if part is None or not community.takes_part(reply.who.person):
        return Decision()
    said = _contribution(reply, session, part)
    new = known.records.one(Contribution, said.id) is None
    session = _counted(session, part) if new else session
    if reply.who.person == session.held_by:
        session = tended(community, session, reply.at, known)
    return Decision(keep=(said, session))


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


def enough_questions(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller ends the questions."""
    community, session = _tellers(press, token, known)
    if session.round is None or session.round.part is not Part.QUESTIONS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, said = close_round(community, session, press.at, known)
    return Decision(keep=(session,), say=said) + whispered("teller.enough")


def back_in(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller, who had stepped back, comes in again."""
    community, session = _tellers(press, token, known)
    teller = community.name_of(press.who.person)
    card = Card("", texts("teller.is_back", teller=teller))
    said = in_rooms(community, f"back_in:{session.id}", card, under=f"story:{session.id}")
    return Decision(say=said) + whispered("teller.welcome_back")


def want_offers(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Ideas are told only when the teller asks for them."""
    _, session = _tellers(press, token, known)
    if session.round is None or session.round.part not in BEFORE_OFFERS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    wanted = replace(session, offers_wanted=True)
    return Decision(keep=(wanted,)) + whispered("teller.offers_will_come")


def go_to_next(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The holder does not wait for the clock; or, after a quiet first round, answers and goes on."""
    community, session = known.session(token.about[0])
    community.must_be_kept_by(press.who.person)
    session.must_be_open()
    if session.round is None and session.next_round is None:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, said = close_round(community, session, press.at, known)
    session = tended(community, session, press.at, known)
    return Decision(keep=(session,), say=said) + whispered("desk.next_round")


def press_last_word(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _tellers(press, token, known)
    return form(
        Form(
            token=Token(Act.LAST_WORD, (session.id,)).pack(),
            title=say("last_word.title"),
            intro=texts("last_word.intro"),
            fields=(
                Lines("heard", say("last_word.heard"), most=1000),
                Lines("will", say("last_word.will"), most=1000),
            ),
            submit=say("button.say_it"),
            cancel=say("button.nothing_more"),
        )
    )


def last_word(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Posted under the story, in the teller's name; nothing written means nothing more to say."""
    community, session = _tellers(submitted, token, known)
    words = "\n\n".join(filter(None, (submitted.given.text(box) for box in ("heard", "will"))))
    thanks = revised(community, f"last_word:{session.id}", _said_last_word())
    closed, said = _last_word_closed(community, session, submitted.at, known)
    if not words:
        return Decision(keep=(closed,), say=(thanks, *said)) + whispered("last_word.nothing")
    teller = community.name_of(submitted.who.person)
    card = Card(say("last_word.posted_title", teller=teller), (Text(words),))
    post = in_rooms(community, f"word:{session.id}", card, under=f"story:{session.id}")
    kept = Contribution(
        id=RecordId(known.mint.id()),
        community=community.id,
        session=session.id,
        author=submitted.who.person,
        part=Part.LAST_WORD,
        text=words,
        forget_at=session.plan.closes_at + KEPT,
    )
    closed = _counted(closed, Part.LAST_WORD)
    return Decision(keep=(closed, kept), say=(*post, thanks, *said)) + whispered("last_word.thanks")


def round_card(community: Community, session: Session, opened: Round) -> Card:
    teller = community.name_of(session.teller) if session.teller else ""
    return Card(
        say(f"round.{opened.part}.title"),
        (
            *texts(f"round.{opened.part}.asks", teller=teller),
            Moment(say("round.until"), opened.closes_at, community.rhythm.hours.zone),
        ),
    )


def closed_card(community: Community, session: Session, closed: Round) -> Card:
    card = round_card(community, session, closed)
    return Card(card.title, (*card.body[:-1], *texts("round.closed")))


def _nobody_replied(
    community: Community, session: Session, quiet: Round, alarm: AlarmRang, known: Known
) -> Decision:
    """The bot never writes a reply of its own. First more time; then it is for a person to decide."""
    if not quiet.extended:
        return _given_more_time(community, session, quiet, alarm, known)
    closed = session.with_round(replace(quiet, state=RoundState.CLOSED, closes_at=alarm.at))
    told = revised(community, _round(session, quiet), closed_card(community, session, quiet))
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
        revised(community, _round(session, quiet), card),
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


def _for_teller(community: Community, session: Session, opened: Round) -> tuple[Post, ...]:
    """In private, what the teller can do in this round."""
    if opened.part not in FOR_TELLER or session.teller is None:
        return ()
    buttons = (
        (button("enough_questions", Act.ENOUGH_QUESTIONS, session.id),)
        if opened.part is Part.QUESTIONS
        else (
            button("come_back_in", Act.COME_BACK_IN, session.id),
            *_offers_button(session),
        )
    )
    key = FOR_TELLER[opened.part]
    card = Card(say(f"teller.round_title.{key}"), texts(f"teller.round.{key}"), buttons)
    name = f"teller:{session.id}:{opened.part}"
    return (privately(community, session.teller, name, card),)


def _offers_button(session: Session) -> tuple[Button, ...]:
    return () if session.offers_wanted else (button("want_offers", Act.WANT_OFFERS, session.id),)


def _ask_last_word(community: Community, session: Session) -> Post:
    assert session.teller is not None
    card = Card(
        say("last_word.title"),
        texts("last_word.would_you"),
        (button("last_word", Act.LAST_WORD, session.id, asks=True),),
    )
    return privately(community, session.teller, f"last_word:{session.id}", card)


def _said_last_word() -> Card:
    return Card(say("last_word.title"), texts("last_word.thanks"))


def _last_word_closed(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, tuple[Post | Revise, ...]]:
    if session.round is None or session.round.part is not Part.LAST_WORD:
        return session, ()
    return session.with_round(replace(session.round, state=RoundState.CLOSED, closes_at=now)), ()


def _part(session: Session, kind: str) -> Part | None:
    """Where words belong: under the opening they are an arrival, under the story they join the open round."""
    if session.state is not SessionState.OPEN:
        return None
    if kind == "session":
        return Part.ARRIVING
    return session.round.part if session.round else None


def _contribution(reply: Replied, session: Session, part: Part) -> Contribution:
    """An edited reply repeats its message, and so replaces what was kept of it."""
    message = f"{place_key(reply.room)}/{reply.message}"
    return Contribution(
        id=RecordId("r" + sha256(message.encode()).hexdigest()[:20]),
        community=session.community,
        session=session.id,
        author=reply.who.person,
        part=part,
        text=reply.text,
        forget_at=session.plan.closes_at + KEPT,
    )


def _counted(session: Session, part: Part) -> Session:
    if part is Part.ARRIVING:
        return replace(session, arrivals=session.arrivals + 1)
    return replace(
        session,
        rounds=tuple(
            replace(one, replies=one.replies + 1) if one.part is part else one
            for one in session.rounds
        ),
    )


def _tellers(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    community, session = known.session(token.about[0])
    if session.teller != arrival.who.person:
        raise Refused(Reason.NOT_YOURS)
    session.must_be_open()
    return community, session


def _holder(community: Community, session: Session) -> str:
    return community.name_of(session.held_by) if session.held_by else community.facilitator_name


def _round(session: Session, one: Round) -> str:
    return f"round:{session.id}:{one.part}"


CONVERSATION = Conversation(
    presses={
        Act.ENOUGH_QUESTIONS: enough_questions,
        Act.COME_BACK_IN: back_in,
        Act.WANT_OFFERS: want_offers,
        Act.LAST_WORD: press_last_word,
        Act.NEXT_ROUND: go_to_next,
        Act.REPLY_MYSELF: go_to_next,
    },
    forms={Act.LAST_WORD: last_word},
    alarms={
        AlarmKind.CLOSE_ROUND: when_due,
        AlarmKind.NO_FIRST_REPLY: nobody_yet,
        AlarmKind.ROUND_CLOSES_SOON: closes_soon,
    },
)
