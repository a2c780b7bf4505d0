"""A pause: any member may propose one, with the day on which it ends; in need a keeper may pause at once."""

from datetime import date, datetime

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Day, Form, Lines
from bot.conversations.consent.proposal_forms import MOST_WHY
from bot.conversations.consent.proposing import ANSWERED_IN, ends, proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.rhythm.planning import too_far
from bot.conversations.rhythm.resting import rested
from bot.conversations.saying import button, form, in_rooms, texts, whisper, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.proposal import Proposal
from bot.domain.refusal import Reason, Refused
from bot.words import say
from bot.words.times import day_words, moment_words


def command(command: CommandGiven, known: Known) -> Decision:
    """`/lc pause`: members propose; those who look after it choose between proposing and pausing at once."""
    community = known.community_at(command.place, command.who)
    must_be_able_to_pause(community, command.who.person)
    if not _may_pause_at_once(community, command.who.person):
        return form(_pause_form(community))
    return whisper(
        *texts("pausing.which"),
        title=say("pausing.title"),
        buttons=(
            button("propose_a_pause", Act.PROPOSE_PAUSE, community.id, asks=True),
            button("pause_at_once", Act.REST, community.id, asks=True),
        ),
    )


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    must_be_able_to_pause(community, press.who.person)
    return form(_pause_form(community))


def submit(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """To everyone, with three working days to answer. The day, or the working day after it, is in the
    title, so that other words keep it."""
    community = known.community(token[0])
    must_be_able_to_pause(community, submitted.who.person)
    until = date.fromisoformat(submitted.given.text("until"))
    if wrong := _wrong_day(community, until, submitted.at, known):
        return Decision(reply=(FormErrors(wrong),))
    until = known.days(community).step(until, 0)
    put = proposed(
        community,
        Matter.PAUSE,
        about=until.isoformat(),
        title=say("pausing.until", until=day_words(until)),
        words=say("pausing.words"),
        why=submitted.given.text("why"),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
    )
    return put + whispered("propose.sent")


def paused(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """It is agreed. A session that runs may end; none is planned until the day has come."""
    days = known.days(community)
    until = days.step(date.fromisoformat(proposal.about), 0)
    if community.stage is Stage.ENDING or until <= days.day_of(at):
        card = Card("", texts("pausing.too_late", title=proposal.title))
        return Decision(say=in_rooms(community, f"no_pause:{proposal.id}", card))
    return rested(community, until, known)


def must_be_able_to_pause(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_not_be_ending()
    if community.stage is Stage.RESTING and community.resumes_at:
        raise Refused(Reason.PAUSED_ALREADY)
    if community.stage not in (Stage.ACTIVE, Stage.RESTING):
        raise Refused(Reason.NOT_STARTED_YET)


def _wrong_day(community: Community, until: date, at: datetime, known: Known) -> dict[str, str]:
    """A pause has to outlast the asking for it."""
    days = known.days(community)
    today, decided = days.day_of(at), ends(community, ANSWERED_IN, at, known)
    if until <= today:
        return {"until": say("rest.not_ahead")}
    if until <= days.day_of(decided):
        when = moment_words(decided, community.rhythm.hours.zone)
        return {"until": say("pausing.too_soon", when=when)}
    return too_far(today, until=until)


def _may_pause_at_once(community: Community, person: PersonId) -> bool:
    return community.stage is Stage.ACTIVE and community.is_kept_by(person)


def _pause_form(community: Community) -> Form:
    return Form(
        token=Token(Act.PROPOSE_PAUSE, (community.id,)).pack(),
        title=say("pausing.title"),
        intro=texts("pausing.intro"),
        fields=(
            Day("until", say("rest.until"), hint=say("rest.until_hint"), required=True),
            Lines("why", say("propose.why"), most=MOST_WHY),
        ),
        submit=say("button.propose_it"),
        cancel=say("button.not_now"),
    )


CONVERSATION = Conversation(
    commands={"pause": command},
    presses={Act.PROPOSE_PAUSE: press},
    forms={Act.PROPOSE_PAUSE: submit},
)
