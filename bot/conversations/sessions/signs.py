"""Whatever whoever holds a session does in its community is a sign that they look after it.

This is asked once for every decision, so that no conversation has to think of it.
"""

from collections.abc import Iterator

from bot.boundary.arrivals import Arrival, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, unpack
from bot.conversations.known import Known
from bot.conversations.sessions.holding import tended
from bot.conversations.sessions.watching import looked_after
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import CommunityId, PersonId
from bot.domain.session import Session

WITHOUT_A_NAME = frozenset({Act.TELL_WORRY, Act.WRITE_OUT, Act.OUT_AGREED})
"""Nothing may tell when somebody did one of these: what they wrote may carry no name."""


def signs(decided: Decision, arrival: Arrival, known: Known) -> Decision:
    """The decision, with the watch for silence begun afresh. What is said in a thread is heard where it is heard."""
    if not isinstance(arrival, CommandGiven | ButtonPressed | FormSubmitted):
        return decided
    if not decided.keep or decided.drop or decided.notes or _has_no_name(arrival):
        return decided
    for community in _kept_by(arrival.who.person, decided, known):
        for session in _held(community, arrival.who.person, decided, known):
            seen = tended(community, session, arrival.at, known)
            said = looked_after(community, session, seen) if session.rests_after else ()
            decided += Decision(keep=(seen,), say=said)
    return decided


def _has_no_name(arrival: CommandGiven | ButtonPressed | FormSubmitted) -> bool:
    return isinstance(arrival, FormSubmitted) and unpack(arrival.token).act in WITHOUT_A_NAME


def _kept_by(person: PersonId, decided: Decision, known: Known) -> Iterator[Community]:
    """The communities that it is about, if this person looks after them."""
    gone = {one.id for one in decided.forget if isinstance(one, Community)}
    changed = {one.id: one for one in decided.keep if isinstance(one, Community)}
    for id in dict.fromkeys(CommunityId(one.community) for one in decided.keep):
        community = changed.get(id) or known.records.one(Community, id)
        if community and id not in gone and community.is_kept_by(person):
            yield community


def _held(
    community: Community, person: PersonId, decided: Decision, known: Known
) -> Iterator[Session]:
    """Those that are open and in this person's hands, as they are decided to be."""
    now = {one.id: one for one in known.sessions(community)}
    now |= {one.id: one for one in decided.keep if isinstance(one, Session)}
    for one in now.values():
        if one.state is SessionState.OPEN and one.held_by == person and not one.light:
            yield one
