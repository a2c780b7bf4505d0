"""What the fake Slack sends, and how it takes the answers, held against a real Bolt app."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.fake_slack import CannotDo
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import WAYS, bolt_app, running, standing_slack

MODAL = {
    "type": "modal",
    "callback_id": "story",
    "title": {"type": "plain_text", "text": "A story"},
    "submit": {"type": "plain_text", "text": "Tell it"},
    "blocks": [
        {
            "type": "input",
            "block_id": "story",
            "label": {"type": "plain_text", "text": "Your story"},
            "element": {"type": "plain_text_input", "action_id": "words", "multiline": True},
        }
    ],
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_command_opens_a_form_whose_words_come_to_the_app(way: str) -> None:
    async with standing_slack() as slack:
        acme = slack.workspace()
        alice = acme.person("alice")
        room = acme.channel("learning", alice.user, acme.bot)
        heard: list[str] = []
        async with bolt_app(slack, acme) as app, running(slack, app, way):

            @app.command("/lc")
            async def opens(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
                await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
                await ack()

            @app.view("story")
            async def hears(ack: AsyncAck, view: Json) -> None:
                heard.append(view["state"]["values"]["story"]["words"]["value"])
                await ack()

            delivery = await alice.types("/lc", "story", in_=room)
            assert delivery.acked
            await alice.submits(alice.modal, {"Your story": "It began with a leak."})

        assert heard == ["It began with a leak."]
        assert not alice.has_modal
        assert slack.complaints == []
