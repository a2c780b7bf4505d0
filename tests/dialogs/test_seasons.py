"""A new season: what is still open in the old room stands in the new one too, and counts once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.boundary.tokens import Act, Token
from bot.domain.agreement import Matter
from bot.domain.community import Stage
from bot.domain.ids import Platform, PostName, Room
from bot.domain.proposal import ProposalState
from bot.domain.renewal import Renewal
from tests.dialogs.codesign_scenes import (
    answer,
    codesign,
    day,
    draft_rules,
    drafting,
    first_asked,
    marking,
    routes_drafted,
    standing,
)
from tests.dialogs.notes_scenes import shown
from tests.memory import Standing
from tests.scene import (
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROOM,
    ROS,
    ZOE,
    Scene,
    begun,
    in_teams,
    words,
)

FRESH, NEXT = (Room(Platform("test"), "w", name) for name in ("fresh", "next"))


def moved(scene: Scene, room: Room = FRESH) -> Scene:
    """Fay types `/lc here` in a fresh room, and everything from now on is read there."""
    name = scene.community.name
    scene.command(FAY, "here", place=room)
    token = scene.button(FAY, f"Yes, “{name}” moves here").token
    scene.press_token(FAY, token, place=room)
    assert scene.whispered == "This is our home now."
    scene.home = room
    return scene


def asked_whether_to_go_on() -> Scene:
    """After two quiet sessions everyone is asked, for a week."""
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    assert scene.office.all(Renewal, scene.community.id)
    return scene


def standing_in(scene: Scene, room: Room, name: str) -> list[Standing]:
    """What stands there under a name that begins so."""
    every = scene.offices.memory.posts
    return [one for one in every if one.post.to == room and one.post.name.startswith(name)]


def test_how_it_begins_is_told_as_it_is_done_in_the_chat() -> None:
    """In Teams whoever is in a team reads all its channels: only a fresh team keeps what was said before."""
    here, in_another = (_how_it_begins(scene) for scene in (begun(), in_teams(begun())))

    assert "Make a new private channel." in here
    assert "Make a new private team" in in_another
    assert "In a fresh team, what was said before stays" in in_another
    assert "private channel" not in in_another
    assert "/lc" not in in_another


def _how_it_begins(scene: Scene) -> str:
    scene.press_token(FAY, Token(Act.SEASON, (scene.community.id,)).pack())
    return shown(scene.form)


def test_a_command_in_the_old_room_is_not_told_to_begin_a_community() -> None:
    scene = moved(begun())

    scene.command(MIA, "story", place=ROOM)

    assert scene.whispered == (
        "“Discharge” does not meet in this channel. Type it in the channel where you meet, or in our direct messages."
    )


def test_whoever_belongs_to_none_is_shown_the_way_to_begin_one() -> None:
    scene = moved(begun())

    scene.command(ZOE, "story", place=ROOM)

    assert "There is no learning community in this channel yet." in scene.whispered


def test_a_question_of_codesign_comes_along_and_what_was_answered_counts() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="Time.")
    moved(scene)
    answer(scene, NED, "Add what I need", need_1="Quiet.")
    answer(scene, MIA, "Add what I need", need_1="More time.")
    for person in (OLI, PAM, QUY):
        answer(scene, person, "Add what I need", need_1="Quiet.")
    scene.until(day(6, 13))

    shown = words(scene.post("hardest:", FRESH).card)
    assert "More time." in shown
    assert "Quiet." in shown
    assert "Time." not in shown.replace("More time.", "")
    assert not scene.has_post("hardest:", ROOM)
    name = f"needs:{codesign(scene).id}"
    for room in (ROOM, FRESH):
        (question,) = standing_in(scene, room, name)
        assert "This question has closed" in words(question.card)


def test_a_question_nobody_answered_comes_along_and_can_be_asked_openly_there() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    moved(scene)
    scene.press(FAY, "Ask it openly in the thread")

    assert "in the thread" in words(scene.post("needs:", FRESH).card)


def test_many_lines_to_read_come_along_with_those_in_the_thread() -> None:
    scene = moved(marking())
    (question,) = standing_in(scene, FRESH, f"already:{codesign(scene).id}")

    assert question.card == standing_in(scene, ROOM, question.post.name)[0].card


def test_a_draft_that_anyone_may_write_can_be_written_in_the_new_room() -> None:
    scene = drafting()
    waiting = codesign(scene)
    due = tuple(replace(one, asked=4, asks_at=scene.now) for one in waiting.due)
    scene.offices.memory.records[type(waiting), waiting.id] = replace(waiting, due=due)
    scene.until(day(14, 13))
    moved(scene)
    draft_rules(scene, PAM)

    assert scene.post("due:", FRESH).card.buttons == ()


def test_where_nothing_is_asked_nothing_of_codesign_comes_along() -> None:
    scene = moved(routes_drafted())

    assert not scene.has_post("routes:", FRESH)


def test_whether_to_go_on_is_asked_in_the_new_room_and_each_answer_counts_once() -> None:
    scene = asked_whether_to_go_on()
    scene.press(MIA, "Answer without a name")
    held = scene.form
    scene.fill(MIA, way="end")
    moved(scene)
    for person in (NED, OLI, PAM, QUY):
        scene.press(person, "Answer without a name")
        scene.fill(person, way="carry_on")
    scene.submit(MIA, held, way="carry_on")
    scene.later(days=8)

    assert not standing_in(scene, ROOM, "renewed:")
    assert "It is much the same across us: Carry on as we are." in words(
        scene.post("renewed:", FRESH).card
    )
    assert "End it well" not in words(scene.post("renewed:", FRESH).card)
    for room in (ROOM, FRESH):
        (question,) = standing_in(scene, room, "renewal:")
        assert question.card.buttons == ()


@pytest.mark.parametrize("label", ["I object", "taken to a call"])
def test_a_proposal_that_stands_still_comes_along_too(label: str) -> None:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="anything")
    scene.fill(MIA, title="Cake", words="There is cake.")
    scene.press(NED, "I object")
    scene.fill(NED, words="I bake badly.")
    if label != "I object":
        scene.press(MIA, "Take it to a call")
    moved(scene)

    assert "There is cake." in words(scene.post("consent:", FRESH).card)
    scene.press(NED, "I can live with it")
    assert scene.proposals[0].answers[NED].stance == "fine"


def test_the_charter_is_pinned_in_the_new_room_too() -> None:
    scene = moved(begun())

    charter = PostName(f"charter:{scene.community.id}")
    assert scene.offices.memory.pinned == {(ROOM, charter), (FRESH, charter)}


def test_an_ending_can_be_stopped_in_the_new_room() -> None:
    scene = begun()
    scene.command(MIA, "end")
    scene.fill(MIA, why="It is time.")
    scene.later(days=7, hours=3)
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 22, 12, tzinfo=UTC))
    moved(scene)
    assert scene.has_post("ending_data:", FRESH)

    scene.press(NED, "I would like us to stop this")
    scene.fill(NED)

    assert scene.community.stage is Stage.ACTIVE


def test_the_room_goes_on_repairing_in_the_new_one() -> None:
    scene = begun()
    scene.command(NED, "worry")
    scene.fill(NED, about="left_here")
    scene.fill(NED, words="I heard it in the lift.")
    scene.press(FAY, "Ask the group what it needs")
    moved(scene)
    scene.press(OLI, "Suggest a change to our rules")

    assert scene.form.fields


def test_a_message_can_be_recognised_in_the_new_room() -> None:
    scene = begun()
    scene.command(MIA, "send")
    scene.fill(MIA, meeting="no bed", matters="they come back", help="a store", doing="we ring")
    moved(scene)
    scene.press(OLI, "Do you recognise this?")
    scene.fill(OLI, known="known")

    assert not scene.errors


def test_once_the_rules_stand_each_may_write_their_card_in_the_new_room() -> None:
    scene = drafting()
    draft_rules(scene)
    while Matter.RULES not in standing(scene):
        scene.later(days=1)
        for one in scene.proposals:
            if one.matter is Matter.RULES and one.state is ProposalState.OBJECTIONS:
                for person in (*MEMBERS, FAY, DEV):
                    scene.press_token(person, f"fine.{one.id}")
    moved(scene)
    scene.press(ROS, "Write my card")

    assert scene.form.fields


def test_a_second_move_carries_it_on_and_moving_back_posts_nothing_twice() -> None:
    scene = moved(moved(first_asked()), NEXT)
    answer(scene, MIA, "Add what I need", need_1="Time.")
    moved(scene, FRESH)

    for room in (ROOM, FRESH, NEXT):
        (question,) = standing_in(scene, room, "needs:")
        assert question.card.buttons
