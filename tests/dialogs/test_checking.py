"""In action: a check half way through a session, without a name."""

from dataclasses import replace

from bot.domain.community import Community
from bot.domain.ids import Direct
from bot.domain.people import Standing
from tests.dialogs.review_scenes import half_way
from tests.scene import DEV, FAY, MEMBERS, NED, PAM, QUY, SID, Scene, jan, opened, words


def test_every_member_gets_the_same_check_and_those_who_look_after_it_do_not() -> None:
    scene = half_way()

    got = [
        person for person in (*MEMBERS, FAY, DEV, SID) if scene.has_post("check", Direct(person))
    ]

    assert got == list(MEMBERS)


def test_one_who_feels_something_off_is_heard_and_not_named() -> None:
    scene = half_way()

    _check(scene, *MEMBERS[:4], feeling="keep_going")
    _check(scene, QUY, feeling="feels_off", line="It went quickly.")
    scene.until(jan(21, 10, 30))

    result = words(scene.post("check_result", Direct(FAY)).card)
    assert "For at least one person something feels off." in result
    assert "It went quickly." in result
    assert "Quy" not in result


def test_fewer_than_five_answers_are_destroyed_unread() -> None:
    scene = half_way()

    _check(scene, *MEMBERS[:4], feeling="feels_off", line="secret")
    scene.until(jan(21, 10, 30))

    assert all("secret" not in one for one in scene.sent_to(FAY))
    assert "Too few people answered the check" in words(scene.post("check_result").card)
    assert scene.offices.memory.boxes == {}


def test_one_answer_and_none_read_the_same() -> None:
    none, one = half_way(), half_way()
    _check(one, PAM, feeling="feels_off")

    for scene in (none, one):
        scene.until(jan(21, 10, 30))

    assert none.sent_to(FAY)[-1] == one.sent_to(FAY)[-1]


def test_in_a_crowd_too_small_nobody_is_asked() -> None:
    scene = opened()
    for person in MEMBERS[:2]:
        member = scene.community.member(person)
        assert member is not None
        changed = scene.community.with_member(replace(member, standing=Standing.LEFT))
        scene.offices.memory.records[Community, changed.id] = changed

    scene.until(jan(21, 10, 30))

    assert not scene.has_post("check")


def test_a_second_answer_replaces_the_first() -> None:
    scene = half_way()
    _check(scene, *MEMBERS[:5], feeling="feels_off")

    _check(scene, *MEMBERS[:5], feeling="keep_going")
    scene.until(jan(21, 10, 30))

    assert "Those who answered say: keep going." in scene.sent_to(FAY)[-1]


def test_keepers_are_kindly_kept_out_of_the_check() -> None:
    scene = half_way()
    token = scene.button(NED, "Answer in two presses").token

    scene.press_token(FAY, token)

    assert "so that members can speak freely" in scene.whispered


def test_a_session_closed_kindly_before_its_check_tells_of_no_check() -> None:
    scene = opened()

    scene.press(FAY, "Close this kindly")
    scene.until(jan(21, 10, 30))

    assert not scene.has_post("check_result")
    assert not scene.has_post("check:")


def test_a_check_that_was_slept_through_tells_nobody_that_too_few_have_answered() -> None:
    scene = opened()

    scene.sleeps_until(jan(21, 10, 30))

    assert not scene.has_post("check_result")


def test_the_check_says_until_when_and_loses_its_button_when_it_is_over() -> None:
    scene = half_way()
    asked = words(scene.post("check", Direct(NED)).card)

    scene.until(jan(21, 10, 30))

    assert "Until Thursday 21 January 10:00" in asked
    over = scene.post("check:", Direct(NED)).card
    assert "This question is closed." in words(over)
    assert over.buttons == ()


def test_when_the_rounds_end_early_nobody_is_asked_half_way_any_more() -> None:
    scene = half_way()

    scene.press(FAY, "Close this kindly")

    assert scene.post("check:", Direct(NED)).card.buttons == ()


def _check(scene: Scene, *people: str, **answers: str) -> None:
    for person in people:
        scene.press(person, "Answer in two presses")  # type: ignore[arg-type]
        scene.fill(person, **answers)  # type: ignore[arg-type]
