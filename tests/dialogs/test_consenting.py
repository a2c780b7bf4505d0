"""Agreeing together: questions, reactions, a redraft, objections."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.boundary.views import Card
from bot.conversations.consent.proposal_cards import way_on_card
from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import Direct, RecordId
from bot.domain.people import Standing
from bot.domain.proposal import Proposal, ProposalState
from tests.scene import (
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROOM,
    ROS,
    SID,
    Scene,
    begun,
    gathered,
    words,
)

FINE, CONCERN, OBJECT = "I can live with it", "I have a concern, go on", "I object"


def proposed(matter: str = "leaves", words: str = "Learning leaves, people do not.") -> Scene:
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter=matter)
    scene.fill(MIA, title="What may leave", words=words, why="We work close together.")
    return scene


def all_fine(scene: Scene, *people: str) -> None:
    for person in people or (*MEMBERS, FAY):
        scene.press(person, FINE)  # type: ignore[arg-type]


def objected(to: str = "all") -> Scene:
    scene = proposed()
    scene.press(NED, OBJECT)
    scene.fill(NED, words="It leaves out students.", to=to)
    return scene


def standing(scene: Scene, matter: Matter = Matter.LEAVES) -> list[Agreement]:
    every = scene.office.all(Agreement, scene.community.id)
    return [one for one in every if one.matter is matter and not one.ended]


def a_week_later(scene: Scene) -> None:
    scene.later(days=7)


def test_what_nobody_objects_to_stands_once_enough_have_answered() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)

    (agreement,) = standing(scene)
    assert agreement.words == "Learning leaves, people do not."
    assert agreement.version == 1
    assert "We agreed on this." in scene.posted[-1]


def test_the_room_never_sees_a_count_or_a_name_while_it_is_open() -> None:
    scene = proposed()
    before = list(scene.posted)
    all_fine(scene, MIA, NED)

    assert scene.posted == before


def test_silence_is_not_a_yes_it_waits_once_and_then_asks_for_a_conversation() -> None:
    scene = proposed()
    all_fine(scene, MIA)
    scene.later(days=4)
    assert "Silence is not a yes, so there is time until" in scene.posted[-1]

    scene.later(days=4)
    assert "Silence is not a yes. Mia will find a time" in scene.posted[-1]
    assert standing(scene) == []


def test_two_thirds_are_enough_and_one_fewer_is_not() -> None:
    scene = proposed()
    all_fine(scene, *MEMBERS[:5])
    scene.later(days=4)
    assert standing(scene) == []

    scene.press(ROS, FINE)
    scene.later(days=4)
    assert len(standing(scene)) == 1


def test_what_was_agreed_is_not_headed_as_a_proposal_any_more() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)

    assert scene.posted[-1].startswith("Agreed: ")


def test_what_rests_is_still_headed_as_a_proposal() -> None:
    scene = objected()
    scene.press(MIA, "Let it rest")

    assert scene.posted[-1].startswith("Proposal: ")


def test_an_answer_can_be_changed_until_it_closes() -> None:
    scene = objected()
    scene.press(NED, FINE)
    all_fine(scene)
    a_week_later(scene)

    assert len(standing(scene)) == 1


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
    assert "not said to everyone" not in aloud.sent_to(MIA)[-1]


def test_whoever_is_told_an_objection_alone_reads_how_they_can_help() -> None:
    scene = objected(to="alone")

    assert any("help to find words that meet it" in one for one in scene.sent_to(FAY))


def test_a_facilitators_own_private_objection_goes_to_the_other_keeper() -> None:
    scene = proposed()
    scene.press(FAY, OBJECT)
    scene.fill(FAY, words="I cannot hold this.", to="alone")

    assert "I cannot hold this." in "\n".join(scene.sent_to(DEV))


def test_a_concern_stands_beside_what_was_agreed() -> None:
    scene = proposed()
    scene.press(NED, CONCERN)
    scene.fill(NED, words="New people will not know.", to="all")
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)

    assert standing(scene)[0].concerns == ("New people will not know.",)
    assert "New people will not know." in scene.posted[-1]


def test_a_concern_told_in_private_is_not_written_beside_it() -> None:
    scene = proposed()
    scene.press(NED, CONCERN)
    scene.fill(NED, words="My manager reads along.", to="alone")
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)

    assert standing(scene)[0].concerns == ()
    assert "My manager reads along." not in "\n".join(scene.posted)


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


def test_everyone_away_decides_nothing() -> None:
    scene = proposed()
    scene.later(days=60)

    assert standing(scene) == []
    assert "This rests. Nothing changes." in scene.posted[-1]


def test_rules_are_first_asked_about_then_felt_then_changed_and_only_then_agreed() -> None:
    scene = proposed("rules", "We thank first.\nWe ask before we advise.")
    assert "Questions only" in scene.posted[-1]
    scene.later(days=3)
    assert "how does it sit with you?" in scene.posted[-1]
    scene.later(days=2)
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="We thank first.\nThen we ask.")
    assert "Can you live with trying this?" in scene.posted[-1]
    all_fine(scene)
    a_week_later(scene)

    assert standing(scene, Matter.RULES)[0].lines == ("We thank first.", "Then we ask.")


def test_rules_go_on_when_their_proposer_says_nothing_more() -> None:
    scene = proposed("rules", "We thank first.")
    scene.later(days=9)

    assert "Can you live with trying this?" in scene.posted[-1]


def in_redraft() -> Scene:
    """Mia has been asked in private whether her words stand."""
    scene = proposed("rules", "We thank first.")
    scene.later(days=5)
    assert len(redraft(scene).buttons) == 2
    return scene


def redraft(scene: Scene) -> Card:
    return scene.post("redraft:", Direct(MIA)).card


def test_once_everyone_is_asked_the_card_for_a_redraft_has_nothing_left_to_press() -> None:
    scene = in_redraft()
    scene.later(days=4)

    assert redraft(scene).buttons == ()
    assert "Everyone is asked now" in words(redraft(scene))


def test_a_redraft_that_is_let_rest_has_nothing_left_to_press() -> None:
    scene = in_redraft()
    scene.press_token(MIA, f"let_rest.{scene.proposals[0].id}")

    assert redraft(scene).buttons == ()


def test_new_words_typed_while_everyone_was_being_asked_are_put_to_everyone() -> None:
    scene = in_redraft()
    scene.press(MIA, "Change the words")
    held = scene.form
    scene.later(days=4)
    scene.submit(MIA, held, words="We thank first, always.")

    assert scene.proposals[0].words == "We thank first, always."
    assert "The words have changed since" in words(redraft(scene))


def test_nobody_can_answer_while_there_are_still_questions() -> None:
    scene = proposed("rules", "We thank first.")
    (proposal,) = scene.proposals
    scene.press_token(NED, f"fine.{proposal.id}")

    assert "It is too early for that" in scene.whispered


def test_two_proposals_on_one_matter_wait_for_each_other() -> None:
    scene = proposed()
    scene.command(NED, "propose")
    scene.fill(NED, matter="leaves")

    assert "The group is deciding about this just now" in scene.errors[""]


def test_a_form_that_was_open_while_it_closed_keeps_what_was_typed() -> None:
    scene = proposed()
    scene.press(NED, OBJECT)
    form = scene.form
    all_fine(scene, MIA, OLI, PAM, QUY, ROS, FAY)
    a_week_later(scene)
    scene.submit(NED, form, words="It leaves out students.", to="all")

    assert "This has been settled already" in scene.errors[""]
    assert len(standing(scene)) == 1


def test_a_sponsor_can_neither_propose_nor_answer() -> None:
    scene = proposed()
    scene.command(SID, "propose")
    assert "As the sponsor" in scene.whispered
    (proposal,) = scene.proposals
    scene.press_token(SID, f"fine.{proposal.id}")
    assert "before you joined" in scene.whispered


def test_what_was_agreed_before_gives_way_and_its_version_counts_on() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    scene.command(NED, "rules")
    scene.press(NED, "Change what may leave")
    assert "Learning leaves, people do not." in str(scene.form)
    scene.fill(NED, title="Nothing leaves", words="Nothing leaves.")
    all_fine(scene)
    a_week_later(scene)

    (agreement,) = standing(scene)
    assert (agreement.version, agreement.words) == (2, "Nothing leaves.")


def test_the_rules_can_be_read_by_members_with_their_version_and_day() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    scene.command(OLI, "rules")

    assert "What may leave this group, version 1, agreed on Thursday 7 January" in scene.whispered


def test_what_the_bot_cannot_do_is_given_to_whoever_looks_after_us() -> None:
    scene = proposed("rhythm", "Every three weeks, please.")
    all_fine(scene)
    a_week_later(scene)

    assert "Every three weeks, please." in scene.sent_to(FAY)[-1]


def test_what_stands_comes_back_when_its_sessions_have_passed() -> None:
    scene = begun()
    _thanks_first(scene)
    scene.later(days=30)

    assert "This has stood for six sessions" in "\n".join(scene.posted)
    scene.press(FAY, "It still fits")
    assert standing(scene, Matter.RULES)[0].look_again_after > 1  # type: ignore[operator]


def test_a_trial_is_asked_about_anew_after_each_session_and_only_the_newest_card_asks() -> None:
    scene = begun()
    _thanks_first(scene, trial=True)
    scene.later(days=40)

    posted = "\n".join(scene.posted)
    assert posted.count("Another session has closed since, so this is asked anew.") == 1
    assert posted.count("We tried this for three sessions.") == 1


def test_a_trial_that_suits_us_asks_no_more_wherever_it_has_asked() -> None:
    scene = begun()
    _thanks_first(scene, trial=True)
    scene.later(days=40)
    scene.press(FAY, "It still fits")

    assert "We tried this for three sessions." not in "\n".join(scene.posted)
    assert not standing(scene, Matter.RULES)[0].trial


@pytest.mark.parametrize("word", ["message", "member", "nonsense"])
def test_a_form_cannot_be_bent_to_what_is_not_offered(word: str) -> None:
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter=word)

    assert "I do not know that button" in scene.errors[""]


def test_a_settled_proposal_is_forgotten_after_thirty_days_and_what_was_agreed_stays() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    (proposal,) = scene.every_proposal

    assert proposal.state is ProposalState.AGREED
    assert proposal.expires() == datetime(2027, 1, 7, 12, tzinfo=UTC) + timedelta(days=30)
    assert standing(scene)[0].expires() is None
    assert ROOM in scene.community.rooms


def _thanks_first(scene: Scene, *, trial: bool = False) -> None:
    """What the group has agreed on, and looks at again after one session."""
    rules = Agreement(
        id=RecordId("a1"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="We thank first.",
        agreed_at=scene.now,
        look_again_after=1,
        trial=trial,
    )
    scene.offices.memory.records[Agreement, rules.id] = rules
