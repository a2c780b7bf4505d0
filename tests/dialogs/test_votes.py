"""Casting a vote: what is said before, what is counted, and that nobody can find it again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.boundary.decision import Decision
from bot.boundary.views import Form, OneOf, Text
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId
from bot.domain.people import Standing
from bot.domain.poll import Poll
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
    ROS,
    SID,
    Scene,
    founded,
    gathered,
)

CLOSED = datetime(2027, 1, 7, 13, tzinfo=UTC)
OPTIONS = {"times": "Mondays\nTuesdays\nFridays", "gradients": ""}


def test_before_voting_the_form_says_what_becomes_of_the_vote() -> None:
    scene = asked("one_of")

    scene.press(NED, "Vote")

    said = intro(scene.form)
    assert "Your vote goes into a box without your name." in said
    assert "nobody can find it, not even me. So it can’t be changed." in said
    assert "only if at least 5 people vote" in said


def test_fewer_than_five_are_told_before_they_vote_that_people_may_guess() -> None:
    scene = three_of_us()

    scene.press(FAY, "Vote")

    assert "There are fewer than 5 of us." in intro(scene.form)
    assert "people may guess from the outcome how you voted" in intro(scene.form)
    assert [field.name for field in scene.form.fields] == ["choice"]


def test_three_of_us_can_ask_and_are_answered() -> None:
    scene = three_of_us()
    for person in (FAY, DEV, MIA):
        scene.press(person, "Vote")
        scene.fill(person, choice="0")

    scene.until(CLOSED)

    assert "More are for “A” than for anything else." in scene.posted[-1]
    assert not any(one.isdigit() for one in scene.posted[-1])


def test_a_vote_is_kept_without_its_voter() -> None:
    scene = asked("one_of")

    vote(scene, NED, choice="1", reason="Because of the buses")

    (slip,) = scene.offices.memory.boxes[poll(scene).box].values()
    assert slip.person != NED
    assert "ned" not in repr(slip).lower()
    assert slip.answers == {"1": "1", "reason": "Because of the buses"}
    assert "Because" not in repr(poll(scene))
    assert poll(scene).voted == {NED}


def test_no_record_changes_in_another_way_for_another_vote() -> None:
    one, other = asked("one_of"), asked("one_of")

    vote(one, NED, choice="0")
    vote(other, NED, choice="2", reason="Quite another")

    assert one.offices.memory.records == other.offices.memory.records
    assert one.offices.memory.posts == other.offices.memory.posts


def test_a_second_press_says_that_the_vote_is_in() -> None:
    scene = asked("one_of")
    token = scene.button(NED, "Vote").token
    vote(scene, NED, choice="1")

    scene.press_token(NED, token)

    assert "Your vote is in." in scene.whispered


def test_two_forms_of_one_person_count_once() -> None:
    scene = asked("one_of")
    scene.press(NED, "Vote")
    held = scene.form
    scene.fill(NED, choice="1")

    scene.submit(NED, held, choice="2")

    assert "it counts once" in scene.errors[""]
    assert len(scene.offices.memory.boxes[poll(scene).box]) == 1


def test_a_form_held_while_the_poll_closes_stays_open_with_a_kind_word() -> None:
    scene = asked("one_of")
    for person in (FAY, DEV, MIA, OLI, PAM, QUY):
        vote(scene, person, choice="0")
    scene.press(NED, "Vote")
    held = scene.form
    scene.until(CLOSED)

    scene.submit(NED, held, choice="2", reason="I thought long about it")

    assert "If you wrote something, it is still here" in scene.errors[""]
    assert "6 of 8 have answered." in scene.posted[-1]


def test_someone_who_joined_after_it_opened_is_told_kindly() -> None:
    scene = asked("one_of")
    scene.command(FAY, "invite")
    scene.fill(FAY, people=[ANN])
    scene.press(ANN, "Join")
    scene.fill(ANN, read=["yes"])

    scene.press(ANN, "Vote")

    assert "You came later, so the next one is yours too." in scene.whispered


def test_who_has_no_part_in_it_cannot_vote() -> None:
    scene = asked("one_of")

    scene.press(SID, "Vote")
    assert "As the sponsor" in scene.whispered
    scene.press(ANN, "Vote")
    assert "Only members can do this." in scene.whispered


def test_the_vote_of_someone_who_left_stays_in() -> None:
    scene = asked("one_of")
    for person in (MIA, NED, OLI):
        vote(scene, person, choice="1")
        leave(scene, person)
    for person in (FAY, DEV, PAM, QUY):
        vote(scene, person, choice="0")

    scene.until(CLOSED)

    assert "A: 4 of 7" in scene.posted[-1]
    assert "B: 3 of 7" in scene.posted[-1]
    assert "7 of 8 have answered." in scene.posted[-1]


def test_two_thirds_are_reckoned_on_who_is_still_here() -> None:
    scene = asked("one_of")
    for person in (MIA, NED, OLI, PAM):
        leave(scene, person)
    for person in (FAY, DEV, QUY):
        vote(scene, person, choice="0")

    scene.until(CLOSED)

    assert "fewer than two thirds" not in scene.posted[-1]
    assert "there are no numbers" in scene.posted[-1]


def test_reasons_are_shown_without_names_when_five_have_voted() -> None:
    scene = asked("one_of")
    for person in MEMBERS:
        vote(scene, person, choice="0", reason=f"Reason {person[-3:]}")

    scene.until(CLOSED)

    told = scene.posted[-1]
    assert "Some reasons, in mixed order:" in told
    reasons = [line for line in told.splitlines() if line.startswith("Reason ")]
    assert len(reasons) == 6
    assert reasons != sorted(reasons)


def test_reasons_of_four_are_seen_by_nobody() -> None:
    scene = asked("one_of")
    for person in (MIA, NED, OLI, PAM):
        vote(scene, person, choice="0", reason="zebra")

    scene.until(datetime(2027, 1, 12, 13, tzinfo=UTC))

    assert "there are no numbers" in scene.posted[-1]
    assert not any("zebra" in one for one in scene.posted)
    assert not any("zebra" in one for person in (FAY, DEV) for one in scene.sent_to(person))


def test_votes_that_were_lost_are_not_passed_over_in_silence() -> None:
    """A backup holds no boxes: after it has been put back, some votes are gone."""
    scene = asked("one_of")
    for person in (MIA, NED, OLI, PAM, QUY, ROS):
        vote(scene, person, choice="0")
    box = scene.offices.memory.boxes[poll(scene).box]
    box.pop(next(iter(box)))

    scene.until(CLOSED)

    assert "A: 5 of 5" in scene.posted[-1]
    assert "Votes were lost with the machine they lay on" in scene.posted[-1]


# each kind


def test_choosing_several() -> None:
    scene = asked("several_of")
    for person, choices in zip(MEMBERS, ("01", "1", "12", "", "0", "1"), strict=True):
        vote(scene, person, choices=list(choices))

    assert outcome(scene)[:4] == [
        "What suits more of us than anything else is “B”.",
        "B: 4 of 6",
        "A: 2 of 6",
        "C: 1 of 6",
    ]


def test_when_nobody_is_for_anything_nothing_is_chosen() -> None:
    scene = asked("several_of")
    for person in MEMBERS:
        vote(scene, person, choices=[])

    assert outcome(scene)[0] == "Nobody was for any of these."


def test_dots() -> None:
    scene = asked("dots_3")
    for person in MEMBERS:
        vote(scene, person, dots0="1", dots2="2")

    assert outcome(scene)[:4] == [
        "The most dots went to “C”.",
        "C: 12 dots",
        "A: 6 dots",
        "B: 0 dots",
    ]


def test_more_dots_than_there_are_or_none_are_told_in_the_form() -> None:
    scene = asked("dots_5")
    vote(scene, NED, dots0="3", dots1="3")
    assert scene.errors == {"dots0": "You gave 6 dots, and there are 5. Please take some back."}

    vote(scene, NED)
    assert scene.errors == {"dots0": "Please give at least one dot."}
    assert poll(scene).voted == frozenset()


def test_ranking() -> None:
    scene = asked("ranking")
    for person in MEMBERS[:4]:
        vote(scene, person, place1="1", place2="0")
    for person in MEMBERS[4:]:
        vote(scene, person, place1="2", place3="1")

    assert outcome(scene)[:4] == [
        "Compared two at a time, “B” comes before each of the others.",
        "1. B: before 2 of 2 others",
        "2. A: before 1 of 2 others",
        "3. C: before 0 of 2 others",
    ]


def test_options_that_are_level_share_a_place() -> None:
    scene = asked("ranking")
    for person in MEMBERS:
        vote(scene, person, place1="1")

    assert outcome(scene)[1:4] == [
        "1. B: before 2 of 2 others",
        "2. A: before 0 of 2 others",
        "2. C: before 0 of 2 others",
    ]


def test_a_cycle_is_told_as_a_tie() -> None:
    scene = asked("ranking")
    for number, person in enumerate(MEMBERS):
        order = ("012", "120", "201")[number % 3]
        vote(scene, person, place1=order[0], place2=order[1], place3=order[2])

    assert outcome(scene)[0].startswith("There is a tie: “A”, “B” and “C” are level.")


def test_the_same_option_twice_is_told_at_its_second_place() -> None:
    scene = asked("ranking")

    vote(scene, NED, place1="1", place2="0", place3="1")

    assert list(scene.errors) == ["place3"]
    assert "“B” has a place already." in scene.errors["place3"]


def test_a_place_can_be_left_empty_but_the_first() -> None:
    scene = asked("ranking")

    scene.press(NED, "Vote")

    first, second, *_ = [one for one in scene.form.fields if isinstance(one, OneOf)]
    assert (first.label, first.required) == ("First", True)
    assert (second.value, second.choices[-1].label) == ("none", "Leave this place empty")


def test_gradients_are_told_in_bands_and_never_in_numbers() -> None:
    scene = asked("gradients")
    for person, level in zip(MEMBERS, "001234", strict=True):
        vote(scene, person, choice=level)

    assert outcome(scene) == [
        "How well we can live with it:",
        "For it, or it is good enough: about half of us",
        "Mixed feelings, or can go along: few or none of us",
        "Cannot live with it as it is: few or none of us",
        "Five to seven of us have answered.",
        "A poll shows what we think. It decides nothing by itself.",
    ]


def test_what_everyone_can_live_with_may_become_a_rule() -> None:
    scene = asked("gradients")
    for person in MEMBERS:
        vote(scene, person, choice="3")

    assert "much the same across us: we can go along with this" in outcome(scene)[0]
    scene.press(FAY, "Propose it as a rule")
    assert scene.form.fields[0].value == "Which?"  # type: ignore[union-attr]


def test_a_time_that_suits() -> None:
    scene = asked("times")
    for person in MEMBERS[:3]:
        vote(scene, person, time0="yes", time1="need", time2="no")
    for person in MEMBERS[3:]:
        vote(scene, person, time0="no", time1="yes", time2="need")

    assert outcome(scene)[:4] == [
        "The time that suits more of us than any other is “Tuesdays”.",
        "Tuesdays: 3 yes, 3 if need be, 0 no",
        "Mondays: 3 yes, 0 if need be, 3 no",
        "Fridays: 0 yes, 3 if need be, 3 no",
    ]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("one_of", "choice"), ("ranking", "place1"), ("times", "time2"), ("gradients", "choice")],
)
def test_what_was_left_out_or_was_never_offered_is_asked_for_again(kind: str, field: str) -> None:
    scene = asked(kind)
    scene.press(NED, "Vote")
    given = {one.name: "0" for one in scene.form.fields if isinstance(one, OneOf)}
    given |= {name: "yes" for name in given if name.startswith("time")}
    given |= {name: "none" for name in given if name.startswith("place")}

    scene.fill(NED, **given | {field: "77"})

    assert scene.errors == {field: "Please choose one."}
    assert poll(scene).voted == frozenset()


def test_words_in_any_script_come_out_as_they_went_in() -> None:
    scene = asked("one_of", question="متى نلتقي؟", options="الاثنين\nالثلاثاء {0}")
    for person in MEMBERS:
        vote(scene, person, choice="1", reason="لأن {name}")

    scene.until(CLOSED)

    assert "Most are for “الثلاثاء {0}”." in scene.posted[-1]
    assert "لأن {name}" in scene.posted[-1]


def test_every_kind_that_can_be_asked_for_is_tried_here() -> None:
    """One more kind needs its test above, and its words."""
    assert {kind.value for kind in PollKind} == {
        "one_of",
        "several_of",
        "dots",
        "ranking",
        "gradients",
        "times",
    }


def asked(kind: str, **answers: str) -> Scene:
    """Monday 4 January: Mia asks; it closes on Thursday at noon."""
    scene = gathered()
    given = {"question": "Which?", "options": OPTIONS.get(kind, "A\nB\nC"), "kind": kind} | answers
    scene.command(MIA, "poll")
    scene.fill(MIA, **given)
    assert not scene.errors
    return scene


def three_of_us() -> Scene:
    scene = founded()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])
    scene.press(MIA, "Join")
    scene.fill(MIA, read=["yes"])
    scene.command(MIA, "poll")
    scene.fill(MIA, question="Which?", options="A\nB")
    return scene


def vote(scene: Scene, person: PersonId, **answers: object) -> None:
    scene.press(person, "Vote")
    scene.fill(person, **answers)


def leave(scene: Scene, person: PersonId) -> None:
    member = scene.community.member(person)
    assert member is not None
    gone = scene.community.with_member(replace(member, standing=Standing.LEFT))
    scene.office.keep(Decision(keep=(gone,)), scene.now)


def outcome(scene: Scene) -> list[str]:
    """What the room is told, without the question."""
    scene.until(CLOSED)
    return scene.posted[-1].splitlines()[1:]


def poll(scene: Scene) -> Poll:
    return scene.office.all(Poll, scene.community.id)[-1]


def intro(form: Form) -> str:
    return "\n".join(one.text for one in form.intro if isinstance(one, Text))
