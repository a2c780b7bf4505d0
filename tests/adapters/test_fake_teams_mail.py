"""How long the fake Teams waits for a bot's answer, and what comes again."""

import asyncio
from typing import Any

import pytest

from tests.adapters.fake_teams_house import (
    House,
    card,
    executes,
    fetches,
    house,
    posted,
    said,
    says,
)


def _dawdle(there: House, kind: str) -> asyncio.Event:
    """The bot answers things of this kind only once it is let to."""
    goes_on = asyncio.Event()

    async def answers(activity: Any) -> Any:
        await goes_on.wait()
        return says("At last.") if activity["type"] == "invoke" else None

    there.answers[kind] = answers
    return goes_on


async def _heard(there: House, number: int) -> None:
    async with asyncio.timeout(10):
        while len(there.heard) < number:
            await asyncio.sleep(0.005)


async def test_a_message_that_takes_more_than_fifteen_seconds_comes_again_with_its_id() -> None:
    async with house() as there:
        goes_on = _dawdle(there, "message")
        writing = asyncio.ensure_future(there.ann.types("menu"))
        await _heard(there, 1)
        await there.teams.clock.forward(14.9)
        assert len(there.heard) == 1
        await there.teams.clock.forward(0.2)
        delivery = await writing
        await there.teams.clock.forward(1)
        await _heard(there, 2)
        goes_on.set()

        assert not delivery.acked
        assert there.heard[0] == there.heard[1]
        await there.teams.settled()
        [sent] = await there.teams.sent()
        assert [attempt.failed for attempt in sent.attempts] == ["too late", ""]


async def test_an_invoke_has_five_seconds_and_comes_again_with_its_id_then_with_another() -> None:
    async with house() as there:
        goes_on = _dawdle(there, "adaptiveCard/action")
        await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        pressing = asyncio.ensure_future(there.ann.presses("Vote"))
        for number in range(1, 4):
            await _heard(there, number)
            await there.teams.clock.forward(5.1)
        await pressing
        goes_on.set()
        await there.teams.clock.forward(30)
        await _heard(there, 4)

        ids = [heard["id"] for heard in there.heard]
        assert ids[0] == ids[1] == ids[2] != ids[3]
        assert [heard["value"] for heard in there.heard] == [there.heard[0]["value"]] * 4
        assert await there.ann.notices() == ["Something went wrong. Please try again."]
        assert await there.ann.toasts() == []


async def test_a_late_dialog_does_not_open() -> None:
    async with house() as there:
        there.answers["task/fetch"] = 500
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))
        await there.ann.presses("Write")

        assert await there.ann.dialog() is None
        assert await there.ann.notices() == ["Unable to reach app. Please try again."]
        assert len(there.heard) == 3


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (401, 1), (403, 1)])
async def test_what_is_refused_is_not_sent_again_but_what_breaks_is(
    status: int, tries: int
) -> None:
    async with house() as there:
        there.answers["message"] = status
        await there.ann.types("menu")
        await there.teams.clock.forward(60)

        assert len(there.heard) == tries


async def test_the_post_can_be_held_and_come_backwards_or_twice() -> None:
    async with house() as there:
        there.teams.hold()
        await there.ann.types("one")
        await there.ann.types("two")
        assert there.heard == []
        await there.teams.release(backwards=True)
        there.teams.twice()
        await there.ann.types("three")
        await there.teams.settled()

        assert [heard["text"] for heard in there.heard] == ["two", "one", "three", "three"]
        assert (await there.teams.again()).status == 200


async def test_an_invoke_can_come_again_as_it_was_or_under_another_id() -> None:
    async with house() as there:
        await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        first = await there.ann.presses("Vote")
        assert first
        tries = [await there.teams.again(anew=anew) for anew in (False, True)]
        there.teams.twice(anew=True)
        await there.ann.presses("Vote")
        await there.teams.settled()

        assert tries[0].id == first.activity["id"] != tries[1].id
        ids = [heard["id"] for heard in there.heard]
        assert len(ids) == 5
        assert len(set(ids)) == 4


async def test_a_bot_that_is_down_is_tried_again() -> None:
    async with house() as there:
        there.teams.deliver_to("http://127.0.0.1:1/api/messages")
        delivery = await there.ann.types("menu")

        assert not delivery.acked
        assert delivery.attempts[0].failed.startswith("no connection")


@pytest.mark.parametrize(
    "answer",
    [
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": {}},
        {"statusCode": 200, "value": "Thank you."},
        {"task": {"type": "message", "value": "Thank you."}},
        None,
    ],
)
async def test_an_answer_to_a_button_that_no_client_understands_is_complained_of(
    answer: Any,
) -> None:
    async with house() as there:
        there.answers["adaptiveCard/action"] = answer
        await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        await there.ann.presses("Vote")

        assert await there.ann.notices() == ["Something went wrong. Please try again."]
        assert len(await there.teams.complaints()) == 1


async def test_a_card_in_the_answer_replaces_it_for_who_pressed_until_it_is_changed() -> None:
    async with house() as there:
        there.answers["adaptiveCard/action"] = {
            "statusCode": 200,
            "type": "application/vnd.microsoft.card.adaptive",
            "value": card(said("You voted.")),
        }
        post = await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        await there.ann.presses("Vote")
        seen = [(await there.sees(who)).words for who in (there.ann, there.bob)]
        path = f"conversations/{there.room.id}/activities/{post}"
        await there.ask("PUT", path, posted(card(said("Closed."))))

        assert seen == ["You voted.", "?"]
        assert (await there.sees(there.ann)).words == "Closed."


async def test_an_error_in_the_answer_is_told_by_the_client() -> None:
    async with house() as there:
        there.answers["adaptiveCard/action"] = {
            "statusCode": 500,
            "type": "application/vnd.microsoft.error",
            "value": {"code": "500", "message": "Not now."},
        }
        await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        await there.ann.presses("Vote")

        assert await there.ann.notices() == ["Not now."]
        assert await there.teams.complaints() == []
