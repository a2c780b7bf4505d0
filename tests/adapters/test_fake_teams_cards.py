"""What the fake Teams draws of a card, and what it would not."""

import pytest

from tests.adapters.fake_teams.behind import cards
from tests.adapters.fake_teams.behind.rendering import read_card
from tests.adapters.fake_teams.shapes import Json
from tests.adapters.fake_teams_house import (
    asks,
    card,
    executes,
    fetches,
    house,
    posted,
    said,
    submits,
)

APPLE = {"title": "Apple", "value": "a"}
SURE: Json = {
    "type": "Action.ShowCard",
    "title": "Leave",
    "card": {"type": "AdaptiveCard", "body": [], "actions": [submits("Yes: Leave")]},
}


def test_a_good_card_has_nothing_wrong_with_it() -> None:
    good = card(
        said("Hello"),
        {"type": "ColumnSet", "columns": [{"type": "Column", "items": [asks("Why", "why")]}]},
        {"type": "ActionSet", "actions": [fetches("Write")]},
        {"type": "Chart.Donut", "fallback": said("Two of three")},
        actions=(executes("Vote"), submits("Cancel", associatedInputs="none"), SURE),
    )

    assert list(cards.wrong_with(good)) == []
    titles = [one["title"] for one in cards.actions(good)]
    assert titles == ["Vote", "Cancel", "Leave", "Write", "Yes: Leave"]


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        (card(said("x"), version="1.6"), "Version"),
        (card({"type": "Badge"}), "Badge"),
        (card({"type": "Badge", "fallback": {"type": "Icon"}}), "Icon"),
        (card({"type": "TextBlock"}), "no text"),
        (card(asks("Why", "why"), asks("Again", "why")), "2 times"),
        (card({"type": "Input.Text", "id": "why"}), "no label"),
        (card(asks("Why", "why", isRequired=True)), "left empty"),
        (card(asks("Fruit", "fruit", "ChoiceSet", choices=[])), "nothing to choose"),
        (card(asks("Fruit", "fruit", "ChoiceSet", choices=[APPLE, APPLE])), "one value"),
        (
            card(
                asks(
                    "Fruit",
                    "fruit",
                    "ChoiceSet",
                    isMultiSelect=True,
                    choices=[APPLE, {"title": "Both", "value": "a,b"}],
                )
            ),
            "comma",
        ),
        (card(actions=tuple(submits(f"Number {number}") for number in range(7))), "7 actions"),
        (card(actions=({"type": "Action.Http", "title": "x"},)), "no action"),
        (card(actions=(submits(""),)), "no title"),
        (card(actions=(submits("x", data="y"),)), "no object"),
        (card(actions=(executes("x", verb=""),)), "no verb"),
        (card(actions=(executes("x", fallback="drop"),)), "old client"),
        (card(refresh={"action": executes("x"), "userIds": ["29:1"] * 61}), "60"),
        (card(actions=({"type": "Action.ShowCard", "title": "x", "card": {}},)), "no Adaptive"),
        ({"type": "Hero", "version": "1.5"}, "no Adaptive"),
    ],
)
def test_what_is_wrong_with_a_card_is_said(wrong: Json, about: str) -> None:
    [told] = cards.wrong_with(wrong)

    assert about in told


@pytest.mark.parametrize("button", [executes("Send"), fetches("Send")])
def test_in_a_dialog_only_a_plain_submit_does_anything(button: Json) -> None:
    shown = card(said("x"), actions=(button,))

    assert list(cards.wrong_with(shown)) == []
    assert len(list(cards.wrong_with(shown, in_dialog=True))) == 1


def test_a_text_run_is_drawn_as_it_is_and_a_text_block_is_not() -> None:
    words = "*Leak* at [the site](https://example.org) \\*\n- <at>Ann</at> {{TIME(2026-06-01T11:00:00Z)}}"
    run = read_card(card(said(words)), "Europe/London")
    block = read_card(card({"type": "TextBlock", "text": words}), "Europe/London")

    assert run.lines == [words]
    assert (run.links, run.styled) == ([], [])
    assert block.lines == ["Leak at the site *\n• Ann 12:00"]
    assert (block.links, block.styled) == (["https://example.org"], ["Leak"])


def test_a_mention_is_one_only_if_the_card_says_so() -> None:
    block = {"type": "TextBlock", "text": "Hello <at>Ann</at> and <at>Bob</at>"}
    entity = {"type": "mention", "text": "<at>Ann</at>", "mentioned": {"id": "29:1", "name": "Ann"}}
    read = read_card(card(block, msteams={"entities": [entity]}), "Europe/London")

    assert read.lines == ["Hello Ann and Bob"]
    assert read.mentions == ["29:1"]


def test_dates_are_drawn_by_the_readers_own_clock() -> None:
    block = {"type": "TextBlock", "text": "{{DATE(2026-06-01T23:30:00Z, LONG)}}"}

    assert read_card(card(block), "UTC").lines == ["Monday 1 June 2026"]
    assert read_card(card(block), "Asia/Tokyo").lines == ["Tuesday 2 June 2026"]


def test_facts_labels_choices_and_pictures_are_read_and_hidden_things_are_not() -> None:
    shown = card(
        {"type": "FactSet", "facts": [{"title": "Voted", "value": "**3** of 5"}]},
        asks("Fruit", "fruit", "ChoiceSet", choices=[APPLE]),
        asks("Sure", "sure", "Toggle", title="I am sure"),
        {"type": "Image", "url": "https://example.org/x.png", "altText": "A leak"},
        said("Not yet") | {"isVisible": False},
        {"type": "Chart.Donut", "fallback": said("Two of three")},
    )

    assert read_card(shown, "UTC").lines == [
        "Voted 3 of 5",
        "Fruit",
        "Apple",
        "Sure",
        "I am sure",
        "A leak",
        "Two of three",
    ]


async def test_a_broken_dialog_does_not_open() -> None:
    async with house() as there:
        there.answers["task/fetch"] = {
            "task": {"type": "continue", "value": {"title": "", "height": "huge"}}
        }
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))
        await there.ann.presses("Write")

        assert await there.ann.dialog() is None
        assert len(await there.teams.complaints()) == 3


async def test_a_dialog_may_say_something_instead_of_opening() -> None:
    async with house() as there:
        there.answers["task/fetch"] = {"task": {"type": "message", "value": "It is closed."}}
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))
        await there.ann.presses("Write")

        assert await there.ann.dialog() is None
        assert await there.ann.toasts() == ["It is closed."]


async def test_plain_words_stay_plain_and_others_are_markdown() -> None:
    async with house() as there:
        await there.posts(there.room, {"type": "message", "text": "*Hello*"})
        await there.posts(there.room, {"type": "message", "text": "*Hello*", "textFormat": "plain"})
        first, second = await there.ann.sees(there.room)

        assert (first.words, first.styled) == ("Hello", ("Hello",))
        assert (second.words, second.styled) == ("*Hello*", ())
