"""What the group waits for one person to do: a draft, a choice. A silence is never the end of it.

First the facilitator is asked, three working days later the deputy, then both once a week; then it
rests, and anyone who takes part may take it up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.boundary.decision import Post, Revise, Said
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Text, Weight
from bot.conversations.codesign.here import Here
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts
from bot.domain.codesign import Codesign, Due, Task
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say

DEPUTY_AFTER = 3
"""Working days."""
MORNING = time(10)
ASKED_AGAIN_AFTER = timedelta(days=7)
MOST_ASKED = 4
"""The facilitator, the deputy, and both twice more."""
LESS = "draft"
"""What somebody asks for less of."""

ACTS: Mapping[Task, Act] = {
    Task.DRAFT_RULES: Act.DRAFT_RULES,
    Task.DRAFT_ROUTES: Act.DRAFT_ROUTES,
    Task.CHOOSE_FORMAT: Act.FIRST_FORMAT,
}


def begun(here: Here, codesign: Codesign, task: Task) -> tuple[Codesign, tuple[Said, ...]]:
    """The facilitator is asked now; while nothing is asked of anyone, when that is over. Where nobody
    looks after it, the room is."""
    due = Due(task=task, mark=here.known.mint.id(), asks_at=here.next_noon(), asked=0)
    if here.waits:
        return codesign.with_due(due), ()
    due, said = _again(here, codesign, due)
    return codesign.with_due(due), said


def reminded(here: Here, codesign: Codesign) -> tuple[Codesign, tuple[Said, ...]]:
    """Everything that is waited for and whose time it is to ask again."""
    said: tuple[Said, ...] = ()
    for due in codesign.due:
        if due.asks_at is not None and due.asks_at <= here.at:
            again, posts = _again(here, codesign, due)
            codesign, said = codesign.with_due(again), (*said, *posts)
    return codesign, said


def finished(here: Here, codesign: Codesign, task: Task) -> tuple[Codesign, tuple[Revise, ...]]:
    """Done, or not needed any more: every card that asked for it loses its buttons."""
    due = codesign.waits_for(task)
    if due is None:
        return codesign, ()
    card = Card(say(f"task.{task}.title"), texts("task.done"))
    names = (name for name, _ in _cards(here.community, codesign, due))
    return codesign.without(task), tuple(revised(here.community, one, card) for one in names)


def waiting_card(community: Community, codesign: Codesign, due: Due) -> Card:
    """What is waited for, for somebody who may do it."""
    first = replace(due, asked=1)
    return (
        _everyones_card(community, codesign, due)
        if due.rests
        else _card(community, codesign, first)
    )


def for_everyone(here: Here, codesign: Codesign) -> tuple[Post, ...]:
    """What rests in the room, for anyone to take up."""
    resting = (due for due in codesign.due if due.rests)
    return tuple(post for due in resting for post in _to_everyone(here, codesign, due))


def shown(here: Here, codesign: Codesign) -> tuple[Revise, ...]:
    """Every card that asks for something, as it stands now: without a button while it waits."""
    return tuple(
        revised(here.community, name, card)
        for due in codesign.due
        for name, card in _cards(here.community, codesign, due)
    )


def waited_for(
    community: Community, task: Task, person: PersonId, known: Known
) -> tuple[Codesign, Due]:
    """Those who look after it may do it; once it rests, anyone who takes part."""
    community.must_include(person)
    community.must_not_be_ending()
    codesign = known.codesign(community)
    if codesign is None:
        raise Refused(Reason.NOT_WAITED_FOR)
    due = codesign.must_wait_for(task)
    if not due.rests:
        community.must_be_kept_by(person)
    return codesign, due


def _again(here: Here, codesign: Codesign, due: Due) -> tuple[Due, tuple[Said, ...]]:
    keepers = _keepers(here.community)
    if due.asked >= MOST_ASKED or not keepers:
        rests = replace(due, asks_at=None)
        return rests, _to_everyone(here, codesign, rests)
    next_time = here.at + ASKED_AGAIN_AFTER if due.asked else _deputys_day(here)
    again = replace(due, asked=due.asked + 1, asks_at=next_time)
    whom = (keepers[:1], keepers[1:] or keepers)[due.asked] if due.asked < 2 else keepers
    willing = tuple(one for one in whom if (one, LESS) not in here.community.less_of)
    return again, _asked(here, codesign, again, willing)


def _asked(
    here: Here, codesign: Codesign, due: Due, people: tuple[PersonId, ...]
) -> tuple[Post, ...]:
    card, name = _card(here.community, codesign, due), _name(due, due.asked)
    return tuple(
        in_good_time(here.community, one, name, card, here.at, here.known) for one in people
    )


def _cards(community: Community, codesign: Codesign, due: Due) -> Iterator[tuple[str, Card]]:
    """Every card that may ask for it, by its name."""
    for asked in range(1, due.asked + 1):
        yield _name(due, asked), _card(community, codesign, replace(due, asked=asked))
    if due.rests and due.task in ACTS:
        yield _everyones(due), _everyones_card(community, codesign, due)


def _card(community: Community, codesign: Codesign, due: Due) -> Card:
    title, asks = say(f"task.{due.task}.title"), texts(f"task.{due.task}.asks")
    if community.stage is Stage.ENDING:
        return Card(title, (*asks, *texts("codesign.waits_for_ending")))
    buttons = _buttons(community, codesign, due.task)
    if due.asked == 1:
        return Card(title, asks, buttons)
    less = button("less_of", Act.LESS_OF, community.id, LESS)
    return Card(title, (*asks, *_once_more(community, due)), (*buttons, less))


def _once_more(community: Community, due: Due) -> tuple[Text, ...]:
    """Where two look after it, the second time is the deputy's first."""
    second = due.asked == 2 and len(_keepers(community)) > 1
    return texts("task.for_either") if second else texts("task.again")


def _buttons(community: Community, codesign: Codesign, task: Task) -> tuple[Button, ...]:
    if task in ACTS:
        main = Weight.MAIN
        return (button(f"task_{task}", ACTS[task], community.id, asks=True, weight=main),)
    return (
        button("ask_openly", Act.ASK_OPENLY, community.id, codesign.step),
        button("let_it_go", Act.LET_IT_GO, community.id, codesign.step),
    )


def _to_everyone(here: Here, codesign: Codesign, due: Due) -> tuple[Post, ...]:
    """It rests, and the room is told that anyone may take it up. A question without answers just goes."""
    if due.task not in ACTS:
        return ()
    card = _everyones_card(here.community, codesign, due)
    return in_rooms(here.community, _everyones(due), card)


def _everyones_card(community: Community, codesign: Codesign, due: Due) -> Card:
    title = say(f"task.{due.task}.title")
    if community.stage is Stage.ENDING:
        return Card(title, texts("codesign.waits_for_ending"))
    body = texts(f"task.{due.task}.rests")
    return Card(title, body, _buttons(community, codesign, due.task))


def _deputys_day(here: Here) -> datetime:
    days = here.known.days(here.community)
    return days.at(days.step(days.day_of(here.at), DEPUTY_AFTER), MORNING)


def _keepers(community: Community) -> tuple[PersonId, ...]:
    return tuple(who.person for who in community.keepers)


def _name(due: Due, asked: int) -> str:
    return f"due:{due.mark}:{asked}"


def _everyones(due: Due) -> str:
    return f"due:{due.mark}:all"
