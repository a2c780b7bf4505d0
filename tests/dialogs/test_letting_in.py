"""Whoever joins reads what is agreed before they say yes, and somebody lets them into the room."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.boundary.views import Points
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import Direct, RecordId
from bot.domain.newcomer import READING, Newcomer
from tests.dialogs.suggestion_scenes import agreed
from tests.scene import DEV, FAY, NED, ZOE, Scene, begun, in_teams, words

IN = "They are in"


def stands(scene: Scene, matter: Matter, text: str) -> None:
    """In place of what the scene has agreed on it."""
    scene.offices.memory.records.pop((Agreement, RecordId(matter)), None)
    kept = Agreement(
        id=RecordId(f"a{matter}"),
        community=scene.community.id,
        matter=matter,
        words=text,
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, kept.id] = kept


def invited(scene: Scene | None = None) -> Scene:
    """Zoe may join now: those who are here have had time to tidy."""
    scene = agreed(scene)
    scene.until(datetime(2027, 1, 12, 13, tzinfo=UTC))
    return scene


def joined(scene: Scene | None = None) -> Scene:
    return joins(invited(scene))


def joins(scene: Scene) -> Scene:
    scene.press(ZOE, "Join")
    scene.fill(ZOE, read=["yes"])
    return scene


def newcomer(scene: Scene) -> Newcomer:
    (found,) = scene.office.all(Newcomer, scene.community.id)
    return found


def card(scene: Scene) -> str:
    return words(scene.post("let_in:", Direct(FAY)).card)


def test_the_form_in_which_somebody_says_yes_shows_what_is_agreed_by_then() -> None:
    scene = invited()
    stands(scene, Matter.RULES, "Thank first.\nThen ask.")
    stands(scene, Matter.LEAVES, "Learning leaves, people do not.")
    stands(scene, Matter.ROUTES, "In danger: the duty manager.")
    stands(scene, Matter.ANYTHING, "There is cake.")

    scene.press(ZOE, "Join")

    shown = [one.lines for one in scene.form.intro if isinstance(one, Points)]
    assert shown[:3] == [
        ("Thank first.", "Then ask."),
        ("Learning leaves, people do not.",),
        ("In danger: the duty manager.",),
    ]
    assert "cake" not in repr(scene.form.intro)


def test_whoever_looks_after_it_is_told_to_let_them_in_and_how() -> None:
    scene = joined()

    assert "Please let Zoe into the channel" in card(scene)
    assert "add Zoe there" in card(scene)
    assert not scene.has_post("let_in:", Direct(DEV))
    assert any("I have asked Fay to add you" in one for one in scene.sent_to(ZOE))


def test_in_teams_they_are_added_to_the_team() -> None:
    scene = joins(in_teams(invited()))

    assert "Please add Zoe to our team" in card(scene)
    assert "channel" not in card(scene)
    assert any("to add you to the team" in one for one in scene.sent_to(ZOE))


def test_once_they_come_in_nothing_more_is_asked_and_their_reading_begins() -> None:
    scene = joined()
    scene.later(hours=30)
    scene.comes(ZOE)

    assert "Nothing more is needed" in card(scene)
    assert scene.post("let_in:").card.buttons == ()
    assert newcomer(scene).reads_until == scene.now + READING


def test_where_the_platform_does_not_tell_a_press_does() -> None:
    scene = joined()
    token = scene.button(FAY, IN).token
    scene.press_token(NED, token)
    assert "Only those who look after the sessions" in scene.whispered

    scene.press(FAY, IN)
    assert not newcomer(scene).outside
    scene.press_token(DEV, token)
    assert "This has been done already" in scene.whispered


def test_it_is_asked_again_of_both_until_they_are_in_but_not_for_ever() -> None:
    scene = joined()
    scene.later(days=5)
    assert scene.has_post("let_in:", Direct(DEV))
    assert "Nothing more is needed" in words(scene.post(f"let_in:{newcomer(scene).id}:1").card)

    scene.later(days=40)

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("let_in:")]
    assert len({one.post.name for one in asked}) == 4
    assert all(one.card.buttons == () for one in asked)


def test_nobody_is_asked_for_a_first_post_in_a_room_that_they_are_not_in() -> None:
    scene = joined()
    scene.later(days=8)
    assert not scene.has_post("first_post:")

    scene.comes(ZOE)
    scene.until(scene.now + READING + timedelta(days=1))

    assert scene.has_post("first_post:", Direct(ZOE))


def test_who_walked_in_before_they_joined_is_in_already() -> None:
    scene = begun()
    scene.comes(ZOE)
    joined(scene)

    assert not scene.has_post("let_in:")
    assert not newcomer(scene).outside


def test_without_anyone_who_looks_after_it_the_room_is_asked() -> None:
    scene = invited()
    bare = replace(scene.community, facilitator=None, deputy=None)
    scene.offices.memory.records[Community, bare.id] = bare
    scene.press(ZOE, "Join")
    scene.fill(ZOE, read=["yes"])

    assert any("Please let Zoe into the channel" in one for one in scene.posted)
    scene.press(NED, IN)
    assert not newcomer(scene).outside


def test_who_leaves_before_they_were_in_is_not_waited_for() -> None:
    scene = joined()
    scene.command(ZOE, "leave", place=Direct(ZOE))
    scene.fill(ZOE)

    assert scene.post("let_in:", Direct(FAY)).card.buttons == ()
    scene.later(days=10)
    assert len([one for one in scene.sent_to(FAY) if "let Zoe into" in one]) == 0
