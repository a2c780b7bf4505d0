"""Somebody who looks after a community stops: what they held is handed on, and the group looks for another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, MemberWent
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.nominating import looking, shown_who_keeps_it, with_keeper
from bot.conversations.permission.founding_cards import DEPUTY, FACILITATOR
from bot.conversations.rhythm.asking import asked_to_hold
from bot.conversations.rhythm.hold_cards import settled
from bot.conversations.rhythm.standing_still import stands_still
from bot.conversations.saying import button, in_good_time, in_rooms, texts, whispered
from bot.conversations.sessions.holding import in_thread
from bot.conversations.sessions.showing import shown_anew
from bot.domain.agreement import Agreement
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.former import still_named_in
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import say

LIGHT_MEANWHILE = 3
"""Light sessions while nobody has taken it on; then the community rests."""

Timed = AlarmRang | ButtonPressed | FormSubmitted | MemberWent


def step_back(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """From looking after it, or from having begun it; what they are as a member stays."""
    community, person = known.community(token[0]), press.who.person
    if community.is_kept_by(person):
        return keeps_no_more(community, person, press, known) + whispered("step_back.thanks")
    if person == community.convenor and community.has_begun and community.keepers:
        handed = convenes_no_more(community, person)
        return Decision(keep=(handed,)) + whispered("step_back.thanks")
    raise Refused(Reason.ALREADY_ANSWERED)


def keeps_no_more(community: Community, person: PersonId, arrival: Timed, known: Known) -> Decision:
    """The other keeper does it in the meantime; the group says who could for good."""
    changed = without_keeper(community, person, arrival.at)
    card = Card("", texts("step_back.has", name=community.name_of(person)))
    named = in_rooms(community, f"stepped_back:{known.mint.id()}", card)
    shown: tuple[Said, ...] = (*shown_who_keeps_it(changed, known), *named)
    said = (*shown, *still_looking(changed, known))
    rows = still_named(community, person, known)
    handed = handed_on(changed, person, known.sessions(changed), arrival, known)
    return Decision(keep=(changed, *rows), say=said) + handed


def convenes_no_more(community: Community, person: PersonId) -> Community:
    """Whoever looks after it answers the questions of those who are asked to join."""
    if person != community.convenor or not community.keepers:
        return community
    keeper = community.keepers[0]
    return replace(community, convenor=keeper.person, convenor_name=keeper.name)


def rests_without_keeper(
    community: Community, closed: Session, at: datetime, known: Known
) -> Decision | None:
    """After three light sessions without anyone for good, nothing is planned. None: it goes on."""
    since = community.vacant_since
    if since is None or not closed.light:
        return None
    before = [
        one
        for one in known.sessions(community)
        if one.light and one.closed_at and one.closed_at >= since and one.id != closed.id
    ]
    if len(before) + 1 < LIGHT_MEANWHILE:
        return None
    resting = replace(community, stage=Stage.RESTING, resumes_at=None)
    told = Decision(keep=(resting,), say=looking(resting, "step_back.we_rest", known))
    return told + stands_still(resting, at, known)


def without_keeper(community: Community, person: PersonId, at: datetime) -> Community:
    if community.facilitator and community.facilitator.person == person:
        since = community.vacant_since or at
        return replace(with_keeper(community, FACILITATOR, None), vacant_since=since)
    if community.deputy and community.deputy.person == person:
        return with_keeper(community, DEPUTY, None)
    return community


def still_named(community: Community, person: PersonId, known: Known) -> tuple[Agreement, ...]:
    """What was agreed and names them, while they looked after it: whoever takes it on is asked about that."""
    if not community.is_kept_by(person):
        return ()
    name, agreed = community.name_of(person), known.agreements(community)
    named = (one for one in agreed if one.matter.can_be_tried and still_named_in(one.words, name))
    return tuple(replace(one, names_nobody=True) for one in named)


def still_looking(changed: Community, known: Known) -> tuple[Post, ...]:
    """How it is until somebody is found."""
    if changed.stage is Stage.ENDING:
        return ()
    if not changed.keepers:
        rests = changed.stage is Stage.RESTING
        return looking(changed, "step_back.nobody_at_rest" if rests else "step_back.nobody", known)
    keeper = changed.keepers[0].name
    key = "step_back.nobody_steps_in" if changed.facilitator else "step_back.meanwhile"
    return looking(changed, key, known, name=keeper)


def handed_on(
    community: Community,
    person: PersonId,
    sessions: Sequence[Session],
    arrival: Timed,
    known: Known,
) -> Decision:
    """What they had said yes to is asked of whoever is left."""
    handed = Decision()
    for session in (one for one in sessions if _was_theirs(community, one, person)):
        if session.ahead:
            handed += _asked_anew(community, session, person, arrival, known)
        elif session.state is SessionState.OPEN:
            handed += _needs_somebody(community, session, arrival, known)
        elif session.running:
            handed += Decision(keep=(replace(session, held_by=None),))
    return handed


def _was_theirs(community: Community, session: Session, person: PersonId) -> bool:
    """They held it; or it was asked of them, and now nobody is left to ask."""
    open_and_free = session.state is SessionState.OPEN and session.held_by is None
    nobody_left = not community.keepers and open_and_free and not session.light
    return session.held_by == person or nobody_left


def _asked_anew(
    community: Community, session: Session, person: PersonId, arrival: Timed, known: Known
) -> Decision:
    free = replace(session, state=SessionState.PLANNED, held_by=None)
    passed = replace(free, passed=(*free.passed, person))
    others = tuple(who.person for who in community.keepers)
    told = Decision(say=settled(community, session, "stepped_back"))
    return told + asked_to_hold(community, passed, others, arrival, known)


def _needs_somebody(
    community: Community, session: Session, arrival: Timed, known: Known
) -> Decision:
    """The other keeper is asked; without one the clock stops, and what was said stays."""
    if not community.keepers:
        resting = replace(
            session,
            state=SessionState.RESTING,
            held_by=None,
            stopped_at=arrival.at,
            rests_after=None,
        )
        card = Card(say("pause.title"), texts("step_in.resting"))
        told: tuple[Said, ...] = in_thread(community, session, card, known)
        shown = shown_anew(community, resting, arrival.at, known)
        return Decision(keep=(resting,), say=(*told, *shown))
    days = known.days(community)
    watched = replace(session, held_by=None, rests_after=days.later(arrival.at, 1))
    look_after = button("i_look_after_it", Act.LOOK_AFTER, session.id, weight=Weight.MAIN)
    title = say("step_in.title", number=session.number)
    card = Card(title, texts("step_back.can_you"), (look_after,))
    name = f"step_in:{session.id}:{known.mint.id()}"
    asked = tuple(
        in_good_time(community, who.person, name, card, arrival.at, known)
        for who in community.keepers
    )
    return Decision(keep=(watched,), say=asked)


CONVERSATION = Conversation(presses={Act.STEP_BACK: step_back})
