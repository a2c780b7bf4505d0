"""A group that decides to end while it works out what it needs, and then thinks again."""

from dataclasses import replace

from bot.domain.agreement import Matter
from bot.domain.codesign import Codesign, Step
from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.proposal import Proposal
from tests.dialogs.codesign_scenes import (
    EVERYONE,
    answer,
    codesign,
    day,
    draft_rules,
    drafting,
    first_asked,
    standing,
)
from tests.memory import Standing
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ROOM, Scene, begun, words

STOP = "I would like us to stop this"


def end_proposed() -> Scene:
    """Tuesday 5: the first question is in the room, and Mia proposes to end."""
    scene = first_asked()
    scene.until(day(5, 10))
    scene.command(MIA, "end")
    scene.fill(MIA, why="We are too few.")
    return scene


def half_answered(scene: Scene | None = None) -> Scene:
    """Thursday 14: two of us said what may leave, so that question stands until Monday."""
    scene = drafting(scene or end_proposed())
    for person in (MIA, NED):
        answer(scene, person, "Choose one", choice="learning")
    scene.until(day(14, 13))
    return scene


def ending(scene: Scene | None = None) -> Scene:
    """Friday 15: everyone can live with ending."""
    scene = scene or half_answered()
    agree(scene, Matter.ENDING)
    scene.until(day(15, 12))
    assert scene.community.stage is Stage.ENDING
    return scene


def agree(scene: Scene, matter: Matter) -> None:
    for person in EVERYONE:
        scene.press_token(person, f"fine.{proposal_on(scene, matter).id}")


def proposal_on(scene: Scene, matter: Matter) -> Proposal:
    return next(one for one in scene.proposals if one.matter is matter)


def stopped(scene: Scene, person: PersonId = NED) -> Scene:
    scene.press(person, STOP)
    scene.fill(person)
    return scene


def question(scene: Scene) -> Standing:
    """The card in the room that asks what may leave."""
    name = f"leaves:{codesign(scene).id}"
    return next(one for one in scene.offices.memory.posts if one.post.name == name)


def propose_what_leaves(scene: Scene) -> None:
    scene.command(OLI, "propose")
    scene.fill(OLI, matter="leaves")
    scene.fill(OLI, title="Nothing leaves", words="Nothing leaves.")


def test_while_we_end_no_question_can_be_answered_and_its_card_says_why() -> None:
    scene = half_answered()
    scene.press(OLI, "Choose one")
    held = scene.form
    token = scene.button(OLI, "Choose one").token
    ending(scene)

    assert question(scene).card.buttons == ()
    assert "We have agreed to end, so this is not asked" in words(question(scene).card)
    scene.submit(OLI, held, choice="nothing")
    assert "We are drawing to a close" in scene.errors[""]
    scene.press_token(OLI, token)
    assert "We are drawing to a close" in scene.whispered


def test_while_we_end_nobody_is_asked_for_anything() -> None:
    scene = ending()
    before = len(scene.posted), len(scene.sent_to(FAY)), len(scene.sent_to(DEV))
    scene.until(day(21, 9))

    assert (len(scene.posted), len(scene.sent_to(FAY)), len(scene.sent_to(DEV))) == before


def test_when_it_is_stopped_the_question_stands_again_with_what_was_answered() -> None:
    scene = ending()
    scene.until(day(20, 9))
    stopped(scene)

    assert [one.label for one in question(scene).card.buttons] == ["Choose one"]
    assert "Friday 22 January at 12:00" in words(question(scene).card)
    for person in (OLI, PAM, QUY, FAY):
        answer(scene, person, "Choose one", choice="learning" if person == QUY else "nothing")
    scene.until(day(22, 13))
    assert "Two or more were level" in proposal_on(scene, Matter.LEAVES).why


def test_a_draft_that_was_waited_for_is_waited_for_again() -> None:
    scene = half_answered()
    scene.press(FAY, "Draft the rules")
    held = scene.form
    ending(scene)
    assert scene.post("due:", Direct(FAY)).card.buttons == ()
    scene.submit(FAY, held)
    assert "We are drawing to a close" in scene.errors[""]

    stopped(scene)
    draft_rules(scene)
    assert proposal_on(scene, Matter.RULES).proposer == FAY


def test_a_draft_that_anyone_may_write_is_everyones_again() -> None:
    scene = half_answered()
    waiting = codesign(scene)
    rests = replace(
        waiting, due=tuple(replace(one, asks_at=scene.now, asked=4) for one in waiting.due)
    )
    scene.offices.memory.records[type(rests), rests.id] = rests
    scene.until(day(14, 14))
    ending(scene)
    assert "Draft the rules" not in [one.label for one in scene.post("due:", ROOM).card.buttons]

    stopped(scene)
    draft_rules(scene, PAM)
    assert proposal_on(scene, Matter.RULES).proposer == PAM


def test_what_is_agreed_meanwhile_stands_and_what_follows_comes_once_it_is_stopped() -> None:
    scene = drafting(end_proposed())
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="learning")
    scene.until(day(14, 13))
    ending(scene)
    agree(scene, Matter.LEAVES)
    scene.until(day(20, 9))
    assert Matter.LEAVES in standing(scene)
    assert not scene.has_post("routes:")

    stopped(scene)
    assert scene.has_post("routes:")


def test_a_question_that_was_settled_meanwhile_is_over_once_it_is_stopped() -> None:
    scene = half_answered()
    propose_what_leaves(scene)
    ending(scene)
    agree(scene, Matter.LEAVES)
    scene.until(day(20, 9))
    stopped(scene)

    assert "This question has closed" in words(question(scene).card)
    assert scene.has_post("routes:")


def test_what_is_let_go_meanwhile_is_asked_for_once_it_is_stopped() -> None:
    scene = half_answered()
    draft_rules(scene)
    rules = proposal_on(scene, Matter.RULES)
    ending(scene)
    scene.press_token(FAY, f"let_rest.{rules.id}")
    asked = len(scene.sent_to(FAY))
    scene.until(day(20, 9))
    assert len(scene.sent_to(FAY)) == asked

    stopped(scene)
    draft_rules(scene)
    assert proposal_on(scene, Matter.RULES).id != rules.id


def test_a_group_whose_questions_have_all_been_asked_may_end() -> None:
    scene = half_answered()
    before = codesign(scene)
    done = replace(before, step=Step.DONE, asked=False, ends_at=None)
    scene.offices.memory.records[type(done), done.id] = done
    ending(scene)

    assert STOP in [one.label for one in scene.post("ending:").card.buttons]


def test_a_rest_goes_on_when_it_is_stopped_and_the_question_waits_for_its_end() -> None:
    scene = half_answered()
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[type(resting), resting.id] = resting
    ending(scene)
    stopped(scene)
    assert scene.community.stage is Stage.RESTING
    assert question(scene).card.buttons

    scene.until(day(27, 9))
    assert codesign(scene).asking


def test_an_ending_agreed_again_makes_it_wait_again() -> None:
    scene = stopped(ending())
    scene.press_token(NED, f"fine.{proposal_on(scene, Matter.ENDING).id}")
    agree(scene, Matter.ENDING)
    scene.until(day(19, 11))
    assert scene.community.stage is Stage.ENDING
    assert question(scene).card.buttons == ()


def test_the_first_question_is_not_begun_while_we_end() -> None:
    scene = begun()
    community = replace(scene.community, stage=Stage.ENDING)
    scene.offices.memory.records[type(community), community.id] = community
    scene.press_token(FAY, f"first_q.{community.id}")

    assert "We are drawing to a close" in scene.whispered
    assert scene.office.all(Codesign, community.id) == ()
