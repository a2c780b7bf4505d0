"""How a poll is shown while it runs. Never a count, and never who has voted or has not."""

from collections.abc import Sequence

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Facts, Moment, Points, Text, Weight
from bot.conversations.saying import button, in_rooms, named, revised, texts
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.poll import Poll, PollState
from bot.words import say
from bot.words.times import moment_words

LONGEST_IN_BUTTON = 45


def opened(community: Community, poll: Poll) -> tuple[Post, ...]:
    """The post with which it begins: options are added first, or voting is open at once."""
    if poll.state is PollState.ADDING:
        return in_rooms(community, _adding_name(poll), _adding_card(community, poll))
    return in_rooms(community, _name(poll), _voting_card(community, poll))


def with_new_option(community: Community, poll: Poll) -> Revise:
    return revised(community, _adding_name(poll), _adding_card(community, poll))


def voting_began(community: Community, poll: Poll) -> tuple[Post | Revise, ...]:
    over = Card(poll.question, texts("poll.adding_over"))
    return (revised(community, _adding_name(poll), over), *opened(community, poll))


def closes_soon(community: Community, poll: Poll) -> tuple[Post, ...]:
    """To everyone alike, once."""
    return in_rooms(community, _soon_name(poll), _reminder(community, poll, "poll.closes_soon"))


def stays_open(community: Community, poll: Poll) -> tuple[Post, ...]:
    return in_rooms(community, _longer_name(poll), _reminder(community, poll, "poll.stays_open"))


def over(community: Community, poll: Poll, key: str) -> tuple[Revise, ...]:
    """Every post that invited people has had its time: its buttons go, and `key` says why."""
    card = Card(poll.question, texts(key))
    names = (_adding_name(poll), _name(poll), _soon_name(poll), _longer_name(poll))
    return tuple(revised(community, name, card) for name in names)


def running_card(community: Community, person: PersonId, polls: Sequence[Poll]) -> Card:
    """What runs now, and what this person can do about it."""
    lines = tuple(_state_words(community, poll) for poll in polls)
    buttons = [one for poll in polls for one in _buttons(community, person, poll)]
    ask = button("ask_something", Act.POLL, community.id, asks=True)
    return Card(say("poll.running_title"), (Points(lines),), (*buttons, ask))


def asks_card(community: Community, person: PersonId, poll: Poll) -> Card | None:
    """The card in the room, while it asks something of this person."""
    if poll.state is PollState.ADDING:
        return _adding_card(community, poll)
    return _voting_card(community, poll) if person in poll.asked - poll.voted else None


def closes_words(community: Community, poll: Poll) -> str:
    return moment_words(poll.closes_at, community.rhythm.hours.zone)


def _adding_card(community: Community, poll: Poll) -> Card:
    zone = community.rhythm.hours.zone
    until = poll.adds_until or poll.closes_at
    body: tuple[Element, ...] = (
        *texts("poll.adding"),
        Points(poll.options),
        Moment(say("poll.adds_until"), until, zone),
        Moment(say("poll.closes"), poll.closes_at, zone),
        _asked_by(community, poll),
    )
    buttons = (button("add_an_option", Act.ADD_OPTION, poll.id, asks=True, weight=Weight.MAIN),)
    return Card(poll.question, body, buttons)


def _voting_card(community: Community, poll: Poll) -> Card:
    options = (Points(poll.options),) if poll.options else ()
    body: tuple[Element, ...] = (
        Text(say(f"poll.how.{poll.kind}", dots=poll.dots)),
        *options,
        *texts("poll.hidden_till_closed"),
        Moment(say("poll.closes"), poll.closes_at, community.rhythm.hours.zone),
        _asked_by(community, poll),
    )
    return Card(poll.question, body, (_vote_button(poll),))


def _reminder(community: Community, poll: Poll, key: str) -> Card:
    body = texts(key, when=closes_words(community, poll))
    return Card(poll.question, body, (_vote_button(poll),))


def _asked_by(community: Community, poll: Poll) -> Facts:
    return Facts(((say("poll.asked_by"), named(community, poll.opener)),))


def _vote_button(poll: Poll) -> Button:
    return button("vote", Act.VOTE, poll.id, asks=True, weight=Weight.MAIN)


def _state_words(community: Community, poll: Poll) -> str:
    zone = community.rhythm.hours.zone
    if poll.state is PollState.ADDING:
        until = poll.adds_until or poll.closes_at
        when = moment_words(until, zone)
        return say("poll.state.adding", question=poll.question, when=when)
    when = moment_words(poll.closes_at, zone)
    return say("poll.state.open", question=poll.question, when=when)


def _buttons(community: Community, person: PersonId, poll: Poll) -> tuple[Button, ...]:
    short = _short(poll.question)
    mine, keeps = poll.opener == person, community.is_kept_by(person)
    found = []
    if poll.state is PollState.ADDING:
        found.append(button("add_option_to", Act.ADD_OPTION, poll.id, asks=True, question=short))
    elif person in poll.asked - poll.voted:
        found.append(button("vote_on", Act.VOTE, poll.id, asks=True, question=short))
    if poll.state is PollState.OPEN and (mine or keeps):
        found.append(button("close_poll", Act.CLOSE_POLL, poll.id, question=short))
    if mine and not poll.voted:
        found.append(button("take_poll_back", Act.WITHDRAW_POLL, poll.id, question=short))
    return tuple(found)


def _short(question: str) -> str:
    if len(question) <= LONGEST_IN_BUTTON:
        return question
    return f"{question[:LONGEST_IN_BUTTON].rstrip()}…"


def _adding_name(poll: Poll) -> str:
    return f"poll_adding:{poll.id}"


def _name(poll: Poll) -> str:
    return f"poll:{poll.id}"


def _soon_name(poll: Poll) -> str:
    return f"poll_soon:{poll.id}"


def _longer_name(poll: Poll) -> str:
    return f"poll_longer:{poll.id}"
