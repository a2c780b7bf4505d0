"""Whoever looks after a community may stop: what they held is handed on, and the group finds another."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.boundary.views import People
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    SID,
    ZOE,
    Scene,
    begun,
    confirmed,
    opened,
    words,
)

EVERYONE = (MIA, NED, OLI, PAM, QUY)


def test_whoever_looks_after_it_is_first_offered_to_step_back() -> None:
    scene = begun()

    scene.command(FAY, "leave")

    labels = [button.label for button in scene.replies[0].card.buttons]  # type: ignore[union-attr]
    assert labels == ["Stop looking after it", "Leave altogether"]


def test_the_deputy_looks_after_it_meanwhile_and_the_room_is_asked() -> None:
    scene = _stepped_back(FAY)

    assert [who.person for who in scene.community.keepers] == [DEV]
    assert scene.community.facilitator_name == "Dev"
    assert "Fay has stepped back from looking after us." in "\n".join(scene.posted)
    assert "Dev looks after the sessions for now." in scene.posted[-1]
    assert "Looked after by: Dev" in words(scene.post("charter").card)


def test_a_member_who_steps_back_stays_a_member() -> None:
    scene = begun()
    _put(scene, scene.community.with_member(replace(_member(scene), person=FAY, name="Fay")))

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")

    assert scene.community.takes_part(FAY)
    assert not scene.community.is_kept_by(FAY)


def test_a_deputy_who_steps_back_leaves_the_facilitator_alone_with_it() -> None:
    scene = _stepped_back(DEV)

    assert [who.person for who in scene.community.keepers] == [FAY]
    assert "Nobody steps in just now" in scene.posted[-1]
    assert scene.community.vacant_since is None


def test_whoever_began_it_hands_that_on_too() -> None:
    scene = begun()

    scene.command(ANN, "leave")
    assert "Or you can leave altogether" not in scene.whispered
    scene.press(ANN, "Stop looking after it")

    assert scene.community.convenor == FAY


def test_whoever_began_it_and_is_a_member_too_can_do_either() -> None:
    scene = begun()
    _put(scene, scene.community.with_member(replace(_member(scene), person=ANN, name="Ann")))

    scene.command(ANN, "leave")

    assert "Or you can leave altogether" in scene.whispered
    assert scene.button(ANN, "Leave altogether")


def test_whoever_began_it_and_has_nobody_to_hand_it_to_can_leave_like_anybody() -> None:
    scene = begun()
    _put(scene, scene.community.with_member(replace(_member(scene), person=ANN, name="Ann")))
    _put(scene, replace(scene.community, facilitator=None, deputy=None))

    scene.command(ANN, "leave")

    assert scene.form.title == "Leaving “Discharge”"


def test_the_group_nominates_agrees_and_only_then_asks() -> None:
    scene = _nominated(_stepped_back(FAY), NED)
    assert not scene.has_post("asked:", Direct(NED))

    _all_agree(scene)

    assert "The members of this community would like you to look after it" in scene.sent_to(NED)[-1]
    assert [who.person for who in scene.community.keepers] == [DEV]


def test_a_yes_makes_them_the_facilitator_and_everyone_reads_so() -> None:
    scene = _nominated(_stepped_back(FAY), NED)
    _all_agree(scene)

    scene.press(NED, "Yes, I will")

    assert [who.person for who in scene.community.keepers] == [NED, DEV]
    assert scene.community.vacant_since is None
    assert "Ned looks after the sessions from now on." in scene.posted[-1]
    assert "Looked after by: Ned, and Dev when they are away" in words(scene.post("charter").card)
    assert scene.community.stage is Stage.ACTIVE


def test_a_no_is_a_good_answer_and_the_group_looks_again() -> None:
    scene = _nominated(_stepped_back(FAY), NED)
    _all_agree(scene)

    scene.press(NED, "No, thank you")

    assert "Ned can’t take it on just now." in scene.posted[-1]
    assert scene.community.facilitator is None
    scene.press(MIA, "I know somebody")
    assert scene.form.title == "Who could look after us?"


def test_somebody_who_said_no_can_be_asked_again_in_a_message_of_its_own() -> None:
    scene = _nominated(_stepped_back(FAY), NED)
    _all_agree(scene)
    scene.press(NED, "No, thank you")

    _nominated(scene, NED)
    _all_agree(scene)
    scene.press(NED, "Yes, I will")

    assert scene.community.is_kept_by(NED)


def test_the_deputy_may_be_nominated_and_then_somebody_is_sought_to_step_in() -> None:
    scene = _nominated(_stepped_back(FAY), DEV)
    _all_agree(scene)

    scene.press(DEV, "Yes, I will")

    assert [who.person for who in scene.community.keepers] == [DEV]
    assert scene.community.deputy is None
    assert "who could step in when they are away?" in scene.posted[-1]


def test_somebody_who_never_answers_can_be_replaced_by_another_nomination() -> None:
    scene = _nominated(_stepped_back(FAY), NED)
    _all_agree(scene)
    scene.later(days=20)

    _nominated(scene, OLI)
    _all_agree(scene)

    assert scene.community.facilitator
    assert scene.community.facilitator.person == OLI
    assert "nobody is waiting for your answer" in "\n".join(scene.sent_to(NED))
    token = "accept." + scene.community.id + ".facilitator"
    scene.press_token(NED, token)
    assert "meant for someone else" in scene.whispered


@pytest.mark.parametrize(
    ("person", "why"), [(SID, "sponsor"), (FAY, "look after the sessions already")]
)
def test_who_cannot_be_nominated(person: PersonId, why: str) -> None:
    scene = _stepped_back(DEV)
    scene.press(MIA, "I know somebody")

    scene.fill(MIA, who=[person])

    assert why in scene.errors["who"]


def test_nobody_is_nominated_while_nobody_is_missing() -> None:
    scene = _stepped_back(FAY)
    token = scene.button(MIA, "I know somebody").token
    _nominated(scene, NED)
    _all_agree(scene)
    scene.press(NED, "Yes, I will")

    scene.press_token(MIA, token)

    assert "Nobody is missing: Ned looks after the sessions" in scene.whispered


def test_the_sponsor_and_strangers_do_not_nominate() -> None:
    scene = _stepped_back(FAY)
    token = scene.button(MIA, "I know somebody").token

    for person in (SID, ZOE):
        scene.press_token(person, token)
        assert not any(hasattr(reply, "form") for reply in scene.replies)


def test_a_nominated_person_who_leaves_is_not_asked_any_more() -> None:
    scene = _nominated(_stepped_back(FAY), NED)

    scene.command(NED, "leave")
    scene.fill(NED)

    assert scene.proposals == ()
    scene.press(MIA, "I know somebody")
    assert isinstance(scene.form.fields[0], People)


def test_a_session_that_was_to_be_held_is_asked_of_the_other() -> None:
    scene = confirmed()

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")

    assert scene.session.state is SessionState.PLANNED
    scene.press(DEV, "Yes, I can")
    scene.until(datetime(2027, 1, 18, 11, tzinfo=UTC))
    assert scene.session.held_by == DEV
    assert not scene.session.light


def test_whoever_looks_after_it_no_more_is_not_named_as_somebody_who_cannot() -> None:
    scene = confirmed()

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")

    asked = words(scene.post("hold:", Direct(DEV)).card)
    assert "Can you hold this session?" in asked
    assert "cannot hold this session" not in asked


def test_an_opening_whose_clock_stops_because_nobody_holds_it_names_nobody() -> None:
    scene = _stepped_back(FAY, opened())

    scene.later(days=2)

    stands = words(scene.post("session:").card)
    assert "Its clock has stopped for now." in stands
    assert "Looked after by" not in stands


def test_a_session_that_runs_is_asked_of_the_other() -> None:
    scene = _stepped_back(FAY, opened())

    scene.press(DEV, "I will look after it")

    assert scene.session.held_by == DEV


def test_a_session_that_nobody_takes_over_rests() -> None:
    scene = _stepped_back(FAY, opened())

    scene.later(days=2)

    assert scene.session.state is SessionState.RESTING


def test_when_both_go_the_clock_stops_at_once_and_any_member_may_nominate() -> None:
    scene = _stepped_back(DEV, _stepped_back(FAY, opened()))

    assert scene.session.state is SessionState.RESTING
    assert any("Nobody looks after the sessions just now" in one for one in scene.posted)
    _nominated(scene, NED)
    _all_agree(scene)
    scene.press(NED, "Yes, I will")
    assert scene.community.is_kept_by(NED)


def test_without_anyone_three_sessions_are_light_and_then_it_rests() -> None:
    scene = _stepped_back(DEV, _stepped_back(FAY))

    for turn in range(3):
        assert scene.community.stage is Stage.ACTIVE
        scene.until(scene.session.plan.opens_at)
        assert scene.session.light
        scene.says(NED, f"I am here, {turn}.", "session:")
        scene.until(scene.session.plan.closes_at)

    assert scene.community.stage is Stage.RESTING
    assert "Now we rest until somebody looks after us." in scene.posted[-1]


def test_whoever_takes_it_on_after_the_rest_can_carry_on() -> None:
    scene = _stepped_back(DEV, _stepped_back(FAY))
    _put(scene, replace(scene.community, stage=Stage.RESTING))
    _nominated(scene, NED)
    _all_agree(scene)
    scene.press(NED, "Yes, I will")

    scene.press(NED, "Carry on")

    assert scene.community.stage is Stage.ACTIVE


def test_a_facilitator_who_leaves_quietly_is_not_named() -> None:
    scene = begun()
    before = len(scene.posted)

    scene.command(FAY, "leave")
    scene.press(FAY, "Leave altogether")
    scene.fill(FAY)

    assert not any("Fay" in one for one in scene.posted[before:])
    assert "Dev looks after the sessions for now." in scene.posted[-1]


@pytest.mark.parametrize("name", ["charter", "people"])
def test_whoever_has_left_is_not_said_to_look_after_it_any_more(name: str) -> None:
    scene = begun()

    scene.goes(FAY, room=None)

    assert "Looked after by: Dev\n" in f"{words(scene.post(name).card)}\n"

    scene.goes(DEV, room=None)

    assert "Looked after by: not settled yet" in words(scene.post(name).card)


def test_stepping_back_twice_is_once() -> None:
    scene = begun()
    scene.command(FAY, "leave")
    token = scene.button(FAY, "Stop looking after it").token
    scene.press_token(FAY, token)
    before = len(scene.posted)

    scene.press_token(FAY, token)

    assert "You have already answered this" in scene.whispered
    assert len(scene.posted) == before


def _stepped_back(person: PersonId, scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(person, "leave")
    scene.press(person, "Stop looking after it")
    return scene


def _nominated(scene: Scene, person: PersonId) -> Scene:
    scene.press(MIA, "I know somebody")
    scene.fill(MIA, who=[person])
    return scene


def _all_agree(scene: Scene) -> None:
    for person in MEMBERS:
        scene.press(person, "I can live with it")
    scene.until(scene.proposals[0].until)  # type: ignore[arg-type]


def _member(scene: Scene):  # type: ignore[no-untyped-def]
    return scene.community.members[0]


def _put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
