"""The community rests, and comes back on a day."""

from datetime import UTC, datetime

from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.story import StoryState
from tests.dialogs.rhythm_scenes import asks_for, the_story
from tests.scene import FAY, MIA, Scene, begun, confirmed


def test_a_rest_has_a_day_to_come_back_and_comes_back_by_itself() -> None:
    scene = begun()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")
    assert scene.session.state is SessionState.SKIPPED
    scene.until(datetime(2027, 3, 1, 12, tzinfo=UTC))

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.plan.opens_at == datetime(2027, 3, 15, 10, tzinfo=UTC)
    assert "Our rest is over" in scene.posted[-1]


def test_a_rest_can_be_ended_sooner_and_is_not_ended_twice() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Carry on")
    scene.until(datetime(2027, 3, 2, 12, tzinfo=UTC))

    assert sum("Our rest is over" in one for one in scene.posted) == 1


def test_a_story_whose_session_gives_way_to_a_rest_waits_until_the_group_is_back() -> None:
    scene = confirmed()

    _rest(scene, "2027-03-01")

    assert (the_story(scene).state, the_story(scene).session) == (StoryState.OFFERED, None)


def test_while_a_community_rests_the_rhythm_says_until_when_and_names_no_session() -> None:
    scene = begun()
    _rest(scene, "2027-03-01")

    scene.command(MIA, "rhythm")

    assert "We are having a rest until Monday 1 March." in scene.whispered
    assert "Every 2 weeks, on Monday at 10:00." in scene.whispered
    assert "January" not in scene.whispered


def _rest(scene: Scene, until: str) -> None:
    asks_for(scene, "rhythm", "Have a rest", until=until)
