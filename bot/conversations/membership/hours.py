"""When someone may be spoken to in private: their days, their quiet hours and their zone."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from bot.boundary.arrivals import CommandGiven, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Field, Form, Line, SomeOf
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, texts, whispered
from bot.domain.community import Community
from bot.domain.hours import Hours
from bot.domain.ids import PersonId
from bot.domain.preparing import looks_now
from bot.words import say
from bot.words.places import zone_called
from bot.words.times import weekday_words


def my_hours(command: CommandGiven, known: Known) -> Decision:
    """`/lc hours`: when I may be spoken to in private."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    return form(_hours_form(community, community.hours_of(command.who.person)))


def keep_hours(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, person = known.community(token[0]), submitted.who.person
    community.must_include(person)
    hours, errors = read_hours(submitted.given, community.hours_of(person))
    if errors:
        return Decision(reply=(FormErrors(errors),))
    changed = with_hours(community, person, hours)
    alive = [one for one in known.sessions(community) if not one.ended]
    looked = tuple(looks_now(one, submitted.at) for one in alive)
    return Decision(keep=(changed, *looked)) + whispered("hours.kept")


def with_hours(community: Community, person: PersonId, hours: Hours) -> Community:
    """Theirs as a member; or, without being one, as somebody who looks after it."""
    if (member := community.member(person)) and member.joined:
        return community.with_member(replace(member, hours=hours))
    facilitator, deputy = (
        replace(who, hours=hours) if who and who.person == person else who
        for who in (community.facilitator, community.deputy)
    )
    return replace(community, facilitator=facilitator, deputy=deputy)


def hours_fields(hours: Hours) -> tuple[Field, ...]:
    """Days, zone and quiet hours: the same three questions wherever they are asked."""
    quiet = hours_words(hours)
    label, hint = say("hours.quiet"), say("hours.quiet_hint")
    zone, zone_hint = say("hours.zone"), say("hours.zone_hint")
    return (
        _days_field(hours),
        Line("quiet", label, hint=hint, value=quiet, required=True, most=20),
        Line("zone", zone, hint=zone_hint, value=hours.zone, required=True),
    )


def hours_words(hours: Hours) -> str:
    """The quiet hours as people write them, and as they can be read again."""
    return f"{hours.quiet_from:%H:%M} to {hours.quiet_to:%H:%M}"


def read_hours(given: Given, before: Hours) -> tuple[Hours, dict[str, str]]:
    """The hours as answered, and a sentence for each answer that can't be read."""
    errors = {}
    zone, quiet = zone_called(given.text("zone")), given.text("quiet")
    if not _is_zone(zone):
        errors["zone"] = say("hours.no_such_zone", zone=zone)
    times = _quiet(quiet)
    if times is None:
        errors["quiet"] = say("hours.no_such_hours", quiet=quiet)
    if errors or times is None:
        return before, errors
    days = frozenset(int(day) for day in given.many("days"))
    return Hours(zone=zone, working_days=days, quiet_from=times[0], quiet_to=times[1]), {}


def read_time(text: str) -> time | None:
    """A time of day as people write it: 9, 9:30, 09.30."""
    try:
        hour, _, minute = text.strip().replace(".", ":").partition(":")
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _hours_form(community: Community, hours: Hours) -> Form:
    return Form(
        token=Token(Act.HOURS, (community.id,)).pack(),
        title=say("hours.title"),
        intro=texts("hours.intro"),
        fields=hours_fields(hours),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def _days_field(hours: Hours) -> SomeOf:
    return SomeOf(
        "days",
        say("hours.days"),
        tuple(Choice(str(day), weekday_words(day)) for day in range(7)),
        hint=say("hours.days_hint"),
        values=tuple(str(day) for day in sorted(hours.working_days)),
        required=True,
    )


def _is_zone(zone: str) -> bool:
    """Whether this is a zone of the IANA list, such as Europe/London."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return "/" in zone or zone == "UTC"


def _quiet(text: str) -> tuple[time, time] | None:
    """From when to when: 20:00 to 08:00, or 20-8."""
    first, _, last = text.replace("-", "to").partition("to")
    begins, ends = read_time(first), read_time(last)
    if begins is None or ends is None or begins == ends:
        return None
    return begins, ends


CONVERSATION = Conversation(commands={"hours": my_hours}, forms={Act.HOURS: keep_hours})
