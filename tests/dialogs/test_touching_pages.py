"""Whose page an act may change; and that what is given without a name touches none."""

from dataclasses import replace

from bot.boundary.decision import Decision
from bot.boundary.touched import Touched, touched_by
from tests.dialogs.notes_scenes import checking_in, write
from tests.dialogs.review_scenes import half_way
from tests.scene import ANN, FAY, MIA, NED, SID, Scene, begun, founded, opened


def test_what_is_kept_about_a_community_touches_every_page_that_tells_of_it() -> None:
    scene, told = _listened(begun())

    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I had to choose.", help="questions", way="next")

    assert {one for each in told for one in each.communities} == {scene.community.id}


def test_who_is_asked_to_join_is_touched_though_their_page_tells_of_nothing_yet() -> None:
    scene, told = _listened(founded())

    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[NED])

    assert NED in told[-1].people


def test_when_it_is_all_deleted_everybodys_page_is_touched() -> None:
    gone = Decision(forget=(begun().community,))

    assert {ANN, FAY, MIA, SID} <= touched_by(gone).people


def test_what_only_shows_something_touches_nobody() -> None:
    scene, told = _listened(opened())

    scene.command(MIA, "help")
    scene.command(MIA, "story")
    scene.command(NED, "nonsense")

    assert told == []


def test_a_note_without_a_name_touches_no_page() -> None:
    scene, told = _listened(checking_in())

    write(scene, MIA, "I am not sure that we ask the right people.")

    assert told == []


def test_a_page_looks_the_same_before_and_after_the_door() -> None:
    scene = checking_in()
    before = scene.engine.page(MIA, scene.now)

    write(scene, MIA, "I am not sure that we ask the right people.")

    assert scene.engine.page(MIA, scene.now) == before
    assert "Open the check-in" in [one.label for card in before.cards for one in card.buttons]


def test_an_answer_without_a_name_stays_on_the_page_until_it_closes() -> None:
    scene = half_way()
    before = scene.engine.page(NED, scene.now)

    scene.press(NED, "Answer in two presses")
    scene.fill(NED, feeling="keep_going")

    assert scene.engine.page(NED, scene.now) == before
    assert "Answer in two presses" in [one.label for card in before.cards for one in card.buttons]


def _listened(scene: Scene) -> tuple[Scene, list[Touched]]:
    told: list[Touched] = []
    scene.engine = replace(scene.engine, tell=told.append)
    return scene, told
