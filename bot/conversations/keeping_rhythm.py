"""When the community meets, and the days it keeps free."""

from dataclasses import replace
from datetime import date, datetime

from bot.boundary.arrivals import (
    AlarmRang,
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    Given,
)
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Day,
    Facts,
    Form,
    Line,
    OneOf,
    Points,
    Text,
    Weight,
)
from bot.conversations.conversation import Conversation
from bot.conversations.joining import read_time
from bot.conversations.known import Known
from bot.conversations.planning import next_session
from bot.conversations.saying import (
    button,
    form,
    in_rooms,
    texts,
    whisper,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import (
    Cadence,
    Closure,
    LeftOut,
    Monthly,
    Occurrence,
    Rhythm,
    Weekly,
    preview,
)
from bot.domain.session import Session, SessionState
from bot.words import say
from bot.words.times import day_words, moment_words, time_words, weekday_words, why_words

EVERY = ("weekly", "fortnightly", "three_weeks", "four_weeks")
MONTHLY = {"month_1": 1, "month_2": 2, "month_3": 3, "month_4": 4, "month_last": -1}


def rhythm(command: CommandGiven, known: Known) -> Decision:
    """`/lc rhythm`: how often, and the next four weeks. Those who look after it can change it here."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    buttons = _buttons(community) if community.is_kept_by(command.who.person) else ()
    card = rhythm_card(community, known, command.at)
    return whisper(*card.body, title=card.title, buttons=buttons)


def press_begin(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token.about[0])
    _must_be_ready_to_begin(community, press.who.person)
    return form(_rhythm_form(community, Act.BEGIN, press.at))


def begin(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The rhythm is set, the first session planned, and the room told."""
    community = known.community(token.about[0])
    _must_be_ready_to_begin(community, submitted.who.person)
    rhythm, errors = _read_rhythm(submitted.given, community.rhythm, submitted.at)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    active = replace(community, rhythm=rhythm, stage=Stage.ACTIVE)
    first = next_session(active, submitted.at, known)
    card = begun_card(active, known, submitted.at)
    keep = (active, first) if first else (active,)
    begun = Decision(keep=keep, say=in_rooms(active, f"begun:{active.id}", card))
    return begun + whispered("rhythm.begun")


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _kept_and_active(known.community(token.about[0]), press.who.person)
    return form(_rhythm_form(community, Act.CHANGE_RHYTHM, press.at))


def change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = _kept_and_active(known.community(token.about[0]), submitted.who.person)
    rhythm, errors = _read_rhythm(submitted.given, community.rhythm, submitted.at)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    changed = replace(community, rhythm=rhythm)
    return _told(changed, submitted.at, known) + whispered("rhythm.changed")


def press_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _kept_and_active(known.community(token.about[0]), press.who.person)
    return form(
        Form(
            token=Token(Act.ADD_CLOSURE, (community.id,)).pack(),
            title=say("closure.title"),
            intro=texts("closure.intro"),
            fields=(
                Day("first", say("closure.first"), required=True),
                Day("last", say("closure.last"), required=True),
                Line("why", say("closure.why"), hint=say("closure.why_hint"), most=60),
            ),
            submit=say("button.keep"),
            cancel=say("button.leave_it"),
        )
    )


def add_closure(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = _kept_and_active(known.community(token.about[0]), submitted.who.person)
    first, last = (date.fromisoformat(submitted.given.text(end)) for end in ("first", "last"))
    if last < first:
        return Decision(reply=(FormErrors({"last": say("closure.upside_down")}),))
    why = submitted.given.text("why") or say("closure.closed")
    closures = (*community.rhythm.closures, Closure(first, last, why))
    changed = replace(community, rhythm=replace(community.rhythm, closures=closures))
    return _told(changed, submitted.at, known) + whispered("closure.kept")


def rest(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Pause the community: with a day to come back, asked in a form."""
    community = _kept_and_active(known.community(token.about[0]), press.who.person)
    _must_have_no_open_session(community, known)
    return form(
        Form(
            token=Token(Act.REST, (community.id,)).pack(),
            title=say("rest.title"),
            intro=texts("rest.intro"),
            fields=(Day("until", say("rest.until"), hint=say("rest.until_hint"), required=True),),
            submit=say("button.pause"),
            cancel=say("button.leave_it"),
        )
    )


def keep_rest(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = _kept_and_active(known.community(token.about[0]), submitted.who.person)
    _must_have_no_open_session(community, known)
    until = date.fromisoformat(submitted.given.text("until"))
    days = known.days(community)
    if until <= days.day_of(submitted.at):
        return Decision(reply=(FormErrors({"until": say("rest.not_ahead")}),))
    resting = replace(
        community,
        stage=Stage.RESTING,
        resumes_at=days.at(days.step(until, 0), community.rhythm.opens),
    )
    card = Card(say("rest.card_title"), texts("rest.card", until=day_words(until)))
    return Decision(
        keep=(resting, *_set_aside(community, known)),
        say=in_rooms(resting, f"rest:{community.id}:{until.isoformat()}", card),
    ) + whispered("rest.kept", until=day_words(until))


def resume(alarm: AlarmRang, known: Known) -> Decision:
    """The day to come back has come."""
    community = known.community(alarm.community)
    if community.stage is not Stage.RESTING or community.resumes_at != alarm.due:
        return Decision()
    return _carried_on(community, alarm.at, known)


def carry_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Someone who looks after it ends the rest by hand."""
    community = known.community(token.about[0])
    community.must_be_kept_by(press.who.person)
    if community.stage is not Stage.RESTING:
        raise Refused(Reason.ALREADY_ANSWERED)
    return _carried_on(community, press.at, known)


def rhythm_card(community: Community, known: Known, now: datetime) -> Card:
    return Card(
        say("rhythm.title", name=community.name),
        (
            Text(rhythm_words(community.rhythm)),
            Text(say("rhythm.next_weeks")),
            Points(_preview(community, known, now)),
            *texts("rhythm.belongs_to_the_group"),
        ),
    )


def begun_card(community: Community, known: Known, now: datetime) -> Card:
    return Card(
        say("begun.title", name=community.name),
        (
            *texts("begun.what_happens"),
            Facts(((say("begun.rhythm"), rhythm_words(community.rhythm)),)),
            Text(say("rhythm.next_weeks")),
            Points(_preview(community, known, now)),
            *texts("begun.offer"),
        ),
        (button("offer_story", Act.OFFER, community.id, asks=True),),
    )


def rhythm_words(rhythm: Rhythm) -> str:
    """The rhythm as a sentence."""
    weekday = weekday_words(rhythm.cadence.weekday)
    at = time_words(rhythm.opens)
    match rhythm.cadence:
        case Weekly(weeks=1):
            return say("rhythm.weekly", weekday=weekday, at=at)
        case Weekly(weeks=weeks):
            return say("rhythm.every_weeks", weeks=weeks, weekday=weekday, at=at)
        case Monthly(nth=nth):
            which = say(f"rhythm.nth_{'last' if nth < 0 else nth}")
            return say("rhythm.monthly", nth=which, weekday=weekday, at=at)


def _preview(community: Community, known: Known, now: datetime) -> tuple[str, ...]:
    coming = preview(community.rhythm, now, known.calendar)
    lines = tuple(_coming(one, community) for one in coming)
    return lines or (say("rhythm.nothing_planned"),)


def _coming(one: Occurrence | LeftOut, community: Community) -> str:
    match one:
        case LeftOut(planned=planned, why=why):
            return say("rhythm.left_out", day=day_words(planned), why=why_words(why))
        case Occurrence(at=at, why=why):
            when = moment_words(at, community.rhythm.hours.zone)
            return say("rhythm.moved", when=when, why=why_words(why)) if why else when


def _buttons(community: Community) -> tuple[Button, ...]:
    match community.stage:
        case Stage.ACTIVE:
            return (
                button("change_rhythm", Act.CHANGE_RHYTHM, community.id, asks=True),
                button("add_closure", Act.ADD_CLOSURE, community.id, asks=True),
                button("rest", Act.REST, community.id, asks=True),
            )
        case Stage.RESTING:
            return (button("carry_on", Act.CARRY_ON, community.id, weight=Weight.MAIN),)
        case _:
            return ()


def _rhythm_form(community: Community, act: Act, now: datetime) -> Form:
    rhythm, first = community.rhythm, first_day(now)
    ends = rhythm.ends.isoformat() if rhythm.ends else ""
    return Form(
        token=Token(act, (community.id,)).pack(),
        title=say("rhythm.form.title"),
        intro=texts("rhythm.form.intro"),
        fields=(
            OneOf(
                "every",
                say("rhythm.form.every"),
                tuple(Choice(each, say(f"rhythm.form.{each}")) for each in (*EVERY, *MONTHLY)),
                value=_every(rhythm.cadence),
                required=True,
            ),
            Day(
                "first",
                say("rhythm.form.first"),
                hint=say("rhythm.form.first_hint"),
                value=first,
                required=True,
            ),
            Line(
                "opens",
                say("rhythm.form.opens"),
                value=f"{rhythm.opens:%H:%M}",
                required=True,
                most=5,
            ),
            Line(
                "region",
                say("rhythm.form.region"),
                hint=say("rhythm.form.region_hint"),
                value=rhythm.region,
                most=10,
            ),
            Day(
                "ends",
                say("rhythm.form.ends"),
                hint=say("rhythm.form.ends_hint"),
                value=ends,
            ),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def first_day(now: datetime) -> str:
    """A first day to propose: the Monday after next, so that there is time for a story."""
    today = now.date()
    return date.fromordinal(today.toordinal() + 14 - today.weekday()).isoformat()


def _every(cadence: Cadence) -> str:
    match cadence:
        case Weekly(weeks=weeks):
            return EVERY[min(weeks, len(EVERY)) - 1]
        case Monthly(nth=nth):
            return next(name for name, number in MONTHLY.items() if number == nth)


def _read_rhythm(given: Given, before: Rhythm, now: datetime) -> tuple[Rhythm, dict[str, str]]:
    first, opens = date.fromisoformat(given.text("first")), read_time(given.text("opens"))
    ends = given.text("ends")
    errors: dict[str, str] = {}
    if opens is None:
        errors["opens"] = say("rhythm.form.no_such_time")
    if first <= now.date():
        errors["first"] = say("rhythm.form.not_ahead")
    elif first.weekday() not in before.hours.working_days:
        errors["first"] = say("rhythm.form.not_a_working_day")
    if ends and date.fromisoformat(ends) < first:
        errors["ends"] = say("rhythm.form.ends_before")
    if errors or opens is None:
        return before, errors
    changed = replace(
        before,
        cadence=_cadence(given.text("every"), first),
        opens=opens,
        region=given.text("region").upper(),
        ends=date.fromisoformat(ends) if ends else None,
    )
    return changed, {}


def _cadence(every: str, first: date) -> Cadence:
    if every in MONTHLY:
        return Monthly(MONTHLY[every], first.weekday())
    return Weekly(EVERY.index(every) + 1, first.weekday(), first)


def _told(changed: Community, now: datetime, known: Known) -> Decision:
    """Keep a changed rhythm, plan the next session by it, and tell the room."""
    aside = _set_aside(changed, known)
    running = any(one.running for one in known.sessions(changed))
    following = None if running else next_session(changed, now, known)
    card = rhythm_card(changed, known, now)
    posts = in_rooms(changed, f"rhythm:{known.mint.id()}", card)
    return Decision(keep=(changed, *aside, *((following,) if following else ())), say=posts)


def _set_aside(community: Community, known: Known) -> tuple[Session, ...]:
    """Sessions that lie ahead give way to what has been decided now."""
    return tuple(
        replace(one, state=SessionState.SKIPPED) for one in known.sessions(community) if one.ahead
    )


def _carried_on(community: Community, now: datetime, known: Known) -> Decision:
    active = replace(community, stage=Stage.ACTIVE, resumes_at=None, quiet_sessions=0)
    following = next_session(active, now, known)
    card = Card(
        say("rest.back_title"),
        (*texts("rest.back"), Points(_preview(active, known, now))),
    )
    posts = in_rooms(active, f"back:{known.mint.id()}", card)
    return Decision(keep=(active, *((following,) if following else ())), say=posts)


def _kept_and_active(community: Community, person: PersonId) -> Community:
    community.must_be_kept_by(person)
    if community.stage is Stage.RESTING:
        raise Refused(Reason.COMMUNITY_PAUSED)
    if community.stage is not Stage.ACTIVE:
        raise Refused(Reason.NOT_STARTED_YET)
    return community


def _must_have_no_open_session(community: Community, known: Known) -> None:
    if any(one.running for one in known.sessions(community)):
        raise Refused(Reason.SESSION_OPEN_ALREADY)


def _must_be_ready_to_begin(community: Community, person: PersonId) -> None:
    community.must_be_kept_by(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage is not Stage.GATHERING:
        raise Refused(Reason.ALREADY_ANSWERED)
    if len(community.joined) < FEWEST_TO_BEGIN:
        raise Refused(Reason.TOO_FEW_MEMBERS, fewest=str(FEWEST_TO_BEGIN))


CONVERSATION = Conversation(
    commands={"rhythm": rhythm},
    presses={
        Act.BEGIN: press_begin,
        Act.CHANGE_RHYTHM: press_change,
        Act.ADD_CLOSURE: press_closure,
        Act.REST: rest,
        Act.CARRY_ON: carry_on,
    },
    forms={
        Act.BEGIN: begin,
        Act.CHANGE_RHYTHM: change,
        Act.ADD_CLOSURE: add_closure,
        Act.REST: keep_rest,
    },
    alarms={AlarmKind.RESUME_COMMUNITY: resume},
)
