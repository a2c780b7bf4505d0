"""The rules are drafted from what people need."""

import pytest

from bot.boundary.views import Lines
from bot.domain.agreement import Matter
from tests.dialogs.codesign_scenes import (
    LINES,
    SEEDS,
    all_fine,
    day,
    draft_rules,
    drafting,
    first_asked,
    standing,
    what_was_gathered,
)
from tests.scene import DEV, FAY, MIA, Scene, words


def lines_in(scene: Scene) -> list[str]:
    box = scene.form.fields[0]
    assert isinstance(box, Lines)
    return box.value.splitlines()


def test_a_draft_shows_under_each_line_the_needs_it_answers() -> None:
    scene = drafting()
    draft_rules(scene)

    (proposal,) = scene.proposals
    assert proposal.matter is Matter.RULES
    assert proposal.words == "\n".join(LINES)
    under = words(scene.post(f"proposal:{proposal.id}:needs").card)
    assert under.index("1. We talk") < under.index("Rank stays outside.") < under.index("2. We")


def test_a_need_that_no_line_answers_is_shown_too() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(LINES))
    scene.fill(FAY)
    scene.fill(FAY)

    assert "No line answers these yet:" in scene.posted[-1]


def test_whoever_drafts_begins_from_the_needs_and_takes_from_others_last() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    first = repr(scene.form)
    scene.fill(FAY, lines="\n".join(LINES))
    scene.fill(FAY, seeds=["2", "10"])

    assert "Nobody is hurried." in first
    assert lines_in(scene) == [*LINES, SEEDS[1], SEEDS[9]]
    scene.fill(FAY)
    assert scene.form.title == "Which line answers it?"


def test_no_line_of_others_speaks_of_what_is_not_there_yet() -> None:
    assert not [seed for seed in SEEDS if "table" in seed.lower()]


@pytest.mark.parametrize("page", ["lines", "needs"])
def test_a_page_that_is_finished_later_keeps_what_stands_on_it(page: str) -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    if page == "needs":
        scene.fill(FAY, lines="\n".join(LINES))
        scene.fill(FAY)
        scene.fill(FAY, need_0="2", need_1="3", then="later")
    else:
        scene.fill(FAY, lines="\n".join(LINES), then="later")
    assert "It is kept" in scene.whispered
    assert scene.proposals == ()

    scene.press(FAY, "Draft the rules")
    assert lines_in(scene) == list(LINES)
    if page == "needs":
        scene.fill(FAY)
        scene.fill(FAY)
        assert [getattr(one, "value", "") for one in scene.form.fields[:3]] == ["2", "3", "0"]


@pytest.mark.parametrize("lines", [LINES[:4], LINES + LINES])
def test_five_to_nine_lines_are_enough_and_what_was_typed_stays(lines: tuple[str, ...]) -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(lines))
    scene.fill(FAY)
    assert lines_in(scene) == list(dict.fromkeys(lines))
    scene.fill(FAY, lines="\n".join(lines))

    assert f"There are {len(lines)} now" in scene.errors["lines"]
    assert scene.proposals == ()


def test_a_draft_can_be_left_and_taken_up_again() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(LINES))
    scene.later(hours=3)
    scene.press(FAY, "Draft the rules")

    assert lines_in(scene) == list(LINES)


def test_two_who_draft_at_once_put_one_draft_to_the_group() -> None:
    scene = drafting()
    scene.press_token(DEV, f"draft_rules.{scene.community.id}")
    devs = scene.form
    draft_rules(scene)
    scene.submit(DEV, devs, lines="\n".join(LINES))

    assert "Nobody is waiting for this just now" in scene.errors[""]
    assert len(scene.proposals) == 1


def test_when_the_facilitator_never_drafts_the_deputy_is_asked_and_then_anyone_may() -> None:
    scene = drafting()
    assert "Would you draft our rules" in scene.sent_to(FAY)[-1]
    scene.until(day(15, 13))
    assert "Would you draft our rules" in scene.sent_to(DEV)[-1]
    assert "Either of you who look after us can do this." in scene.sent_to(DEV)[-1]
    assert "This still waits" not in "\n".join(scene.sent_to(DEV))
    scene.press_token(MIA, f"draft_rules.{scene.community.id}")
    assert "Only those who look after the sessions" in scene.whispered

    scene.later(days=30)
    assert "This still waits" in "\n".join(scene.sent_to(DEV))
    assert "Nobody has drafted our rules yet. Anyone here can." in "\n".join(scene.posted)
    draft_rules(scene, MIA)
    assert any(one.matter is Matter.RULES for one in scene.proposals)
    assert "This has been done." in "\n".join(scene.posted)


def test_who_asked_for_less_of_it_is_not_reminded_of_a_draft() -> None:
    scene = drafting()
    scene.until(day(15, 13))
    scene.press(DEV, "Less of this")
    scene.later(days=30)

    assert len([one for one in scene.sent_to(DEV) if "Would you draft our rules" in one]) == 1


def test_needs_are_forgotten_when_the_rules_stand_and_thirty_days_on_at_the_latest() -> None:
    scene = drafting()
    kept = what_was_gathered(scene)
    assert kept.expires() is not None
    draft_rules(scene)
    scene.later(days=9)
    all_fine(scene)
    scene.later(days=5)

    assert Matter.RULES in standing(scene)
    assert what_was_gathered(scene).needs == ()


def test_rules_that_the_group_came_to_by_itself_need_no_draft() -> None:
    scene = first_asked()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="rules")
    scene.fill(MIA, title="Our rules", words="\n".join(LINES))
    scene.until(day(12, 13))
    all_fine(scene)
    scene.later(days=14)

    assert Matter.RULES in standing(scene)
    assert "Would you draft our rules" not in "\n".join(scene.sent_to(FAY))
