"""A server was killed, and what lay behind the door is gone with it: that is said, and it opens anew."""

from bot.domain.notes import Door, NotesWay
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    blank,
    checking_in,
    chosen,
    leaves,
    notes,
    open_form,
    window,
    write,
)
from tests.scene import MIA, NED, Scene


def killed(scene: Scene) -> None:
    """The tables behind the doors are empty now."""
    scene.offices.memory.windows.clear()


def test_at_the_check_in_it_is_said_and_everybody_can_write() -> None:
    scene = chosen()
    write(scene, MIA, DOUBT)
    killed(scene)

    scene.until(CHECK_IN)

    assert "was lost when a server stopped" in scene.posted[-1]
    write(scene, MIA, DOUBT)
    assert leaves(scene) == 1


def test_at_the_close_it_is_never_said_that_too_few_had_used_it() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    blank(scene, *FIVE[1:])
    killed(scene)

    scene.until(CLOSED)
    assert "please write it once more" in scene.posted[-1]
    assert not any("too few" in post.lower() for post in scene.posted)

    write(scene, MIA, DOUBT)
    blank(scene, *FIVE[1:])
    scene.until(CLOSED_LATE)
    assert [one.text for one in notes(scene)] in ([DOUBT], [])
    assert "destroyed unread" not in scene.posted[-1]


def test_where_no_time_is_left_it_is_said_to_write_in_the_next_one() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    blank(scene, *FIVE[:4])
    scene.until(CLOSED)
    killed(scene)

    scene.until(CLOSED_LATE)

    assert "please write it in the next check-in" in scene.posted[-1]
    assert window(scene).door is Door.SHUT


def test_whoever_comes_first_opens_it_anew_and_is_asked_to_try_again() -> None:
    scene = checking_in()
    killed(scene)

    scene.command(NED, "note")
    assert "Please try once more" in scene.whispered

    write(scene, NED, DOUBT)
    assert leaves(scene) == 1


def test_a_form_that_was_open_meanwhile_keeps_its_words() -> None:
    scene = checking_in()
    held = open_form(scene, NED)
    killed(scene)

    scene.submit(NED, held, note=DOUBT)
    assert "they are still here" in scene.errors[""]

    scene.submit(NED, held, note=DOUBT)
    scene.fill(NED)
    assert leaves(scene) == 1
