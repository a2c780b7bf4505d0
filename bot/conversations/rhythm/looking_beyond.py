"""While a session runs, somebody who may tell in the next one may have their last day at work before that.

Then the next one is put in the calendar already, so that they can be asked in time. All else about it waits
until this one has closed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.rhythm.hold_cards import told_of_change
from bot.conversations.rhythm.planning import next_session, set_aside
from bot.conversations.sessions.choosing import choosing, first_waiting
from bot.conversations.sessions.preparing import is_time_to_ask
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.preparing import looked, looked_beyond
from bot.domain.session import Session


def look_beyond(alarm: AlarmRang, known: Known) -> Decision:
    """Only they are asked whose time has come."""
    community, running = known.session(alarm.about)
    if running.state is not SessionState.OPEN or community.stage is not Stage.ACTIVE:
        return Decision()
    days = known.days(community)
    kept = Decision(keep=(looked_beyond(running, days, alarm.at),))
    following = next_session(community, running.plan.closes_at, known)
    if following is None or planned_early(community, known):
        return kept
    story = first_waiting(community, following, known)
    if story is None or not is_time_to_ask(community, following, story, alarm.at, known):
        return kept
    return kept + choosing(community, looked(following, days, alarm.at), alarm, known)


def next_one(community: Community, now: datetime, known: Known) -> tuple[Session | None, Decision]:
    """The next by the rhythm. One that was planned already, and is still the next, keeps its story."""
    early, following = planned_early(community, known), next_session(community, now, known)
    if not early or not following or early[0].plan.opens_at != following.plan.opens_at:
        return following, called_off(community, early, known)
    asks_at, deputy = following.plan.asks_at, following.plan.asks_deputy_at
    plan = replace(early[0].plan, asks_at=asks_at, asks_deputy_at=deputy)
    return replace(early[0], plan=early[0].plan if early[0].asked else plan), Decision()


def planned_early(community: Community, known: Known) -> tuple[Session, ...]:
    """At most one: what stands in the calendar while another session runs."""
    return tuple(one for one in known.sessions(community) if one.ahead)


def called_off(community: Community, early: Sequence[Session], known: Known) -> Decision:
    """Nobody but its teller has heard of it."""
    return Decision(keep=set_aside(early, known), say=told_of_change(community, early))


CONVERSATION = Conversation(alarms={AlarmKind.PREPARE_NEXT: look_beyond})
