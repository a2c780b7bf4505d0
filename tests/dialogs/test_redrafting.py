"""Rules are asked about, felt and changed before anybody is asked to agree to them."""

from bot.boundary.views import Card
from bot.domain.agreement import Matter
from bot.domain.ids import Direct
from tests.dialogs.consent_scenes import a_week_later, all_fine, proposed, standing
from tests.scene import MIA, NED, Scene, words


def test_rules_are_first_asked_about_then_felt_then_changed_and_only_then_agreed() -> None:
    scene = proposed("rules", "We thank first.\nWe ask before we advise.")
    assert "Questions only" in scene.posted[-1]
    scene.later(days=3)
    assert "how does it sit with you?" in scene.posted[-1]
    scene.later(days=2)
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="We thank first.\nThen we ask.")
    assert "Can you live with trying this?" in scene.posted[-1]
    all_fine(scene)
    a_week_later(scene)

    assert standing(scene, Matter.RULES)[0].lines == ("We thank first.", "Then we ask.")


def test_rules_go_on_when_their_proposer_says_nothing_more() -> None:
    scene = proposed("rules", "We thank first.")
    scene.later(days=9)

    assert "Can you live with trying this?" in scene.posted[-1]


def in_redraft() -> Scene:
    """Mia has been asked in private whether her words stand."""
    scene = proposed("rules", "We thank first.")
    scene.later(days=5)
    assert len(redraft(scene).buttons) == 2
    return scene


def redraft(scene: Scene) -> Card:
    return scene.post("redraft:", Direct(MIA)).card


def test_once_everyone_is_asked_the_card_for_a_redraft_has_nothing_left_to_press() -> None:
    scene = in_redraft()
    scene.later(days=4)

    assert redraft(scene).buttons == ()
    assert "Everyone is asked now" in words(redraft(scene))


def test_a_redraft_that_is_let_rest_has_nothing_left_to_press() -> None:
    scene = in_redraft()
    scene.press_token(MIA, f"let_rest.{scene.proposals[0].id}")

    assert redraft(scene).buttons == ()


def test_new_words_typed_while_everyone_was_being_asked_are_put_to_everyone() -> None:
    scene = in_redraft()
    scene.press(MIA, "Change the words")
    held = scene.form
    scene.later(days=4)
    scene.submit(MIA, held, words="We thank first, always.")

    assert scene.proposals[0].words == "We thank first, always."
    assert "The words have changed since" in words(redraft(scene))


def test_nobody_can_answer_while_there_are_still_questions() -> None:
    scene = proposed("rules", "We thank first.")
    (proposal,) = scene.proposals
    scene.press_token(NED, f"fine.{proposal.id}")

    assert "It is too early for that" in scene.whispered
