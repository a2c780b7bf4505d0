"""A new season: the community moves to a fresh room."""

import pytest

from bot.boundary.views import Card
from bot.domain.ids import PersonId, Platform, Room
from bot.domain.proposal import Proposal
from bot.domain.walked_in import WalkedIn
from tests.dialogs.newcomer_scenes import agreed_on_zoe
from tests.scene import DEV, FAY, MIA, NED, ROOM, ROS, SID, ZOE, Scene, begun, opened, words

FRESH = Room(Platform("test"), "w", "fresh")


def test_the_facilitator_may_begin_a_new_season_instead_of_tidying() -> None:
    scene = agreed_on_zoe()

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


def _moved(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(FAY, "here", place=FRESH)
    scene.press_token(FAY, scene.button(FAY, "Yes, “Discharge” moves here").token, place=FRESH)
    return scene
