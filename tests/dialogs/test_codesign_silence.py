"""A question of co-design to which few answer, or nobody."""

from bot.domain.agreement import Matter
from bot.domain.alarm import AlarmKind
from bot.domain.codesign import Step
from tests.dialogs.codesign_scenes import (
    QUESTION,
    answer,
    codesign,
    day,
    drafting,
    first_asked,
    leaves_agreed,
    three_of_us,
)
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, QUY, Scene, words


def four_answered(secret: str = "zebra") -> Scene:
    """Four members, and both who look after them: they do not count."""
    scene = first_asked()
    for person in (*MEMBERS[:4], FAY, DEV):
        answer(scene, person, "Add what I need", need_1=secret)
    return scene


def test_few_answers_give_everyone_more_time_once_alike() -> None:
    scene = four_answered()
    scene.until(day(6, 13))

    assert "Few of us have answered yet" in scene.posted[-1]
    assert "Friday 8 January at 12:00" in scene.posted[-1]
    answer(scene, QUY, "Add what I need", need_1="Time.")
    scene.until(day(8, 13))
    assert "Time." in words(scene.post("hardest:").card)
    assert len([one for one in scene.posted if "Few of us" in one]) == 1


def test_of_fewer_than_five_members_nothing_is_shown_and_all_is_destroyed_unread() -> None:
    scene = four_answered()
    scene.until(day(8, 13))

    assert "zebra" not in repr(scene.offices.memory)
    assert scene.offices.memory.boxes == {}
    assert "destroyed unread" in scene.sent_to(FAY)[-1]


def test_some_who_answered_and_none_read_the_same() -> None:
    none, some = first_asked(), four_answered()
    for scene in (none, some):
        scene.until(day(8, 13))

    assert none.sent_to(FAY)[-1] == some.sent_to(FAY)[-1]
    assert none.posted == some.posted


def test_every_question_without_a_name_says_who_counts() -> None:
    scene = first_asked()
    rule = "Those who look after us may answer too, and do not count."
    scene.press(MIA, "Add what I need")

    assert rule in scene.posted[-1]
    assert rule in repr(scene.form.intro)


def test_where_things_go_is_not_shown_of_two() -> None:
    scene = leaves_agreed()
    for person in (MIA, NED):
        answer(scene, person, "Add what we would do", danger="Ring the zebra.")
    scene.until(day(25, 13))

    assert "zebra" not in repr(scene.offices.memory)
    scene.press(FAY, "Ask it openly in the thread")
    assert any("Say it in the thread: whom do we tell, and how?" in one for one in scene.posted)
    scene.until(day(28, 13))
    assert "Would you draft where things go" in "\n".join(scene.sent_to(FAY))


def test_without_marks_to_go_by_the_most_careful_choice_is_put_to_everyone() -> None:
    scene = drafting()
    answer(scene, MIA, "Choose one", choice="line_by_line")
    scene.until(day(18, 13))
    scene.press(FAY, "Ask it openly in the thread")
    scene.until(day(20, 13))

    (proposal,) = scene.proposals
    assert proposal.about == "nothing"
    assert "so this begins with the most careful of the three" in words(scene.post("consent:").card)


def test_in_a_group_of_three_every_question_is_said_under_our_names() -> None:
    scene = three_of_us()
    card = scene.post("needs:").card
    assert card.buttons == ()
    assert "There are fewer than five members" in words(card)
    scene.later(days=40)

    steps = ("needs:", "upside_down:", "leaves:", "routes:")
    assert [one for one in steps if scene.has_post(one) and scene.post(one).card.buttons] == []
    assert Matter.LEAVES in {one.matter for one in scene.every_proposal}


def test_when_nobody_answers_it_is_asked_again_in_the_thread() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    assert "destroyed unread" in scene.sent_to(FAY)[-1]
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
    asked = [one for one in scene.sent_to(DEV) if "destroyed unread" in one]
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
