"""What the fake Slack sends, and how it takes the answers, held against a real Bolt app."""

import asyncio

import pytest
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.fake_slack import CannotDo
from tests.adapters.fake_slack.answering import TROUBLE
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import (
    STORY,
    WAYS,
    House,
    button,
    field,
    house,
    modal,
    refused,
    running,
)


@pytest.mark.parametrize("way", WAYS)
async def test_a_command_opens_a_form_whose_words_come_to_the_app(way: str) -> None:
    async with house() as there:
        heard: list[str] = []

        @there.app.command("/lc")
        async def opens(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=STORY)
            await ack()

        @there.app.view("story")
        async def hears(ack: AsyncAck, view: Json) -> None:
            heard.append(view["state"]["values"]["story"]["words"]["value"])
            await ack()

        async with running(there, way):
            delivery = await there.alice.types("/lc", "story", in_=there.room)
            await there.alice.submits(there.alice.modal, {"Your story": "It began with a leak."})

        assert delivery.acked
        assert heard == ["It began with a leak."]
        assert not there.alice.has_modal
        assert there.slack.complaints == []


@pytest.mark.parametrize("way", WAYS)
async def test_a_trigger_opens_one_view_and_no_more(way: str) -> None:
    async with house() as there:
        said = await _second_view(there, way, late=0.0)

        assert said == "exchanged_trigger_id"


@pytest.mark.parametrize("way", WAYS)
async def test_a_trigger_is_dead_after_three_seconds(way: str) -> None:
    async with house() as there:
        said = await _second_view(there, way, late=3.1)

        assert said == "expired_trigger_id"
        assert not there.alice.has_modal


async def _second_view(there: House, way: str, *, late: float) -> str:
    """Opens a view at once and again, or, when `late`, once and too late."""
    kept: list[str] = []

    @there.app.command("/lc")
    async def keeps(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        kept.append(body["trigger_id"])
        if not late:
            await client.views_open(trigger_id=body["trigger_id"], view=STORY)
        await ack()

    async with running(there, way):
        await there.alice.types("/lc", in_=there.room)
        await there.slack.clock.forward(late)
        return await refused(there.client.views_open(trigger_id=kept[0], view=STORY))


@pytest.mark.parametrize("way", WAYS)
async def test_errors_stand_at_their_fields_and_what_was_typed_stays(way: str) -> None:
    async with house() as there:

        @there.app.command("/lc")
        async def opens(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=STORY)
            await ack()

        @there.app.view("story")
        async def objects(ack: AsyncAck) -> None:
            await ack(response_action="errors", errors={"story": "Please tell a little more."})

        async with running(there, way):
            await there.alice.types("/lc", in_=there.room)
            await there.alice.submits(there.alice.modal, {"Your story": "Leak."})

        assert there.alice.modal.errors == {"story": "Please tell a little more."}
        assert there.alice.modal.state()["story"]["words"]["value"] == "Leak."


@pytest.mark.parametrize("way", WAYS)
async def test_errors_for_a_field_that_is_not_there_show_as_trouble(way: str) -> None:
    async with house() as there:

        @there.app.view("story")
        async def objects(ack: AsyncAck) -> None:
            await ack(response_action="errors", errors={"elsewhere": "What was this about?"})

        async with running(there, way):
            await there.opens(STORY)
            await there.alice.submits(there.alice.modal, {"Your story": "Leak."})

        assert there.alice.notices == [TROUBLE]
        assert there.alice.has_modal
        (complaint,) = there.slack.complaints
        assert "elsewhere" in complaint


@pytest.mark.parametrize("way", WAYS)
async def test_an_answer_may_push_a_view_and_clear_them_all(way: str) -> None:
    async with house() as there:

        @there.app.view("story")
        async def pushes(ack: AsyncAck) -> None:
            await ack(response_action="push", view=modal("second", field("Why", "why")))

        @there.app.view("second")
        async def clears(ack: AsyncAck) -> None:
            await ack(response_action="clear")

        async with running(there, way):
            first = await there.opens(STORY)
            await there.alice.submits(first, {"Your story": "Leak."})
            second = there.alice.modal
            assert (second.previous_id, second.root_id) == (first.id, first.id)
            await there.alice.submits(second, {"Why": "Rust."})

        assert not there.alice.has_modal


@pytest.mark.parametrize("way", WAYS)
async def test_a_button_is_looked_up_in_the_message_as_it_stands(way: str) -> None:
    async with house() as there:
        pressed: list[str] = []

        @there.app.action("vote")
        async def votes(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            pressed.append(body["actions"][0]["value"])
            at, ts = body["channel"]["id"], body["container"]["message_ts"]
            await client.chat_update(channel=at, ts=ts, text="Closed", blocks=[])
            await ack()

        async with running(there, way):
            await there.posts("Shall we?", button("Yes", "vote", "1"))
            (poll,) = there.alice.sees(there.room)
            assert poll.buttons == ["Yes"]
            await there.alice.presses(poll, "Yes")
            with pytest.raises(CannotDo):
                await there.alice.presses(poll, "Yes")
            await there.alice.presses(poll, "Yes", as_seen=True)

        assert pressed == ["1", "1"]
        assert there.alice.sees(there.room)[0].words == "Closed"


@pytest.mark.parametrize("way", WAYS)
async def test_a_whisper_is_seen_by_one_and_changed_only_through_its_url(way: str) -> None:
    async with house() as there:

        @there.app.command("/lc")
        async def whispers(ack: AsyncAck) -> None:
            blocks = [button("Take it back", "undo", "1")]
            await ack({"text": "Kept.", "blocks": blocks, "response_type": "ephemeral"})

        @there.app.action("undo")
        async def undoes(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
            assert "message" not in body
            assert body["container"]["is_ephemeral"] is True
            await respond(text="Taken back.", replace_original=True)
            await ack()

        async with running(there, way):
            await there.alice.types("/lc", in_=there.room)
            await there.alice.presses(there.alice.whispers(there.room)[0], "Take it back")

        (whisper,) = there.alice.whispers()
        assert whisper.text == "Taken back."
        assert there.bob.whispers() == []
        there.alice.reloads()
        assert there.alice.whispers() == []


async def test_a_response_url_takes_five_answers_in_half_an_hour() -> None:
    async with house() as there, ClientSession() as session:
        urls: list[str] = []

        @there.app.command("/lc")
        async def keeps(ack: AsyncAck, body: Json) -> None:
            urls.append(body["response_url"])
            await ack()

        async with running(there, "http"):
            await there.alice.types("/lc", in_=there.room)
            await there.alice.types("/lc", in_=there.room)
        answers = [await _respond(session, urls[0]) for _ in range(6)]
        await there.slack.clock.forward(30 * 60 + 1)

        assert answers == [(200, "ok")] * 5 + [(404, "used_url")]
        assert await _respond(session, urls[1]) == (404, "expired_url")
        assert len(there.alice.whispers(there.room)) == 5


async def _respond(session: ClientSession, url: str) -> tuple[int, str]:
    async with session.post(url, json={"text": "Thank you."}) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize("way", WAYS)
async def test_who_gets_no_answer_in_three_seconds_is_told_by_slack(way: str) -> None:
    async with house() as there:
        begun, goes_on = asyncio.Event(), asyncio.Event()

        @there.app.command("/lc")
        async def dawdles(ack: AsyncAck) -> None:
            begun.set()
            await goes_on.wait()
            await ack()

        async with running(there, way):
            typing = asyncio.ensure_future(there.alice.types("/lc", in_=there.room))
            await begun.wait()
            await there.slack.clock.forward(3.1)
            delivery = await typing
            await there.slack.clock.forward(60)
            goes_on.set()

        assert there.alice.notices == ["operation_timeout"]
        assert [attempt.acked for attempt in delivery.attempts] == [False]
