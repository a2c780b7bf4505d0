"""The sponsor answers, or does not; and what came of a yes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.community import Stage
from bot.domain.ids import Direct
from bot.domain.message import Came, ResponseKind
from tests.dialogs.message_scenes import message, put, room, sent, yes
from tests.scene import DEV, FAY, NED, OLI, SID, words


def test_it_goes_to_the_sponsor_in_private_with_a_day_for_the_answer() -> None:
    scene = sent()

    assert "What would help: a bed store that is open at weekends" in scene.sent_to(SID)[-1]
    assert "They ask you for an answer by Thursday 4 February." in scene.sent_to(SID)[-1]
    assert "It has gone to Sid" in words(scene.post("message:").card)


def test_the_sponsor_answers_yes_by_a_day_and_the_room_reads_it_word_for_word() -> None:
    scene = yes()

    assert "Sid says: yes, by Monday 1 February." in scene.posted[-1]
    assert "The store opens from February." in scene.posted[-1]
    assert "Thank you. The group has read your answer." in words(
        scene.post("to_sponsor", Direct(SID)).card
    )
    assert not scene.post("to_sponsor", Direct(SID)).card.buttons


def test_or_no_with_the_reason() -> None:
    scene = sent()
    scene.press(SID, "No, because …")
    scene.fill(SID, words=" ")
    assert "words" in scene.errors
    scene.press(SID, "No, because …")
    scene.fill(SID, words="The budget is gone until April.")

    assert "The budget is gone until April." in scene.posted[-1]
    assert message(scene).settled


def test_or_would_like_to_talk_and_can_still_say_yes() -> None:
    scene = sent()
    scene.press(SID, "Let us talk")
    scene.fill(SID, words="I could come on Tuesday.")
    assert "Sid says: let us talk." in scene.posted[-1]
    scene.later(days=60)
    assert "has not answered" not in room(scene)
    scene.press(SID, "Yes, by …")
    scene.fill(SID, by="2027-04-01")

    assert [one.kind for one in message(scene).answers] == [ResponseKind.TALK, ResponseKind.YES]


@pytest.mark.parametrize("by", ["2027-01-13", "2035-01-01"])
def test_a_yes_by_a_day_that_is_over_or_years_away_is_asked_again(by: str) -> None:
    scene = sent()
    scene.press(SID, "Yes, by …")
    scene.fill(SID, by=by)

    assert "by" in scene.errors
    assert message(scene).answers == ()


def test_two_presses_at_once_are_one_answer() -> None:
    scene = sent()
    scene.press(SID, "No, because …")
    held = scene.form
    yes(scene)
    scene.submit(SID, held, words="No.")

    assert "already" in scene.errors[""]
    assert len(message(scene).answers) == 1


def test_a_silent_sponsor_is_reminded_twice_and_then_the_room_hears_the_silence() -> None:
    scene = sent()
    scene.until(datetime(2027, 1, 28, 10, tzinfo=UTC))
    reminders = [one for one in scene.sent_to(SID) if "The group asked you:" in one]
    assert len(reminders) == 1
    assert "They will see your answer, or that it is still open." in reminders[0]
    scene.until(datetime(2027, 2, 4, 10, tzinfo=UTC))
    assert "has not answered" not in room(scene)
    scene.until(datetime(2027, 2, 5, 10, tzinfo=UTC))
    assert "Sid has not answered within 15 working days. The message stays open." in room(scene)
    scene.later(days=90)

    assert len([one for one in scene.sent_to(SID) if "The group asked you:" in one]) == 2
    assert room(scene).count("has not answered within") == 1


def test_less_of_this_keeps_the_reminders_away_and_the_group_still_hears() -> None:
    scene = sent()
    scene.until(datetime(2027, 1, 28, 10, tzinfo=UTC))
    scene.press(SID, "Less of this")
    scene.later(days=20)

    assert len([one for one in scene.sent_to(SID) if "The group asked you:" in one]) == 1
    assert "Sid has not answered within 15 working days." in room(scene)


def test_a_late_answer_is_as_welcome() -> None:
    scene = sent()
    scene.later(days=80)
    scene.press(SID, "No, because …")
    scene.fill(SID, words="I am late, and it cannot be done.")

    assert "I am late, and it cannot be done." in scene.posted[-1]
    assert "has not answered" not in room(scene)
    assert "Write down the answer" not in [one.label for one in scene._buttons(OLI)]


def test_an_answer_by_mouth_after_the_silence_can_be_written_down_by_a_member() -> None:
    scene = sent()
    scene.later(days=40)
    scene.press(NED, "Write down the answer")
    scene.fill(NED, who="Sid", kind="no", words="Not this year.")

    assert "Not this year." in scene.posted[-1]
    assert "Written down by Ned." in scene.posted[-1]


def test_on_the_day_of_a_yes_whoever_looks_after_us_is_asked_whether_it_happened() -> None:
    scene = yes()
    scene.until(datetime(2027, 2, 1, 10, tzinfo=UTC))
    assert "Did it happen?" in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Partly")
    scene.fill(FAY, line="It opens every other Saturday.")

    assert "It happened in part." in scene.posted[-1]
    assert "It opens every other Saturday." in scene.posted[-1]
    assert message(scene).came is Came.PARTLY
    scene.command(OLI, "send")
    assert "It happened in part." in scene.whispered


def test_it_is_asked_twice_at_most_and_the_buttons_go_on_working() -> None:
    scene = yes()
    scene.later(days=120)
    asked = [one for one in scene.sent_to(FAY) if "Did it happen?" in one]
    assert len(asked) <= 2
    scene.press(FAY, "No")
    scene.fill(FAY, line="")
    assert message(scene).came is Came.NO
    scene.press_token(DEV, f"came.{message(scene).id}.happened")

    assert "already" in scene.whispered


def test_nobody_but_those_who_look_after_us_says_what_came_of_it() -> None:
    scene = yes()
    for person, told in ((NED, "Please ask Fay."), (SID, "As the sponsor you give permission")):
        scene.press_token(person, f"came.{message(scene).id}.happened")
        assert told in scene.whispered


def test_while_the_group_pauses_nobody_is_asked_whether_it_happened() -> None:
    scene = yes()
    until = datetime(2027, 2, 8, 9, tzinfo=UTC)
    put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.until(datetime(2027, 2, 5, tzinfo=UTC))
    assert "Did it happen?" not in "\n".join(scene.sent_to(FAY))
    scene.until(until + timedelta(hours=2))

    assert "Did it happen?" in "\n".join(scene.sent_to(FAY))
