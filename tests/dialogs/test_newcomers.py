"""Who joins after the start is welcomed, reads for a week, and is asked what is odd here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.boundary.views import Card
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId, Platform, RecordId, Room
from bot.domain.newcomer import Newcomer
from bot.domain.people import Member, Standing
from bot.domain.proposal import Proposal
from bot.domain.walked_in import WalkedIn
from tests.memory import Standing as PostStanding
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    ROOM,
    ROS,
    SID,
    ZOE,
    Scene,
    begun,
    gathered,
    opened,
    words,
)

FRESH = Room(Platform("test"), "w", "fresh")


def test_members_hear_who_will_read_the_channel_before_anyone_joins() -> None:
    scene = _agreed_on_zoe()

    told = words(scene.post("will_read").card)

    assert "Zoe will be able to read what is in this channel." in told
    assert "Remove anything you wish by Wednesday 6 January at 12:00." in told


def test_the_invitation_waits_until_they_have_had_the_time() -> None:
    scene = _agreed_on_zoe()

    assert scene.post("invitation", Direct(ZOE)).post.not_before == datetime(
        2027, 1, 6, 12, tzinfo=UTC
    )
    scene.press(ZOE, "Join")
    assert "You can join from Wednesday 6 January at 12:00 on" in scene.whispered

    scene.later(days=2, hours=2)
    scene.press(ZOE, "Join")
    assert scene.form.title == "Joining “Discharge”"


def test_the_room_welcomes_whoever_joins() -> None:
    scene = _joined()

    assert "Zoe has joined us" in words(scene.post("welcome").card)
    assert "Zoe" in words(scene.post("people").card)


def test_founding_members_are_no_newcomers() -> None:
    scene = gathered()

    assert not scene.has_post("welcome")


def test_the_first_who_presses_shows_them_around_and_both_are_told() -> None:
    scene = _joined()

    scene.press(NED, "I will show Zoe around")

    assert "I have told Zoe" in scene.whispered
    assert "Ned will show you around" in scene.sent_to(ZOE)[-1]
    assert "Ned shows Zoe around." in words(scene.post("welcome").card)


def test_the_second_who_presses_hears_that_somebody_was_faster() -> None:
    scene = _joined()
    token = scene.button(NED, "I will show Zoe around").token
    scene.press_token(NED, token)

    scene.press_token(OLI, token)

    assert "Somebody else has just done this" in scene.whispered
    assert _newcomer(scene).buddy == NED


def test_nobody_shows_themselves_around() -> None:
    scene = _joined()

    scene.press(ZOE, "I will show Zoe around")

    assert "Somebody else will show you around" in scene.whispered
    assert _newcomer(scene).buddy is None


def test_a_buddy_who_leaves_makes_room_for_another() -> None:
    scene = _joined()
    scene.press(NED, "I will show Zoe around")
    scene.command(NED, "leave")
    scene.fill(NED)

    scene.press(OLI, "I will show Zoe around")

    assert _newcomer(scene).buddy == OLI


def test_after_a_week_of_reading_a_first_post_has_three_beginnings() -> None:
    scene = _joined()
    scene.later(days=6)
    assert not scene.has_post("first_post", Direct(ZOE))

    scene.later(days=1)
    scene.press(ZOE, "Write it")
    scene.fill(ZOE, work="nights on a small ward", ask="who decides at four in the morning")

    posted = words(scene.post("first:").card)
    assert posted.splitlines() == [
        "Zoe says hello",
        "I do nights on a small ward",
        "I would like to ask who decides at four in the morning",
    ]


def test_a_first_post_with_nothing_in_it_is_asked_for_again() -> None:
    scene = _joined()
    scene.later(days=7)
    scene.press(ZOE, "Write it")

    scene.fill(ZOE)

    assert list(scene.errors) == ["work"]


def test_a_first_post_is_its_writers_own() -> None:
    scene = _joined()
    scene.later(days=7)
    token = scene.button(ZOE, "Write it").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def test_the_rules_are_opened_once_for_all_who_came_within_a_week() -> None:
    scene = _joined(_with_rules(begun()))
    scene.later(days=2)
    _joins(scene, ANN)
    scene.later(days=10)

    asked = [one for one in scene.posted if "Does anything need to change for us to be" in one]

    assert len(asked) == 1
    assert "for us to be 8?" in asked[0]


def test_whoever_comes_later_opens_the_rules_once_more() -> None:
    scene = _joined(_with_rules(begun()))
    scene.later(days=10)
    _joins(scene, ANN)
    scene.later(days=10)

    assert sum("Does anything need to change" in one for one in scene.posted) == 2


def test_nothing_needs_to_change_is_said_by_those_who_look_after_it() -> None:
    scene = _joined(_with_rules(begun()))
    scene.later(days=8)
    scene.press(MIA, "Nothing needs to change")
    assert "Only those who look after the sessions" in scene.whispered

    scene.press(FAY, "Nothing needs to change")

    assert not any("Does anything need to change" in one for one in scene.posted)


def test_without_rules_there_is_nothing_to_open() -> None:
    scene = _joined()
    scene.later(days=8)

    assert not any("Does anything need to change" in one for one in scene.posted)


def test_in_a_pause_nothing_is_asked_of_a_newcomer() -> None:
    scene = _joined()
    until = scene.now + timedelta(days=21)
    _put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.later(days=20)
    assert not scene.has_post("first_post", Direct(ZOE))

    scene.later(days=3)

    assert scene.has_post("first_post", Direct(ZOE))


def test_who_joins_while_a_session_runs_arrives_between_chapters() -> None:
    scene = opened()
    _joins(scene, ZOE)

    told = scene.sent_to(ZOE)[-1]

    assert "You arrive between chapters. The next session opens Monday 1 February at 10:00." in told


def test_who_joins_while_a_session_runs_is_not_asked_into_its_private_questions() -> None:
    scene = opened()
    _joins(scene, ZOE)
    scene.says(NED, "It stayed with me.", "story:")

    scene.until(datetime(2027, 1, 20, 16, tzinfo=UTC))

    assert scene.has_post("check:", Direct(NED))
    assert not scene.has_post("check:", Direct(ZOE))


def test_in_a_community_that_falls_quiet_a_newcomer_is_not_asked_what_is_odd() -> None:
    scene = _joined()

    scene.until(datetime(2027, 2, 13, tzinfo=UTC))

    assert scene.community.stage is Stage.RESTING
    assert not scene.has_post("odd:", Direct(ZOE))


def test_who_joins_between_sessions_hears_when_the_next_one_opens() -> None:
    scene = _joined()

    assert "The next session opens Monday 18 January at 10:00" in scene.sent_to(ZOE)[-1]


def test_after_two_sessions_the_newcomer_alone_is_asked_what_is_odd() -> None:
    scene = _joined()
    _talk_through(scene, 30, 1)
    assert not scene.has_post("odd:", Direct(ZOE))

    _talk_through(scene, 13, 2)

    assert "What is odd about how we do things here?" in words(scene.post("odd:").card)
    assert all(one.post.to == Direct(ZOE) for one in _posts(scene, "odd:"))


def test_a_session_that_ran_when_they_came_does_not_count() -> None:
    scene = opened()
    _joins(scene, ZOE)
    for hours in (24, 24, 24):
        scene.says(NED, "It stayed with me.", "story:")
        scene.says(FAY, "Thank you.", "story:")
        scene.later(hours=hours)
    scene.until(datetime(2027, 1, 30, tzinfo=UTC))
    _talk_through(scene, 13, 2)
    assert not scene.has_post("odd:", Direct(ZOE))

    _talk_through(scene, 27, 2)

    assert scene.has_post("odd:", Direct(ZOE))


def test_what_is_odd_is_posted_only_if_they_choose() -> None:
    scene = _asked_what_is_odd()
    scene.press(ZOE, "I noticed something")
    scene.fill(ZOE, odd="Nobody says no.")
    assert "choose what shall become of your words" in scene.errors["where"]
    scene.press(ZOE, "I noticed something")
    scene.fill(ZOE, odd="Nobody says no.", where="keep")
    assert not any("Nobody says no." in one for one in scene.posted)
    assert scene.office.all(Newcomer, scene.community.id) == ()


def test_what_is_odd_is_said_in_the_room_with_their_name() -> None:
    scene = _asked_what_is_odd()
    scene.press(ZOE, "I noticed something")

    scene.fill(ZOE, odd="Nobody says no.", where="say")

    assert "Nobody says no." in scene.posted[-1]
    assert "Zoe sees this with fresh eyes" in scene.posted[-1]


def test_the_fifteenth_member_makes_the_room_ask_about_two() -> None:
    scene = begun()
    others = tuple(
        Member(person=PersonId(f"test/w/p{n}"), name=f"P{n}", standing=Standing.JOINED)
        for n in range(8)
    )
    _put(scene, replace(scene.community, members=(*scene.community.members, *others)))

    _joins(scene, ZOE)

    assert sum("Would two communities be better?" in one for one in scene.posted) == 1


def test_a_name_that_is_taken_is_asked_for_again() -> None:
    scene = _agreed_on_zoe()
    scene.later(days=3)
    scene.press(ZOE, "Join")

    scene.fill(ZOE, read=["yes"], name="Ned")

    assert "has that name already" in scene.errors["name"]


# a season


def test_the_facilitator_may_begin_a_new_season_instead_of_tidying() -> None:
    scene = _agreed_on_zoe()

    scene.press(FAY, "Begin a new season")

    page = words(Card(scene.form.title, scene.form.intro))
    assert "Type /lc here in the new channel." in page


def test_the_community_moves_to_the_room_in_which_here_is_typed() -> None:
    scene = _moved()

    assert scene.office.community_in(FRESH) is not None
    assert scene.office.community_in(ROOM) is None
    assert "A new season has begun in a fresh channel" in scene.posted[-1]
    fresh = [one for one in scene.offices.memory.posts if one.post.to == FRESH]
    assert any("A new season begins here" in words(one.card) for one in fresh)


def test_what_is_being_decided_comes_along_and_its_old_buttons_still_work() -> None:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="anything")
    scene.fill(MIA, title="Cake", words="There is cake.")
    _moved(scene)

    scene.press(NED, "I can live with it")

    community = scene.office.community_in(FRESH)
    assert community
    (proposal,) = scene.office.all(Proposal, community.id)
    assert NED in proposal.answers


def test_whoever_walked_into_the_old_room_is_in_nobodys_way_in_the_new_one() -> None:
    scene = begun()
    scene.comes(ZOE)

    _moved(scene)

    assert "That is settled" in words(scene.post("walked_in").card)
    community = scene.office.community_in(FRESH)
    assert community
    assert scene.office.all(WalkedIn, community.id) == ()


def test_a_session_that_runs_is_not_carried_to_another_room() -> None:
    scene = opened()
    scene.command(FAY, "here", place=FRESH)

    scene.press_token(FAY, scene.button(FAY, "Yes, “Discharge” moves here").token, place=FRESH)

    assert "A session is still open" in scene.whispered
    assert scene.community.rooms == (ROOM,)


@pytest.mark.parametrize("person", [MIA, SID, ZOE, ROS])
def test_only_who_looks_after_a_community_moves_it(person: PersonId) -> None:
    scene = begun()

    scene.command(person, "here", place=FRESH)

    assert "You look after no community that could move here" in scene.whispered


def test_here_in_the_home_of_a_community_says_so() -> None:
    scene = begun()

    scene.command(DEV, "here")

    assert "is the home of “Discharge” already" in scene.whispered


def _agreed_on_zoe(scene: Scene | None = None, person: PersonId = ZOE) -> Scene:
    """The group has agreed at once; the others have two working days to tidy."""
    scene = scene or begun()
    scene.command(MIA, "invite")
    scene.fill(MIA, who=[person], bring="nights on a small ward")
    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="I am not sure.")
    scene.press(NED, "Yes, please ask them")
    (proposal,) = scene.proposals
    soon = replace(proposal, until=scene.now + timedelta(minutes=1), asked=frozenset({NED}))
    scene.offices.memory.records[type(proposal), proposal.id] = soon
    scene.later(minutes=2)
    return scene


def _joins(scene: Scene, person: PersonId) -> None:
    _agreed_on_zoe(scene, person)
    member = scene.community.member(person)
    assert member
    _put(scene, scene.community.with_member(replace(member, may_join_from=None)))
    scene.press(person, "Join")
    scene.fill(person, read=["yes"])
    scene.comes(person)


def _joined(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    _joins(scene, ZOE)
    return scene


def _asked_what_is_odd() -> Scene:
    scene = _joined()
    _talk_through(scene, 30, 1)
    _talk_through(scene, 13, 2)
    return scene


def _talk_through(scene: Scene, day: int, month: int) -> None:
    """Until then, with a word from Ned in the session that opens on the way."""
    end = datetime(2027, month, day, tzinfo=UTC)
    scene.until(end - timedelta(days=10))
    scene.says(NED, "I am here.", "session:")
    scene.until(end)


def _with_rules(scene: Scene) -> Scene:
    rules = Agreement(
        id=RecordId("rules"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="Thank first.\nThen ask.",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, rules.id] = rules
    return scene


def _moved(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(FAY, "here", place=FRESH)
    scene.press_token(FAY, scene.button(FAY, "Yes, “Discharge” moves here").token, place=FRESH)
    return scene


def _newcomer(scene: Scene) -> Newcomer:
    (found,) = scene.office.all(Newcomer, scene.community.id)
    return found


def _posts(scene: Scene, name: str) -> list[PostStanding]:
    return [one for one in scene.offices.memory.posts if one.post.name.startswith(name)]


def _put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
