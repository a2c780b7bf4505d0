"""A person's own page: what waits for them, what they have begun, and their communities."""

from copy import deepcopy

import pytest

from bot.boundary.decision import Whisper
from bot.boundary.delivery import Why
from bot.boundary.views import Page
from bot.domain.ids import Direct, PersonId
from tests import shown
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    ROS,
    SID,
    ZOE,
    Scene,
    another_community,
    begun,
    confirmed,
    drafted,
    founded,
    jan,
    opened,
    permission_asked,
    story_offered,
    words,
)


def test_without_a_community_it_says_in_three_lines_what_this_is_and_how_to_begin() -> None:
    scene = Scene()

    (welcome,) = _page(scene, ZOE).cards

    assert len(welcome.body) == 3
    assert "type /lc start" in words(welcome)
    assert [one.label for one in welcome.buttons] == ["Help"]


def test_how_to_begin_is_told_as_it_is_done_in_the_chat() -> None:
    (welcome,) = _page(Scene(), PersonId("teams/tenant/zoe")).cards

    assert "make a private team" in words(welcome)
    assert "/lc" not in words(welcome)


def test_where_nothing_waits_it_says_so() -> None:
    assert "Nothing waits for you just now." in _read(begun(), NED)


def test_a_round_that_is_open_is_on_everybodys_page_until_it_closes() -> None:
    scene = opened()
    scene.until(scene.session.rounds[0].opens_at)

    assert "You are welcome to write in the thread" in _read(scene, NED)
    _press(scene, NED, "I am reading along")

    assert "Thank you" in scene.whispered


def test_a_story_on_its_way_stands_among_its_tellers_drafts_without_its_words() -> None:
    scene = story_offered()

    assert "What you have begun" in _read(scene, MIA)
    assert "cold house" not in _read(scene, MIA)
    assert "What you have begun" not in _read(scene, NED)


def test_a_draft_is_taken_up_from_the_page() -> None:
    scene = story_offered()

    _press(scene, MIA, "Change it")

    assert "cold house" in repr(scene.form)


@pytest.mark.parametrize("keeper", [FAY, DEV])
def test_those_who_look_after_it_find_the_session_on_their_desk(keeper: PersonId) -> None:
    scene = begun()

    assert "Session 1" in _read(scene, keeper)
    assert "Move it" in _labels(scene, keeper)
    assert "Move it" not in _labels(scene, NED)


def test_whoever_is_asked_to_hold_a_session_can_say_so_on_their_page() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))

    _press(scene, FAY, "Yes, I can")

    assert scene.session.held_by == FAY


def test_who_is_asked_to_look_after_it_can_answer_on_their_page() -> None:
    scene = permission_asked()

    _press(scene, FAY, "Yes, I will")

    assert scene.community.facilitator is not None
    assert scene.community.facilitator.accepted


def test_who_is_asked_to_join_is_sent_to_the_message_that_asks() -> None:
    scene = founded()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[NED])

    assert "You are asked to join." in _read(scene, NED)
    assert "Join" not in _labels(scene, NED)


def test_the_convenor_finds_the_next_step_while_it_is_founded() -> None:
    assert "Say who gives permission" in _labels(drafted(), ANN)


def test_in_several_communities_each_button_means_its_own() -> None:
    scene = begun()
    another_community(scene, "Other")

    cards = _page(scene, NED).cards
    (menu,) = [one for card in cards if card.title == "Other" for one in card.buttons]
    scene.press_token(NED, menu.token, Direct(NED))
    scene.press_token(NED, scene.button(NED, "Ask the group").token, Direct(NED))

    assert scene.form.token == "poll.Other"


def test_typing_home_shows_the_same_page() -> None:
    scene = opened()

    scene.command(FAY, "home", Direct(FAY))

    assert (
        tuple(one.card for one in scene.replies if isinstance(one, Whisper))
        == _page(scene, FAY).cards
    )


def test_a_sponsor_finds_what_they_promised_and_nothing_of_what_members_do() -> None:
    scene = opened()

    read = _read(scene, SID)

    assert "You give permission" in read
    assert "Session 1" not in read
    assert not any(name in read for name in ("Mia", "Ned", "Oli", "Pam", "Quy", "Ros"))


def test_a_sponsor_who_has_not_answered_finds_what_they_are_asked_under_what_is_open() -> None:
    first, asked, *_ = _page(permission_asked(), SID).cards

    assert (first.title, first.body) == ("What is open for you", ())
    assert "Would you give permission" in words(asked)


def test_that_nothing_waits_stands_under_a_heading_like_everything_else() -> None:
    first, second, *_ = _page(begun(), MIA).cards

    assert (first.title, first.body) == ("What is open for you", ())
    assert (second.title, words(second)) == ("", "Nothing waits for you just now.")


def test_nothing_is_said_to_wait_for_whoever_is_asked_something_on_their_desk() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))

    assert "Yes, I can" in _labels(scene, FAY)
    assert "Nothing waits" not in _read(scene, FAY)


def test_what_members_do_does_not_change_a_sponsors_page() -> None:
    lively, still = confirmed(), confirmed()
    for scene in (lively, still):
        scene.until(jan(18, 11))
    lively.says(NED, "A bus that did not come.", under="session:")
    lively.command(ROS, "leave")
    lively.fill(ROS, how="quietly")

    assert _page(lively, SID) == _page(still, SID)


def test_who_has_left_finds_nothing_of_it() -> None:
    scene = begun()
    scene.command(ROS, "leave")
    scene.fill(ROS, how="quietly")

    assert "The next session opens" not in _read(scene, ROS)


def test_looking_changes_nothing() -> None:
    scene = opened()
    before = deepcopy(scene.offices.memory)

    for person in (ANN, FAY, MIA, NED, SID, ZOE):
        _page(scene, person)

    assert scene.offices.memory == before


def test_who_can_not_be_reached_is_named_to_those_who_look_after_it_and_to_nobody_else() -> None:
    scene = begun()
    scene.offices.memory.unreached = {NED: None, ZOE: Why.LEFT}

    assert "get through to Ned." in _read(scene, FAY)
    assert "get through to Ned." in _read(scene, DEV)
    assert "get through" not in _read(scene, MIA)
    assert "Zoe" not in _read(scene, FAY)


def test_why_somebody_can_not_be_reached_is_said_where_the_chat_says_it() -> None:
    scene = begun()
    scene.offices.memory.unreached = {NED: Why.BLOCKED, MIA: None, DEV: Why.BLOCKED, SID: Why.LEFT}

    read = _read(scene, FAY)

    assert "Blocked me: Ned and Dev." in read
    assert "Not in this chat any more, as far as I am told: Sid." in read
    assert read.count("Mia") == 1


def _page(scene: Scene, person: PersonId) -> Page:
    page = scene.engine.page(person, scene.now)
    shown.show_page(page)
    return page


def _read(scene: Scene, person: PersonId) -> str:
    return "\n".join(words(card) for card in _page(scene, person).cards)


def _labels(scene: Scene, person: PersonId) -> list[str]:
    return [one.label for card in _page(scene, person).cards for one in card.buttons]


def _press(scene: Scene, person: PersonId, label: str) -> None:
    """In private, as on a page of one's own."""
    buttons = [one for card in _page(scene, person).cards for one in card.buttons]
    (token,) = {one.token for one in buttons if one.label == label}
    scene.press_token(person, token, Direct(person))
