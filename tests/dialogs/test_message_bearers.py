"""Where a message goes without a sponsor, or when a new one comes."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.conversations.known import Known
from bot.conversations.learning.sending import handed_on
from bot.domain.ids import Direct, PersonId
from bot.domain.people import Answer, Appointment
from tests.dialogs.message_scenes import message, put, room, sent
from tests.memory import CountingMint
from tests.scene import FAY, NED, SID, begun, words

PAT = PersonId("test/w/pat")


def test_a_group_that_authorised_itself_carries_it_by_hand_and_writes_the_answer_down() -> None:
    scene = begun()
    put(scene, replace(scene.community, sponsor=None, self_authorised=True))
    sent(scene)
    assert "there is nobody I can send this to" in scene.posted[-1]
    scene.press(NED, "Write down the answer")
    scene.fill(NED, who="The head of nursing", kind="yes", words="Yes, gladly.")
    assert "by" in scene.errors
    scene.press(NED, "Write down the answer")
    scene.fill(NED, who="The head of nursing", kind="yes", by="2027-02-01", words="Yes, gladly.")

    assert "The head of nursing says: yes, by Monday 1 February." in scene.posted[-1]
    assert "Written down by Ned." in scene.posted[-1]
    scene.until(datetime(2027, 2, 1, 10, tzinfo=UTC))
    assert "Did it happen?" in scene.sent_to(FAY)[-1]


def test_by_hand_the_room_hears_of_a_missing_answer_too() -> None:
    scene = begun()
    put(scene, replace(scene.community, sponsor=None, self_authorised=True))
    sent(scene)
    scene.later(days=30)

    assert "No answer has been written down within 15 working days." in room(scene)


def test_without_a_sponsor_it_waits_honestly_and_goes_to_the_next_one() -> None:
    scene = begun()
    sponsor = scene.community.sponsor
    put(scene, replace(scene.community, sponsor=None))
    sent(scene)
    assert "Nobody sponsors us just now" in scene.posted[-1]
    put(scene, replace(scene.community, sponsor=sponsor))
    scene.later(days=8)

    assert "They ask you for an answer by" in scene.sent_to(SID)[-1]
    assert "It has gone to Sid" in words(scene.post("message:").card)


def test_a_new_sponsor_gets_it_with_their_own_time_and_the_old_one_can_no_longer_answer() -> None:
    scene = sent()
    token = scene.button(SID, "No, because …").token
    scene.press_token(SID, token)
    held = scene.form
    pat = Appointment(person=PAT, name="Pat", answer=Answer.YES)
    put(scene, replace(scene.community, sponsor=pat))
    known = Known(scene.office, scene.calendar, CountingMint())
    scene.office.keep(handed_on(scene.community, scene.now, known), scene.now)

    assert message(scene).to == PAT
    assert "What would help" in scene.sent_to(PAT)[-1]
    assert "What would help" not in words(scene.post("to_sponsor", Direct(SID)).card)
    scene.submit(SID, held, words="No.")
    assert "meant for someone else" in scene.errors[""]


def test_who_has_been_asked_to_sponsor_and_has_not_answered_gets_nothing() -> None:
    scene = sent()
    put(scene, replace(scene.community, sponsor=Appointment(person=PAT, name="Pat")))
    scene.later(days=30)

    assert scene.sent_to(PAT) == []
    assert "Nobody sponsors us just now" in words(scene.post("message:").card)
