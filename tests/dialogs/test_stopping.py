"""Until the last line has been said, anyone can stop an ending."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agreement import Matter
from bot.domain.community import Stage
from bot.domain.ending import Ending
from bot.domain.ids import PersonId
from bot.words import say
from tests.dialogs.ending_scenes import GONE, STOP, all_fine, ending
from tests.scene import FAY, MIA, NED, OLI, SID, begun


@pytest.mark.parametrize("who", [NED, FAY])
def test_anyone_can_stop_it_until_the_last_day(who: PersonId) -> None:
    scene = ending()
    scene.until(GONE - timedelta(hours=1))
    scene.press(who, STOP)
    scene.fill(who, words="There is a story I have not told.")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.office.all(Ending, scene.community.id) == ()
    assert "The ending has been stopped for now" in "\n".join(scene.posted)
    assert "There is a story I have not told." in scene.posted[-1]
    assert sum(one.ahead for one in scene.sessions) == 1
    scene.until(GONE + timedelta(days=3))
    assert scene.sessions


def test_an_objection_may_be_for_the_facilitator_alone() -> None:
    scene = ending()
    scene.press(NED, STOP)
    scene.fill(NED, words="I am afraid of the gap.", to="alone")

    assert "gap" not in "\n".join(scene.posted)
    assert "I am afraid of the gap." in "\n".join(scene.sent_to(FAY))


def test_it_becomes_a_proposal_again_that_can_still_be_agreed() -> None:
    scene = ending()
    scene.press(NED, STOP)
    scene.fill(NED)
    (proposal,) = scene.proposals
    assert proposal.objectors == (NED,)

    all_fine(scene)
    scene.later(days=3)
    assert scene.community.stage is Stage.ENDING
    assert scene.posted[-1].startswith("We are drawing to a close")


def test_of_two_who_stop_it_at_once_the_second_hears_that_it_is_over() -> None:
    scene = ending()
    scene.press(NED, STOP)
    held = scene.form
    scene.press(OLI, STOP)
    scene.fill(OLI)
    scene.submit(NED, held, words="Me too.")

    assert "something that is over" in scene.errors[""]
    assert len(scene.proposals) == 1


def test_what_was_proposed_for_the_end_rests_when_it_is_stopped() -> None:
    scene = ending()
    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Goodbye.")
    scene.press(NED, STOP)
    scene.fill(NED)
    scene.later(days=10)

    assert [one.matter for one in scene.proposals] == [Matter.ENDING]
    assert "Goodbye." not in "\n".join(scene.sent_to(SID))


def test_a_rest_that_was_going_on_goes_on_when_it_is_stopped() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    ending(scene)
    scene.later(days=4)
    scene.press(NED, STOP)
    scene.fill(NED)

    assert scene.community.stage is Stage.RESTING


def test_the_sponsor_can_neither_propose_nor_stop_it() -> None:
    scene = ending()
    token = scene.button(MIA, STOP).token
    scene.command(SID, "end")
    assert scene.whispered == say("refused.sponsor_cannot")

    scene.press_token(SID, token)
    assert scene.whispered == say("refused.sponsor_cannot")
