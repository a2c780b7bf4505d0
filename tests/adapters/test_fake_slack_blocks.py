"""What Slack refuses in blocks: each rule, where it points, and that good blocks pass."""

import json
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.fake_slack.blocks import problems_of_message, problems_of_view
from tests.adapters.fake_slack.blocks.size import MOST, weight
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import button, field, house, modal, plain, refused, section


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str = "a", value: str = "a") -> Json:
    return {"text": plain(text), "value": value}


def row(**element: Any) -> Json:
    return {"type": "actions", "elements": [{"action_id": "a"} | element]}


def select(**more: Any) -> Json:
    return row(type="static_select", **{"options": [option()]} | more)


def many(item: Json, times: int) -> list[Json]:
    return [item | {"action_id": str(number)} for number in range(times)]


BUTTON = {"type": "button", "text": plain("Go"), "action_id": "go"}
GOOD: list[Json] = [
    {"type": "header", "text": plain("This week")},
    section("*Hello*", accessory=BUTTON, fields=[mrkdwn("one"), plain("two")]),
    {"type": "context", "elements": [mrkdwn("quietly"), plain("so")]},
    {"type": "divider"},
    {"type": "actions", "elements": many(BUTTON, 25)},
    {"type": "markdown", "text": "# A heading"},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A chart"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]},
    select(placeholder=plain("Choose"), initial_option=option()),
    row(type="overflow", options=[option()]),
    row(type="datetimepicker", initial_date_time=1_800_000_000),
    row(type="multi_users_select", initial_users=["U1"]),
    field("Your story", "story", multiline=True, max_length=3000),
    field("Day", "day", "radio_buttons", options=[option()]),
]


def test_good_blocks_pass_all_layers() -> None:
    assert problems_of_message(GOOD) == []
    assert (
        problems_of_view(modal("x", *[block for block in GOOD if block["type"] != "markdown"]))
        == []
    )
    assert problems_of_view({"type": "home", "blocks": []}) == []


BAD: dict[str, tuple[Json, str]] = {
    "section with nothing": ({"type": "section"}, "/blocks/0"),
    "section with no words": (section(""), "/blocks/0/text/text"),
    "section too long": (section("x" * 3001), "/blocks/0/text/text"),
    "field too long": (
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "/blocks/0/fields/0/text",
    ),
    "too many fields": ({"type": "section", "fields": [mrkdwn("x")] * 11}, "/blocks/0/fields"),
    "header in markup": ({"type": "header", "text": mrkdwn("x")}, "/blocks/0/text/type"),
    "header too long": ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    "button in markup": (row(type="button", text=mrkdwn("x")), "/blocks/0/elements/0/text/type"),
    "button too long": (
        row(type="button", text=plain("x" * 76)),
        "/blocks/0/elements/0/text/text",
    ),
    "button of no known style": (
        row(type="button", text=plain("x"), style="loud"),
        "/blocks/0/elements/0/style",
    ),
    "value too long": (
        row(type="button", text=plain("x"), value="x" * 2001),
        "/blocks/0/elements/0/value",
    ),
    "label for screen readers too long": (
        row(type="button", text=plain("x"), accessibility_label="x" * 76),
        "/blocks/0/elements/0/accessibility_label",
    ),
    "action id too long": (
        row(type="button", text=plain("x"), action_id="x" * 256),
        "/blocks/0/elements/0/action_id",
    ),
    "action ids alike": ({"type": "actions", "elements": [BUTTON, BUTTON]}, "/blocks/0/elements"),
    "row of nothing": ({"type": "actions", "elements": []}, "/blocks/0/elements"),
    "too many in a row": ({"type": "actions", "elements": many(BUTTON, 26)}, "/blocks/0/elements"),
    "context too long": ({"type": "context", "elements": [mrkdwn("x")] * 11}, "/blocks/0/elements"),
    "button in context": ({"type": "context", "elements": [BUTTON]}, "/blocks/0/elements/0"),
    "option too long": (
        select(options=[option("x" * 76)]),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option's value too long": (
        select(options=[option("x", "x" * 151)]),
        "/blocks/0/elements/0/options/0/value",
    ),
    "too many options": (select(options=[option()] * 101), "/blocks/0/elements/0/options"),
    "no options": (select(options=[]), "/blocks/0/elements/0/options"),
    "chosen, but no option": (
        select(initial_option=option("b", "b")),
        "/blocks/0/elements/0/initial_option",
    ),
    "options and groups": (
        select(option_groups=[{"label": plain("x"), "options": [option()]}]),
        "/blocks/0/elements/0",
    ),
    "placeholder too long": (
        select(placeholder=plain("x" * 151)),
        "/blocks/0/elements/0/placeholder/text",
    ),
    "overflow too long": (
        row(type="overflow", options=[option()] * 6),
        "/blocks/0/elements/0/options",
    ),
    "too many boxes": (
        row(type="checkboxes", options=[option(str(n), str(n)) for n in range(11)]),
        "/blocks/0/elements/0/options",
    ),
    "confirmation too long": (
        row(
            type="button",
            text=plain("x"),
            confirm={"title": plain("x" * 101), "text": plain("x")},
        ),
        "/blocks/0/elements/0/confirm/title/text",
    ),
    "no alternative text": (
        {"type": "image", "image_url": "https://example.org/a.png"},
        "/blocks/0",
    ),
    "empty alternative text": (
        {"type": "image", "image_url": "https://example.org/a.png", "alt_text": ""},
        "/blocks/0/alt_text",
    ),
    "unknown block": ({"type": "shout", "text": "x"}, "/blocks/0"),
    "element as a block": (BUTTON, "/blocks/0"),
    "field too many": (section("x", colour="red"), "/blocks/0"),
    "block id too long": (section("x", block_id="x" * 256), "/blocks/0/block_id"),
    "button as an input": (
        {"type": "input", "label": plain("x"), "element": BUTTON},
        "/blocks/0/element",
    ),
    "input asking too much": (field("x", "b", max_length=3001), "/blocks/0/element/max_length"),
    "input with its bounds crossed": (
        field("x", "b", min_length=9, max_length=3),
        "/blocks/0/element/max_length",
    ),
    "label too long": (field("x" * 2001, "b"), "/blocks/0/label/text"),
    "number out of bounds": (
        field("x", "b", "number_input", is_decimal_allowed=False, min_value="5", initial_value="3"),
        "/blocks/0/element",
    ),
    "rich text of plain parts": (
        {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]},
        "/blocks/0/elements/0",
    ),
    "markdown too long": ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    "table too long": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * 101},
        "/blocks/0/rows",
    ),
    "table too wide": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]},
        "/blocks/0/rows/0",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_block_is_found_where_it_is(name: str) -> None:
    block, pointer = BAD[name]

    assert pointer in [problem.pointer for problem in problems_of_message([block])]


TOGETHER: dict[str, list[Json]] = {
    "too many blocks": [{"type": "divider"}] * 51,
    "block ids alike": [section("x", block_id="b")] * 2,
    "two tables": [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2,
    "two that want the focus": [
        field("x", "a", focus_on_load=True),
        field("y", "b", focus_on_load=True),
    ],
}


@pytest.mark.parametrize("name", TOGETHER)
def test_blocks_may_be_good_alone_and_bad_together(name: str) -> None:
    assert all(problems_of_message([block]) == [] for block in TOGETHER[name])
    assert [problem.pointer for problem in problems_of_message(TOGETHER[name])] == ["/blocks"]


async def test_a_refusal_points_to_what_is_wrong() -> None:
    async with house() as there:
        with pytest.raises(SlackApiError) as no:
            await there.posts("x", section("x" * 3001))

        answer = no.value.response
        told = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert answer["error"] == "invalid_blocks"
        assert told in answer["errors"]
        assert f"[ERROR] {told}" in answer["response_metadata"]["messages"]


async def test_blocks_that_are_no_blocks_have_an_error_of_their_own() -> None:
    async with house() as there:
        for given in ("{", '{"type": "divider"}', '["divider"]'):
            content = {"channel": there.room.id, "text": "x", "blocks": given}
            posting = there.client.api_call("chat.postMessage", params=content)
            assert await refused(posting) == "invalid_blocks_format"


async def test_blocks_may_be_too_long_together() -> None:
    fits = [section("x" * 2900) for _ in range(4)]
    too_long = [*fits, section("x" * 2000)]
    async with house() as there:
        await there.posts("x", *fits)

        assert weight(too_long) > MOST
        assert await refused(there.posts("x", *too_long)) == "msg_blocks_too_long"


async def test_slack_names_what_the_app_leaves_without_a_name_anew_each_time() -> None:
    async with house() as there:
        nameless = section("x", accessory={"type": "button", "text": plain("Go")})
        first, second = await there.posts("x", nameless), await there.posts("x", nameless)

        assert first.blocks[0]["block_id"] != second.blocks[0]["block_id"]
        assert first.blocks[0]["accessory"]["action_id"]


async def test_blocks_can_be_validated_without_a_token() -> None:
    async with house() as there:
        there.client.token = None
        assert (await there.client.api_call("blocks.validate", json={"blocks": GOOD}))["ok"]
        with pytest.raises(SlackApiError) as no:
            await there.client.api_call("blocks.validate", json={"blocks": [section("")]})

        assert no.value.response["errors"][0]["pointer"] == "/blocks/0/text/text"


async def test_buttons_may_stand_in_every_message() -> None:
    """The samples of the other tests are good too."""
    assert problems_of_message([button("Yes", "vote")]) == []
    assert json.loads(json.dumps(GOOD)) == GOOD
