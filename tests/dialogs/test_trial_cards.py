"""Whoever objects is asked, in private, whether a trial would be bearable: for as long as that is a question."""

import pytest

from bot.domain.ids import Direct, PersonId
from tests.scene import MIA, NED, OLI, Scene, gathered, words

FINE, CONCERN, OBJECT = "I can live with it", "I have a concern, go on", "I object"
TRY_IT = "Yes, I can try it"


def offered(*objectors: PersonId) -> Scene:
    """Mia has proposed something; these object, and she offers them a trial."""
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")
    scene.fill(MIA, title="What may leave", words="Learning leaves, people do not.")
    for person in objectors or (NED,):
        objects(scene, person)
    scene.press(MIA, "Offer a trial: 3 sessions")
    return scene


def objects(scene: Scene, person: PersonId) -> None:
    scene.press(person, OBJECT)
    scene.fill(person, words="It leaves out students.")


def asks(scene: Scene, person: PersonId) -> bool:
    """Whether the card still asks for a press."""
    return [one.label for one in scene.post("trial:", Direct(person)).card.buttons] == [TRY_IT]


def test_it_asks_until_it_is_answered() -> None:
    scene = offered()
    assert asks(scene, NED)

    scene.press(NED, TRY_IT)

    assert not asks(scene, NED)
    assert "It becomes a trial" in words(scene.post("trial:", Direct(NED)).card)


def test_other_words_take_its_button() -> None:
    scene = offered()

    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="Learning leaves, people and students do not.")

    assert not asks(scene, NED)
    assert "There is nothing left to do here." in words(scene.post("trial:", Direct(NED)).card)


def test_so_does_a_proposal_that_rests() -> None:
    scene = offered()

    scene.press(MIA, "Let it rest")

    assert not asks(scene, NED)


def test_and_one_that_has_rested_by_itself() -> None:
    scene = offered()

    scene.later(days=35)

    assert scene.proposals == ()
    assert not asks(scene, NED)


@pytest.mark.parametrize("answer", [FINE, CONCERN])
def test_who_objects_no_more_need_not_try_it(answer: str) -> None:
    scene = offered(NED, OLI)

    scene.press(NED, answer)
    if answer == CONCERN:
        scene.fill(NED, words="Mind the students.")

    assert not asks(scene, NED)
    assert asks(scene, OLI)


def test_who_objects_in_other_words_is_still_asked() -> None:
    scene = offered()

    objects(scene, NED)

    assert asks(scene, NED)


def test_a_trial_that_was_taken_is_not_overwritten_by_the_answer_of_another() -> None:
    scene = offered(NED, OLI)
    scene.press(NED, TRY_IT)

    scene.press(OLI, FINE)

    assert "It becomes a trial" in words(scene.post("trial:", Direct(NED)).card)


def test_whoever_objects_again_is_asked_again() -> None:
    scene = offered()
    scene.press(NED, FINE)
    objects(scene, NED)
    assert not asks(scene, NED)

    scene.press(MIA, "Offer a trial: 3 sessions")

    assert asks(scene, NED)


def test_who_has_left_is_not_asked_any_more() -> None:
    scene = offered(NED, OLI)

    scene.command(NED, "leave")
    scene.fill(NED)

    assert not asks(scene, NED)
    assert asks(scene, OLI)
