"""A reservation about a person has one reader; the room learns of it neither then nor later."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.views import OneOf
from bot.domain.ids import PersonId
from tests.dialogs.suggestion_scenes import AGREED, suggested
from tests.scene import DEV, FAY, MIA, NAME_OF, NED, ZOE, Scene


def test_a_reservation_goes_to_the_facilitator_and_to_nobody_else() -> None:
    scene = suggested(by=MIA)

    scene.press(NED, "Yes, with a reservation")
    assert [field.name for field in scene.form.fields] == ["words"]
    scene.fill(NED, words="She was my manager.")

    assert "She was my manager." in scene.sent_to(FAY)[-1]
    assert _who_read(scene, "She was my manager.") == {FAY}


def test_the_facilitators_own_suggestion_is_read_by_the_deputy() -> None:
    scene = suggested(by=FAY)

    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")

    assert _who_read(scene, "She was my manager.") == {DEV}


def test_the_room_never_sees_that_somebody_would_rather_not() -> None:
    scene = suggested(by=MIA)
    before = scene.posted

    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")

    assert scene.posted == before
    assert "Mia suggested it, and only you are told" in scene.sent_to(FAY)[-1]


def test_an_answer_said_to_everyone_by_a_bent_form_is_read_by_one_all_the_same() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Rather not just now")
    to_all = OneOf("to", "", (), value="all")

    scene.submit(
        NED, replace(scene.form, fields=(*scene.form.fields, to_all)), words="My old manager."
    )

    assert all("manager" not in one for one in scene.posted)


def test_whoever_changes_their_mind_lets_it_go_on_without_a_word_in_the_room() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")
    before = len(scene.posted)

    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    assert len(scene.posted) == before
    scene.until(datetime(2027, 1, 8, 13, tzinfo=UTC))

    assert scene.community.member(ZOE) is not None


def test_a_reservation_that_is_no_more_is_gone_from_where_it_was_read() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Yes, with a reservation")
    scene.fill(NED, words="She was my manager.")

    scene.press(NED, "Yes, please ask them")

    assert _who_read(scene, "She was my manager.") == set()
    assert "Ned says yes now." in scene.sent_to(FAY)[-1]


def _who_read(scene: Scene, text: str) -> set[PersonId]:
    return {person for person in NAME_OF if any(text in one for one in scene.sent_to(person))}
