"""Two pulses come through the check-in's door: asked with it, told once in words, and shown outside by consent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.boundary.views import OneOf, Text
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Try, TryState
from bot.domain.message import Came, Message, Response, ResponseKind
from bot.domain.notes import NotesWay, NotesWindow
from bot.domain.pulse import A_QUARTER, Pulse, Pulses, PulseTold
from bot.domain.sponsorship import Brief, Permission, Promise
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    blank,
    chosen,
    leaves,
    notes,
    open_form,
    shown,
    window,
    with_members,
)
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, SID, Scene

YES, NO = "yes", "no"


def due(pulse: Pulse = Pulse.SAFETY, members: int = 6, way: NotesWay = NotesWay.CHECK_IN) -> Scene:
    """Monday 11 January, 10:00: everyone has the card, and the form has a pulse in it."""
    scene = chosen(way)
    if members != len(MEMBERS):
        with_members(scene, members)
    later = {one: CHECK_IN + timedelta(days=400) for one in Pulse}
    kept(
        scene,
        Pulses(id=RecordId("p"), community=scene.community.id, next={**later, pulse: CHECK_IN}),
    )
    scene.until(CHECK_IN)
    return scene


def kept(scene: Scene, pulses: Pulses) -> None:
    scene.offices.memory.records[Pulses, pulses.id] = pulses


def pulses(scene: Scene) -> Pulses:
    (found,) = scene.office.all(Pulses, RecordId(scene.community.id))
    return found


def answer(scene: Scene, person: PersonId, says: str, statements: int = 5) -> None:
    open_form(scene, person)
    scene.fill(person, **{f"pulse{number}": says for number in range(statements)})
    scene.fill(person)
    assert not scene.errors


def answered(scene: Scene, says: Sequence[str], people: Sequence[PersonId] = MEMBERS) -> None:
    for person, said in zip(people, says, strict=True):
        answer(scene, person, said)


def result(scene: Scene) -> str:
    found = [post for post in scene.posted if post.startswith("How freely we speak here")]
    return found[-1] if found else ""


def asked(scene: Scene) -> list[str]:
    return [
        one.name
        for one in scene.form.fields
        if isinstance(one, OneOf) and one.name.startswith("pulse")
    ]


def test_a_group_that_has_just_begun_is_asked_after_a_quarter() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    scene.until(CHECK_IN)

    open_form(scene, MIA)

    assert asked(scene) == []
    assert pulses(scene).next == {
        Pulse.SAFETY: CHECK_IN + A_QUARTER,
        Pulse.NORMAL: CHECK_IN + 2 * A_QUARTER,
    }


@pytest.mark.parametrize(("pulse", "statements"), [(Pulse.SAFETY, 5), (Pulse.NORMAL, 6)])
def test_when_it_is_due_its_statements_stand_on_the_first_page(
    pulse: Pulse, statements: int
) -> None:
    scene = due(pulse)

    page = open_form(scene, MIA)

    assert asked(scene) == [f"pulse{number}" for number in range(statements)]
    assert "With fewer than five answers nothing is said" in shown(page)
    assert ("what would move your lowest answer" in shown(page)) is (pulse is Pulse.SAFETY)


def test_of_two_that_are_due_the_one_that_waited_longer_is_asked() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    waits = {Pulse.SAFETY: CHECK_IN, Pulse.NORMAL: CHECK_IN - timedelta(days=1)}
    kept(scene, Pulses(id=RecordId("p"), community=scene.community.id, next=waits))

    scene.until(CHECK_IN)

    assert window(scene).pulse is Pulse.NORMAL


def test_the_outcome_is_told_once_when_the_check_in_closes_and_in_words() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 5 + [NO] * 3, people)
    assert result(scene) == ""

    scene.until(CLOSED)

    assert "still feel respected next week.” About half of us." in result(scene)
    assert not any(one.isdigit() for one in result(scene))
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + A_QUARTER


def test_where_all_or_all_but_one_say_the_same_it_is_not_said_which() -> None:
    told = set()
    for says in ([YES] * 8, [NO] * 8, [YES] * 7 + [NO], [YES] + [NO] * 7):
        scene = due(members=8)
        answered(scene, says, [member.person for member in scene.community.joined])
        scene.until(CLOSED)
        told.add(result(scene))

    (same,) = told
    assert "Much the same across us." in same


def test_those_who_look_after_the_group_may_answer_and_do_not_make_it_enough() -> None:
    scene = due()
    answered(scene, [YES] * 4 + [YES, YES], [*MEMBERS[:4], FAY, DEV])
    blank(scene, *MEMBERS[4:])

    scene.until(CLOSED)

    assert "not enough answers from us to say anything" in result(scene)


def test_when_nobody_answers_it_waits_for_its_next_time_all_the_same() -> None:
    scene = due()
    blank(scene, *MEMBERS)

    scene.until(CLOSED)

    assert "not enough answers from us" in result(scene)
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + A_QUARTER


def test_too_few_through_the_door_and_it_is_destroyed_and_asked_in_the_next_check_in() -> None:
    scene = due()
    answered(scene, [YES] * 4, MEMBERS[:4])

    scene.until(CLOSED_LATE)
    assert result(scene) == ""

    scene.until(CHECK_IN + timedelta(days=14))
    assert window(scene).pulse is Pulse.SAFETY


def test_answers_lie_with_the_note_and_come_out_apart_from_it() -> None:
    scene = due(way=NotesWay.ANY_TIME)
    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT, pulse0="partly", alone="send")
    scene.fill(MIA)
    assert leaves(scene) == 1
    blank(scene, *MEMBERS[1:])

    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == [DOUBT]
    assert "partly" not in repr(notes(scene))


def test_a_form_that_was_held_over_the_close_is_refused_and_counts_for_nothing() -> None:
    scene = due()
    answered(scene, [YES] * 5, MEMBERS[:5])
    open_form(scene, MEMBERS[5])
    scene.fill(MEMBERS[5], pulse0=NO)
    held = scene.form
    scene.until(CLOSED)
    before = result(scene)

    scene.submit(MEMBERS[5], held)

    assert "The form closed while you were writing" in scene.errors[""]
    assert result(scene) == before


def test_after_somebody_has_come_or_gone_it_waits_until_a_year_after_the_last_result() -> None:
    scene = due(members=8)
    kept(scene, replace(pulses(scene), told=(earlier("few", weeks=13),)))
    people = [member.person for member in scene.community.joined]
    scene.command(people[-1], "leave")
    scene.fill(people[-1])

    assert pulses(scene).next[Pulse.SAFETY] == CHECK_IN + 3 * A_QUARTER


def test_who_goes_while_it_is_asked_puts_off_the_next_one() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    answered(scene, [YES] * 4 + [NO] * 4, people)
    scene.command(people[-1], "leave")
    scene.fill(people[-1])

    scene.until(CLOSED)

    assert "About half of us" in result(scene)
    assert pulses(scene).next[Pulse.SAFETY] == CLOSED + 4 * A_QUARTER


def test_after_somebody_has_gone_it_says_that_the_two_are_not_to_be_compared() -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    scene.command(people[-1], "leave")
    scene.fill(people[-1])
    answered(scene, [YES] * 4 + [NO] * 3, people[:7])

    scene.until(CLOSED)

    assert "please do not compare the two" in result(scene)
    assert "The last three times" not in result(scene)


@pytest.mark.parametrize("changed", [False, True])
def test_a_trend_is_told_from_three_results_of_the_same_people_on(changed: bool) -> None:
    scene = due(members=8)
    people = [member.person for member in scene.community.joined]
    before = (earlier("few", weeks=26), earlier("half", weeks=13, changed=changed))
    kept(scene, replace(pulses(scene), told=before))
    answered(scene, [YES] * 6 + [NO] * 2, people)

    scene.until(CLOSED)

    assert ("a few of us, then about half of us, then most of us" in result(scene)) is not changed


def test_two_results_are_no_trend() -> None:
    scene = due(members=8)
    kept(scene, replace(pulses(scene), told=(earlier("few", weeks=13),)))
    answered(scene, [YES] * 6 + [NO] * 2, [member.person for member in scene.community.joined])

    scene.until(CLOSED)

    assert "most of us" in result(scene).lower()
    assert "The last three times" not in result(scene)


def earlier(band: str, *, weeks: int, changed: bool = False) -> PulseTold:
    lines, at = (band,) * 5, CHECK_IN - timedelta(weeks=weeks)
    return PulseTold(pulse=Pulse.SAFETY, at=at, lines=lines, outside=lines, changed=changed)


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


def test_a_window_that_is_left_out_asks_no_pulse() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    scene.until(CHECK_IN - timedelta(days=1))
    found = window(scene)
    scene.offices.memory.records[NotesWindow, found.id] = found.changed_people()

    scene.until(CHECK_IN)

    assert window(scene).pulse is None


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
