"""What is told of pulses outside the group: by consent, in the words that were agreed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.boundary.views import Text
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.learning import Try, TryState
from bot.domain.message import Came, Message, Response, ResponseKind
from bot.domain.sponsorship import Brief, Permission, Promise
from tests.dialogs.notes_scenes import CHECK_IN, CLOSED
from tests.dialogs.pulse_scenes import NO, YES, answered, due, result
from tests.scene import FAY, MIA, NED, SID, Scene


def health(scene: Scene) -> None:
    scene.press(MIA, "Propose to show it outside")
    scene.fill(MIA)


def test_the_sponsor_reads_it_only_once_nobody_objects_and_in_the_words_that_were_agreed() -> None:
    scene = due(members=10)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 4 + [NO] * 6, people)
    scene.until(CLOSED)
    assert not any("A few of us" in one or "How freely" in one for one in scene.sent_to(SID))

    health(scene)
    assert "How freely we speak here" in scene.posted[-1]
    assert Text("How freely we speak here:") in scene.post("consent:").card.body
    for person in (*people, FAY):
        scene.press(person, "I can live with it")
    scene.until(scene.now + timedelta(days=7))

    assert Text("How freely we speak here:") in scene.post("health:").card.body
    card = "\n".join(scene.sent_to(SID))
    assert "still feel respected next week.” About half of us." in card
    assert "ask nobody who said what" in card


def test_of_seven_answers_the_sponsor_reads_that_there_are_not_enough_to_say() -> None:
    scene = due(members=7)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 4 + [NO] * 3, people)
    scene.until(CLOSED)
    assert "About half of us" in result(scene)

    health(scene)

    assert "How freely we speak here: not enough of us to say." in scene.posted[-1]
    assert "About half of us" not in scene.posted[-1]


def test_a_group_without_a_sponsor_is_offered_no_card_for_one() -> None:
    scene = due(members=8)
    community = scene.community
    alone = replace(community, sponsor=None, self_authorised=True)
    scene.offices.memory.records[Community, community.id] = alone
    answered(scene, [YES] * 4 + [NO] * 4, [member.person for member in community.joined])

    scene.until(CLOSED)

    assert "About half of us" in result(scene)
    assert "Propose to show it outside" not in repr(scene.post("pulse:").card.buttons)


def test_whoever_is_no_member_proposes_no_health_card() -> None:
    scene = due(members=8)
    answered(scene, [YES] * 4 + [NO] * 4, [member.person for member in scene.community.joined])
    scene.until(CLOSED)

    scene.press(SID, "Propose to show it outside")

    assert scene.proposals == ()


def proposes_card(scene: Scene, members: int = 8, **given: str) -> str:
    """What everyone reads before the sponsor could."""
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 3 + [NO] * (members - 3), people)
    scene.until(CLOSED)
    scene.press(MIA, "Propose to show it outside")
    scene.fill(MIA, **given)
    return scene.posted[-1]


def test_the_health_card_says_what_the_organisation_answered_and_what_came_of_it() -> None:
    scene = due(members=8)
    answer = Response(kind=ResponseKind.YES, words="By June.", name="Sid", by=date(2027, 6, 1))
    sent = Message(
        id=RecordId("m1"), community=scene.community.id, words="Beds.", agreed_at=CHECK_IN,
        sent_at=CHECK_IN, answers=(answer,), came=Came.PARTLY,
    )  # fmt: skip
    silence = replace(sent, id=RecordId("m2"), answers=(), came=None, told=3)
    for one in (sent, silence, replace(silence, id=RecordId("m3"), told=0)):
        scene.offices.memory.records[Message, one.id] = one

    card = proposes_card(scene)

    assert "We have sent the organisation 3 messages so far." in card
    assert "Answered with a yes: 1" in card
    assert "Without an answer when its time was over: 1" in card
    assert "Waiting for an answer: 1" in card
    assert "it happened in part: 1" in card
    assert "with a no" not in card


@pytest.mark.parametrize("tries", [7, 8])
def test_the_health_card_tells_of_tries_from_eight_on_and_in_bands(tries: int) -> None:
    scene = due(members=8)
    for number in range(tries):
        one = Try(
            id=RecordId(f"t{number}"), community=scene.community.id, author=NED, named=True,
            idea="Ask earlier.", limits="", notice="", asks_at=None,
            state=TryState.KEPT if number else TryState.STOPPED,
        )  # fmt: skip
        scene.offices.memory.records[Try, one.id] = one

    card = proposes_card(scene)

    assert ("not enough of it yet to say" in card) is (tries < 8)
    assert ("We have tried 8 small things so far." in card) is (tries == 8)
    assert ("Stopped, which is a good end too: few or none of them" in card) is (tries == 8)
    assert "Ask earlier." not in card


def test_the_health_card_has_the_promises_as_the_charter_has_them() -> None:
    scene = due(members=8)
    brief = Brief(
        id=RecordId("b"), community=scene.community.id, sponsor=SID, state=Permission.GIVEN,
        promises=(Promise.TIME,), promised="A room of our own.", asked_at=CHECK_IN,
    )  # fmt: skip
    scene.offices.memory.records[Brief, brief.id] = brief

    card = proposes_card(scene)

    assert "What was promised to us, as the charter has it:" in card
    assert "Time for it, in working hours, each fortnight" in card
    assert "A room of our own." in card


def test_what_would_help_is_part_of_what_everyone_agrees_on() -> None:
    assert "What would help: An hour without phones." in proposes_card(
        due(members=8), helps="An hour\nwithout phones."
    )
