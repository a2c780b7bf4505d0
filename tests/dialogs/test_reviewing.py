"""On action: a look back at the end of each session, without a name."""

from datetime import UTC, datetime

from tests.dialogs.review_scenes import half_way, looking_back, result, review
from tests.scene import DEV, FAY, MEMBERS, NED, jan, words


def test_the_look_back_is_shown_mixed_when_five_members_answered() -> None:
    scene = looking_back()

    review(scene, *MEMBERS[:5], with_us="the questions")
    scene.until(jan(22, 12, 30))

    assert result(scene).count("the questions") == 5


def test_those_who_look_after_it_do_not_make_the_crowd_larger() -> None:
    scene = looking_back()

    review(scene, *MEMBERS[:4], FAY, DEV, with_us="the questions")
    scene.until(jan(22, 12, 30))

    assert "the questions" not in result(scene)
    assert "Fewer than five members looked back" in result(scene)


def test_answers_after_the_close_come_back_to_the_person_unkept() -> None:
    scene = looking_back()
    scene.press(NED, "Look back")
    form = scene.form
    scene.until(jan(22, 12, 30))

    scene.submit(NED, form, with_us="late")

    assert "not open now" in scene.errors[""]


def test_reading_along_is_a_band_of_words_and_only_from_five() -> None:
    five, four = half_way(), half_way()
    for person in MEMBERS[:5]:
        five.press(person, "I am reading along")
    for person in MEMBERS[:4]:
        four.press(person, "I am reading along")

    for scene in (five, four):
        scene.until(jan(22, 18))

    assert any("Most of us were here." in one for one in five.posted)
    assert not any("of us were here" in one for one in four.posted)


def test_pressing_reading_along_five_times_counts_once() -> None:
    scene = half_way()

    for _ in range(5):
        scene.press(NED, "I am reading along")
    scene.until(jan(26, 18))

    assert not any("of us were here" in one for one in scene.posted)


def test_the_look_back_is_open_for_a_working_day_and_says_until_when() -> None:
    scene = half_way()

    scene.until(jan(21, 11, 59))
    before = scene.has_post("review")
    scene.until(jan(21, 12))

    assert not before
    assert "Until Friday 22 January 12:00" in words(scene.post("review").card)


def test_slowing_down_gives_the_look_back_a_day_more() -> None:
    scene = looking_back()

    scene.press(FAY, "Slow down")

    assert "Until Monday 25 January 12:00" in words(scene.post("review").card)


def test_in_a_paused_session_people_may_look_back_without_hurry() -> None:
    scene = looking_back()

    scene.press(FAY, "Pause")
    review(scene, NED, take="Ask twice.", where="say")

    assert "The clock has stopped" in words(scene.post("review").card)
    assert "Ned takes away: Ask twice." in scene.posted[-1]


def test_a_session_closed_kindly_is_looked_back_on_for_a_working_day() -> None:
    scene = half_way()

    scene.press(FAY, "Close this kindly")
    told = scene.posted[-1]
    scene.until(jan(21, 9, 30))

    comes = "We look back from Thursday 21 January at 09:00 until Friday 22 January at 12:00."
    assert comes in told
    assert comes in scene.whispered
    assert "Until Friday 22 January 12:00" in words(scene.post("review").card)


def test_a_session_closed_kindly_while_people_look_back_says_that_it_is_open() -> None:
    scene = looking_back()

    scene.press(FAY, "Close this kindly")

    assert "You can look back until Friday 22 January at 12:00." in scene.posted[-1]
    assert scene.session.plan.closes_at == jan(22, 12)


def test_a_look_back_that_a_pause_has_swallowed_still_comes_for_a_working_day() -> None:
    scene = half_way()
    scene.press(FAY, "Pause")
    scene.until(datetime(2027, 1, 26, 15, tzinfo=UTC))

    scene.press(FAY, "Close this kindly")
    scene.until(datetime(2027, 1, 27, 9, 30, tzinfo=UTC))

    assert "Until Thursday 28 January 12:00" in words(scene.post("review").card)
