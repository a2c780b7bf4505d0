"""An objection stops what is proposed, and opens ways on: other words, a trial, a rest; never a vote."""

from dataclasses import replace

import pytest

from bot.conversations.consent.proposal_cards import way_on_card
from bot.domain.agreement import Matter
from bot.domain.people import Standing
from bot.domain.proposal import Proposal
from tests.dialogs.consent_scenes import (
    FINE,
    OBJECT,
    a_week_later,
    all_fine,
    objected,
    proposed,
    standing,
)
from tests.scene import DEV, FAY, MIA, NED, OLI, PAM, QUY, ROS


def test_what_rests_is_still_headed_as_a_proposal() -> None:
    scene = objected()
    scene.press(MIA, "Let it rest")

    assert scene.posted[-1].startswith("Proposal: ")


def test_an_objection_stops_the_clock_however_many_agree() -> None:
    scene = objected()
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY, DEV)
    a_week_later(scene)

    assert standing(scene) == []
    assert "The clock has stopped" in scene.post("consent:").card.body[-1].text  # type: ignore[union-attr]
    assert "Ned objects." in "\n".join(scene.posted)


def test_an_objection_may_be_for_the_facilitator_alone() -> None:
    scene = objected(to="alone")

    assert "It leaves out students." not in "\n".join(scene.posted)
    assert "Ned" not in scene.posted[-1]
    assert "It leaves out students." not in "\n".join(scene.sent_to(MIA))
    assert "It leaves out students." in "\n".join(scene.sent_to(FAY))


def test_a_proposer_who_cannot_read_why_is_told_where_help_is_and_not_whose_it_is() -> None:
    private, aloud = objected(to="alone"), objected(to="all")

    asked = private.sent_to(MIA)[-1]
    assert "Somebody cannot live with the proposal." in asked
    assert "The reason is not told to everyone. Those who look after us may help" in asked
    assert not any(name in asked for name in ("Ned", "Fay", "Dev"))
    assert "not told to everyone" not in aloud.sent_to(MIA)[-1]


def test_whoever_is_told_an_objection_alone_reads_how_they_can_help() -> None:
    scene = objected(to="alone")

    assert any("help to find words that meet it" in one for one in scene.sent_to(FAY))


def test_a_facilitators_own_private_objection_goes_to_the_other_keeper() -> None:
    scene = proposed()
    scene.press(FAY, OBJECT)
    scene.fill(FAY, words="I cannot hold this.", to="alone")

    assert "I cannot hold this." in "\n".join(scene.sent_to(DEV))


def test_other_words_ask_everyone_anew() -> None:
    scene = objected()
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="Learning leaves, people and students do not.")
    scene.later(days=4)
    assert standing(scene) == []

    all_fine(scene)
    a_week_later(scene)
    assert standing(scene)[0].words == "Learning leaves, people and students do not."


def test_other_words_say_what_has_changed_since_the_last_until_it_is_agreed() -> None:
    scene = proposed("leaves", "Learning leaves.\nPeople do not.")
    scene.press(NED, OBJECT)
    scene.fill(NED, words="Students?", to="all")
    scene.press(MIA, "Change the words")

    scene.fill(MIA, words="Learning leaves.\nPeople and students do not.")
    asked = scene.posted[-1]
    all_fine(scene)
    a_week_later(scene)

    assert "New since the last words:\nPeople and students do not." in asked
    assert "Until now it said:\nPeople do not." in asked
    assert "Until now" not in scene.posted[-1]
    assert "People do not." not in repr(scene.offices.memory.records)


def test_other_words_in_one_line_say_what_it_said_until_now() -> None:
    scene = proposed("leaves", "Learning leaves.")
    scene.press(NED, OBJECT)
    scene.fill(NED, words="People?", to="all")
    scene.press(MIA, "Change the words")

    scene.fill(MIA, words="Learning leaves, people do not.")

    assert "Until now it said:\nLearning leaves." in scene.posted[-1]
    assert "New since" not in scene.posted[-1]


def test_an_objection_can_become_a_trial_of_three_sessions() -> None:
    scene = objected()
    scene.press(MIA, "Offer a trial: 3 sessions")
    scene.press(NED, "Yes, I can try it")
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)

    (agreement,) = standing(scene)
    assert agreement.trial
    assert agreement.look_again_after == 3
    assert "try this for three sessions" in scene.posted[-1]


def test_only_what_stands_for_a_while_can_be_tried_for_some_sessions() -> None:
    never = {one for one in Matter if not one.can_be_tried}

    done_once = {Matter.MEMBER, Matter.MESSAGE, Matter.PAUSE, Matter.ENDING, Matter.HARVEST}
    assert never == done_once | {Matter.HEALTH_CARD, Matter.KEEPER, Matter.TRUSTED}


@pytest.mark.parametrize("matter", [Matter.ENDING, Matter.PAUSE, Matter.TRUSTED, Matter.HARVEST])
def test_what_is_done_once_and_who_does_it_is_never_tried(matter: Matter) -> None:
    scene = objected()
    (stopped,) = scene.proposals
    trial = scene.button(MIA, "Offer a trial: 3 sessions").token
    once = replace(stopped, matter=matter)
    scene.offices.memory.records[Proposal, once.id] = once
    scene.press_token(MIA, trial)

    assert "once it is done, it is done" in scene.whispered
    assert "Yes, I can try it" not in "\n".join(scene.sent_to(NED))
    labels = [one.label for one in way_on_card(scene.community, once).buttons]
    reword = ["Change the words"] if matter.has_words else []
    assert labels == [*reword, "Take it to a call", "Let it rest"]


def test_nobody_speaks_for_whoever_objected() -> None:
    scene = objected()
    scene.press(MIA, "Take it to a call")
    scene.press(MIA, "Everyone can live with it")
    assert "Only they can press that" in scene.whispered
    assert standing(scene) == []

    scene.press(NED, FINE)
    scene.press(MIA, "Everyone can live with it")
    assert len(standing(scene)) == 1


def test_a_proposal_may_rest_and_nothing_changes() -> None:
    scene = objected()
    scene.press(MIA, "Let it rest")

    assert "This rests. Nothing changes." in scene.posted[-1]
    assert standing(scene) == []


def test_what_nobody_carries_on_comes_back_three_times_and_then_rests() -> None:
    scene = objected()
    scene.later(days=40)

    assert "This rests. Nothing changes." in scene.posted[-1]
    asked = [one for one in scene.sent_to(MIA) if "nothing left to do here" in one]
    assert len(asked) == 4


def test_when_its_proposer_has_left_whoever_looks_after_us_carries_it_on() -> None:
    scene = proposed()
    gone = replace(scene.community.member(MIA), standing=Standing.LEFT)  # type: ignore[type-var]
    scene.offices.memory.records[type(scene.community), scene.community.id] = (
        scene.community.with_member(gone)  # type: ignore[arg-type]
    )
    scene.press(NED, OBJECT)
    scene.fill(NED, words="Not like this.", to="all")

    assert "Somebody cannot live with" in "\n".join(scene.sent_to(FAY))
    scene.press(FAY, "Let it rest")
    assert "This rests." in scene.posted[-1]
