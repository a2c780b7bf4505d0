"""Casting a vote: what is said before, what is counted, and that nobody can find it again."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.decision import Decision
from bot.boundary.views import Form, Text
from bot.domain.ids import PersonId
from bot.domain.people import Standing
from tests.dialogs.vote_scenes import CLOSED, asked, poll, vote
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ROS, SID, Scene, founded


def test_before_voting_the_form_says_what_becomes_of_the_vote() -> None:
    scene = asked("one_of")

    scene.press(NED, "Vote")

    said = intro(scene.form)
    assert "Your vote goes into a box without your name." in said
    assert "I can’t find it again. So it can’t be changed." in said
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


def test_words_in_any_script_come_out_as_they_went_in() -> None:
    scene = asked("one_of", question="متى نلتقي؟", options="الاثنين\nالثلاثاء {0}")
    for person in MEMBERS:
        vote(scene, person, choice="1", reason="لأن {name}")

    scene.until(CLOSED)

    assert "Most are for “الثلاثاء {0}”." in scene.posted[-1]
    assert "لأن {name}" in scene.posted[-1]


def three_of_us() -> Scene:
    scene = founded()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])
    scene.press(MIA, "Join")
    scene.fill(MIA, read=["yes"])
    scene.command(MIA, "poll")
    scene.fill(MIA, question="Which?", options="A\nB")
    return scene


def leave(scene: Scene, person: PersonId) -> None:
    member = scene.community.member(person)
    assert member is not None
    gone = scene.community.with_member(replace(member, standing=Standing.LEFT))
    scene.office.keep(Decision(keep=(gone,)), scene.now)


def intro(form: Form) -> str:
    return "\n".join(one.text for one in form.intro if isinstance(one, Text))
