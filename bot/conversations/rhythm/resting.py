"""A community rests until a day that it has named, and carries on."""

from dataclasses import replace
from datetime import date, datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Day, Form, Points
from bot.conversations.conversation import Conversation
from bot.conversations.endings.in_turn import asked
from bot.conversations.endings.renewing import carries_on
from bot.conversations.known import Known
from bot.conversations.rhythm.cards import coming_weeks
from bot.conversations.rhythm.free_days import free_days
from bot.conversations.rhythm.hold_cards import told_of_change
from bot.conversations.rhythm.planning import kept_and_active, next_session, set_aside, too_far
from bot.conversations.rhythm.standing_still import everyone_may_answer, moves_again
from bot.conversations.saying import form, in_rooms, texts, whispered
from bot.conversations.sessions import resting_with_us
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.refusal import Reason, Refused
from bot.domain.renewal import Occasion
from bot.words import say
from bot.words.times import day_words


def rest(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Pause the community: with a day to come back, asked in a form."""
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(_rest_form(community, known))


def keep_rest(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """At once: a session that is open stops too."""
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    until = date.fromisoformat(submitted.given.text("until"))
    days = known.days(community)
    if until <= days.day_of(submitted.at):
        return Decision(reply=(FormErrors({"until": say("rest.not_ahead")}),))
    if far := too_far(days.day_of(submitted.at), until=until):
        return Decision(reply=(FormErrors(far),))
    back = days.step(until, 0)
    stops = resting_with_us.stops(community, day_words(back), submitted.at, known)
    kept = rested(community, back, known) + stops
    return kept + whispered("rest.kept", until=day_words(back))


def rested(community: Community, until: date, known: Known) -> Decision:
    """Nothing is asked of anyone until that working day, and what was planned does not take place."""
    resumes_at = known.days(community).at(until, community.rhythm.opens)
    resting = replace(community, stage=Stage.RESTING, resumes_at=resumes_at)
    told = _told(resting, until)
    ahead = [one for one in known.sessions(community) if one.ahead]
    said: tuple[Said, ...] = (*told, *told_of_change(community, ahead))
    kept = Decision(keep=(resting, *set_aside(ahead, known)), say=said)
    return kept + moves_again(community, known)


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """That it rests, and until when."""
    if community.stage is not Stage.RESTING or community.resumes_at is None:
        return ()
    return _told(community, known.days(community).day_of(community.resumes_at))


def resume(alarm: AlarmRang, known: Known) -> Decision:
    """The day to come back has come: the rhythm goes on. In a while: is it still worth everyone's time?"""
    community = known.community(alarm.community)
    if community.stage is not Stage.RESTING or community.resumes_at != alarm.due:
        return Decision()
    active = replace(community, stage=Stage.ACTIVE)
    question = asked(active, Occasion.BACK, alarm.at, known)
    return _carried_on(community, alarm.at, known) + question


def carry_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Someone who looks after it ends the rest by hand; where everyone may answer, anyone who takes part."""
    community = known.community(token[0])
    if everyone_may_answer(community, known):
        community.must_include(press.who.person)
    else:
        community.must_be_kept_by(press.who.person)
    if community.stage is not Stage.RESTING:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    told = Decision(say=(carries_on(community, known),))
    return told + _carried_on(community, press.at, known)


def _carried_on(community: Community, now: datetime, known: Known) -> Decision:
    active = replace(community, stage=Stage.ACTIVE, resumes_at=None, quiet_sessions=0)
    moves = moves_again(community, known)
    running = any(one.running for one in known.sessions(community))
    following = None if running else next_session(active, now, known)
    weeks = Points(coming_weeks(active, known, now))
    free = free_days(active.rhythm, known.days(active).day_of(now))
    card = Card(say("rest.back_title"), (*texts("rest.back"), weeks, *free))
    said = in_rooms(active, f"back:{known.mint.id()}", card)
    back = Decision(keep=(active, *((following,) if following else ())), say=said)
    return moves + back + resting_with_us.goes_on(active, now, known)


def _told(community: Community, until: date) -> tuple[Post, ...]:
    card = Card(say("rest.card_title"), texts("rest.card", until=day_words(until)))
    return in_rooms(community, f"rest:{community.id}:{until.isoformat()}", card)


def _rest_form(community: Community, known: Known) -> Form:
    open_ = any(one.state is SessionState.OPEN for one in known.sessions(community))
    return Form(
        token=Token(Act.REST, (community.id,)).pack(),
        title=say("rest.title"),
        intro=texts("rest.intro", *(("rest.session_too",) if open_ else ())),
        fields=(Day("until", say("rest.until"), hint=say("rest.until_hint"), required=True),),
        submit=say("button.pause_until_then"),
        cancel=say("button.leave_it"),
    )


CONVERSATION = Conversation(
    presses={Act.REST: rest, Act.CARRY_ON: carry_on},
    forms={Act.REST: keep_rest},
    alarms={AlarmKind.RESUME_COMMUNITY: resume},
)
