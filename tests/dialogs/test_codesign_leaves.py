"""What may leave the group, and where things go that should not stay in it."""

from bot.domain.agreement import Matter
from bot.domain.drafting import Suggested
from tests.dialogs.codesign_scenes import (
    all_fine,
    answer,
    day,
    drafting,
    leaves_agreed,
    routes_drafted,
    standing,
)
from tests.scene import FAY, MEMBERS, words


def test_what_most_would_choose_is_put_to_everyone_in_its_own_words() -> None:
    scene = leaves_agreed()

    agreement = standing(scene)[Matter.LEAVES]
    assert agreement.words.startswith("Learning leaves, people do not.")
    assert agreement.about == "learning"


def test_where_two_are_level_the_more_careful_one_is_put_to_everyone() -> None:
    scene = drafting()
    for person, choice in zip(MEMBERS, ("nothing", "learning") * 3, strict=True):
        answer(scene, person, "Choose one", choice=choice)
    scene.until(day(14, 13))

    (proposal,) = scene.proposals
    assert proposal.about == "nothing"
    assert "the most careful" in proposal.why
    assert "B protects less than it sounds." in words(scene.post("leaves:").card)


def test_where_things_go_needs_our_own_people_and_numbers() -> None:
    scene = leaves_agreed()
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", danger="Tell the duty manager.")
    scene.until(day(21, 13))
    scene.press(FAY, "Draft where things go")

    assert "Tell the duty manager." in repr(scene.form.intro)
    scene.fill(FAY)
    assert set(scene.errors) == {"danger", "harmed", "colleague", "unlawful", "coping"}
    assert "___" in scene.errors["danger"]


def test_where_things_go_is_agreed_row_by_row() -> None:
    scene = routes_drafted()
    all_fine(scene)
    scene.until(day(27, 13))

    lines = standing(scene)[Matter.ROUTES].lines
    assert lines[0] == "Someone may be in danger: We tell the duty manager."
    assert len(lines) == 5


def test_who_is_missing_is_asked_while_the_table_is_drafted() -> None:
    scene = leaves_agreed()
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", coping="Stop.")
    scene.until(day(21, 13))

    assert "would bring something we do not have" in words(scene.post("missing_people:").card)
    assert "Tell" not in words(scene.post("missing_people:").card)


def test_what_people_would_do_is_forgotten_when_the_table_stands() -> None:
    scene = routes_drafted()
    assert scene.office.all(Suggested, scene.community.id)
    all_fine(scene)
    scene.until(day(27, 13))

    assert Matter.ROUTES in standing(scene)
    assert scene.office.all(Suggested, scene.community.id) == ()
