"""What people in Slack do, as the tests' Slack sends it: made once, and sent as often as is wanted."""

import sys
import time
from collections.abc import Awaitable, Sequence
from typing import Any

from adapters.clock import SystemClock
from adapters.slack import forms
from adapters.slack.cards import messages
from adapters.slack.lines import open_lines
from benchmarks._ground import engine
from benchmarks._slack import Town
from bot.boundary.arrivals import CommandGiven, DeliveryId, Who
from bot.boundary.decision import OpenForm
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Text
from storage import Database
from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.mail import Delivery
from tests.adapters.fake_slack.triggers import Trigger

LESS = "Fewer of these"


async def deliveries(there: Town, most: int = 12) -> dict[str, list[Delivery]]:
    """What is sent when each of so many members types, presses and hands in: held back, and kept here.
    A press on "Fewer of these" is kept and confirmed; hours that are handed in are kept and confirmed."""
    there.slack.mail.hold()
    members = there.people[2:][:most]
    async with open_lines(there.slack.api_url, there.acme.token) as lines:
        client = await lines.client(there.acme.id)
        (card,) = messages(Card("", (Text("The session is open."),), (_less(there),)))
        said = await client.chat_postMessage(
            channel=there.room.id, text=card.text, blocks=list(card.blocks)
        )
        message = there.room.messages[said["ts"]]
        views = _hours(there, members)
        for person, view in zip(members, views, strict=True):
            trigger = Trigger(
                there.slack.core.mint.trigger(), person.id, there.acme.id, time.time()
            )
            there.slack.core.world.triggers.give(trigger)
            await client.views_open(trigger_id=trigger.id, view=view)
    made: dict[str, Sequence[Delivery | None]] = {
        "command": [await one.types("/lc", in_=there.room) for one in members],
        "button": [await one.presses(message, LESS) for one in members],
        "form": [await one.submits(one.modal) for one in members],
        "typed": [await _event(there, one.says("Are you there?")) for one in members],
        "message": [
            await _event(there, one.says("Good morning.", in_=there.room)) for one in members
        ],
        "reply": [
            await _event(there, one.replies(message, "What stayed with me is the radio."))
            for one in members
        ],
    }
    there.slack.mail._held = None
    return {kind: [one for one in each if one is not None] for kind, each in made.items()}


async def _event(there: Town, saying: Awaitable[object]) -> Delivery:
    """That something was written, as the bot is told of it."""
    await saying
    return there.slack.sent[-1]


def _less(there: Town) -> Button:
    return Button(LESS, Token(Act.LESS_OF, (there.home.id, "reminders")).pack())


def _hours(there: Town, people: Sequence[Person]) -> list[dict[str, Any]]:
    """The form that each of them is asked for their hours with."""
    with there.database() as database:
        return [_asked(there, one, database) for one in people]


def _asked(there: Town, person: Person, database: Database) -> dict[str, Any]:
    place = there.direct(person)
    asked = CommandGiven(
        id=DeliveryId(person.id),
        at=SystemClock.now(),
        who=Who(place.person, person.user.name),
        place=place,
        words="hours",
    )
    (reply,) = engine(database).receive(asked)
    assert isinstance(reply, OpenForm)
    return forms.modal(reply.form, place)


_numbers = iter(range(sys.maxsize))


def afresh(delivery: Delivery) -> Delivery:
    """The same, done once more: Slack would give it ids of its own."""
    number = next(_numbers)
    payload = {**delivery.payload, "trigger_id": f"{number}.1.abc", "event_id": f"Ev{number}"}
    if view := payload.get("view"):
        payload["view"] = {**view, "hash": f"{number}.hash"}
    return Delivery(delivery.sort, payload, takes_answer=delivery.takes_answer)
