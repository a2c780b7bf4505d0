"""A permission lives on: a sign to the people, a look each half year, a sponsor who goes, or is silent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.message import Message
from bot.domain.sponsorship import Permission
from tests.dialogs.test_sending import sent
from tests.dialogs.test_sponsoring import briefs, charter, drafted, kept, permitted
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    ROOM,
    SID,
    ZOE,
    Scene,
    begun,
    brief,
    founded,
    words,
)


def gathering() -> Scene:
    return permitted(why="These are mine.", promises=["time", "reply"])


def half_a_year_on(scene: Scene) -> Scene:
    scene.until(datetime(2027, 7, 5, 10, tzinfo=UTC))
    return scene


def replaced(scene: Scene, by: PersonId = ANN) -> Scene:
    """Zoe is asked in Sid's place."""
    scene.command(by, "charter", place=Direct(by))
    scene.press(by, "Somebody else gives permission")
    scene.fill(by, sponsor=[ZOE])
    return scene


# the sign


def test_a_sponsor_is_offered_a_draft_in_their_own_name() -> None:
    scene = gathering()

    draft = words(scene.post("sign", Direct(SID)).card)

    assert "I have asked Ann to start a learning community. Who could belong: Nurses." in draft
    assert "Post it yourself, where your people read you." in draft


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
    scene.submit(SID, held, words="Late.")

    assert scene.post("sign", Direct(SID)).card.buttons == ()
    assert "already answered" in scene.errors[""]
    assert "told their people" not in charter(scene)


# looked at again


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


def test_looking_at_it_and_changing_nothing_confirms_it() -> None:
    scene = half_a_year_on(gathering())

    scene.press(SID, "Change it")
    scene.fill(SID)

    assert kept(scene).state is Permission.GIVEN


def test_a_silence_is_reminded_once_and_then_the_charter_says_so() -> None:
    scene = half_a_year_on(gathering())

    scene.later(days=40)

    assert sum("still stand?" in one for one in scene.sent_to(SID)) == 2
    assert "Not confirmed: Sid has been asked and has not said yes" in charter(scene)
    assert "The permission is not confirmed" in scene.sent_to(FAY)[-1]
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

    assert "You carry on." in scene.sent_to(FAY)[-1]
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
def test_nobody_is_asked_while_the_group_rests_or_ends(stage: Stage) -> None:
    scene = gathering()
    _put(scene, stage=stage)

    half_a_year_on(scene)
    scene.later(days=2)

    assert not any("still stand?" in one for one in scene.sent_to(SID))


def test_after_a_rest_it_is_asked_after_all() -> None:
    scene = gathering()
    _put(scene, stage=Stage.RESTING)
    half_a_year_on(scene)
    _put(scene, stage=Stage.ACTIVE)

    scene.later(days=15)

    assert any("still stand?" in one for one in scene.sent_to(SID))


# a sponsor who goes


def test_a_sponsor_who_leaves_can_say_who_follows_and_the_group_asks_them() -> None:
    scene = gathering()

    scene.command(SID, "charter", place=Direct(SID))
    scene.press(SID, "I am leaving this post")
    scene.fill(SID, follows=[ZOE])

    assert "Sid says that Zoe follows." in scene.sent_to(ANN)[-1]
    assert "Sid says that Zoe follows." in scene.sent_to(FAY)[-1]
    assert "Given by Sid, who is leaving that post" in charter(scene)
    assert not scene.community.is_sponsor(ZOE)


def test_a_sponsor_who_leaves_learns_nothing_about_who_belongs() -> None:
    scene = begun()
    answers = []

    for person in (MIA, FAY, ZOE):
        twin = begun()
        twin.command(SID, "charter", place=Direct(SID))
        twin.press(SID, "I am leaving this post")
        twin.fill(SID, follows=[person])
        answers.append((twin.whispered, twin.errors))

    assert scene.community.member(MIA)
    assert answers[0] == answers[1] == answers[2]


def test_when_nobody_follows_the_charter_says_so() -> None:
    scene = gathering()
    scene.command(SID, "charter", place=Direct(SID))
    scene.press(SID, "I am leaving this post")
    scene.fill(SID)

    scene.later(days=29)

    assert "Sid is leaving that post, and nobody has followed yet" in charter(scene)
    assert "The permission is not confirmed" in scene.sent_to(FAY)[-1]


# another sponsor


@pytest.mark.parametrize("by", [ANN, FAY])
def test_whoever_began_it_or_looks_after_it_names_the_next_sponsor(by: PersonId) -> None:
    scene = replaced(gathering(), by)

    assert scene.community.is_sponsor(ZOE)
    assert "You begin afresh" in words(scene.post("asked", Direct(ZOE)).card)


def test_nobody_else_names_one() -> None:
    scene = begun()

    scene.command(MIA, "charter")

    assert not any("Somebody else" in one.label for one in scene._buttons(MIA))


def test_the_former_sponsors_words_are_gone_from_everywhere() -> None:
    scene = replaced(gathering())

    assert "These are mine." not in charter(scene)
    assert "Time for it" not in charter(scene)
    assert [one.sponsor for one in briefs(scene)] == [ZOE]
    scene.press(ZOE, "Begin")
    assert "These are mine." not in repr(scene.form)


def test_the_room_hears_who_is_asked_and_who_gives_permission_then() -> None:
    scene = replaced(gathering())
    asked = scene.posted[-1]

    brief(scene, ZOE, why="Mine too.")

    assert "Zoe is asked now to give permission" in asked
    assert "Zoe now gives permission" in scene.posted[-1]
    assert "Mine too." in charter(scene)
    assert scene.community.stage is Stage.GATHERING


def test_a_new_sponsor_of_a_group_that_meets_changes_nothing_of_its_life() -> None:
    scene = replaced(begun())

    brief(scene, ZOE)

    assert scene.community.stage is Stage.ACTIVE


def test_a_new_sponsor_who_is_silent_leaves_the_permission_not_confirmed() -> None:
    scene = replaced(begun(), FAY)

    scene.later(days=29)

    assert sum("still waited for" in one for one in scene.sent_to(ZOE)) == 1
    assert "Not confirmed: Zoe has been asked" in charter(scene)
    assert [one.label for one in scene.post("unconfirmed", Direct(FAY)).card.buttons] == [
        "Carry on",
        "Somebody else gives permission",
        "Pause at once",
        "Propose ending well",
    ]


def test_a_new_sponsor_who_answers_after_that_confirms_it() -> None:
    scene = replaced(begun())
    scene.later(days=29)

    brief(scene, ZOE)

    assert "Given by Zoe" in charter(scene)
    assert "Nothing is left to decide" in words(scene.post("unconfirmed").card)


def test_to_talk_first_begins_the_wait_anew() -> None:
    scene = replaced(begun())
    scene.later(days=25)

    scene.press(ZOE, "I would like to talk first")
    scene.later(days=10)

    assert "Not confirmed" not in charter(scene)


def test_a_new_sponsor_who_says_no_leaves_it_open_at_once() -> None:
    scene = replaced(begun())

    scene.press(ZOE, "No")

    assert "The group will decide how it goes on." in words(scene.post("asked", Direct(ZOE)).card)
    assert "Not confirmed" in charter(scene)
    assert scene.has_post("unconfirmed", Direct(FAY))


def test_what_waits_for_an_answer_goes_to_the_new_sponsor() -> None:
    scene = replaced(sent())
    (waiting,) = scene.office.all(Message, scene.community.id)

    brief(scene, ZOE)

    (handed,) = scene.office.all(Message, scene.community.id)
    assert waiting.to is None
    assert handed.to == ZOE
    assert scene.has_post("to_sponsor", Direct(ZOE))


def test_a_promise_of_ten_days_is_what_the_group_waits() -> None:
    scene = sent(_with_reply(begun(), "5"))

    assert "Thursday 21 January" in scene.post("message:").card.body[-1].text  # type: ignore[union-attr]


def test_in_private_a_sponsor_can_hand_nothing_on_twice() -> None:
    scene = gathering()
    scene.command(SID, "charter", place=Direct(SID))
    scene.press(SID, "I am leaving this post")
    held = scene.form
    scene.fill(SID)

    scene.submit(SID, held, follows=[ZOE])

    assert "already answered" in scene.errors[""]


# nobody but the group


def test_a_group_that_permits_itself_may_promise_itself_something() -> None:
    scene = _ourselves()

    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, why="We all worry.", promises=["time"], hopes="Calmer nights")

    assert "What we promise ourselves, to be looked at again on Monday 5 July:" in charter(scene)
    assert "We keep time free for it" in charter(scene)
    assert "A hope: Calmer nights" in charter(scene)
    assert not scene.has_post("expects")
    assert not scene.has_post("sign")


def test_it_need_not() -> None:
    scene = _ourselves()

    assert "The group gives itself permission" in charter(scene)
    assert "promise" not in charter(scene)


def test_what_it_promised_itself_is_looked_at_again_too() -> None:
    scene = _ourselves()
    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, promises=["time"])

    half_a_year_on(scene)
    scene.press(ANN, "It still stands")

    assert "Does what we promised ourselves still stand?" not in scene.sent_to(ANN)[-1]
    assert "to be looked at again on Monday 3 January" in charter(scene)


def test_after_a_sponsor_has_gone_the_group_can_permit_itself() -> None:
    scene = gathering()
    scene.command(FAY, "charter")
    scene.press(FAY, "Somebody else gives permission")

    scene.press(FAY, "We give ourselves permission")

    assert scene.community.self_authorised
    assert "The group gives itself permission" in charter(scene)
    assert "There is no sponsor any more." in scene.posted[-1]
    assert briefs(scene) == ()


def test_to_permit_ourselves_twice_tells_the_room_once() -> None:
    scene = gathering()
    for _ in range(2):
        scene.command(FAY, "charter")
        scene.press(FAY, "Somebody else gives permission")
        scene.press(FAY, "We give ourselves permission")

    assert sum("There is no sponsor any more." in one for one in scene.posted) == 1


def test_people_who_are_asked_to_join_read_that_the_group_permits_itself() -> None:
    scene = _ourselves()

    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])

    assert "Permission: The group gives itself permission" in scene.sent_to(MIA)[-1]


def test_a_sponsor_can_be_named_while_nobody_looks_after_the_group() -> None:
    scene = begun()
    _put(scene, facilitator=None)

    replaced(scene, DEV)

    assert "Your card in our direct messages" in scene.whispered
    assert scene.community.is_sponsor(ZOE)


def test_the_sponsor_asked_after_self_permission_is_asked_like_any_other() -> None:
    scene = _ourselves()
    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, promises=["time"])

    replaced(scene)
    brief(scene, ZOE)

    assert "What we promise ourselves" not in charter(scene)
    assert "Given by Zoe" in charter(scene)


def test_a_long_outage_rings_everything_once() -> None:
    scene = gathering()

    scene.sleeps_until(scene.now + timedelta(days=800))

    assert sum("still stand?" in one for one in scene.sent_to(SID)) <= 2


# typed to the bot


def test_whatever_a_sponsor_types_is_answered_the_same_and_goes_nowhere() -> None:
    scene = founded()
    before = repr(scene.offices.memory.records)

    scene.types_to_bot(SID)

    assert "nobody at this end can look it up for you" in scene.whispered
    assert "I have not read, shared or kept that." in scene.whispered
    assert repr(scene.offices.memory.records) == before


def test_the_charter_says_so_beforehand() -> None:
    assert "Whoever types that to me is told so" in charter(founded())


def test_a_sponsor_who_types_can_answer_what_waits_at_once() -> None:
    scene = sent()

    scene.types_to_bot(SID)
    scene.press(SID, "Yes, by …")

    assert scene.form.fields[0].name == "by"


def test_a_sponsor_can_ask_to_be_rung_and_only_that_is_passed_on_once_a_day() -> None:
    scene = founded()

    for _ in range(3):
        scene.types_to_bot(SID)
        scene.press(SID, "Ask Fay to ring me")

    assert sum("asks you to ring them" in one for one in scene.sent_to(FAY)) == 1


def test_nobody_else_asks_in_a_sponsors_name() -> None:
    scene = founded()
    scene.types_to_bot(SID)
    token = scene.button(SID, "Ask Fay to ring me").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def _ourselves() -> Scene:
    scene = drafted()
    scene.press(ANN, "We give ourselves permission")
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV], manages="no")
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")
    return scene


def _with_reply(scene: Scene, within: str) -> Scene:
    scene.command(SID, "charter", place=ROOM)
    scene.press(SID, "Change my words")
    scene.fill(SID, promises=["reply"], within=within)
    return scene


def _put(scene: Scene, **changed: object) -> None:
    community = replace(scene.community, **changed)  # type: ignore[arg-type]
    scene.offices.memory.records[Community, community.id] = community
