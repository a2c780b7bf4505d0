"""A question of co-design to which few answer, or nobody."""

from bot.domain.alarm import AlarmKind
from bot.domain.codesign import Step
from tests.dialogs.codesign_scenes import QUESTION, answer, codesign, day, first_asked
from tests.scene import DEV, FAY, MIA, words


def test_few_answers_give_everyone_more_time_once_alike() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="Time.")
    scene.until(day(6, 13))

    assert "Few of us have answered yet" in scene.posted[-1]
    assert "Friday 8 January at 12:00" in scene.posted[-1]
    scene.until(day(8, 13))
    assert "Time." in words(scene.post("hardest:").card)
    assert len([one for one in scene.posted if "Few of us" in one]) == 1


def test_when_nobody_answers_it_is_asked_again_in_the_thread() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    assert "Nobody has used the form" in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Ask it openly in the thread")

    question = scene.post(f"needs:{codesign(scene).id}").card
    shown = next(one for one in scene.posted if "what do you need here?" in one)
    assert QUESTION in shown
    assert not question.buttons
    scene.until(day(12, 13))
    assert "Think of what we need here" in words(scene.post("hardest:").card)


def test_when_nobody_answers_it_may_be_let_go() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    scene.press(FAY, "Let it go")

    assert codesign(scene).step is Step.UPSIDE_DOWN
    assert "Upside down" in scene.posted[-1]


def test_when_nobody_answers_and_nobody_decides_it_goes_by_itself() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    scene.until(day(29, 13))
    asked = [one for one in scene.sent_to(DEV) if "Nobody has used the form" in one]
    assert len(asked) == 3
    assert not scene.has_post("upside_down:")
    scene.later(days=7)

    assert scene.has_post("upside_down:")


def test_a_year_in_which_nobody_says_anything_ends_with_a_way_on() -> None:
    scene = first_asked()
    scene.later(days=365)

    assert {one.kind for one in scene.office._alarms()} == {AlarmKind.NOTHING_PLANNED}
    assert any("nothing is planned" in one for one in scene.posted)
    rests = [one for one in scene.posted if "Anyone here can." in one]
    assert any("drafted our rules" in one for one in rests)
    assert any("where things go" in one for one in rests)
