"""Small jobs in a session: each is done where it has something to do, and they go round."""

from dataclasses import replace

import pytest

from bot.boundary.views import OneOf
from bot.domain.formats import Format
from bot.domain.ids import Direct, PersonId
from bot.domain.session import Role, Session
from bot.words.prompts import prompt
from tests.dialogs.message_scenes import sent, yes
from tests.formats import asked_widely, closed_before, everybody_answers, told
from tests.scene import FAY, MIA, NED, OLI, ROS, Scene, jan, opened, story_offered, words

STORY = Format.STORY_WITH_ROUNDS
ALL = ["weaver", "keeper", "host", "questioner", "connector"]


# how they are offered


def test_in_the_first_session_nobody_is_told_of_a_while_without_one() -> None:
    opening = words(opened().post("session:").card)

    assert "for a while" not in opening
    assert "One of them may suit you." in opening


@pytest.mark.parametrize("light", [False, True])
def test_once_they_have_gone_round_whoever_has_had_none_for_a_while_is_thought_of(
    light: bool,
) -> None:
    scene = opened()
    _change(scene, scene.session.id, number=2)
    closed_before(scene, (STORY, ("ST-01",)))
    _change(scene, "past1", light=light)
    scene.press(FAY, "Slow down")

    opening = words(scene.post("session:").card)

    assert ("for a while" in opening) is not light


# where there is something to do


@pytest.mark.parametrize(
    ("format_", "offered"),
    [
        (Format.WALK_US_THROUGH, ALL),
        (Format.SHARED_DOUBT, ["weaver", "keeper", "host", "connector"]),
        (Format.LOOK_BACK, ["weaver", "keeper", "host", "connector"]),
    ],
)
def test_each_role_is_offered_where_it_has_something_to_do(
    format_: Format, offered: list[str]
) -> None:
    scene = told(format_)

    scene.press(OLI, "Take a role")

    assert _offered(scene) == offered


def test_in_a_wide_question_nobody_asks_a_teller() -> None:
    scene = asked_widely()

    scene.press(OLI, "Take a role")

    assert "questioner" not in _offered(scene)


def test_a_role_that_is_not_there_cannot_be_taken() -> None:
    scene = asked_widely()
    scene.press(OLI, "Take a role")

    scene.fill(OLI, role="questioner")

    assert scene.session.roles == {}
    assert "" in scene.errors


def test_a_form_that_is_open_while_the_session_closes_says_so_kindly() -> None:
    scene = asked_widely()
    scene.press(OLI, "Take a role")
    form = scene.form
    everybody_answers(scene)
    scene.until(jan(22, 13))

    scene.submit(OLI, form, role="host")

    assert "" in scene.errors


# the questioner


def test_the_questioner_gets_three_questions_when_none_has_come() -> None:
    scene = _with(Role.QUESTIONER, NED)

    scene.until(jan(20, 10))

    card = scene.post("nudge:", Direct(NED)).card
    assert "No question has come yet." in words(card)
    assert "Ask number 1" in [button.label for button in card.buttons]


def test_and_can_have_one_asked_in_their_name() -> None:
    scene = _with(Role.QUESTIONER, NED)
    scene.until(jan(20, 10))

    scene.press(NED, "Ask number 1")

    assert scene.posted[-1].startswith("Ned asks:")


def test_that_is_no_sign_that_somebody_looks_after_the_session() -> None:
    scene = _with(Role.QUESTIONER, NED)
    scene.until(jan(20, 10))
    before = scene.session.quiet_after

    scene.press(NED, "Ask number 1")

    assert scene.session.quiet_after == before


def test_nobody_else_has_questions_asked_for_them() -> None:
    scene = _with(Role.QUESTIONER, NED)
    scene.until(jan(20, 10))
    token = scene.button(NED, "Ask number 1").token

    scene.press_token(OLI, token)

    assert "Please ask Fay" in scene.whispered


def test_where_questions_have_come_the_questioner_is_left_alone() -> None:
    scene = _with(Role.QUESTIONER, NED)
    scene.until(jan(19, 13))
    scene.says(ROS, "What did you see first?", "story")

    scene.until(jan(20, 10))

    assert not scene.has_post("nudge:", Direct(NED))


def test_with_the_session_the_questions_go() -> None:
    scene = _with(Role.QUESTIONER, NED)
    scene.until(jan(20, 10))
    scene.says(FAY, "I am here.", "story")

    scene.until(jan(22, 13))

    card = scene.post("nudge:", Direct(NED)).card
    assert [button.label for button in card.buttons] == ["Less of this"]


# the connector


def test_at_the_close_the_connector_is_asked_what_others_need_to_hear() -> None:
    scene = _with(Role.CONNECTOR, NED)
    scene.until(jan(20, 10))
    scene.says(FAY, "I am here.", "story")

    scene.until(jan(22, 13))

    card = scene.post("connector:", Direct(NED)).card
    assert prompt("TR-04").text in words(card)
    assert "Everyone is asked first, and no names leave." in words(card)


def test_one_press_opens_the_message_to_the_organisation() -> None:
    scene = _with(Role.CONNECTOR, NED)
    scene.until(jan(20, 10))
    scene.says(FAY, "I am here.", "story")
    scene.until(jan(22, 13))

    scene.press(NED, "Write a message")

    assert scene.form.title


def test_what_came_back_is_told_to_whoever_takes_the_role() -> None:
    scene = yes(sent(story_offered()))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")
    scene.until(jan(18, 10, 30))
    scene.press(NED, "Take a role")

    scene.fill(NED, role="connector")

    assert "The store opens from February." in scene.whispered


def test_without_a_connector_nobody_is_asked() -> None:
    scene = _with(Role.HOST, NED)
    scene.until(jan(20, 10))
    scene.says(FAY, "I am here.", "story")

    scene.until(jan(22, 13))

    assert not scene.has_post("connector:")


def test_a_connector_who_has_left_is_not_asked() -> None:
    scene = _with(Role.CONNECTOR, NED)
    scene.until(jan(20, 10))
    scene.says(FAY, "I am here.", "story")
    scene.goes(NED, None)

    scene.until(jan(22, 13))

    assert not scene.has_post("connector:")


def test_after_a_session_in_which_nobody_spoke_nothing_is_carried_out() -> None:
    scene = opened()
    scene.press(NED, "Take a role")
    scene.fill(NED, role="connector")

    scene.later(days=40)

    assert not scene.has_post("connector:")


# roles go round


def test_who_had_a_role_last_time_is_asked_kindly_whether_to_leave_it() -> None:
    scene = _weaver_last_time(NED)
    scene.press(NED, "Take a role")

    scene.fill(NED, role="weaver")

    assert _now(scene).roles == {}
    assert "You were weaver last time." in str(scene.form.intro)


def test_taking_it_again_is_all_right() -> None:
    scene = _weaver_last_time(NED)
    scene.press(NED, "Take a role")
    scene.fill(NED, role="weaver")

    scene.press(NED, "Take it again")

    assert _now(scene).roles == {Role.WEAVER: NED}


def test_what_somebody_did_last_time_is_not_offered_first() -> None:
    scene = _weaver_last_time(NED)

    scene.press(NED, "Take a role")
    ned = [one.value for one in scene.form.fields[0].choices]  # type: ignore[union-attr]
    scene.press(OLI, "Take a role")
    oli = [one.value for one in scene.form.fields[0].choices]  # type: ignore[union-attr]

    assert (ned[-1], oli[0]) == ("weaver", "weaver")


def test_somebody_else_takes_it_at_once() -> None:
    scene = _weaver_last_time(NED)
    scene.press(OLI, "Take a role")

    scene.fill(OLI, role="weaver")

    assert _now(scene).roles == {Role.WEAVER: OLI}


def test_whoever_was_faster_has_it() -> None:
    scene = _weaver_last_time(NED)
    scene.press(NED, "Take a role")
    scene.fill(NED, role="weaver")
    again = scene.button(NED, "Take it again").token
    scene.press(OLI, "Take a role")
    scene.fill(OLI, role="weaver")

    scene.press_token(NED, again)

    assert _now(scene).roles == {Role.WEAVER: OLI}


def _with(role: Role, person: PersonId) -> Scene:
    """The first round has an answer; this person has the role."""
    scene = opened()
    scene.press(person, "Take a role")
    scene.fill(person, role=role.value)
    scene.says(ROS, "Thank you, Mia.", "story")
    return scene


def _offered(scene: Scene) -> list[str]:
    (field,) = (one for one in scene.form.fields if isinstance(one, OneOf))
    return [choice.value for choice in field.choices]


def _weaver_last_time(person: PersonId) -> Scene:
    scene = opened()
    closed_before(scene, (STORY, ("ST-01",)))
    records = scene.offices.memory.records
    before = next(one for one in scene.sessions if one.closed_at)
    records[Session, before.id] = replace(before, number=0, roles={Role.WEAVER: person})
    return scene


def _now(scene: Scene) -> Session:
    """The one that has not closed."""
    (alive,) = (one for one in scene.sessions if not one.ended)
    return alive


def _change(scene: Scene, id: str, **how: object) -> None:
    (before,) = (one for one in scene.sessions if one.id == id)
    scene.offices.memory.records[Session, before.id] = replace(before, **how)  # type: ignore[arg-type]
