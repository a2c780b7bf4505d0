"""What happens while somebody has a form before them: what they typed stays there, and they are told so kindly."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from adapters.slack import forms
from adapters.slack.forms import STILL_HERE
from bot.boundary.decision import Decision
from bot.boundary.views import Button, Form, Line, Text
from bot.domain.community import Stage
from bot.domain.ids import Direct, person_id
from tests.adapters.fake_slack.wire import Json
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import keep, kept, of, settled

WORDS = "I did not sleep. היה קשה 👩‍👩‍👧 " * 20


async def leaves_the_group(there: Living) -> None:
    group = kept(there)
    others = tuple(one for one in group.members if one.person != of(there, "ned"))
    keep(there, replace(group, members=others))


async def begins_to_end(there: Living) -> None:
    keep(there, replace(kept(there), stage=Stage.ENDING))


async def is_deleted(there: Living) -> None:
    community = kept(there)
    with there.house.database.offices().open() as office:
        office.keep(Decision(forget=(community,)), there.house.clock.now())


@pytest.mark.parametrize("meanwhile", [leaves_the_group, begins_to_end, is_deleted])
@pytest.mark.parametrize("way", WAYS)
async def test_what_was_typed_stays_before_them_with_a_kind_sentence(
    tmp_path: Path, way: str, meanwhile: Callable[[Living], Awaitable[None]]
) -> None:
    async with settled(tmp_path, way) as there:
        ned = there["ned"]
        await ned.types("/lc", "story", in_=there.room)
        await meanwhile(there)
        await there.slack.settled()
        boxes = {one["block_id"]: WORDS[: one["element"]["max_length"]] for one in _boxes(there)}
        handed_in = await ned.submits(ned.modal, boxes)

        assert handed_in.acked
        assert STILL_HERE in ned.looks_at(ned.modal).words
        assert {block: _held(there, block) for block in boxes} == boxes
        assert ned.whispers() == []
        assert there.slack.complaints == []


async def test_who_is_taken_out_of_the_channel_reads_the_answer_where_the_form_was(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        ned = there["ned"]
        await ned.types("/lc", "story", in_=there.room)
        await there["fay"].removes(there.room, ned)
        await ned.submits(ned.modal, {one["block_id"]: "Words" for one in _boxes(there)})
        await there.slack.settled()

        assert "It is waiting for the next free session" in ned.looks_at(ned.modal).words
        assert ned.whispers() == []


def test_where_nothing_was_typed_nothing_is_said_of_it() -> None:
    form = Form("t", "A form", (), (Line("a", "A"),), "Send")

    assert _sorry_over(form, typed="")[0]["text"]["text"] == "No."
    assert _sorry_over(form, typed="b")[0]["text"]["text"] == f"No. {STILL_HERE}"


def test_the_fullest_form_has_room_for_what_is_wrong_with_it() -> None:
    buttons = tuple(Button(f"Way {number}", f"w.{number}") for number in range(3))
    fields = tuple(Line(f"a{number}", "A") for number in range(90))
    rows = tuple(Text(f"Row {number}") for number in range(9))

    assert len(_sorry_over(Form("t", "A form", rows, fields, "Send", "", buttons), typed="")) <= 100


def _sorry_over(form: Form, *, typed: str) -> list[Json]:
    view = cast("Json", forms.modal(form, Direct(person_id("slack", "T1", "U1"))))
    box = {"type": "plain_text_input", "value": typed}
    held = {one["block_id"]: {"answer": box} for one in view["blocks"] if one["type"] == "input"}
    said = forms.with_sorry(view | {"hash": "h1", "state": {"values": held}}, "No.")
    return cast("list[Json]", said["blocks"])


def _boxes(there: Living) -> list[Json]:
    inputs = [one for one in there["ned"].modal.blocks if one["type"] == "input"]
    return [one for one in inputs if one["element"]["type"] == "plain_text_input"]


def _held(there: Living, block: str) -> object:
    return there["ned"].modal.values[block]["answer"]["value"]
