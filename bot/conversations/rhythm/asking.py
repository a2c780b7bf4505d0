"""Asking whether somebody can hold the next session: the facilitator first, then the deputy."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, MemberWent
from bot.boundary.decision import Decision, Revise
from bot.boundary.tokens import Token
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.rhythm.hold_cards import askings, hold_card, left_to_ask
from bot.conversations.saying import in_good_time, revised, texts, whispered
from bot.conversations.sessions.holding import session_kept_by
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import say


def ask_to_hold(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days before: ask the facilitator. The scheduler asks; it does not facilitate."""
    community, ahead = known.session(alarm.about)
    return _asked_in_turn(community, ahead, 0, alarm, known)


def ask_deputy(alarm: AlarmRang, known: Known) -> Decision:
    """No answer by noon of the day before: ask the deputy as well."""
    community, ahead = known.session(alarm.about)
    return _asked_in_turn(community, ahead, 1, alarm, known)


def pass_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "Not this time": whoever is left is asked, once round. Then all hear that nobody can."""
    community, ahead = ahead_for(press.who.person, token, known)
    person = press.who.person
    if ahead.held_by:
        same = ahead.held_by == person
        raise Refused(Reason.ALREADY_ANSWERED if same else Reason.SOMEONE_WAS_FASTER)
    if person in ahead.passed:
        return _what_came_of_it(community, ahead, person)
    passed = replace(ahead, passed=(*ahead.passed, person))
    others = tuple(who.person for who in community.keepers if who.person != person)
    asked = asked_to_hold(community, passed, others, press, known)
    return asked + _what_came_of_it(community, passed, person)


def ahead_for(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    """The session that a button names, if it has not opened and this person looks after it."""
    community, ahead = session_kept_by(person, token, known)
    if ahead.light:
        raise Refused(Reason.SESSION_OPENED_LIGHT)
    if not ahead.ahead:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return community, ahead


def _asked_in_turn(
    community: Community, ahead: Session, turn: int, alarm: AlarmRang, known: Known
) -> Decision:
    if ahead.state is not SessionState.PLANNED or len(community.keepers) <= turn:
        return Decision()
    if any(one.running and one.plan.closes_at > alarm.at for one in known.sessions(community)):
        return Decision()  # asked once that one has closed
    person = community.keepers[turn].person
    if person in ahead.passed:
        return Decision()
    return asked_to_hold(community, ahead, (person,), alarm, known)


def asked_to_hold(
    community: Community,
    ahead: Session,
    people: tuple[PersonId, ...],
    arrival: AlarmRang | ButtonPressed | FormSubmitted | MemberWent,
    known: Known,
) -> Decision:
    """A message to each of these people; what was asked before follows what is so now."""
    asked = replace(ahead, asked=(*ahead.asked, *people))
    before, now = askings(ahead), askings(asked)[len(ahead.asked) :]
    posts = tuple(
        in_good_time(
            community, who, name, hold_card(community, asked, who, known), arrival.at, known
        )
        for name, who in now
    )
    told = tuple(
        _brought_up_to_date(community, asked, name, who, people, known) for name, who in before
    )
    return Decision(keep=(asked,), say=(*told, *posts))


def _brought_up_to_date(
    community: Community,
    asked: Session,
    name: str,
    person: PersonId,
    again: tuple[PersonId, ...],
    known: Known,
) -> Revise:
    """Whoever is asked again has the buttons on the newer message alone."""
    if person in again:
        card = Card(say("hold.title", number=asked.number), texts("hold.asked_again"))
        return revised(community, name, card)
    return revised(community, name, hold_card(community, asked, person, known))


def _what_came_of_it(community: Community, ahead: Session, person: PersonId) -> Decision:
    for who in left_to_ask(community, ahead, person):
        return whispered("hold.asked_other", name=who.name)
    return whispered("hold.nobody_can")
