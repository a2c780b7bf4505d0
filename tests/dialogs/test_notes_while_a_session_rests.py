"""A session that stands still: no check-in is sent meanwhile, and the next comes when it goes on."""

from datetime import timedelta

import pytest

from bot.domain.course import SessionState
from bot.domain.notes import NotesWay
from tests.dialogs.notes_scenes import (
    OPENS,
    cards,
    chosen,
    held,
    planned,
    window,
)
from tests.scene import FAY, MIA, Scene


@pytest.mark.parametrize("way", [NotesWay.ANY_TIME, NotesWay.CHECK_IN])
def test_while_a_session_stands_still_no_check_in_is_sent(way: NotesWay) -> None:
    scene = _paused(way)

    scene.until(OPENS + timedelta(days=24))

    assert scene.session.state is SessionState.PAUSED
    assert cards(scene, "check_in") == {}


def test_a_session_that_goes_on_brings_the_check_in_back() -> None:
    scene = _paused(NotesWay.ANY_TIME)
    scene.until(OPENS + timedelta(days=24))

    scene.press(FAY, "Go on")

    assert scene.now < planned(scene).checks_in_at


def test_a_check_in_that_is_under_way_when_a_session_stops_is_closed_as_it_was_said() -> None:
    scene = _paused(NotesWay.CHECK_IN)
    scene.until(OPENS + timedelta(days=3))
    scene.press(FAY, "Go on")
    scene.until(OPENS + timedelta(days=7, hours=1))
    before = window(scene).times
    scene.press(FAY, "Pause")

    assert window(scene).times == before


def _paused(way: NotesWay) -> Scene:
    """Fay has paused the first session, and nobody goes on with it; nobody has had a card for the next."""
    scene = chosen(way)
    held(scene)
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I had to choose.", way="next")
    scene.until(OPENS - timedelta(days=1))
    scene.press(MIA, "Ready")
    scene.until(OPENS + timedelta(hours=1))
    scene.press(FAY, "Pause")
    scene.offices.memory.posts[:] = [
        one for one in scene.offices.memory.posts if not one.post.name.startswith("check_in")
    ]
    return scene
