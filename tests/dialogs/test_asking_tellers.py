"""A teller is asked whether it may open while they are at work, with time left to press."""

from datetime import datetime, time

import pytest

from bot.domain.formats import Format
from bot.domain.hours import Hours
from bot.domain.ids import Direct
from bot.domain.rhythm import Closure
from bot.domain.story import Story, StoryState
from tests.dialogs.teller_scenes import (
    MONDAY_TO_WEDNESDAY,
    MORNINGS,
    NO_FRIDAY,
    offers,
    told_by,
    works,
)
from tests.formats import agree
from tests.scene import FAY, MIA, NED, begun, jan, story_offered, words

IN_NEW_YORK = Hours(zone="America/New_York")

NIGHTS = Hours(quiet_from=time(6), quiet_to=time(20))


@pytest.mark.parametrize(
    ("hours", "asked_at"),
    [
        (Hours(), jan(15, 13)),
        (NO_FRIDAY, jan(14, 15)),
        (MONDAY_TO_WEDNESDAY, jan(13, 15)),
        (MORNINGS, jan(15, 9)),
        (IN_NEW_YORK, jan(15, 14)),
        (NIGHTS, jan(15, 20)),
        (Hours(working_days=frozenset({6})), jan(17, 9)),
    ],
    ids=["usual", "no Friday", "till Wednesday", "mornings", "New York", "nights", "Sundays"],
)
def test_a_teller_is_asked_on_their_last_working_day_before_it_opens(
    hours: Hours, asked_at: datetime
) -> None:
    scene = told_by(hours)

    scene.until(jan(18, 9, 59))

    assert scene.post("prepare", Direct(MIA)).post.not_before == asked_at


def test_who_is_gone_before_anybody_is_asked_to_hold_it_can_make_it_ready_all_the_same() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(13, 15, 30))
    asked = words(scene.post("prepare", Direct(MIA)).card)

    scene.press(MIA, "Ready")
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(18, 10, 30))

    assert "Nobody has said yet that they can look after this session." in asked
    assert scene.session.teller == MIA
    assert scene.has_post("story")


def test_once_somebody_holds_it_the_card_says_so_no_more() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(14, 11))

    scene.press(FAY, "Yes, I can")

    card = scene.post("prepare", Direct(MIA)).card
    assert "Nobody has said yet" not in words(card)
    assert card.buttons[0].label == "Ready"


def test_who_offers_after_their_last_day_is_asked_when_they_are_next_at_work() -> None:
    scene = begun()
    works(scene, MIA, NO_FRIDAY)
    scene.until(jan(14, 17))
    offers(scene, MIA)

    scene.press(FAY, "Yes, I can")

    assert scene.post("prepare", Direct(MIA)).post.not_before == jan(14, 17)


def test_hours_that_change_late_are_kept_to() -> None:
    scene = story_offered()
    scene.until(jan(13, 16))

    works(scene, MIA, MONDAY_TO_WEDNESDAY)
    scene.later(minutes=1)

    assert scene.post("prepare", Direct(MIA)).post.not_before == jan(13, 16)


def test_days_that_the_community_keeps_free_are_not_used_to_ask() -> None:
    scene = told_by(NO_FRIDAY)
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Add days we keep free")
    scene.fill(FAY, first="2027-01-14", last="2027-01-14", why="")

    scene.until(jan(15, 9))

    assert scene.post("prepare", Direct(MIA)).post.not_before == jan(13, 15)
    assert scene.community.rhythm.closures == (Closure(jan(14, 0).date(), jan(14, 0).date()),)


def test_while_somebody_else_waits_longer_nobody_is_asked_too_soon() -> None:
    scene = begun()
    works(scene, MIA, MONDAY_TO_WEDNESDAY)
    offers(scene, NED)
    scene.later(hours=1)
    offers(scene, MIA)

    scene.until(jan(15, 14))

    assert not scene.has_post("prepare", Direct(MIA))
    assert scene.has_post("prepare", Direct(NED))


def test_when_nobody_can_hold_it_what_was_ready_waits_for_the_next() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(13, 16))
    scene.press(MIA, "Ready")

    scene.until(jan(18, 11))

    (story,) = scene.office.all(Story, scene.community.id)
    assert scene.session.light
    assert (story.state, story.ready) == (StoryState.OFFERED, False)
    assert "It waits for the next free one" in words(scene.post("prepare", Direct(MIA)).card)


def test_what_was_asked_about_waits_when_the_group_agrees_on_another_way() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(13, 16))
    scene.press(MIA, "Ready")
    agree(scene, Format.WIDE_QUESTION)
    scene.until(jan(14, 11))

    scene.press(FAY, "Yes, I can")

    (story,) = scene.office.all(Story, scene.community.id)
    assert (story.state, story.ready) == (StoryState.OFFERED, False)
    assert scene.session.teller is None
    assert "The session will be of another kind" in words(scene.post("prepare", Direct(MIA)).card)
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()


def test_and_when_it_is_opened_at_once() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(13, 16))
    scene.press(MIA, "Ready")
    agree(scene, Format.LOOK_BACK)
    scene.command(FAY, "session")

    scene.press(FAY, "Open it now")

    (story,) = scene.office.all(Story, scene.community.id)
    assert story.state is StoryState.OFFERED
    assert scene.session.light


def test_a_teller_who_takes_it_back_in_time_leaves_room_for_the_next() -> None:
    scene = told_by(MONDAY_TO_WEDNESDAY)
    scene.until(jan(13, 16))
    offers(scene, NED)

    scene.press(MIA, "Not this week")
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))

    assert scene.session.teller == NED
    assert "It opens only if you press Ready." in scene.sent_to(NED)[-1]
