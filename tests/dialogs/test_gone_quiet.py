"""Who has said nothing for two sessions is asked in private, once, and kindly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import Direct, PersonId
from tests.dialogs.quiet_scenes import keep, meet, two_sessions
from tests.memory import Standing
from tests.scene import FAY, MEMBERS, NED, OLI, PAM, QUY, Scene, confirmed


def test_who_has_said_nothing_for_two_sessions_is_asked_in_private() -> None:
    scene = two_sessions(quiet=(QUY,))

    asked = scene.sent_to(QUY)[-1]

    assert "No need to answer. Is “Discharge” still useful to you?" in asked
    assert [button.label for button in scene.post("gone_quiet:").card.buttons] == [
        "Yes, reading along",
        "Busy now",
        "Talk to Fay",
        "Time for me to leave",
        "Less of this",
    ]


def test_nobody_else_is_and_the_room_hears_nothing_of_it() -> None:
    scene = two_sessions(quiet=(QUY,))

    asked = [one.post.to for one in _nudges(scene)]

    assert asked == [Direct(QUY)]
    assert not any("useful to you" in one for one in scene.posted)
    assert "Quy" not in "".join(scene.sent_to(FAY))


def test_after_one_quiet_session_nobody_is_asked() -> None:
    scene = confirmed()
    meet(scene, 1, quiet=(QUY,))
    scene.later(days=4)

    assert _nudges(scene) == []


def test_what_they_wrote_on_their_card_shapes_it() -> None:
    scene = two_sessions(quiet=(QUY,), card="Ring me, do not write")

    assert "you said how to ask if you go quiet:\nRing me, do not write" in scene.sent_to(QUY)[-1]


def test_a_group_that_is_not_heard_is_not_asked() -> None:
    scene = two_sessions(quiet=(QUY,), light=True)

    assert _nudges(scene) == []


@pytest.mark.parametrize("quiet", [MEMBERS, (NED, OLI, PAM, QUY)])
def test_when_most_are_quiet_it_is_the_groups_matter_and_nobody_is_picked_out(
    quiet: tuple[PersonId, ...],
) -> None:
    scene = two_sessions(quiet=quiet)

    assert _nudges(scene) == []


def test_who_took_a_role_has_not_gone_quiet() -> None:
    scene = two_sessions(quiet=(QUY,), role=QUY)

    assert _nudges(scene) == []


def test_who_came_between_the_two_has_not_gone_quiet() -> None:
    scene = two_sessions(quiet=(QUY,), came_in=2)

    assert _nudges(scene) == []


def test_once_a_quarter_is_enough() -> None:
    scene = two_sessions(quiet=(QUY,))
    scene.later(days=1)
    meet(scene, 3, quiet=(QUY,))
    scene.later(days=5)

    assert len(_nudges(scene)) == 1


def test_that_they_were_asked_is_forgotten_after_a_quarter() -> None:
    scene = two_sessions(quiet=(QUY,))
    member = scene.community.member(QUY)
    assert member is not None
    assert member.asked_how_it_is
    old = replace(member, asked_how_it_is=scene.now - timedelta(days=92))
    keep(scene, scene.community.with_member(old))

    meet(scene, 3, quiet=())
    scene.later(days=5)

    after = scene.community.member(QUY)
    assert after is not None
    assert after.asked_how_it_is is None


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("Yes, reading along", "Reading along is taking part. I have kept nothing."),
        ("Busy now", "Nothing is expected, and I have kept nothing."),
    ],
)
def test_an_answer_is_thanked_and_kept_nowhere(label: str, says: str) -> None:
    scene = two_sessions(quiet=(QUY,))
    before = dict(scene.offices.memory.records)

    scene.press(QUY, label)

    assert says in scene.whispered
    assert scene.offices.memory.records == before


def test_who_would_like_to_talk_is_passed_on_because_they_pressed() -> None:
    scene = two_sessions(quiet=(QUY,))

    scene.press(QUY, "Talk to Fay")

    assert "Quy would like to talk with you." in scene.sent_to(FAY)[-1]
    assert "I have told Fay" in scene.whispered


def test_who_would_like_to_talk_when_nobody_looks_after_it_hears_that() -> None:
    scene = two_sessions(quiet=(QUY,))
    token = scene.button(QUY, "Talk to Fay").token
    keep(scene, replace(scene.community, facilitator=None, deputy=None))

    scene.press_token(QUY, token)

    assert "there is nobody to pass this on to" in scene.whispered


def test_time_to_leave_opens_the_way_to_leave() -> None:
    scene = two_sessions(quiet=(QUY,))

    scene.press(QUY, "Time for me to leave")

    assert scene.replies
    assert "do not know the word" not in scene.whispered


def test_who_asked_for_less_of_it_is_not_asked_again() -> None:
    scene = two_sessions(quiet=(QUY,))
    scene.press(QUY, "Less of this")
    member = scene.community.member(QUY)
    assert member is not None
    keep(scene, scene.community.with_member(replace(member, asked_how_it_is=None)))

    meet(scene, 3, quiet=(QUY,))
    scene.later(days=5)

    assert len(_nudges(scene)) == 1


def test_nobody_answers_with_somebody_elses_button() -> None:
    scene = two_sessions(quiet=(QUY,))
    token = scene.button(QUY, "Busy now").token

    scene.press_token(scene.community.sponsor.person, token)  # type: ignore[union-attr]

    assert "kept nothing" not in scene.whispered


@pytest.mark.parametrize("days", [10, 30])
def test_a_bot_that_was_away_for_longer_than_a_week_does_not_ask_late(days: int) -> None:
    scene = two_sessions(quiet=(QUY,), wait=timedelta(0))

    scene.sleeps_until(scene.now + timedelta(days=days))

    assert _nudges(scene) == []


def test_a_session_of_which_the_words_are_gone_says_of_nobody_that_they_were_quiet() -> None:
    scene = two_sessions(quiet=(QUY,), wait=timedelta(0))
    first = next(one for one in scene.sessions if one.number == 1)
    long_ago = replace(first.plan, closes_at=first.plan.closes_at - timedelta(days=30))
    keep(scene, replace(first, plan=long_ago))

    scene.later(days=4)

    assert _nudges(scene) == []


def _nudges(scene: Scene) -> list[Standing]:
    return [one for one in scene.offices.memory.posts if one.post.name.startswith("gone_quiet:")]
