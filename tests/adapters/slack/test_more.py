"""What is wanted now and then stands behind one button; nothing is out of reach."""

from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.behind import LONGEST_VALUE, MORE, MOST_BESIDE, few, form
from adapters.slack.cards import messages
from adapters.slack.home_view import home_view
from adapters.slack.windows import ONCE_MORE
from bot.boundary.decision import Decision
from bot.boundary.views import Button, Card, Page, Text, Weight
from bot.conversations.saying import in_rooms
from tests.adapters.slack.gate import (
    buttons_in,
    labels_behind,
    wrong_with_card,
    wrong_with_form,
    wrong_with_page,
)
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import kept, settled
from tests.adapters.waiting import until
from tests.scene import FAY, opened

STOP = Button("Pause", "pause.s1")
SELDOM = tuple(
    Button(f"Something else {number}", f"slow.s{number}", weight=Weight.SELDOM)
    for number in range(8)
)
DELETE = Button("Delete it", "forget.s1", weight=Weight.GRAVE)


def test_those_wanted_now_and_then_stand_behind_one_before_a_grave_one() -> None:
    [made] = messages(Card("Session 1", (Text("It runs."),), (DELETE, *SELDOM, STOP)))
    buttons = buttons_in(list(made.blocks))

    assert [one["text"]["text"] for one in buttons] == ["Pause", MORE, "Delete it"]
    assert labels_behind(buttons[1]) == [one.label for one in SELDOM]
    assert buttons[1]["accessibility_label"] == "More: Session 1"


def test_where_there_are_few_each_is_shown_in_its_order() -> None:
    some = (*SELDOM[: MOST_BESIDE - 1], STOP)

    assert few(some, "Session 1") == some


def test_nothing_stands_behind_a_button_alone() -> None:
    some = (*(Button(f"Way {n}", f"w.{n}") for n in range(9)), SELDOM[0])

    assert few(some, "Session 1") == some


def test_what_a_button_can_not_carry_stands_beside_it() -> None:
    long = tuple(
        Button(f"{n}: {'é' * 60}", f"{'t' * 60}.{n}", weight=Weight.SELDOM) for n in range(24)
    )
    *beside, more = few(long, "<Session & more>")

    assert len(more.token) <= LONGEST_VALUE
    assert [*beside, *form(more.token).buttons] == [
        one if one in beside else Button(one.label, one.token) for one in long
    ]
    assert form(more.token).title == "<Session & more>"
    assert list(wrong_with_card(Card("<Session & more>", (Text("Words"),), long))) == []


def test_a_page_tells_one_more_from_the_other() -> None:
    cards = tuple(
        Card(f"Session {n}", (Text("It runs."),), tuple(_of(n, one) for one in SELDOM))
        for n in range(2)
    )

    assert list(wrong_with_page(Page(cards))) == []


def test_the_desk_of_a_session_that_runs_shows_a_handful() -> None:
    scene = opened()
    [card] = [one for one in scene.engine.page(FAY, scene.now).cards if one.title == "Session 1"]
    [made] = messages(card)
    *shown, more = buttons_in(list(made.blocks))

    assert len(shown) <= 4
    assert "Slow down" in labels_behind(more)
    assert list(wrong_with_form(form(more["value"]))) == []


@pytest.mark.parametrize("way", WAYS)
async def test_what_stands_behind_it_is_pressed_in_a_view(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        fay = there["fay"]
        await _posted(there, _much())

        await fay.presses(fay.sees(there.room)[-1], MORE)
        assert fay.looks_at(fay.modal).buttons == ["The charter", "Your hours"]
        await fay.presses(fay.modal, "Your hours")

        assert fay.modal.submit
        await fay.closes(fay.modal)
        assert not fay.has_modal, "there is one thing to close"
        assert there.slack.complaints == []


async def test_words_that_answer_stand_where_it_was_chosen(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        fay = there["fay"]
        await _posted(there, _much())
        await fay.presses(fay.sees(there.room)[-1], MORE)
        await fay.presses(fay.modal, "The charter")

        assert "Going home well" in fay.looks_at(fay.modal).words
        await fay.closes(fay.modal)
        assert not fay.has_modal


async def test_where_it_can_not_be_opened_in_time_that_is_whispered(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        fay = there["fay"]
        await _posted(there, _much())
        there.slack.faults.refuse("views.open", "expired_trigger_id")
        await fay.presses(fay.sees(there.room)[-1], MORE)
        await until(fay.whispers)

        assert ONCE_MORE in fay.whispers()[-1].words


async def test_it_stands_on_everybodys_own_page_as_well(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        fay = there["fay"]
        client = AsyncWebClient(there.acme.token, base_url=there.slack.api_url)
        await client.views_publish(user_id=fay.id, view=home_view(Page((_much(),))))
        await fay.presses(fay.home, MORE)
        await fay.presses(fay.modal, "Your hours")

        assert fay.modal.submit
        assert there.slack.complaints == []


def _of(number: int, one: Button) -> Button:
    return Button(one.label, f"{one.token}.{number}", weight=one.weight)


def _much() -> Card:
    """The last two are wanted now and then."""
    seldom = (("The charter", "charter"), ("Your hours", "hours"))
    menu = tuple(Button(label, f"cmd.{word}", weight=Weight.SELDOM) for label, word in seldom)
    others = tuple(Button(f"Help {n}", f"cmd.help.{n}") for n in range(6))
    return Card("What you can do", (Text("Choose."),), (*others, *menu))


async def _posted(there: Living, card: Card) -> None:
    said = in_rooms(kept(there), "ways", card)
    with there.house.database.offices().open() as office:
        office.keep(Decision(say=said), there.house.clock.now())
    await there.house.desk.carry()
