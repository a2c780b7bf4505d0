"""Words for the organisation: recognised by several, agreed by all, answered by the sponsor, or not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.boundary.decision import OpenForm
from bot.conversations.known import Known
from bot.conversations.learning.sending import handed_on
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.message import Came, Message, MessageDraft, ResponseKind
from bot.domain.people import Answer, Appointment, Standing
from bot.domain.proposal import Proposal, ProposalState
from tests.memory import CountingMint
from tests.scene import DEV, FAY, MEMBERS, MIA, NAMES, NED, OLI, PAM, QUY, SID, Scene, begun, words

BOXES = {
    "meeting": "people go home without a bed being ready",
    "matters": "they come back within a week",
    "help": "a bed store that is open at weekends",
    "doing": "we ring the store before noon",
}
ASK = "Do you recognise this?"
KNOWN_TO = (MIA, NED, OLI)
PAT = PersonId("test/w/pat")


def written(scene: Scene | None = None, **changed: str) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "send")
    scene.fill(MIA, **{**BOXES, **changed})
    return scene


def recognised(*people: PersonId, scene: Scene | None = None) -> Scene:
    """On Thursday 7 January at noon the box has been opened."""
    scene = scene or written()
    for person in people or KNOWN_TO:
        scene.press(person, ASK)
        scene.fill(person, known="known")
    scene.press(PAM, ASK)
    scene.fill(PAM, known="not_known")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))
    return scene


def sent(scene: Scene | None = None) -> Scene:
    """On Thursday 14 January at noon the group has agreed."""
    scene = recognised(scene=written(scene))
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))
    return scene


def yes(scene: Scene | None = None) -> Scene:
    scene = scene or sent()
    scene.press(SID, "Yes, by …")
    scene.fill(SID, by="2027-02-01", words="The store opens from February.")
    return scene


def message(scene: Scene) -> Message:
    (one,) = scene.office.all(Message, scene.community.id)
    return one


def drafts(scene: Scene) -> tuple[MessageDraft, ...]:
    return scene.office.all(MessageDraft, scene.community.id)


def put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community


def room(scene: Scene) -> str:
    return "\n".join(scene.posted)


# its writer


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


# recognised, without names


def test_three_who_recognise_it_are_enough_and_everyone_is_asked_for_their_consent() -> None:
    scene = recognised()

    assert "Enough of us recognise this." in words(scene.post("recognise:").card)
    assert "Does anything here make it unsafe to try" in scene.posted[-1]
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


# agreed, without its writer


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
    assert "Offer to try it for 3 sessions" not in labels


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


# the sponsor


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


# what came of it


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
    for person in (NED, SID):
        scene.press_token(person, f"came.{message(scene).id}.happened")
        assert "Fay" in scene.whispered


# whoever sponsors us, or nobody


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


def test_a_sponsor_can_find_neither_who_wrote_it_nor_how_many_nor_what_was_said_of_it() -> None:
    scene = recognised()
    scene.press(NED, "I have a concern, go on")
    scene.fill(NED, words="xylophone", to="all")
    for person in (MIA, OLI, PAM, QUY, MEMBERS[-1], FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))
    yes(scene)
    tokens = {one.token for each in scene.offices.memory.posts for one in each.card.buttons}
    ids = (message(scene).id, scene.every_proposal[0].id)
    acts = ("org_answers", "answer_told", "came", "recognise", "out_agreed", "fine", "object")
    tokens |= {f"{act}.{about}{word}" for act in acts for about in ids for word in ("", ".yes")}
    seen = scene.sent_to(SID)

    for command in ("send", "", "mydata", "good", "try", "keep", "rules"):
        scene.command(SID, command)
        seen += [repr(scene.replies)]
    for token in sorted(tokens):
        scene.press_token(SID, token)
        seen += [repr(scene.replies)]
        for reply in scene.replies:
            if isinstance(reply, OpenForm):
                scene.submit(SID, reply.form)
                seen += [repr(scene.replies)]

    told = "\n".join(seen)
    members = [name for name in NAMES if name not in ("Ann", "Fay", "Dev", "Sid")]
    assert not [name for name in members if f" {name}" in told or f"'{name}" in told]
    assert "xylophone" not in told
    assert not [count for count in ("6", "7", "six", "seven", "three of") if f" {count} " in told]


def test_a_facilitator_who_works_for_the_sponsor_learns_no_more_than_anyone() -> None:
    """Whoever looks after the group may be the sponsor's colleague: no card of theirs tells of the writer."""
    scene = sent()
    scene.command(FAY, "send")

    about_it = [one for one in (*scene.sent_to(FAY), scene.whispered) if "bed" in one]
    assert about_it
    assert not [one for one in about_it if "Mia" in one]
    assert not scene.has_post("by_hand")


def test_messages_and_answers_are_kept_for_the_life_of_the_community() -> None:
    assert message(yes()).expires() is None


def test_what_was_sent_and_answered_can_be_read_again_by_members_only() -> None:
    scene = yes()
    scene.command(OLI, "send")
    assert "What we keep meeting: people go home" in scene.whispered
    assert "The store opens from February." in scene.whispered
    scene.command(SID, "send")

    assert "As the sponsor" in scene.whispered


def test_what_is_kept_of_it_in_the_proposal_is_gone_after_thirty_days() -> None:
    scene = sent()
    (proposal,) = scene.office.all(Proposal, scene.community.id)

    assert proposal.expires() == datetime(2027, 2, 13, 12, tzinfo=UTC)


def test_while_the_group_pauses_nobody_is_asked_whether_it_happened() -> None:
    scene = yes()
    until = datetime(2027, 2, 8, 9, tzinfo=UTC)
    put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.until(datetime(2027, 2, 5, tzinfo=UTC))
    assert "Did it happen?" not in "\n".join(scene.sent_to(FAY))
    scene.until(until + timedelta(hours=2))

    assert "Did it happen?" in "\n".join(scene.sent_to(FAY))
