"""Anyone may suggest somebody; all decide; a reservation about a person has one reader."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.views import OneOf, People, Points
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId, RecordId, person_id
from bot.domain.people import Member, Standing
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NAME_OF,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    SID,
    WHERE_THINGS_GO,
    ZOE,
    Scene,
    begun,
    gathered,
    words,
)

AGREED = (MIA, NED, OLI, PAM, QUY, FAY)
"""Two thirds of the eight who are asked."""


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


def test_once_agreed_they_are_asked_and_nothing_else_is_kept() -> None:
    scene = agreed()

    member = scene.community.member(ZOE)
    assert member
    assert member.standing is Standing.ASKED
    assert scene.every_proposal == ()
    stands = [one.matter for one in scene.office.all(Agreement, scene.community.id)]
    assert stands == [Matter.ROUTES]
    asked = scene.sent_to(ZOE)[-1]
    assert "What you would bring: nights on a small ward" in asked
    assert "The members of this learning community agreed on it" in asked


def test_the_invitation_shows_what_the_group_has_agreed_and_nothing_of_past_sessions() -> None:
    scene = begun()
    _agree(scene, Matter.RULES, "Thank first.\nThen ask.")
    _agree(scene, Matter.LEAVES, "Learning leaves, people do not.")

    agreed(scene)

    asked = scene.post("invitation", Direct(ZOE)).card
    where_things_go, *others = [one.lines for one in asked.body if isinstance(one, Points)]
    assert where_things_go == tuple(WHERE_THINGS_GO.splitlines())
    assert others == [
        ("Thank first.", "Then ask."),
        ("Learning leaves, people do not.",),
    ]


def test_a_reservation_goes_to_the_facilitator_and_to_nobody_else() -> None:
    scene = suggested(by=MIA)

    scene.press(NED, "Yes, with a reservation")
    assert [field.name for field in scene.form.fields] == ["words"]
    scene.fill(NED, words="She was my manager.")

    assert "She was my manager." in scene.sent_to(FAY)[-1]
    assert _who_read(scene, "She was my manager.") == {FAY}


def test_the_facilitators_own_suggestion_is_read_by_the_deputy() -> None:
    scene = suggested(by=FAY)

    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")

    assert _who_read(scene, "She was my manager.") == {DEV}


def test_the_room_never_sees_that_somebody_would_rather_not() -> None:
    scene = suggested(by=MIA)
    before = scene.posted

    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")

    assert scene.posted == before
    assert "Mia suggested it, and only you are told" in scene.sent_to(FAY)[-1]


def test_an_answer_said_to_everyone_by_a_bent_form_is_read_by_one_all_the_same() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Rather not just now")
    to_all = OneOf("to", "", (), value="all")

    scene.submit(
        NED, replace(scene.form, fields=(*scene.form.fields, to_all)), words="My old manager."
    )

    assert all("manager" not in one for one in scene.posted)


def test_whoever_changes_their_mind_lets_it_go_on_without_a_word_in_the_room() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")
    before = len(scene.posted)

    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    assert len(scene.posted) == before
    scene.until(datetime(2027, 1, 8, 13, tzinfo=UTC))

    assert scene.community.member(ZOE) is not None


def test_a_reservation_that_is_no_more_is_gone_from_where_it_was_read() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Yes, with a reservation")
    scene.fill(NED, words="She was my manager.")

    scene.press(NED, "Yes, please ask them")

    assert _who_read(scene, "She was my manager.") == set()
    assert "Ned says yes now." in scene.sent_to(FAY)[-1]


def test_not_agreed_leaves_no_name_and_the_suggester_hears_kindly() -> None:
    scene = suggested(by=MIA)
    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="She was my manager.")

    scene.press(FAY, "Let it rest")

    assert scene.every_proposal == ()
    assert "did not take this up" in scene.sent_to(MIA)[-1]
    assert not any("Zoe" in one for one in _everything_that_stands(scene))
    assert not any("manager" in one for one in _everything_that_stands(scene))


def test_silence_is_not_a_yes_and_the_room_is_not_asked_to_talk_about_a_person() -> None:
    scene = suggested(by=MIA)

    scene.later(days=12)

    assert not any("will find a time to talk" in one for one in scene.posted)
    assert "Too few of us have answered" in "\n".join(scene.sent_to(FAY))
    scene.press(FAY, "Everyone I asked says yes")
    assert scene.community.member(ZOE) is not None


def test_when_nobody_ever_answers_it_rests_by_itself() -> None:
    scene = suggested(by=MIA)

    scene.later(days=60)

    assert scene.every_proposal == ()
    assert "did not take this up" in "\n".join(scene.sent_to(MIA))
    assert scene.community.member(ZOE) is None


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


def test_a_suggester_who_leaves_is_not_told_and_the_decision_stands() -> None:
    scene = suggested(by=MIA)
    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    scene.command(MIA, "leave")
    scene.fill(MIA)
    before = len(scene.sent_to(MIA))

    scene.later(days=6)

    member = scene.community.member(ZOE)
    assert member
    assert member.standing is Standing.ASKED
    assert len(scene.sent_to(MIA)) == before


def test_agreed_while_the_community_draws_to_a_close_asks_nobody() -> None:
    scene = suggested(by=MIA)
    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    _put(scene, replace(scene.community, stage=Stage.ENDING))

    scene.later(days=6)

    assert scene.community.member(ZOE) is None
    assert "drawing to a close" in scene.sent_to(MIA)[-1]


def test_a_community_of_three_is_told_once_that_few_are_here() -> None:
    scene = _of(3)

    _suggest(scene, MIA, ZOE)
    _suggest(scene, NED, ROS)

    assert sum("Members now: 3." in one for one in scene.posted) == 1


def test_a_community_of_thirty_is_asked_whether_two_would_be_better() -> None:
    scene = _of(30)

    scene.command(MIA, "invite")

    assert "Would two communities be better?" in scene.whispered


def test_no_more_are_suggested_than_there_are_places() -> None:
    scene = _of(MOST_MEMBERS - 1)
    _suggest(scene, MIA, ZOE)

    scene.command(NED, "invite")
    scene.fill(NED, who=[person_id("test", "w", "yan")], bring="a sharp eye")

    assert "Would two communities be better?" in scene.errors["who"]


def test_without_anyone_who_looks_after_it_nobody_is_suggested() -> None:
    scene = begun()
    _put(scene, replace(scene.community, facilitator=None, deputy=None))

    scene.command(MIA, "invite")

    assert "Nobody looks after us just now" in scene.whispered


def test_a_button_pressed_after_the_decision_does_nothing_but_say_so() -> None:
    scene = suggested(by=MIA)
    token = scene.button(NED, "Yes, with a reservation").token
    scene.press(NED, "Yes, with a reservation")
    held = scene.form
    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    scene.later(days=6)

    scene.submit(NED, held, words="Late")
    assert "over" in scene.errors[""]
    scene.press_token(NED, token)
    assert "over" in scene.whispered


def test_somebody_who_said_not_now_may_be_suggested_again() -> None:
    scene = agreed()
    scene.press(ZOE, "Not now")
    assert "Nobody new joins us" in words(scene.post("will_read").card)

    _suggest(scene, NED, ZOE)

    assert len(scene.proposals) == 1


def test_an_invitation_that_was_answered_still_says_that_all_of_them_asked() -> None:
    scene = agreed()

    scene.press(ZOE, "Not now")

    assert "The members of this learning community agreed on it" in scene.sent_to(ZOE)[-1]


def test_an_invitation_is_still_good_after_months() -> None:
    scene = agreed()
    scene.later(days=150)

    scene.press(ZOE, "Join")
    scene.fill(ZOE, read=["yes"])

    assert scene.community.takes_part(ZOE)


def suggested(scene: Scene | None = None, *, by: PersonId = MIA, asked: str = "no") -> Scene:
    scene = scene or begun()
    _suggest(scene, by, ZOE, asked=asked)
    return scene


def agreed(scene: Scene | None = None) -> Scene:
    """Zoe has been agreed on, and the others have had time to tidy."""
    scene = suggested(scene)
    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    scene.until(datetime(2027, 1, 8, 12, tzinfo=UTC))
    return scene


def _suggest(scene: Scene, by: PersonId, who: PersonId, *, asked: str = "no") -> None:
    scene.command(by, "invite")
    assert isinstance(scene.form.fields[0], People)
    scene.fill(by, who=[who], bring="nights on a small ward", asked=asked)


def _agree(scene: Scene, matter: Matter, text: str) -> None:
    kept = Agreement(
        id=RecordId(f"a{matter}"),
        community=scene.community.id,
        matter=matter,
        words=text,
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, kept.id] = kept


def _of(size: int) -> Scene:
    scene = begun()
    first = tuple(one for one in scene.community.members if one.person in MEMBERS[:3])
    others = tuple(
        Member(person=PersonId(f"test/w/p{n}"), name=f"P{n}", standing=Standing.JOINED)
        for n in range(size - 3)
    )
    _put(scene, replace(scene.community, members=(*first, *others)))
    return scene


def _put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community


def _who_read(scene: Scene, text: str) -> set[PersonId]:
    return {person for person in NAME_OF if any(text in one for one in scene.sent_to(person))}


def _everything_that_stands(scene: Scene) -> Iterable[str]:
    return [words(one.card) for one in scene.offices.memory.posts]
