"""What comes of a suggestion: somebody is asked, or nothing is left of their name."""

from collections.abc import Iterable
from dataclasses import replace

from bot.boundary.views import Points
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Stage
from bot.domain.ids import Direct, RecordId
from bot.domain.people import Standing
from tests.dialogs.suggestion_scenes import AGREED, agreed, put, suggest, suggested
from tests.scene import FAY, MIA, NED, WHERE_THINGS_GO, ZOE, Scene, begun, words


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
    put(scene, replace(scene.community, stage=Stage.ENDING))

    scene.later(days=6)

    assert scene.community.member(ZOE) is None
    assert "drawing to a close" in scene.sent_to(MIA)[-1]


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

    suggest(scene, NED, ZOE)

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


def _agree(scene: Scene, matter: Matter, text: str) -> None:
    kept = Agreement(
        id=RecordId(f"a{matter}"),
        community=scene.community.id,
        matter=matter,
        words=text,
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, kept.id] = kept


def _everything_that_stands(scene: Scene) -> Iterable[str]:
    return [words(one.card) for one in scene.offices.memory.posts]
