"""Somebody can read the room who was not invited: stories stop until it is settled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.boundary.views import People
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId, Platform, Room, person_id
from bot.domain.people import Member, Standing
from bot.domain.walked_in import WalkedIn
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    ROOM,
    ROS,
    SID,
    ZOE,
    Scene,
    begun,
    confirmed,
    gathered,
    jan,
    opened,
    story_offered,
    words,
)

STRANGER = person_id(Platform("practice"), "practice", "stranger")
"""The platform does not say what they are called."""
SAID = (
    "Zoe can now read this channel but has not been invited through our agreement. "
    "Stories are paused until this is settled."
)


def test_the_room_is_told_and_so_are_those_who_look_after_it() -> None:
    scene = begun()

    scene.comes(ZOE)

    assert scene.posted[-1] == SAID
    for keeper in (FAY, DEV):
        assert "Zoe can read the channel" in scene.sent_to(keeper)[-1]
    labels = [button.label for button in scene.post("walked_in", Direct(FAY)).card.buttons]
    assert labels == ["They have left", "Invite them as we agreed"]


def test_whose_name_was_not_known_is_called_by_it_as_soon_as_it_is_told() -> None:
    scene = begun()
    scene.comes(STRANGER)
    before = scene.posted[-1]

    scene.is_told(STRANGER, "Zoe")

    assert before.startswith("Somebody can now read this channel")
    assert SAID in words(scene.post("walked_in", ROOM).card)
    assert "Zoe can read the channel" in words(scene.post("walked_in", Direct(FAY)).card)
    assert [one.name for one in _walked_in(scene)] == ["Zoe"]


def test_who_has_gone_before_their_name_was_told_is_not_spoken_of_again() -> None:
    scene = begun()
    scene.comes(STRANGER)
    scene.goes(STRANGER)
    stood = words(scene.post("walked_in", ROOM).card)

    scene.is_told(STRANGER, "Zoe")

    assert words(scene.post("walked_in", ROOM).card) == stood
    assert _walked_in(scene) == ()


@pytest.mark.parametrize("person", [MIA, FAY, DEV, ANN])
def test_whoever_belongs_comes_unnoticed(person: PersonId) -> None:
    scene = begun()
    before = len(scene.offices.memory.posts)

    scene.comes(person)

    assert len(scene.offices.memory.posts) == before


def test_somebody_who_was_asked_to_join_may_be_there() -> None:
    scene = begun()
    _put(scene, scene.community.with_member(Member(person=ZOE, name="Zoe")))

    scene.comes(ZOE)

    assert _walked_in(scene) == ()


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.NOT_NOW])
def test_somebody_who_has_left_or_said_not_now_was_not_invited(standing: Standing) -> None:
    scene = begun()
    _put(scene, scene.community.with_member(Member(person=ZOE, name="Zoe", standing=standing)))

    scene.comes(ZOE)

    assert scene.posted[-1] == SAID


def test_a_sponsor_in_the_room_was_not_invited_and_cannot_be() -> None:
    scene = begun()

    scene.comes(SID)

    assert "Sid can now read this channel" in scene.posted[-1]
    labels = [button.label for button in scene.post("walked_in", Direct(FAY)).card.buttons]
    assert labels == ["They have left"]


def test_before_a_community_begins_people_come_and_go() -> None:
    scene = gathered()

    scene.comes(ZOE)

    assert _walked_in(scene) == ()


def test_a_room_without_a_community_is_nobodys_business() -> None:
    scene = begun()

    scene.comes(ZOE, room=Room(Platform("test"), "w", "elsewhere"))

    assert _walked_in(scene) == ()


def test_a_session_that_runs_rests() -> None:
    scene = opened()

    scene.comes(ZOE)

    assert scene.session.state is SessionState.RESTING
    assert any("until it is settled who can read here" in one for one in scene.posted)


def test_when_they_leave_the_room_again_it_goes_on_by_itself() -> None:
    scene = opened()
    scene.comes(ZOE)

    scene.goes(ZOE)

    assert scene.session.state is SessionState.OPEN
    assert scene.session.held_by == FAY
    assert _walked_in(scene) == ()
    assert SAID not in scene.posted


def test_a_pause_of_days_moves_what_lies_ahead() -> None:
    scene = opened()
    closes = scene.session.plan.closes_at
    scene.comes(ZOE)
    scene.later(days=2)

    scene.goes(ZOE)

    assert scene.session.plan.closes_at > closes + timedelta(days=1)


def test_whoever_looks_after_it_can_say_that_they_have_left() -> None:
    scene = opened()
    scene.comes(ZOE)

    scene.press(DEV, "They have left")
    assert "I have not seen Zoe leave" in scene.whispered
    assert scene.session.state is SessionState.RESTING
    scene.press(DEV, "I looked, and they are gone")

    assert scene.session.state is SessionState.OPEN
    assert "That is settled" in words(scene.post("walked_in", ROOM).card)


def test_a_member_cannot_say_so_while_somebody_looks_after_it() -> None:
    scene = opened()
    scene.comes(ZOE)
    token = scene.button(FAY, "They have left").token

    scene.press_token(NED, token)

    assert "Only those who look after the sessions" in scene.whispered
    assert scene.session.state is SessionState.RESTING


def test_without_anyone_who_looks_after_it_a_member_can() -> None:
    scene = begun()
    _put(scene, replace(scene.community, facilitator=None, deputy=None))
    scene.comes(ZOE)

    scene.press(NED, "They have left")
    scene.press(NED, "I looked, and they are gone")

    assert _walked_in(scene) == ()


def test_pressed_twice_it_is_settled_once() -> None:
    scene = opened()
    scene.comes(ZOE)
    scene.press(FAY, "They have left")
    token = scene.button(FAY, "I looked, and they are gone").token
    scene.press_token(FAY, token)

    scene.press_token(DEV, token)

    assert "over" in scene.whispered


def test_a_session_does_not_go_on_while_somebody_is_there() -> None:
    scene = opened()
    scene.comes(ZOE)
    assert "Go on" not in [one.label for one in scene.post("desk:").card.buttons]

    scene.press_token(FAY, f"go_on.{scene.session.id}")

    assert "Zoe can read this channel and was not invited" in scene.whispered
    assert scene.session.state is SessionState.RESTING


def test_whoever_is_asked_whether_a_story_is_ready_reads_that_it_may_wait() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.comes(ZOE)
    scene.until(jan(15, 14))

    asked = words(scene.post("prepare:", Direct(MIA)).card)
    assert "Somebody can read the channel who was not invited." in asked
    assert "Zoe" not in asked


def test_no_story_opens_and_it_waits_for_the_next() -> None:
    scene = confirmed()
    scene.comes(ZOE)

    scene.until(datetime(2027, 1, 18, 11, tzinfo=UTC))

    assert scene.session.light
    assert not scene.has_post("story:")
    assert "Somebody can read this channel who was not invited" in words(
        scene.post("session:").card
    )


def test_once_settled_the_story_opens_as_planned() -> None:
    scene = confirmed()
    scene.comes(ZOE)
    scene.goes(ZOE)

    scene.until(datetime(2027, 1, 18, 11, tzinfo=UTC))

    assert scene.has_post("story:")


def test_with_two_it_goes_on_when_the_second_has_left() -> None:
    scene = opened()
    scene.comes(ZOE)
    scene.comes(SID)

    scene.goes(ZOE)
    assert scene.session.state is SessionState.RESTING

    scene.goes(SID)
    assert scene.session.state is SessionState.OPEN


def test_once_the_second_has_left_nothing_says_any_more_that_stories_wait() -> None:
    scene = opened()
    scene.comes(ZOE)
    scene.comes(SID)
    scene.goes(ZOE)
    assert "Stories still wait" in "\n".join(scene.posted)

    scene.goes(SID)

    assert "Stories still wait" not in "\n".join((*scene.posted, *scene.sent_to(FAY)))
    assert scene.posted.count("That is settled. What was paused goes on.") == 2


def test_somebody_who_comes_twice_is_told_of_once() -> None:
    scene = begun()
    scene.comes(ZOE)

    scene.comes(ZOE)

    assert scene.posted.count(SAID) == 1


def test_somebody_who_comes_again_is_told_of_again() -> None:
    scene = begun()
    scene.comes(ZOE)
    scene.goes(ZOE)

    scene.comes(ZOE)

    assert scene.posted.count(SAID) == 1
    assert len(_walked_in(scene)) == 1


def test_they_can_be_invited_through_the_agreement_and_it_goes_on_once_they_join() -> None:
    scene = opened()
    scene.comes(ZOE)
    scene.press(FAY, "Invite them as we agreed")
    (who, *_) = scene.form.fields
    assert isinstance(who, People)
    assert who.values == (ZOE,)

    scene.fill(FAY, bring="a fresh pair of eyes")
    for person in (MIA, NED, ROS, FAY, DEV):
        scene.press(person, "Yes, please ask them")
    scene.press(_others(scene), "Yes, please ask them")
    scene.later(days=9)
    assert scene.session.state is SessionState.RESTING
    scene.press(ZOE, "Join")
    scene.fill(ZOE, read=["yes"])

    assert _walked_in(scene) == ()
    assert scene.session.state is SessionState.OPEN


def test_a_session_that_was_paused_by_hand_stays_paused() -> None:
    scene = opened()
    scene.command(FAY, "session")
    scene.press(FAY, "Pause")
    scene.comes(ZOE)

    scene.goes(ZOE)

    assert scene.session.state is SessionState.PAUSED


def test_if_whoever_held_it_has_stepped_back_it_rests_until_somebody_does() -> None:
    scene = opened()
    scene.comes(ZOE)
    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")

    scene.goes(ZOE)

    assert scene.session.state is SessionState.RESTING
    assert _walked_in(scene) == ()


def test_in_a_rest_the_room_is_told_all_the_same() -> None:
    scene = begun()
    _put(scene, replace(scene.community, stage=Stage.RESTING))

    scene.comes(ZOE)

    assert scene.posted[-1] == SAID


def _others(scene: Scene) -> PersonId:
    return next(one.person for one in scene.community.joined if one.name == "Oli")


def _walked_in(scene: Scene) -> tuple[WalkedIn, ...]:
    return scene.office.all(WalkedIn, scene.community.id)


def _put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
