"""Somebody is gone from the channel, or their account is: the bot asks them, or takes them to have left."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.member_card import MemberCard
from bot.domain.people import Standing
from bot.domain.story import Story
from tests.dialogs.leaving_scenes import FORTNIGHT, with_card
from tests.scene import ANN, DEV, FAY, MIA, NED, SID, ZOE, begun, opened, story_offered


def test_whoever_leaves_the_channel_is_asked_in_private_whether_they_mean_it() -> None:
    scene = begun()

    scene.goes(NED)

    assert scene.community.takes_part(NED)
    assert "You are still a member of “Discharge”" in scene.sent_to(NED)[-1]
    scene.press(NED, "Leave")
    scene.fill(NED)
    assert not scene.community.takes_part(NED)


def test_an_account_that_is_gone_has_left_and_the_group_is_told_nothing() -> None:
    scene = with_card(begun(), NED)
    before = len(scene.posted)

    scene.goes(NED, room=None)

    member = scene.community.member(NED)
    assert member
    assert member.standing is Standing.LEFT
    (card,) = scene.office.all(MemberCard, scene.community.id)
    assert card.expires() == scene.now + FORTNIGHT
    assert len(scene.posted) == before


def test_drafts_of_an_account_that_is_gone_are_deleted_after_two_weeks() -> None:
    scene = story_offered()

    scene.goes(MIA, room=None)

    (story,) = scene.office.all(Story, scene.community.id)
    assert story.expires() == scene.now + FORTNIGHT


def test_an_account_that_is_gone_twice_is_gone_once() -> None:
    scene = begun()
    scene.goes(NED, room=None)
    left = scene.community.member(NED)
    scene.later(days=3)

    scene.goes(NED, room=None)

    assert scene.community.member(NED) == left


@pytest.mark.parametrize("person", [ANN, SID, ZOE])
def test_who_takes_no_part_comes_and_goes_unnoticed(person: PersonId) -> None:
    scene = begun()
    before = len(scene.offices.memory.posts)

    scene.goes(person)

    assert len(scene.offices.memory.posts) == before


def test_the_holder_of_a_session_who_loses_their_account_is_replaced() -> None:
    scene = opened()

    scene.goes(FAY, room=None)

    scene.press(DEV, "I will look after it")
    assert scene.session.held_by == DEV
