"""Asking the group: a question is opened, options are added, votes come in.

A poll shows what people think; what holds is agreed.
"""

from dataclasses import replace
from datetime import datetime, time

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise, Slip
from bot.boundary.tokens import Act, Token
from bot.conversations.consent.proposing import ends
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.polls.cards import (
    closes_words,
    opened,
    over,
    running_card,
    with_new_option,
)
from bot.conversations.polls.forms import (
    Asking,
    option_form,
    option_refused,
    poll_form,
    read_poll,
)
from bot.conversations.polls.looks import asked_again
from bot.conversations.polls.votes import on_slip, read_ballot, vote_form
from bot.conversations.saying import form, whisper, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.poll import Poll, PollState, must_be_able_to_ask

WARNS = time(10)
"""The word before the close comes in the morning of the working day before."""


def command(command: CommandGiven, known: Known) -> Decision:
    """`/lc poll`: what runs, and what can be done about it; or the form, when nothing runs."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    running = known.polls(community)
    if not running:
        must_be_able_to_ask(community, command.who.person)
        return form(poll_form(community))
    card = running_card(community, command.who.person, running)
    return whisper(*card.body, title=card.title, buttons=card.buttons)


def press_ask(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    must_be_able_to_ask(community, press.who.person)
    return form(poll_form(community))


def ask(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Put it to everyone who takes part now; who comes later is not asked."""
    community = known.community(token[0])
    must_be_able_to_ask(community, submitted.who.person)
    today = known.days(community).day_of(submitted.at)
    asking, errors = read_poll(submitted.given, today)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    poll = _poll(community, asking, submitted.who.person, submitted.at, known)
    put = Decision(keep=(poll,), say=opened(community, poll))
    before = asked_again(community, token.about[1:], known)
    return put + before + whispered("poll.asked", when=closes_words(community, poll))


def press_add(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, poll = known.poll(token[0])
    community.must_include(press.who.person)
    poll.must_take_options()
    return form(option_form(poll))


def add(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, poll = known.poll(token[0])
    community.must_include(submitted.who.person)
    poll.must_take_options()
    option = submitted.given.text("option")
    if problem := option_refused(poll, option, known.days(community).day_of(submitted.at)):
        return Decision(reply=(FormErrors({"option": problem}),))
    longer = replace(poll, options=(*poll.options, option))
    added = Decision(keep=(longer,), say=(with_new_option(community, longer),))
    return added + whispered("poll.option.added")


def press_vote(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, poll = known.poll(token[0])
    community.must_include(press.who.person)
    poll.must_take_vote_of(press.who.person)
    return form(vote_form(poll))


def vote(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The poll learns that this person has voted; the ballot goes into the box under a key by chance."""
    community, poll = known.poll(token[0])
    person = submitted.who.person
    community.must_include(person)
    poll.must_take_vote_of(person)
    ballot, errors = read_ballot(poll, submitted.given)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    slip = Slip(
        community=community.id,
        box=poll.box,
        person=PersonId(known.mint.id()),
        answers=on_slip(ballot, submitted.given),
    )
    voted = Decision(keep=(replace(poll, voted=poll.voted | {person}),), drop=(slip,))
    return voted + whispered("poll.in", when=closes_words(community, poll))


def withdraw(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whoever asked may take it back while nobody has voted."""
    community, poll = known.poll(token[0])
    community.must_include(press.who.person)
    poll.must_be_withdrawn_by(press.who.person)
    say: tuple[Revise, ...] = over(community, poll, "poll.taken_back")
    return Decision(keep=(poll.withdrawn(press.at),), say=say) + whispered("poll.is_taken_back")


def warns(
    closes_at: datetime, since: datetime, community: Community, known: Known
) -> datetime | None:
    """When to say that it closes soon: the working day before, if that is a day after it opened."""
    days = known.days(community)
    day = days.step(days.day_of(closes_at), -1)
    return days.at(day, WARNS) if day > days.day_of(since) else None


def _poll(
    community: Community, asking: Asking, opener: PersonId, at: datetime, known: Known
) -> Poll:
    """Where members may add options, that takes the first half of the days, and voting the rest."""
    adding = max(asking.days // 2, 1) if asking.adds else 0
    voting = max(asking.days - adding, 1)
    adds_until = ends(community, adding, at, known) if adding else None
    closes_at = ends(community, voting, adds_until or at, known)
    return Poll(
        id=RecordId(known.mint.id()),
        community=community.id,
        question=asking.question,
        kind=asking.kind,
        options=asking.options,
        dots=asking.dots,
        opener=opener,
        asked=community.circle,
        state=PollState.ADDING if adding else PollState.OPEN,
        days=voting,
        adds_until=adds_until,
        warns_at=warns(closes_at, adds_until or at, community, known),
        closes_at=closes_at,
        look_again_weeks=asking.weeks,
    )


CONVERSATION = Conversation(
    commands={"poll": command},
    presses={
        Act.POLL: press_ask,
        Act.ADD_OPTION: press_add,
        Act.VOTE: press_vote,
        Act.WITHDRAW_POLL: withdraw,
    },
    forms={Act.POLL: ask, Act.ADD_OPTION: add, Act.VOTE: vote},
)
