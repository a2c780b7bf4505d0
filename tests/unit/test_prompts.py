"""The prompt library, recounted."""

import re
from collections import Counter

import pytest

from bot.words.prompts import Prompt, choose, library, prompt


def test_there_are_sixty_six_prompts_spread_over_the_loops_as_counted() -> None:
    assert len(library()) == 66
    assert Counter(each.loop for each in library()) == {1: 21, 2: 19, 3: 18, 0: 8}


def test_there_are_prompts_for_every_phase() -> None:
    assert Counter(each.phase for each in library()) == {1: 3, 2: 5, 3: 46, 4: 12}


def test_no_two_prompts_share_an_id_or_a_text() -> None:
    assert len({each.id for each in library()}) == len(library())
    assert len({each.text for each in library()}) == len(library())


@pytest.mark.parametrize("each", library(), ids=lambda each: each.id)
def test_a_prompt_is_calm_and_short_enough_to_take_in(each: Prompt) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9]-\d\d", each.id)
    assert each.purpose
    assert each.text.strip() == each.text != ""
    assert "!" not in each.text
    assert max(len(one.split()) for one in re.split(r"(?<=[.?])\s+", each.text)) <= 25


def test_a_prompt_is_found_by_its_id() -> None:
    assert prompt("RA-02").text == "Is anyone waiting for someone else to speak first?"
    with pytest.raises(KeyError):
        prompt("XX-99")


def test_prompts_are_chosen_by_purpose_phase_and_loop() -> None:
    assert [each.id for each in choose(purpose="Arrive")] == ["AR-01", "AR-02", "AR-03"]
    assert [each.id for each in choose(phase=4, loop=0)] == ["RA-02", "EN-02"]
    assert choose(purpose="Arrive", phase=4) == ()
    assert choose() == library()


def test_only_two_prompts_have_a_place_to_fill() -> None:
    assert [each.id for each in library() if "{" in each.text] == ["ST-08", "TR-03"]
    assert "try a {list}." in prompt("TR-03").filled(plan="a {list}")
    with pytest.raises(KeyError):
        prompt("ST-08").filled()


def test_at_least_three_prompts_ask_which_good_things_pull_against_each_other() -> None:
    asked = {prompt(id).purpose for id in ("JU-02", "L2-03", "L2-06")}

    assert asked == {"Competing goods", "Competing goals", "Value"}


def test_no_prompt_asks_who_was_responsible() -> None:
    blaming = re.compile(r"\b(blame|fault|responsible for|who was wrong)\b", re.IGNORECASE)

    assert [each.id for each in library() if blaming.search(each.text)] == []
    assert prompt("L3-03").text == "What made it easy or hard to learn from this one?"
