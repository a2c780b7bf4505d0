"""A permission lives on: a sign to the people, and a look each half year."""

from datetime import timedelta

import pytest

from bot.domain.community import Stage
from bot.domain.ids import Direct
from bot.domain.sponsorship import Permission
from tests.dialogs.permission_scenes import gathering, half_a_year_on, put, replaced
from tests.dialogs.test_sponsoring import charter, kept, permitted
from tests.scene import FAY, MIA, SID, ZOE, brief, words


def test_a_sponsor_is_offered_a_draft_in_their_own_name() -> None:
    scene = gathering()

    draft = words(scene.post("sign", Direct(SID)).card)

    assert "Ann has asked me for my permission to start a learning community" in draft
    assert "Who could belong: Nurses." in draft
    assert "I will answer what it sends me within 15 working days." in draft
    assert "Post it yourself, where your people read you." in draft


def test_a_draft_promises_no_answer_where_none_was_promised() -> None:
    draft = words(permitted(promises=["time"]).post("sign", Direct(SID)).card)

    assert "I have agreed not to ask who says what." in draft
    assert "I will answer" not in draft


def test_whoever_follows_is_offered_a_draft_that_claims_no_beginning() -> None:
    scene = replaced(gathering())
    brief(scene, ZOE, promises=["time"])

    draft = words(scene.post("sign", Direct(ZOE)).card)
    assert "A learning community has asked me for my permission, and I have given it." in draft


@pytest.mark.parametrize("promises", [["time"], ["reply"]])
def test_the_charter_claims_no_answers_but_those_that_were_promised(promises: list[str]) -> None:
    shown = charter(permitted(promises=promises))

    assert "A sponsor gives permission. A sponsor is not in this channel" in shown
    assert ("A reply to each message" in shown) == (promises == ["reply"])


def test_the_draft_is_theirs_to_change_and_stands_on_the_card_to_copy() -> None:
    scene = gathering()

    scene.press(SID, "Change the draft")
    scene.fill(SID, words="I was wrong in March.")

    assert "I was wrong in March." in words(scene.post("sign", Direct(SID)).card)


def test_once_posted_only_that_and_the_day_is_kept() -> None:
    scene = gathering()
    scene.press(SID, "Change the draft")
    scene.fill(SID, words="I was wrong in March.")

    scene.press(SID, "I have posted it")

    assert "The sponsor told their people: Monday 4 January" in charter(scene)
    assert "wrong in March" not in repr(scene.offices.memory.records)
    assert "wrong in March" not in "\n".join(scene.sent_to(SID))


def test_nobody_is_asked_twice_for_a_sign() -> None:
    scene = gathering()
    scene.press(SID, "Change the draft")
    held = scene.form

    scene.later(days=15)
    asked = [one.post.name for one in scene.offices.memory.posts if one.post.to == Direct(SID)]
    shown = words(scene.post("sign", Direct(SID)).card)
    scene.submit(SID, held, words="Late.")

    assert len([name for name in asked if name.startswith("sign:")]) == 1
    assert "You can tell your people at any time" in shown
    assert "Late." in words(scene.post("sign", Direct(SID)).card)
    assert "told their people" not in charter(scene)


def test_a_sponsor_who_tells_people_late_finds_the_draft_where_it_was() -> None:
    scene = gathering()
    scene.press(SID, "Change the draft")
    scene.fill(SID, words="I was wrong in March.")
    scene.later(days=40)
    assert "wrong in March" not in repr(scene.offices.memory.records)
    assert "something I got wrong this year was" in words(scene.post("sign", Direct(SID)).card)

    scene.press(SID, "I have posted it")

    assert "The sponsor told their people" in charter(scene)
    assert "wrong in March" not in repr(scene.offices.memory.records)


def test_words_that_a_sponsor_writes_late_are_kept_no_longer_than_the_first() -> None:
    scene = gathering()
    scene.later(days=40)
    scene.press(SID, "Change the draft")
    scene.fill(SID, words="I was wrong in March.")
    scene.later(days=15)

    assert "wrong in March" not in repr(scene.offices.memory.records)
    assert scene.post("sign", Direct(SID)).card.buttons != ()


def test_once_it_is_posted_there_is_nothing_left_to_post() -> None:
    scene = gathering()
    again = scene.button(SID, "I have posted it").token
    scene.press(SID, "I have posted it")

    scene.press_token(SID, again)

    assert "already answered" in scene.whispered
    assert scene.post("sign", Direct(SID)).card.buttons == ()


def test_after_half_a_year_the_sponsor_is_asked_whether_it_still_stands() -> None:
    scene = half_a_year_on(gathering())

    asked = scene.sent_to(SID)[-1]

    assert "Does what you promised still stand?" in asked
    assert "Time for it, in working hours, each fortnight" in asked


def test_it_still_stands_for_another_half_year() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "It still stands")

    assert "to be looked at again on Monday 3 January" in charter(scene)
    assert "It stands." in scene.sent_to(SID)[-1]
    scene.later(days=60)
    assert not scene.has_post("unconfirmed")


def test_it_is_asked_again_and_again_by_itself() -> None:
    scene = gathering()

    for _ in range(4):
        scene.later(days=183)
        scene.press(SID, "It still stands")

    assert kept(scene).looked_at == 4


def test_what_is_changed_then_stands_on_the_charter_and_the_room_is_told() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID, promises=["time"], promised="No replies in August.")

    assert "No replies in August." in charter(scene)
    assert "A reply to each message" not in charter(scene)
    assert "Sid has changed the words of this charter." in scene.posted[-1]


def test_the_room_reads_which_promise_is_made_no_longer_and_which_is_new() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID, promises=["time"], promised="No replies in August.")

    gone, new = scene.posted[-1].split("Promised from now on:")
    assert "No longer promised:\nA reply to each message" in gone
    assert "No replies in August." in new
    assert "time" not in gone.split("No longer promised:")[1]


def test_other_days_for_a_reply_are_another_promise() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID, within="20")

    assert "No longer promised:" in scene.posted[-1]
    assert "Promised from now on:" in scene.posted[-1]


def test_other_words_alone_name_no_promise() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID, why="Nobody should wait.")

    assert "romised" not in scene.posted[-1]


def test_looking_at_it_and_changing_nothing_confirms_it() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID)

    assert kept(scene).state is Permission.GIVEN


def test_a_silence_is_reminded_once_and_then_the_charter_says_so() -> None:
    scene = half_a_year_on(gathering())

    scene.later(days=40)

    assert sum("still stand?" in one for one in scene.sent_to(SID)) == 2
    assert "Not confirmed: Sid was asked on Monday 5 July and has not said yes" in charter(scene)
    assert "The permission is not confirmed" in "\n".join(scene.sent_to(FAY))
    assert [one.label for one in scene.post("unconfirmed", Direct(FAY)).card.buttons] == [
        "Carry on",
        "Somebody else gives permission",
        "Propose ending well",
    ]


def test_a_late_yes_is_as_good() -> None:
    scene = half_a_year_on(gathering())
    scene.later(days=40)

    scene.press(SID, "It still stands")

    assert "Given by Sid" in charter(scene)
    assert "Nothing is left to decide" in words(scene.post("unconfirmed").card)


def test_whoever_looks_after_it_carries_on_and_the_charter_keeps_saying_so() -> None:
    scene = half_a_year_on(gathering())
    scene.later(days=40)

    scene.press(FAY, "Carry on")

    assert "You carry on." in "\n".join(scene.sent_to(FAY))
    assert "Not confirmed" in charter(scene)


def test_only_whoever_looks_after_it_decides_and_only_while_it_is_open() -> None:
    scene = half_a_year_on(gathering())
    scene.later(days=40)
    token = scene.button(FAY, "Carry on").token

    scene.press_token(MIA, token)
    stranger = scene.whispered
    scene.press(SID, "It still stands")
    scene.press_token(FAY, token)

    assert "Fay" in stranger
    assert "already answered" in scene.whispered


@pytest.mark.parametrize("stage", [Stage.RESTING, Stage.ENDING])
def test_nobody_is_asked_while_the_group_pauses_or_ends(stage: Stage) -> None:
    scene = gathering()
    put(scene, stage=stage, resumes_at=scene.now + timedelta(days=400))

    half_a_year_on(scene)
    scene.later(days=2)

    assert not any("still stand?" in one for one in scene.sent_to(SID))


def test_after_a_pause_it_is_asked_after_all() -> None:
    scene = gathering()
    put(scene, stage=Stage.RESTING, resumes_at=scene.now + timedelta(days=190))
    half_a_year_on(scene)

    scene.later(days=15)

    assert any("still stand?" in one for one in scene.sent_to(SID))


def test_a_long_outage_rings_everything_once() -> None:
    scene = gathering()

    scene.sleeps_until(scene.now + timedelta(days=800))

    assert sum("still stand?" in one for one in scene.sent_to(SID)) == 1
