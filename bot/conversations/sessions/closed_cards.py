"""What people read once a session has closed: in the room, and those who look after it in private."""

from datetime import datetime, timedelta

from bot.boundary.decision import Decision, Post, Slip
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Element, Quote, Text, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts
from bot.conversations.sessions.reviewing import QUESTIONS, review_box
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.proposal import Proposal, ProposalState
from bot.domain.session import Role, Session
from bot.domain.told import enough, share
from bot.words import say, tell_of
from bot.words.times import moment_words

A_DAY = timedelta(days=1)


def closed_card(
    community: Community,
    closed: Session,
    along: tuple[Slip, ...],
    following: Session | None,
    *,
    how: tuple[Text, ...],
) -> Card:
    body = (*how, *_here(community, along))
    if following:
        when = moment_words(following.plan.opens_at, community.rhythm.hours.zone)
        body += texts("close.next", when=when)
    return Card(say("close.title", number=closed.number), body)


def told_as_next(
    community: Community, going_on: Decision, now: datetime, known: Known
) -> Session | None:
    """What is planned next, unless this very moment settles that we pause or end: that is said by itself."""
    if any(_ends_the_planning(one, now) for one in known.proposals(community)):
        return None
    return next((one for one in going_on.keep if isinstance(one, Session)), None)


def _ends_the_planning(proposal: Proposal, now: datetime) -> bool:
    """Its answers' days are over as well, and nobody objects."""
    stops = proposal.matter in (Matter.ENDING, Matter.PAUSE) and not proposal.objectors
    asked = proposal.state is ProposalState.OBJECTIONS
    return stops and asked and proposal.until is not None and proposal.until <= now


def how_it_closed(session: Session, now: datetime) -> tuple[Text, ...]:
    """With thanks; but nobody is thanked for time that nobody gave. If the bot was not there when it should
    have closed, that is said, and nothing else is made of it."""
    if session.left_standing:
        return texts("close.stood_still")
    late = session.state is SessionState.OPEN and now >= session.plan.closes_at + A_DAY
    return texts(*(("close.i_was_not_there",) if late else ()), "close.thanks")


def _here(community: Community, along: tuple[Slip, ...]) -> tuple[Text, ...]:
    """In words, and only where at least five pressed the button: never a count, never a name."""
    told = share(along, community.crowd)
    return (Text(tell_of("along", told)),) if told else ()


def to_holder(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Post, ...]:
    """What people wrote, mixed, if enough did; and the line that opens the next session."""
    if closed.held_by is None or closed.light:
        return ()
    card = _review_card(closed, known)
    name = f"review_result:{closed.id}"
    return (in_good_time(community, closed.held_by, name, card, now, known),)


def _review_card(closed: Session, known: Known) -> Card:
    """Without a look back nothing was said that could change anything."""
    note = button("note_for_myself", Act.REFLECT, closed.id, asks=True)
    title = say("review.result_title", number=closed.number)
    if not closed.looked_back:
        return Card(title, texts("review.never_opened"), (note,))
    line = button("what_will_change", Act.CHANGE_LINE, closed.id, asks=True, weight=Weight.MAIN)
    return Card(title, (*_review(closed, known), *texts("review.what_will_change")), (line, note))


def _review(closed: Session, known: Known) -> tuple[Element, ...]:
    """Fewer read the same whether some have answered or none: one answer would be as good as signed."""
    slips = known.records.opened(review_box(closed))
    if not enough(slips):
        return texts("review.too_few")
    slips += known.records.opened(review_box(closed, kept=True))
    found: list[Element] = []
    for question in QUESTIONS:
        answers = known.mint.shuffled([slip.answers.get(question, "").strip() for slip in slips])
        quotes = [Quote(answer) for answer in answers if answer]
        if quotes:
            found += [Text(say(f"review.form.{question}")), *quotes]
    return tuple(found) or texts("review.all_blank")


def to_keeper(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Post, ...]:
    keeper = asked_for_wrap(closed)
    if keeper is None:
        return ()
    name, card = f"ask_wrap:{closed.id}", wrap_card(closed)
    return (in_good_time(community, keeper, name, card, now, known),)


def asked_for_wrap(closed: Session) -> PersonId | None:
    """Whoever keeps the learning is asked for the session in four lines; else whoever held it."""
    if closed.light or closed.silent:
        return None
    return closed.roles.get(Role.KEEPER) or closed.held_by


def wrap_card(closed: Session) -> Card:
    return Card(
        say("wrap.ask_title", number=closed.number),
        texts("wrap.asks"),
        (button("write_the_wrap", Act.WRAP, closed.id, asks=True, weight=Weight.MAIN),),
    )
