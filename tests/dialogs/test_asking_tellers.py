"""A teller is asked whether it may open while they are at work, with time left to press."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.formats import Format
from bot.domain.hours import Hours
from bot.domain.ids import Direct, PersonId
from bot.domain.rhythm import Closure
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from tests.formats import agree
from tests.scene import (
    FAY,
    MIA,
    NED,
    Scene,
    agree_where_things_go,
    begun,
    gathered,
    jan,
    story_offered,
    words,
)

NO_FRIDAY = Hours(working_days=frozenset({0, 1, 2, 3}))
MONDAY_TO_WEDNESDAY = Hours(working_days=frozenset({0, 1, 2}))
MORNINGS = Hours(quiet_from=time(12))
IN_NEW_YORK = Hours(zone="America/New_York")
NIGHTS = Hours(quiet_from=time(6), quiet_to=time(20))


def works(scene: Scene, person: PersonId, hours: Hours) -> None:
    """They say so with `/lc hours`."""
    scene.command(person, "hours")
    scene.fill(
        person,
        days=[str(day) for day in sorted(hours.working_days)],
        quiet=f"{hours.quiet_from:%H:%M} to {hours.quiet_to:%H:%M}",
        zone=hours.zone,
    )
    assert scene.errors == {}


def told_by(hours: Hours) -> Scene:
    """Mia, who works these hours, has offered a story; the session opens on Monday 18 January at 10:00."""
    scene = begun()
    works(scene, MIA, hours)
    _offers(scene, MIA)
    return scene


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
    _offers(scene, MIA)

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
    _offers(scene, NED)
    scene.later(hours=1)
    _offers(scene, MIA)

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
    _offers(scene, NED)

    scene.press(MIA, "Not this week")
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))

    assert scene.session.teller == NED
    assert "It opens only if you press Ready." in scene.sent_to(NED)[-1]


def _offers(scene: Scene, person: PersonId) -> None:
    scene.command(person, "story")
    scene.fill(person, where="a ward", moment="I chose.", help="listen", way="next")


def weekly(hours: Hours) -> Scene:
    """A session each Monday at 10:00. Mia, who works these hours, offers a story while the first one runs."""
    scene = agree_where_things_go(gathered())
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="weekly", first="2027-01-18", opens="10:00")
    works(scene, MIA, hours)
    scene.until(jan(18, 10, 30))
    _offers(scene, MIA)
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


# whoever holds the session hears in time that it may open with nothing

NOT_SURE = "It is not sure yet that there is a story to open with."


def _held_and_asked(hours: Hours = Hours()) -> Scene:  # noqa: B008 - frozen
    """Fay, who works these hours, holds the session; Mia has been asked, and has not answered."""
    scene = story_offered()
    works(scene, FAY, hours)
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    return scene


@pytest.mark.parametrize(
    ("hours", "told_at"),
    [(Hours(), jan(15, 16)), (MORNINGS, jan(15, 10)), (NO_FRIDAY, jan(14, 16))],
    ids=["usual", "mornings", "no Friday"],
)
def test_whoever_holds_it_hears_on_their_last_working_day_that_it_may_not_be_told(
    hours: Hours, told_at: datetime
) -> None:
    scene = _held_and_asked(hours)

    scene.until(told_at.replace(minute=0) - timedelta(minutes=1))
    before = scene.has_post("no_story", Direct(FAY))
    scene.until(told_at + timedelta(minutes=1))

    assert not before
    told = scene.post("no_story", Direct(FAY)).card
    assert NOT_SURE in words(told)
    assert [one.label for one in told.buttons] == ["Put a question to everyone", "Skip this one"]
    assert "Mia" not in words(told)


def test_a_question_put_then_takes_the_place_of_a_story_that_is_not_ready() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY)
    scene.until(jan(18, 10, 30))

    (story,) = scene.office.all(Story, scene.community.id)
    assert not scene.session.light
    assert story.state is StoryState.OFFERED


def test_a_teller_who_is_ready_after_all_spares_them_the_question() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))

    scene.press(MIA, "Ready")

    told = scene.post("no_story", Direct(FAY)).card
    assert "It is ready now" in words(told)
    assert told.buttons == ()


def test_who_holds_it_hears_nothing_of_it_where_the_teller_was_ready_before() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")

    scene.until(jan(18, 9))

    assert not scene.has_post("no_story", Direct(FAY))


def test_a_story_changed_late_after_ready_is_unsure_again() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))
    scene.press(MIA, "Ready")

    scene.press(MIA, "Change it")
    scene.fill(MIA, moment="I chose otherwise.", way="next")

    assert NOT_SURE in words(scene.post("no_story", Direct(FAY)).card)


def test_who_says_yes_late_hears_at_once_that_the_story_is_not_ready() -> None:
    scene = story_offered()
    scene.until(jan(15, 17))

    scene.press(FAY, "Yes, I can")

    assert NOT_SURE in words(scene.post("no_story", Direct(FAY)).card)
