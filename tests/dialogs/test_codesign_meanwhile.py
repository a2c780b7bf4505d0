"""While a group works out what it needs, its life goes on."""

from dataclasses import replace

from bot.domain.agreement import Matter
from bot.domain.community import Stage
from bot.domain.people import Member, Standing
from tests import scene as scenes
from tests.dialogs.codesign_scenes import (
    QUESTION,
    all_fine,
    answer,
    codesign,
    day,
    draft_rules,
    drafting,
    first_asked,
    marking,
    needs_shown,
    standing,
)
from tests.scene import ANN, FAY, MEMBERS, MIA, NED, QUY, ROS, begun, gathered, words


def test_sessions_may_begin_at_any_time_and_the_questions_go_on() -> None:
    scene = needs_shown()
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-25", opens="10:00")
    assert scene.community.stage is Stage.ACTIVE
    scene.until(day(8, 13))

    assert scene.has_post("upside_down:")
    scene.command(MIA, "rules")
    assert "Not agreed yet: our rules, what may leave this group" in scene.whispered


def test_a_group_that_meets_already_may_still_begin_with_the_first_question() -> None:
    scene = begun()
    scene.command(MIA, "rules")
    assert not [
        one for reply in scene.replies for one in reply.card.buttons if "first" in one.label
    ]  # type: ignore[union-attr]
    scene.command(FAY, "rules")
    scene.press(FAY, "Begin with the first question")

    assert QUESTION in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE


def test_in_a_rest_nothing_is_asked_and_afterwards_it_goes_on() -> None:
    scene = begun()
    scene.command(FAY, "rules")
    scene.press(FAY, "Begin with the first question")
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[type(resting), resting.id] = resting
    before = len(scene.posted)
    scene.later(days=30)
    assert len(scene.posted) == before

    back = replace(scene.community, stage=Stage.ACTIVE)
    scene.offices.memory.records[type(back), back.id] = back
    scene.later(days=14)
    assert "Few of us have answered yet" in "\n".join(scene.posted)


def test_stories_wait_until_the_sessions_begin() -> None:
    scene = needs_shown()
    scene.command(MIA, "story")

    assert "have not begun yet" in scene.whispered


def test_a_long_outage_rings_everything_once() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="Time.")
    scene.sleeps_until(day(30))

    names = [one.post.name for one in scene.offices.memory.posts if one.post.to == scenes.ROOM]
    assert len(names) == len(set(names))
    assert "Few of us have answered yet" in "\n".join(scene.posted)


def test_who_joins_meanwhile_is_asked_like_everyone() -> None:
    scene = first_asked()
    community = scene.community.with_member(Member(person=ANN, name="Ann"))
    scene.offices.memory.records[type(community), community.id] = community
    scene.press_token(ANN, f"join.{community.id}.about")
    scene.fill(ANN, read=["yes"])
    answer(scene, ANN, "Add what I need", need_1="A way in.")
    needs_shown(scene)

    assert "A way in." in words(scene.post("hardest:").card)


def test_everyone_else_may_answer_when_one_has_left() -> None:
    scene = first_asked()
    answer(scene, ROS, "Add what I need", need_1="Said before leaving.")
    gone = replace(scene.community.member(ROS), standing=Standing.LEFT)  # type: ignore[type-var]
    changed = scene.community.with_member(gone)  # type: ignore[arg-type]
    scene.offices.memory.records[type(changed), changed.id] = changed
    scene.press_token(ROS, f"our_answer.{changed.id}.needs")
    assert "Only members can do this" in scene.whispered
    answer(scene, QUY, "Add what I need", need_1="Patience.")
    needs_shown(scene)

    assert "Said before leaving." in words(scene.post("hardest:").card)


def test_what_is_agreed_during_a_rest_opens_nothing_until_the_rest_is_over() -> None:
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="nothing")
    scene.until(day(14, 13))
    all_fine(scene)
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[type(resting), resting.id] = resting
    scene.until(day(19, 13))
    assert Matter.LEAVES in standing(scene)
    assert not scene.has_post("routes:")

    back = replace(scene.community, stage=Stage.ACTIVE)
    scene.offices.memory.records[type(back), back.id] = back
    scene.later(days=10)
    assert scene.has_post("routes:")


def test_when_nobody_looks_after_it_the_tasks_are_everyones() -> None:
    scene = marking()
    alone = replace(scene.community, facilitator=None, deputy=None)
    scene.offices.memory.records[type(alone), alone.id] = alone
    scene.until(day(12, 13))

    assert "Nobody has drafted our rules yet. Anyone here can." in "\n".join(scene.posted)
    draft_rules(scene, NED)
    assert [one.proposer for one in scene.proposals] == [NED]


def test_a_clock_change_in_the_middle_keeps_noon_at_noon() -> None:
    scene = gathered()
    scene.later(days=80)
    assert f"{scene.now:%d %B}" == "25 March"
    scene.press(FAY, "Begin with the first question")
    needs = codesign(scene)

    assert needs.ends_at is not None
    assert f"{needs.ends_at:%d %B %H:%M}" == "29 March 11:00"
    assert "Monday 29 March at 12:00" in scene.posted[-1]
