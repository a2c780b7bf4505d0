"""Ending well: agreed by all, with two weeks to look back in which nothing new is begun."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct, RecordId
from bot.domain.people import Member
from bot.words import say
from tests.dialogs.ending_scenes import FINE, GONE, STOP, all_fine, ending, keep, proposed
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, Scene, begun, jan, story_offered, words


def test_any_member_may_propose_it_and_it_is_talked_over_first() -> None:
    scene = begun()
    scene.command(MIA, "end")
    scene.fill(MIA, why="We have done what we came for.")

    (proposal,) = scene.proposals
    assert proposal.matter is Matter.ENDING
    assert "We have done what we came for." in scene.posted[-1]
    assert FINE not in [button.label for button in scene.post("proposal").card.buttons]
    assert scene.community.stage is Stage.ACTIVE


def test_nothing_ends_against_an_objection() -> None:
    scene = proposed()
    scene.press(NED, "I object")
    scene.fill(NED, words="I would miss it.")
    for person in (MIA, OLI, *MEMBERS[3:], FAY, DEV):
        scene.press(person, FINE)
    scene.later(days=14)

    assert scene.community.stage is Stage.ACTIVE


def test_an_ending_that_somebody_objects_to_cannot_be_tried() -> None:
    scene = proposed()
    scene.press(NED, "I object")
    scene.fill(NED, words="I would miss it.")

    labels = [button.label for button in scene.post("way_on").card.buttons]
    assert labels == ["Change the words", "Take it to a call", "Let it rest"]


def test_once_it_is_agreed_three_things_are_asked_and_the_day_is_named() -> None:
    scene = ending()

    card = words(scene.post("ending:").card)
    assert scene.community.stage is Stage.ENDING
    assert "something I will keep doing" in card
    assert "something I am grateful for" in card
    assert "something still open that someone should carry" in card
    assert "On Thursday 28 January at 12:00 I delete everything" in card


def test_holidays_make_it_longer_never_shorter() -> None:
    scene = begun()
    scene.calendar.holidays[datetime(2027, 1, 20, tzinfo=UTC).date()] = "A holiday"
    ending(scene)

    assert "On Friday 29 January at 12:00" in words(scene.post("ending:").card)


def test_what_is_said_in_its_thread_is_not_kept() -> None:
    scene = ending()
    scene.says(NED, "I am grateful for the silences.", "ending:")

    assert "silences" not in repr(scene.offices.memory)


def test_no_session_is_planned_any_more_and_the_one_ahead_does_not_take_place() -> None:
    scene = ending()
    scene.until(GONE - timedelta(hours=1))

    assert all(one.state is SessionState.SKIPPED for one in scene.sessions)
    scene.command(FAY, "session")
    assert scene.whispered == say("session.none_ending")


def test_whoever_has_offered_a_story_is_told_that_it_will_not_be_told() -> None:
    scene = ending(story_offered())

    card = scene.post("own_story:", Direct(MIA)).card
    assert "no more sessions are planned" in words(card)
    assert "next free session" not in words(card)
    assert [one.label for one in card.buttons] == ["Withdraw it"]


def test_once_an_ending_is_stopped_an_offered_story_waits_for_its_session_again() -> None:
    scene = ending(story_offered())
    scene.press(NED, STOP)
    scene.fill(NED, words="We are not done.")

    card = scene.post("own_story:", Direct(MIA)).card
    assert "next free session" in words(card)
    assert [one.label for one in card.buttons] == ["Change it", "Withdraw it"]


def test_a_session_that_runs_may_end_and_no_other_follows() -> None:
    scene = story_offered()
    _agreed_while_it_runs(scene)
    assert "may come to its end" in words(scene.post("ending:").card)
    scene.press(FAY, "Ask about one time it happened")
    scene.until(datetime(2027, 1, 26, 13, tzinfo=UTC))

    assert [one.state for one in scene.sessions] == [SessionState.CLOSED]


def test_what_was_agreed_is_not_looked_at_again_when_that_session_closes() -> None:
    scene = story_offered()
    rules = Agreement(
        id=RecordId("rules1"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="We listen.",
        agreed_at=scene.now,
        look_again_after=1,
    )
    keep(scene, rules)
    _agreed_while_it_runs(scene)
    scene.press(FAY, "Ask about one time it happened")
    scene.until(datetime(2027, 1, 26, 13, tzinfo=UTC))

    assert "Session 1 is closed" in "\n".join(scene.posted)
    assert "Looking again" not in "\n".join(scene.posted)


@pytest.mark.parametrize("command", ["story", "invite", "pause"])
def test_nothing_new_is_begun(command: str) -> None:
    scene = ending()
    scene.command(FAY, command)

    assert say("refused.community_ending") in scene.whispered


def test_someone_who_was_asked_before_cannot_join_any_more() -> None:
    scene = begun()
    community = scene.community.with_member(Member(person=DEV, name="Dev"))
    scene.offices.memory.records[type(community), community.id] = community
    ending(scene)
    scene.press_token(DEV, f"join.{community.id}.about")

    assert scene.whispered == say("refused.community_ending")


def test_the_question_whether_it_goes_on_is_not_asked_any_more() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 1, 11, tzinfo=UTC))
    ending(scene)
    scene.later(days=8)

    assert words(scene.post("renewal").card).endswith("The week for this question is over.")
    assert not scene.has_post("renewed")


def test_no_day_is_named_for_a_next_session() -> None:
    scene = ending()
    scene.command(NED, "rhythm")

    assert "18 January" not in scene.whispered


def test_asking_again_tells_when_it_ends() -> None:
    scene = ending()
    scene.command(NED, "end")

    assert "On Thursday 28 January at 12:00" in scene.whispered
    scene.press(NED, STOP)


def _agreed_while_it_runs(scene: Scene) -> None:
    """The first session opens on Monday 18; on Wednesday everyone has agreed to end."""
    scene.until(jan(8, 10))
    scene.command(MIA, "end")
    scene.fill(MIA)
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")
    all_fine(scene)
    scene.until(jan(20, 13))


def test_a_session_that_closes_while_the_ending_is_agreed_names_no_day_for_the_next() -> None:
    scene = begun()
    scene.until(jan(18, 11))
    _closes_at(scene, jan(31, 12))
    all_fine(proposed(scene))
    (put,) = scene.proposals
    assert put.until is not None
    _closes_at(scene, put.until)

    scene.until(put.until)

    assert scene.community.stage is Stage.ENDING
    assert "The next session opens" not in "\n".join(scene.posted)
    assert scene.sessions[0].state is SessionState.CLOSED


def test_a_session_that_closes_before_the_ending_is_agreed_names_the_day() -> None:
    scene = begun()
    scene.until(jan(18, 11))
    _closes_at(scene, jan(31, 12))
    all_fine(proposed(scene))
    (put,) = scene.proposals
    assert put.until is not None
    _closes_at(scene, put.until - timedelta(hours=1))

    scene.until(put.until - timedelta(minutes=30))

    assert "The next session opens" in words(scene.post("closed").card)


def _closes_at(scene: Scene, moment: datetime) -> None:
    keep(scene, replace(scene.session, plan=replace(scene.session.plan, closes_at=moment)))
