"""In a weekly rhythm a teller may have to be asked while the session before still runs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.hours import Hours
from bot.domain.ids import Direct
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from tests.dialogs.teller_scenes import MONDAY_TO_WEDNESDAY, NO_FRIDAY, offers, works
from tests.scene import FAY, MIA, NED, Scene, agree_where_things_go, gathered, jan


def weekly(hours: Hours) -> Scene:
    """A session each Monday at 10:00. Mia, who works these hours, offers a story while the first one runs."""
    scene = agree_where_things_go(gathered())
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="weekly", first="2027-01-18", opens="10:00")
    works(scene, MIA, hours)
    scene.until(jan(18, 10, 30))
    offers(scene, MIA)
    return scene


@pytest.mark.parametrize(
    ("hours", "asked_at"),
    [(NO_FRIDAY, jan(21, 15)), (MONDAY_TO_WEDNESDAY, jan(20, 15)), (Hours(), jan(22, 13))],
    ids=["no Friday", "till Wednesday", "usual"],
)
def test_in_a_weekly_rhythm_too_a_teller_is_asked_on_their_last_day_at_work(
    hours: Hours, asked_at: datetime
) -> None:
    scene = weekly(hours)

    scene.until(jan(22, 12, 30))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(25, 9, 59))

    assert scene.post("prepare", Direct(MIA)).post.not_before == asked_at


def test_what_was_made_ready_before_the_session_closed_opens_the_next_one() -> None:
    scene = weekly(NO_FRIDAY)
    scene.says(NED, "A long week.", "session")
    scene.until(jan(21, 16))
    scene.press(MIA, "Ready")
    scene.until(jan(22, 12, 30))
    assert [one.number for one in scene.sessions] == [1, 2]

    scene.press(FAY, "Yes, I can")
    scene.until(jan(25, 10, 30))

    assert scene.session.teller == MIA
    assert scene.session.number == 2


def test_nobody_else_hears_of_the_next_one_before_this_one_has_closed() -> None:
    scene = weekly(NO_FRIDAY)
    before = (len(scene.posted), len(scene.sent_to(FAY)), len(scene.sent_to(NED)))

    scene.until(jan(21, 16))

    assert (len(scene.posted), len(scene.sent_to(FAY)), len(scene.sent_to(NED))) == before
    assert scene.has_post("prepare", Direct(MIA))


def test_a_session_that_runs_on_over_the_next_opening_takes_its_place() -> None:
    scene = weekly(NO_FRIDAY)
    scene.says(NED, "A long week.", "session")
    scene.until(jan(21, 16))
    running = scene.sessions[0]
    longer = replace(running, plan=replace(running.plan, closes_at=jan(26, 12)))
    scene.offices.memory.records[Session, running.id] = longer
    scene.until(jan(26, 13))

    (story,) = scene.office.all(Story, scene.community.id)
    assert (story.state, story.ready) == (StoryState.OFFERED, False)
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()
    ahead = [one for one in scene.sessions if one.ahead]
    assert [(one.number, one.plan.opens_at) for one in ahead] == [
        (2, datetime(2027, 2, 1, 10, tzinfo=UTC))
    ]


def test_a_pause_that_begins_meanwhile_lets_it_go() -> None:
    scene = weekly(NO_FRIDAY)
    scene.until(jan(21, 16))
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-03-01")

    assert not any(one.ahead for one in scene.sessions)
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()
