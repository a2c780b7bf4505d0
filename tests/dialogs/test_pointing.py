"""Somebody points at a message: keep this, something worries me, share without my name."""

from copy import deepcopy
from dataclasses import replace

import pytest

from bot.boundary.arrivals import Want
from bot.boundary.views import Lines, People
from bot.domain.community import Community
from bot.domain.ids import Direct, Place, Platform, Room
from tests.dialogs.notes_scenes import checking_in
from tests.scene import MIA, NED, OLI, ROOM, SID, ZOE, Scene, begun, gathered, opened

LINE = "Ask who is at home."
ELSEWHERE = Room(Platform("test"), "w", "elsewhere")


def test_words_from_a_session_are_kept_once_their_author_has_said_yes() -> None:
    scene = opened()

    scene.points(NED, Want.KEEP, by=OLI, text=LINE, under="session:")
    scene.fill(NED)
    scene.press(OLI, "Yes, with my name")
    scene.command(NED, "keep")

    assert LINE in scene.whispered


def test_ones_own_words_are_kept_at_once() -> None:
    scene = opened()

    scene.points(NED, Want.KEEP, by=NED, text=LINE, under="session:")
    scene.fill(NED)
    scene.command(NED, "keep")

    assert LINE in scene.whispered


def test_what_is_longer_than_a_line_is_shown_whole_to_take_a_line_out_of_it() -> None:
    scene = opened()
    long = "We rang the ward twice. " * 30

    scene.points(NED, Want.KEEP, by=OLI, text=long, under="session:")

    assert long.strip() in repr(scene.form.intro)
    assert [one.value for one in scene.form.fields if isinstance(one, Lines)] == [""]
    (author,) = [one for one in scene.form.fields if isinstance(one, People)]
    assert author.values == (OLI,)


def test_what_was_not_said_in_a_session_is_not_kept() -> None:
    scene = opened()

    scene.points(NED, Want.KEEP, by=OLI, text=LINE)

    assert "This is for what somebody wrote in a session" in scene.whispered


def test_what_the_bot_wrote_is_nobodys_line() -> None:
    scene = opened()

    scene.points(NED, Want.KEEP, by=None, text=LINE, under="session:")

    assert "No person wrote that." in scene.whispered


def test_a_worry_about_a_message_opens_empty() -> None:
    scene = opened()

    scene.points(NED, Want.WORRY, by=OLI, under="session:")

    assert "its words have not come along" in repr(scene.form.intro)
    assert scene.form.fields[0].name == "about"


def test_who_is_in_several_communities_is_asked_in_private_which_a_worry_is_about() -> None:
    scene = begun()
    _second(scene)

    scene.command(NED, "worry", Direct(NED))
    scene.press_token(NED, scene.button(NED, "“Other”").token, Direct(NED))

    assert scene.form.token == "worry.other"


def test_ones_own_message_leads_to_an_empty_form_without_a_name() -> None:
    scene = checking_in()

    scene.points(MIA, Want.WITHOUT_NAME, by=MIA)

    assert "Its words have not come along" in repr(scene.form.intro)
    assert "Your chat knows that you opened this form" in repr(scene.form.intro)
    assert {one.value for one in scene.form.fields if isinstance(one, Lines)} == {""}


def test_opening_it_from_a_message_leaves_no_trace() -> None:
    scene = checking_in()
    before = deepcopy(scene.offices.memory)

    scene.points(MIA, Want.WITHOUT_NAME, by=MIA)

    assert scene.offices.memory == before


def test_nobody_shares_somebody_elses_words_without_a_name() -> None:
    scene = checking_in()

    scene.points(MIA, Want.WITHOUT_NAME, by=NED)

    assert "Somebody else wrote that" in scene.whispered


@pytest.mark.parametrize("want", Want)
@pytest.mark.parametrize("place", [ELSEWHERE, Direct(NED)], ids=["channel", "private"])
def test_outside_of_a_communitys_room_nothing_is_read(want: Want, place: Place) -> None:
    scene = begun()

    scene.points(NED, want, by=NED, text=LINE, place=place)

    assert "where your community meets" in scene.whispered


@pytest.mark.parametrize("want", Want)
@pytest.mark.parametrize("person", [ZOE, SID], ids=["stranger", "sponsor"])
def test_only_who_takes_part_points_at_anything(want: Want, person: str) -> None:
    scene = opened()

    scene.points(person, want, by=OLI, text=LINE, under="session:")  # type: ignore[arg-type]

    assert scene.whispered
    assert LINE not in repr(scene.replies)


def test_before_the_group_has_begun_nothing_is_kept() -> None:
    scene = gathered()

    scene.points(NED, Want.KEEP, by=OLI, text=LINE, place=ROOM)

    assert LINE not in repr(scene.replies)
    assert scene.whispered


def _second(scene: Scene) -> None:
    other = replace(scene.community, id="other", name="Other", rooms=(ELSEWHERE,))  # type: ignore[arg-type]
    scene.offices.memory.records[Community, other.id] = other
