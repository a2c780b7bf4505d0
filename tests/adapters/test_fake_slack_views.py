"""Modals and App Homes: stacks, hashes, what stays typed, and what a client would never let happen."""

from datetime import date

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from tests.adapters.fake_slack import App, CannotDo
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import (
    STORY,
    WAYS,
    button,
    field,
    house,
    modal,
    plain,
    refused,
    running,
    section,
)

HOME = {"type": "home", "blocks": [section("Nothing waits for you.")]}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


async def test_a_view_that_changed_meanwhile_is_not_overwritten() -> None:
    async with house() as there:
        view = await there.opens(STORY)
        old = view.hash
        await there.client.views_update(view_id=view.id, view=STORY, hash=old)

        again = there.client.views_update(view_id=view.id, view=STORY, hash=old)
        assert await refused(again) == "hash_conflict"


async def test_what_is_typed_stays_while_the_ids_stay() -> None:
    loading = modal("story", section("A moment."), field("Your story", "story"))
    other = modal("story", field("Your story", "elsewhere"))
    async with house() as there:
        view = await there.opens(STORY)
        await there.alice.fills(view, {"Your story": "It began"})
        await there.client.views_update(view_id=view.id, view=loading)
        assert view.state()["story"]["words"]["value"] == "It began"
        await there.client.views_update(view_id=view.id, view=other)

        assert view.state()["elsewhere"]["words"]["value"] is None


async def test_three_views_stand_on_each_other_and_no_fourth() -> None:
    async with house() as there:
        await there.opens(modal("first", button("More", "more"), submit=plain("Send")))
        alone = there.client.views_push(trigger_id=there.trigger(), view=STORY)
        assert await refused(alone) == "not_found"

        errors: list[str] = []

        @there.app.action("more")
        async def pushes(ack: AsyncAck, body: Json) -> None:
            pushed = modal("next", button("More", "more"))
            try:
                await there.client.views_push(trigger_id=body["trigger_id"], view=pushed)
            except SlackApiError as no:
                errors.append(no.response["error"])
            await ack()

        async with running(there, "socket"):
            for _ in range(3):
                await there.alice.presses(there.alice.modal, "More")

        assert errors == ["push_limit_reached"]


@pytest.mark.parametrize("way", WAYS)
async def test_who_closes_a_view_is_heard_of_if_the_app_asked(way: str) -> None:
    async with house() as there:
        closed: list[bool] = []

        @there.app.view_closed("story")
        async def hears(ack: AsyncAck, body: Json) -> None:
            closed.append(body["is_cleared"])
            await ack()

        async with running(there, way):
            view = await there.opens(STORY | {"notify_on_close": True})
            await there.alice.closes(view)
            quiet = await there.opens(STORY)
            assert await there.alice.closes(quiet) is None

        assert closed == [False]
        updating = there.client.views_update(view_id=view.id, view=STORY)
        assert await refused(updating) == "not_found"


async def test_a_client_holds_back_a_form_that_is_not_complete() -> None:
    async with house() as there:
        view = await there.opens(STORY)

        with pytest.raises(CannotDo, match="Your story"):
            await there.alice.submits(view)
        with pytest.raises(CannotDo, match="Your name"):
            await there.alice.fills(view, {"Your name": "Alice"})


async def test_every_kind_of_field_holds_what_slack_would_send() -> None:
    days = [option("Monday"), option("Friday")]
    form = modal(
        "form",
        field("Name", "name", max_length=5),
        field("Day", "day", "static_select", options=days),
        field("Days", "days", "checkboxes", options=days),
        field("Who", "who", "multi_users_select", max_selected_items=1),
        field("When", "when", "datepicker"),
        field("How many", "many", "number_input", is_decimal_allowed=False),
        field("Freely", "freely", "rich_text_input"),
    )
    async with house() as there:
        view = await there.opens(form)
        entries = {
            "Name": "Alice",
            "Day": "Friday",
            "Days": ["Monday"],
            "Who": [there.bob],
            "When": date(2026, 12, 24),
            "How many": 3,
            "Freely": "so",
        }
        await there.alice.fills(view, entries)
        state = {block: actions["words"] for block, actions in view.state().items()}

        assert state["day"]["selected_option"] == days[1]
        assert state["days"]["selected_options"] == [days[0]]
        assert state["who"]["selected_users"] == [there.bob.id]
        assert state["when"]["selected_date"] == "2026-12-24"
        assert state["many"]["value"] == "3"
        assert state["freely"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "so"
        for wrong in ({"Name": "Alicia"}, {"Day": "Sunday"}, {"How many": "few"}):
            with pytest.raises(CannotDo):
                await there.alice.fills(view, wrong)
        with pytest.raises(CannotDo):
            await there.alice.fills(view, {"Who": [there.alice, there.bob]})


@pytest.mark.parametrize("way", WAYS)
async def test_a_field_may_tell_of_each_change(way: str) -> None:
    days = [option("Monday"), option("Friday")]
    told = field("Day", "day", "static_select", options=days) | {"dispatch_action": True}
    async with house() as there:
        chosen: list[str] = []

        @there.app.action("words")
        async def hears(ack: AsyncAck, body: Json) -> None:
            chosen.append(body["actions"][0]["selected_option"]["value"])
            assert body["view"]["state"]["values"]["day"]["words"]["selected_option"] == days[1]
            await ack()

        async with running(there, way):
            await there.alice.fills(await there.opens(modal("form", told)), {"Day": "Friday"})

        assert chosen == ["friday"]


@pytest.mark.parametrize("way", WAYS)
async def test_a_home_is_published_for_one_person(way: str) -> None:
    async with house() as there:
        tabs: list[str] = []

        @there.app.event("app_home_opened")
        async def hears(event: Json) -> None:
            tabs.append(event["tab"])
            if event["tab"] == "home":
                await there.client.views_publish(user_id=event["user"], view=HOME)

        async with running(there, way):
            await there.alice.opens_home()
            await there.alice.opens_home("messages")

        assert tabs == ["home", "messages"]
        assert there.alice.home.words == "Nothing waits for you."
        with pytest.raises(CannotDo):
            _ = there.bob.home


async def test_a_home_is_for_people_of_the_workspace_and_for_apps_that_have_one() -> None:
    async with house() as there:
        client, stranger = there.client, there.slack.workspace("beta").person("zoe")
        for who in (stranger.id, there.acme.bot.id, "U0NOBODY"):
            assert (
                await refused(client.views_publish(user_id=who, view=HOME)) == "invalid_arguments"
            )
        published = await client.views_publish(user_id=there.alice.id, view=HOME)
        first = published["view"]["hash"]
        await client.views_publish(user_id=there.alice.id, view=HOME, hash=first)
        again = client.views_publish(user_id=there.alice.id, view=HOME, hash=first)
        assert await refused(again) == "hash_conflict"

    async with house(App(home_tab=False)) as there:
        publishing = there.client.views_publish(user_id=there.alice.id, view=HOME)
        assert await refused(publishing) == "not_enabled"


async def test_an_external_id_is_used_once() -> None:
    async with house() as there:
        named = STORY | {"external_id": "story-1"}
        await there.opens(named)
        await there.client.views_update(external_id="story-1", view=named)
        again = there.client.views_open(trigger_id=there.trigger(), view=named)

        assert await refused(again) == "duplicate_external_id"


@pytest.mark.parametrize(
    "view",
    [
        modal("x", field("Your story", "story"), submit=None),
        STORY | {"title": plain("A title of more than twenty-four")},
        STORY | {"private_metadata": "x" * 3001},
        STORY | {"blocks": [section("x")] * 101},
        STORY | {"colour": "red"},
        {"type": "modal", "blocks": [section("x")]},
        HOME,
    ],
)
async def test_a_view_that_slack_does_not_take_is_refused_with_a_pointer(view: Json) -> None:
    given = {name: value for name, value in view.items() if value is not None}
    async with house() as there:
        with pytest.raises(SlackApiError) as no:
            await there.client.views_open(trigger_id=there.trigger(), view=given)

        assert no.value.response["error"] == "invalid_arguments"
        assert "json-pointer:/view" in no.value.response["response_metadata"]["messages"][0]
