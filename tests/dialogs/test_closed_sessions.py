"""What is said of a session once it has closed."""

from datetime import UTC, datetime

from bot.domain.contribution import Contribution, Part
from bot.domain.course import SessionState
from bot.domain.ids import Direct
from tests.dialogs.review_scenes import half_way, looking_back, result, review
from tests.scene import FAY, MIA, NED, PAM, Scene, begun, jan, opened, words


def test_a_closed_session_plans_the_next_and_says_when() -> None:
    scene = looking_back()

    scene.until(jan(22, 12, 30))

    assert "The next session opens on Monday 1 February at 10:00." in scene.posted[-1]
    assert [one.state for one in scene.sessions] == [SessionState.CLOSED, SessionState.PLANNED]


def test_what_was_said_is_forgotten_after_thirty_days() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(20, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(datetime(2027, 2, 22, 13, tzinfo=UTC))

    scene.office.clear(scene.now)

    assert scene.office.all(Contribution, scene.sessions[0].id) == ()


def test_the_last_word_is_kept_as_the_tellers() -> None:
    scene = looking_back()

    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="I am not alone.")

    kept = scene.office.all(Contribution, scene.session.id)
    assert (kept[-1].part, kept[-1].author) == (Part.LAST_WORD, MIA)


def test_the_opening_keeps_the_day_on_which_the_session_closed() -> None:
    scene = looking_back()
    before = words(scene.post("session").card)

    scene.until(jan(22, 12, 30))

    assert "18 to 22 January" in before
    assert words(scene.post(f"session:{_first(scene)}").card) == before


def test_a_session_that_is_closed_while_its_clock_stands_names_that_day() -> None:
    scene = _stopped_for_good()

    assert "18 January to 17 February" in words(scene.post(f"session:{_first(scene)}").card)


def test_a_session_that_closed_without_a_look_back_says_so_and_asks_for_no_line() -> None:
    scene = _stopped_for_good()

    told = scene.post("review_result", Direct(FAY)).card
    assert "closed before its look back" in words(told)
    assert [button.label for button in told.buttons] == ["Write a note for myself"]
    assert scene.sessions[0].change == ""


def test_after_a_session_without_a_look_back_nobody_is_asked_what_came_of_it() -> None:
    scene = _stopped_for_good()
    scene.until(datetime(2027, 2, 25, 11, tzinfo=UTC))

    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 3, 1, 10, 30, tzinfo=UTC))

    assert scene.session.held_by == FAY
    assert "Last time" not in words(scene.post("session").card)


def test_after_a_light_session_nobody_is_asked_what_came_of_it() -> None:
    scene = begun()

    scene.until(datetime(2027, 2, 1, 10, 30, tzinfo=UTC))

    assert scene.session.number == 2
    assert "Last time" not in words(scene.post("session").card)


def test_nobody_and_one_who_looked_back_read_the_same() -> None:
    none, one = looking_back(), looking_back()
    review(one, PAM, with_us="the questions")

    for scene in (none, one):
        scene.until(jan(22, 12, 30))

    assert result(none) == result(one)
    assert "Fewer than five members looked back" in result(none)


def _stopped_for_good() -> Scene:
    """Wednesday 17 February: paused half way, four weeks ago, and closed by itself."""
    scene = half_way()
    scene.press(FAY, "Pause")
    scene.until(datetime(2027, 2, 17, 13, tzinfo=UTC))
    return scene


def _first(scene: Scene) -> str:
    return scene.sessions[0].id
