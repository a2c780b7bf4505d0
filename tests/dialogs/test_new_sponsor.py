"""A sponsor goes, and another is asked, who begins afresh."""

import pytest

from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.message import Message
from tests.dialogs.message_scenes import sent
from tests.dialogs.permission_scenes import gathering, replaced
from tests.dialogs.test_sponsoring import briefs, charter
from tests.scene import ANN, FAY, MIA, ROOM, SID, ZOE, Scene, begun, brief, words


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


@pytest.mark.parametrize("by", [ANN, FAY])
def test_whoever_began_it_or_looks_after_it_names_the_next_sponsor(by: PersonId) -> None:
    scene = replaced(gathering(), by)

    assert scene.community.is_sponsor(ZOE)
    assert "You begin afresh" in words(scene.post("asked", Direct(ZOE)).card)

    brief(scene, ZOE)
    assert "You begin afresh" in words(scene.post("asked", Direct(ZOE)).card)


def test_who_names_whoever_began_it_reads_of_them_and_not_of_themselves() -> None:
    scene = gathering()
    for by, says in ((FAY, "Ann is the one who started it"), (ANN, "You are the one who starts")):
        scene.command(by, "charter", place=Direct(by))
        scene.press(by, "Somebody else gives permission")
        scene.fill(by, sponsor=[ANN])
        assert says in scene.errors["sponsor"]


def founding(scene: Scene) -> str:
    return words(scene.post("founding:", Direct(ANN)).card)


def test_no_card_says_that_all_have_said_yes_while_somebody_is_asked() -> None:
    scene = gathering()
    assert "Everyone who was needed has said yes." in founding(scene)
    replaced(scene)

    assert "Zoe has been asked" in founding(scene)
    assert "Everyone" not in founding(scene)
    assert "an answer is still missing" in founding(scene)

    brief(scene, ZOE)
    assert "Everyone who was needed has said yes." in founding(scene)


def test_a_group_that_has_begun_is_not_told_to_ask_people_again() -> None:
    scene = replaced(begun())
    brief(scene, ZOE)

    assert "Everyone who is needed has said yes." in founding(scene)
    assert "ask people to join now" not in founding(scene)


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
    assert "Not confirmed: Zoe was asked on Monday 4 January" in charter(scene)
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
    asked = scene.whispered
    scene.press(ZOE, "Yes, it is a no")

    assert "The charter then says that permission is not confirmed" in asked
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


def _with_reply(scene: Scene, within: str) -> Scene:
    scene.command(SID, "charter", place=ROOM)
    scene.press(SID, "Change my words")
    scene.fill(SID, promises=["reply"], within=within)
    return scene
