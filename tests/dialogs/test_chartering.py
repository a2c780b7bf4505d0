"""What was agreed can be read again, and its words changed by those who wrote them."""

import pytest

from bot.boundary.views import Card
from bot.domain.ids import Direct, PersonId
from tests.scene import (
    ANN,
    FAY,
    MIA,
    SID,
    Scene,
    another_community,
    begun,
    founded,
    permission_asked,
    words,
)


@pytest.mark.parametrize("person", [ANN, FAY, SID, MIA])
def test_everyone_with_a_part_in_it_can_read_the_charter_again(person: PersonId) -> None:
    scene = begun()

    scene.command(person, "charter", place=Direct(person))

    assert "Judging when it is safe" in scene.whispered
    assert "Looked after by: Fay, and Dev when they are away" in scene.whispered


def test_a_charter_does_not_claim_what_nobody_has_said_yet() -> None:
    scene = permission_asked()

    scene.command(ANN, "charter")

    assert "Permission: not settled yet" in scene.whispered
    assert "Looked after by: not settled yet" in scene.whispered


def test_where_there_is_no_community_there_is_no_charter() -> None:
    scene = Scene()

    scene.command(ANN, "charter")
    here = scene.whispered
    scene.command(ANN, "charter", place=Direct(ANN))

    assert "in this channel" in here
    assert "You are not in a learning community" in scene.whispered


def test_in_private_a_sponsor_reads_the_charters_of_all_their_communities() -> None:
    scene = begun()
    another_community(scene, "Night shift")

    scene.command(SID, "charter", place=Direct(SID))

    assert "The charter of “Discharge”" in scene.whispered
    assert "The charter of “Night shift”" in scene.whispered


def test_who_began_it_can_change_their_words_and_the_charter_says_so() -> None:
    scene = begun()

    _change(scene, ANN, purpose="Judging when to wait")

    charter = words(_charter(scene))
    assert "Judging when to wait" in charter
    assert "Version: 2" in charter


def test_the_room_is_told_who_changed_the_charter() -> None:
    scene = begun()

    _change(scene, ANN, purpose="Judging when to wait")

    assert "Ann has changed the words of this charter." in scene.posted[-1]


def test_the_sponsor_is_told_that_the_words_they_permitted_have_changed() -> None:
    scene = begun()

    _change(scene, ANN, purpose="Judging when to wait")

    assert "Judging when to wait" in scene.sent_to(SID)[-1]


def test_no_old_words_of_the_charter_stay_in_the_room() -> None:
    scene = begun()

    _change(scene, ANN, purpose="Judging when to wait")
    _change(scene, ANN, purpose="Judging together")

    assert not any("Judging when" in one for one in scene.posted)
    assert sum("Version: 3" in one for one in scene.posted) == 1


def test_a_sponsor_can_change_their_own_words_and_no_others() -> None:
    scene = begun()
    scene.command(SID, "charter", place=Direct(SID))
    scene.press(SID, "Change my words")
    asked = [field.name for field in scene.form.fields]

    scene.fill(SID, why="Nobody should wait at home alone.")

    assert asked == ["why", "promises", "within", "promised"]
    assert "Nobody should wait at home alone." in words(_charter(scene))
    assert "Nobody should wait" not in scene.sent_to(SID)[-1]


def test_nobody_changes_words_that_are_not_theirs() -> None:
    scene = begun()
    scene.command(ANN, "charter")
    token = scene.button(ANN, "Change my words").token

    scene.press_token(FAY, token)
    refused = scene.whispered
    scene.command(MIA, "charter")

    assert "meant for someone else" in refused
    assert not any(button.label == "Change my words" for button in scene.replies[0].card.buttons)  # type: ignore[union-attr]


def test_before_permission_is_given_new_words_reach_those_who_are_asked() -> None:
    scene = permission_asked()

    _change(scene, ANN, purpose="Judging when to wait")

    assert "Judging when to wait" in words(scene.post("asked", Direct(SID)).card)
    assert "Judging when to wait" in words(scene.post("asked", Direct(FAY)).card)
    assert scene.community.charter_version == 1
    assert scene.posted == []


def test_words_left_as_they_are_change_nothing() -> None:
    scene = founded()

    _change(scene, ANN)

    assert scene.community.charter_version == 1
    assert "You have changed nothing" in scene.whispered


def test_the_form_that_promises_a_change_says_how() -> None:
    scene = Scene()
    scene.command(ANN, "start")

    scene.press(ANN, "I would")

    assert "/lc charter" in scene.form.intro[0].text  # type: ignore[union-attr]


def _change(scene: Scene, person: PersonId, **answers: str) -> None:
    scene.command(person, "charter")
    scene.press(person, "Change my words")
    scene.fill(person, **answers)


def _charter(scene: Scene) -> Card:
    """As it stands in the room."""
    name = f"charter:{scene.community.id}"
    (charter,) = [one.card for one in scene.offices.memory.posts if one.post.name == name]
    return charter
