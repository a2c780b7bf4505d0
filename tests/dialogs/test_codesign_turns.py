"""Co-design asks the room one thing at a time, until all is agreed."""

from bot.domain.agreement import Matter
from bot.domain.codesign import Step
from bot.domain.community import Stage
from bot.domain.formats import Format
from bot.domain.proposal import ProposalState
from bot.engine import Engine
from tests.dialogs.codesign_scenes import (
    all_fine,
    answer,
    choose_format,
    codesign,
    day,
    draft_routes,
    draft_rules,
    drafting,
    leaves_agreed,
    routes_drafted,
    standing,
)
from tests.memory import CountingMint
from tests.scene import FAY, MEMBERS, MIA


def test_the_room_is_asked_one_thing_at_a_time() -> None:
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="nothing")
    scene.until(day(14, 13))
    assert any(one.matter is Matter.LEAVES for one in scene.proposals)
    assert not scene.has_post("routes:")

    all_fine(scene)
    scene.until(day(19, 13))
    assert scene.has_post("routes:")


def test_questions_wait_while_everyone_is_asked_about_the_rules() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    assert Matter.LEAVES in standing(scene)
    (rules,) = scene.proposals
    assert rules.state is ProposalState.OBJECTIONS
    assert not scene.has_post("routes:")

    all_fine(scene)
    scene.until(day(22, 13))
    assert Matter.RULES in standing(scene)
    assert scene.has_post("routes:")


def test_what_waits_goes_on_when_the_rules_are_taken_to_a_call() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    scene.until(day(28, 13))

    (rules,) = scene.proposals
    assert rules.state is ProposalState.CALL
    assert scene.has_post("routes:")


def test_all_that_is_needed_is_agreed_and_the_sessions_can_begin() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    while not scene.has_post("routes:"):
        all_fine(scene)
        scene.later(days=1)
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", danger="Tell the duty manager.")
    while "Draft where things go" not in [one.label for one in scene._buttons(FAY)]:
        scene.later(days=1)
    draft_routes(scene)
    choose_format(scene)
    for _ in range(20):
        if scene.proposals:
            all_fine(scene)
        scene.later(days=1)

    assert set(standing(scene)) == {
        Matter.RULES,
        Matter.LEAVES,
        Matter.ROUTES,
        Matter.FORMAT,
        Matter.HEARING,
    }
    assert standing(scene)[Matter.FORMAT].about == Format.SHARED_DOUBT
    assert codesign(scene).settled
    assert "Shall the sessions begin?" in "\n".join(scene.sent_to(FAY))
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-04-05", opens="10:00")
    assert scene.community.stage is Stage.ACTIVE
    assert scene.office.next_alarm() is not None
    assert "Begin the sessions" not in [one.label for one in scene._buttons(FAY)]


def test_a_format_and_the_hearing_are_put_to_everyone_one_after_the_other() -> None:
    scene = routes_drafted()
    choose_format(scene, hearing="light")
    all_fine(scene)
    scene.until(day(27, 13))
    assert [one.matter for one in scene.proposals] == [Matter.FORMAT]

    all_fine(scene)
    scene.later(days=6)
    assert [one.matter for one in scene.proposals] == [Matter.HEARING]


def test_while_nobody_is_named_who_runs_the_bot_notes_are_not_asked_about() -> None:
    scene = routes_drafted()
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(made=5000))

    scene.press(FAY, "Choose how we begin")

    assert "notes" not in {field.name for field in scene.form.fields}
    assert any("with LCBOT_OPERATOR" in getattr(one, "text", "") for one in scene.form.intro)
    scene.fill(FAY, format="shared_doubt", hearing="full")
    assert "Everyone is asked about it in the channel" in scene.whispered


def test_what_rests_is_asked_for_again_and_can_be_drafted_anew() -> None:
    scene = drafting()
    draft_rules(scene)
    scene.later(days=1)
    (rules,) = [one for one in scene.proposals if one.matter is Matter.RULES]
    scene.press_token(FAY, f"let_rest.{rules.id}")

    assert "Would you draft our rules" in scene.sent_to(FAY)[-1]
    draft_rules(scene)
    assert [one for one in scene.proposals if one.matter is Matter.RULES]


def test_what_was_agreed_by_another_way_is_not_asked_for() -> None:
    scene = drafting()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")
    scene.fill(MIA, title="Nothing leaves", words="Nothing leaves.")
    all_fine(scene)
    scene.until(day(14, 13))
    scene.until(day(18, 13))

    assert standing(scene)[Matter.LEAVES].words == "Nothing leaves."
    assert codesign(scene).step is Step.ROUTES
    assert scene.has_post("routes:")
