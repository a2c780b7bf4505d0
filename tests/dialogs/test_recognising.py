"""A message is its writer's, until three recognise it from their own work; and nobody knows who did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.community import Stage
from bot.domain.ids import PersonId
from tests.dialogs.message_scenes import ASK, BOXES, drafts, put, recognised, room, written
from tests.scene import DEV, FAY, MIA, NED, OLI, QUY, words


def test_everyone_is_asked_first_whether_they_recognise_it() -> None:
    scene = written()

    assert "What we keep meeting: people go home without a bed being ready" in scene.posted[-1]
    assert "do you recognise this from your own work?" in scene.posted[-1]
    assert "Mia" not in scene.posted[-1]


@pytest.mark.parametrize("box", ["meeting", "matters", "help"])
def test_it_says_what_why_and_what_would_help(box: str) -> None:
    scene = written(**{box: " "})

    assert set(scene.errors) == {box}
    assert drafts(scene) == ()


@pytest.mark.parametrize(
    ("words_", "found"),
    [
        ("Ned has said so for a year", "Ned"),
        ("the notes of 943 476 5919 were lost", "943 476 5919"),
        ("it was at St Mary House again", "Mary House"),
    ],
)
def test_names_and_numbers_are_shown_to_its_writer_before_anyone_reads_it(
    words_: str, found: str
) -> None:
    scene = written(meeting=words_)

    assert found in str(scene.form.intro)
    assert "Would you like to change these first?" in str(scene.form.intro)
    assert words_ not in room(scene)


def test_it_is_all_right_says_its_writer_and_it_goes() -> None:
    scene = written(meeting="Ned has said so for a year")
    token = scene.button(MIA, "It is all right").token
    scene.press_token(FAY, token)
    assert "meant for someone else" in scene.whispered
    scene.press_token(MIA, token)
    assert "Ned has said so for a year" in scene.posted[-1]
    scene.press_token(MIA, token)
    assert "already" in scene.whispered


def test_or_changes_it_with_everything_still_there() -> None:
    scene = written(meeting="Ned has said so for a year")
    scene.press(MIA, "Change it")

    values = {field.name: getattr(field, "value", "") for field in scene.form.fields}
    assert values == {**BOXES, "meeting": "Ned has said so for a year"}
    scene.fill(MIA, meeting="we have said so for a year")
    assert "we have said so for a year" in scene.posted[-1]


def test_a_draft_waits_fourteen_days_for_its_writer_and_nobody_else() -> None:
    scene = written(meeting="Ned has said so for a year")
    scene.command(NED, "send")
    assert "Ned has said so" not in repr(scene.replies)
    scene.command(MIA, "send")
    assert "Ned has said so" in repr(scene.replies)
    scene.office.clear(scene.now + timedelta(days=14))

    assert drafts(scene) == ()


def test_three_who_recognise_it_are_enough_and_everyone_is_asked_for_their_consent() -> None:
    scene = recognised()

    assert "Enough of us recognise this." in words(scene.post("recognise:").card)
    assert "Can you live with trying this?" in scene.posted[-1]
    (proposal,) = scene.proposals
    assert proposal.until == datetime(2027, 1, 14, 12, tzinfo=UTC)


def test_two_are_not_and_the_message_is_its_writers_again() -> None:
    scene = recognised(MIA, NED)

    assert scene.proposals == ()
    assert "Not enough of us recognise" in scene.posted[-1]
    assert "Your message has come back to you." in scene.sent_to(MIA)[-1]
    scene.command(MIA, "send")
    scene.fill(MIA, meeting="people wait for a bed")
    assert "people wait for a bed" in scene.posted[-1]


@pytest.mark.parametrize("people", [(), (MIA,), (MIA, NED)])
def test_too_few_reads_the_same_however_few(people: tuple[PersonId, ...]) -> None:
    def told(*known: PersonId) -> list[str]:
        scene = written()
        for person in known:
            scene.press(person, ASK)
            scene.fill(person, known="known")
        scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))
        return scene.posted

    assert told(*people) == told()


def test_enough_reads_the_same_however_many() -> None:
    assert recognised().posted == recognised(MIA, NED, OLI, QUY, FAY, DEV).posted


def test_while_it_is_open_the_room_sees_nothing_of_the_answers() -> None:
    scene = written()
    before = list(scene.posted)
    scene.press(NED, ASK)
    scene.fill(NED, known="known")

    assert scene.posted == before
    assert NED not in repr(drafts(scene))


def test_one_person_counts_once_and_their_last_answer_counts() -> None:
    scene = written()
    for _ in range(4):
        scene.press(NED, ASK)
        scene.fill(NED, known="known")
    for person in (OLI, QUY):
        scene.press(person, ASK)
        scene.fill(person, known="known")
    scene.press(OLI, ASK)
    scene.fill(OLI, known="not_known")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))

    assert scene.proposals == ()


def test_the_box_is_destroyed_when_it_is_opened() -> None:
    scene = recognised()

    assert not any(name.startswith("recognise") for name in scene.offices.memory.boxes)


def test_a_form_that_was_open_while_it_closed_is_answered_kindly() -> None:
    scene = written()
    scene.press(QUY, ASK)
    held = scene.form
    recognised(scene=scene)
    scene.submit(QUY, held, known="known")

    assert "This question is closed" in scene.errors[""]


def test_while_the_group_pauses_nothing_is_asked_and_what_was_asked_waits() -> None:
    scene = written()
    until = datetime(2027, 1, 14, 12, tzinfo=UTC)
    put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.command(NED, "send")
    assert "having a rest" in scene.whispered
    scene.until(datetime(2027, 1, 8, tzinfo=UTC))

    assert "Not enough of us" not in room(scene)
    assert "There is time until Thursday 14 January at 12:00." in words(
        scene.post("recognise:").card
    )
