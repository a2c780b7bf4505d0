"""Everyone agrees on a message, and it goes; nothing says who wrote it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.message import Message
from bot.domain.people import Standing
from bot.domain.proposal import ProposalState
from tests.dialogs.message_scenes import drafts, message, put, recognised, sent
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, SID


def test_its_writer_is_named_nowhere_not_even_when_it_is_taken_to_a_call() -> None:
    scene = recognised()
    scene.press(NED, "I object")
    scene.fill(NED, words="It sounds like blame.", to="all")
    assert "Somebody cannot live with the proposal" in "\n".join(scene.sent_to(MIA))
    scene.press(MIA, "Take it to a call")

    assert "Fay will suggest a time" in scene.posted[-1]
    assert "Mia" not in "\n".join(one for one in scene.posted if "bed" in one)
    assert "Everyone can live with it" in [one.label for one in scene._buttons(FAY)]
    assert "Mia" not in "\n".join(one for one in scene.sent_to(FAY) if "bed" in one)


def test_who_presses_what_is_not_theirs_does_not_learn_whose_it_is() -> None:
    scene = recognised()
    (proposal,) = scene.proposals
    scene.press_token(OLI, f"reword.{proposal.id}")

    assert "Mia" not in scene.whispered


def test_a_message_is_not_sent_on_trial() -> None:
    scene = recognised()
    scene.press(NED, "I object")
    scene.fill(NED, words="It sounds like blame.", to="all")

    labels = [one.label for one in scene._buttons(MIA)]
    assert "Change the words" in labels
    assert "Offer a trial: 3 sessions" not in labels


def test_an_objection_that_stands_sends_nothing() -> None:
    scene = recognised()
    scene.press(NED, "I object")
    scene.fill(NED, words="It sounds like blame.", to="all")
    scene.press(MIA, "Let it rest")
    scene.later(days=60)

    assert scene.office.all(Message, scene.community.id) == ()
    assert not scene.has_post("to_sponsor")


def test_the_words_that_were_agreed_are_the_words_that_go() -> None:
    scene = recognised()
    scene.press(NED, "I object")
    scene.fill(NED, words="It sounds like blame.", to="all")
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="What would help: beds on Saturdays.")
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.later(days=8)

    assert message(scene).words == "What would help: beds on Saturdays."


def test_once_sent_no_record_says_who_wrote_it() -> None:
    scene = sent()

    assert drafts(scene) == ()
    assert MIA not in repr(message(scene))
    (proposal,) = scene.every_proposal
    assert proposal.state is ProposalState.AGREED
    assert proposal.proposer == ""


def test_its_writer_may_leave_while_the_group_decides() -> None:
    scene = recognised()
    member = scene.community.member(MIA)
    assert member
    put(scene, scene.community.with_member(replace(member, standing=Standing.LEFT)))
    for person in (NED, OLI, PAM, QUY, FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))

    assert message(scene).to == SID
