"""Agreeing together: questions, reactions, a redraft, objections."""

import pytest

from tests.dialogs.consent_scenes import (
    CONCERN,
    FINE,
    OBJECT,
    a_week_later,
    all_fine,
    objected,
    proposed,
    standing,
)
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ROS, SID, gathered


def test_what_nobody_objects_to_stands_once_enough_have_answered() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)

    (agreement,) = standing(scene)
    assert agreement.words == "Learning leaves, people do not."
    assert agreement.version == 1
    assert "We agreed on this." in scene.posted[-1]


def test_the_room_never_sees_a_count_or_a_name_while_it_is_open() -> None:
    scene = proposed()
    before = list(scene.posted)
    all_fine(scene, MIA, NED)

    assert scene.posted == before


def test_silence_is_not_a_yes_it_waits_once_and_then_asks_for_a_conversation() -> None:
    scene = proposed()
    all_fine(scene, MIA)
    scene.later(days=4)
    assert "Silence is not a yes, so there is time until" in scene.posted[-1]

    scene.later(days=4)
    assert "Silence is not a yes. Mia will find a time" in scene.posted[-1]
    assert standing(scene) == []


def test_two_thirds_are_enough_and_one_fewer_is_not() -> None:
    scene = proposed()
    all_fine(scene, *MEMBERS[:5])
    scene.later(days=4)
    assert standing(scene) == []

    scene.press(ROS, FINE)
    scene.later(days=4)
    assert len(standing(scene)) == 1


def test_what_was_agreed_is_not_headed_as_a_proposal_any_more() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)

    assert scene.posted[-1].startswith("Agreed: ")


def test_an_answer_can_be_changed_until_it_closes() -> None:
    scene = objected()
    scene.press(NED, FINE)
    all_fine(scene)
    a_week_later(scene)

    assert len(standing(scene)) == 1


def test_a_concern_stands_beside_what_was_agreed() -> None:
    scene = proposed()
    scene.press(NED, CONCERN)
    scene.fill(NED, words="New people will not know.", to="all")
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)

    assert standing(scene)[0].concerns == ("New people will not know.",)
    assert "New people will not know." in scene.posted[-1]


def test_a_concern_told_in_private_is_not_written_beside_it() -> None:
    scene = proposed()
    scene.press(NED, CONCERN)
    scene.fill(NED, words="My manager reads along.", to="alone")
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)

    assert standing(scene)[0].concerns == ()
    assert "My manager reads along." not in "\n".join(scene.posted)


def test_everyone_away_decides_nothing() -> None:
    scene = proposed()
    scene.later(days=60)

    assert standing(scene) == []
    assert "This rests. Nothing changes." in scene.posted[-1]


def test_two_proposals_on_one_matter_wait_for_each_other() -> None:
    scene = proposed()
    scene.command(NED, "propose")
    scene.fill(NED, matter="leaves")

    assert "The group is deciding about this just now" in scene.errors[""]


def test_a_form_that_was_open_while_it_closed_keeps_what_was_typed() -> None:
    scene = proposed()
    scene.press(NED, OBJECT)
    form = scene.form
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)
    scene.submit(NED, form, words="It leaves out students.", to="all")

    assert "This has been settled already" in scene.errors[""]
    assert len(standing(scene)) == 1


def test_a_sponsor_can_neither_propose_nor_answer() -> None:
    scene = proposed()
    scene.command(SID, "propose")
    assert "As the sponsor" in scene.whispered
    (proposal,) = scene.proposals
    scene.press_token(SID, f"fine.{proposal.id}")
    assert "before you joined" in scene.whispered


@pytest.mark.parametrize("word", ["message", "member", "nonsense"])
def test_a_form_cannot_be_bent_to_what_is_not_offered(word: str) -> None:
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter=word)

    assert "I do not know that button" in scene.errors[""]
