"""Anyone may suggest somebody, and all are asked."""

from dataclasses import replace

from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.domain.ids import PersonId, person_id
from bot.domain.people import Member, Standing
from tests.dialogs.suggestion_scenes import put, suggest, suggested
from tests.scene import ANN, FAY, MEMBERS, MIA, NED, ROS, SID, ZOE, Scene, begun, gathered, words


def test_any_member_may_suggest_somebody_and_everyone_is_asked() -> None:
    scene = suggested()

    card = words(scene.post("consent").card)

    assert "Zoe: would bring nights on a small ward" in card
    assert "one by Friday 8 January at 12:00" in card
    assert scene.community.member(ZOE) is None


def test_the_room_is_never_told_who_suggested_it() -> None:
    scene = suggested(by=MIA)

    assert "Mia" not in words(scene.post("consent").card)
    assert "the channel is not told who suggested it" in scene.whispered


def test_while_a_community_is_founded_its_convenor_asks_people() -> None:
    scene = gathered()

    scene.command(ANN, "invite")
    assert scene.form.title == "Ask people to join"

    scene.command(MIA, "invite")
    assert "Only those who look after the sessions" in scene.whispered


def test_a_form_of_the_founding_held_until_members_decide_is_refused_kindly() -> None:
    scene = gathered()
    scene.command(ANN, "invite")
    held = scene.form
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-18", opens="10:00")

    scene.submit(ANN, held, people=[ZOE])

    assert "all of us decide together who joins" in scene.errors[""]
    assert scene.community.member(ZOE) is None


def test_whoever_began_it_may_suggest_too() -> None:
    scene = begun()

    scene.command(ANN, "invite")

    assert scene.form.title == "Suggest somebody"


def test_no_is_the_right_answer_to_whether_they_were_asked() -> None:
    assert "say nothing to them until" in suggested().whispered
    assert "tell them that we decide together" in suggested(asked="yes").whispered


def test_two_who_suggest_the_same_person_hear_of_it_and_lose_nothing_they_typed() -> None:
    scene = suggested(by=MIA)
    scene.command(NED, "invite")

    scene.fill(NED, who=[ZOE], bring="a sharp eye")

    assert "suggested them already" in scene.errors["who"]
    assert len(scene.proposals) == 1


def test_who_cannot_be_suggested() -> None:
    scene = begun()
    for person, why in (
        (SID, "gives permission and does not take part"),
        (NED, "one of us already"),
        (FAY, "one of us already"),
        (MIA, "Nobody suggests themselves"),
    ):
        scene.command(MIA, "invite")
        scene.fill(MIA, who=[person], bring="something")
        assert why in scene.errors["who"]


def test_what_they_would_bring_must_be_said() -> None:
    scene = begun()
    scene.command(MIA, "invite")

    scene.fill(MIA, who=[ZOE], bring=" ")

    assert list(scene.errors) == ["bring"]


def test_the_sponsor_suggests_nobody() -> None:
    scene = begun()

    scene.command(SID, "invite")

    assert "As the sponsor you give permission" in scene.whispered


def test_a_community_of_three_is_told_once_that_few_are_here() -> None:
    scene = _of(3)

    suggest(scene, MIA, ZOE)
    suggest(scene, NED, ROS)

    assert sum("Members now: 3." in one for one in scene.posted) == 1


def test_a_community_of_thirty_is_asked_whether_two_would_be_better() -> None:
    scene = _of(30)

    scene.command(MIA, "invite")

    assert "Would two communities be better?" in scene.whispered


def test_no_more_are_suggested_than_there_are_places() -> None:
    scene = _of(MOST_MEMBERS - 1)
    suggest(scene, MIA, ZOE)

    scene.command(NED, "invite")
    scene.fill(NED, who=[person_id("test", "w", "yan")], bring="a sharp eye")

    assert "Would two communities be better?" in scene.errors["who"]


def test_without_anyone_who_looks_after_it_nobody_is_suggested() -> None:
    scene = begun()
    put(scene, replace(scene.community, facilitator=None, deputy=None))

    scene.command(MIA, "invite")

    assert "Nobody looks after us just now" in scene.whispered


def _of(size: int) -> Scene:
    scene = begun()
    first = tuple(one for one in scene.community.members if one.person in MEMBERS[:3])
    others = tuple(
        Member(person=PersonId(f"test/w/p{n}"), name=f"P{n}", standing=Standing.JOINED)
        for n in range(size - 3)
    )
    put(scene, replace(scene.community, members=(*first, *others)))
    return scene
