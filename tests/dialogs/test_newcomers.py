"""Somebody joins after the start: welcomed, shown around, and given time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.newcomer import Newcomer
from bot.domain.people import Member, Standing
from tests.dialogs.newcomer_scenes import agreed_on_zoe, joined, joins, put
from tests.scene import NED, OLI, ZOE, Scene, begun, gathered, opened, words


def test_members_hear_who_will_read_the_channel_before_anyone_joins() -> None:
    scene = agreed_on_zoe()

    told = words(scene.post("will_read").card)

    assert "Zoe will be able to read what is in this channel." in told
    assert "Remove anything you wish by Wednesday 6 January at 12:00." in told


def test_what_the_room_reads_is_true_before_and_after_they_have_been_asked() -> None:
    scene = agreed_on_zoe()

    told = words(scene.post("will_read").card)

    assert told.startswith("We invite Zoe")
    assert "The invitation goes out then, and Zoe can say no." in told


def test_who_can_read_the_channel_already_is_not_said_to_be_able_to_later() -> None:
    scene = begun()
    scene.comes(ZOE)
    agreed_on_zoe(scene)

    told = words(scene.post("will_read").card)

    assert "Zoe can read this channel already. Remove anything you wish by" in told


def test_once_they_have_joined_nobody_is_asked_to_tidy_up_for_them_any_more() -> None:
    scene = joined()

    assert words(scene.post("will_read").card) == "Zoe was invited, and has joined us."


def test_the_invitation_waits_until_they_have_had_the_time() -> None:
    scene = agreed_on_zoe()

    assert scene.post("invitation", Direct(ZOE)).post.not_before == datetime(
        2027, 1, 6, 12, tzinfo=UTC
    )
    scene.press(ZOE, "Join")
    assert "You can join from Wednesday 6 January at 12:00 on" in scene.whispered

    scene.later(days=2, hours=2)
    scene.press(ZOE, "Join")
    assert scene.form.title == "Joining “Discharge”"


def test_the_room_welcomes_whoever_joins() -> None:
    scene = joined()

    assert "Zoe has joined us" in words(scene.post("welcome").card)
    assert "Zoe" in words(scene.post("people").card)


def test_founding_members_are_no_newcomers() -> None:
    scene = gathered()

    assert not scene.has_post("welcome")


def test_the_first_who_presses_shows_them_around_and_both_are_told() -> None:
    scene = joined()

    scene.press(NED, "Show Zoe around")

    assert "I have told Zoe" in scene.whispered
    assert "Ned will show you around" in scene.sent_to(ZOE)[-1]
    assert "Ned shows Zoe around." in words(scene.post("welcome").card)


def test_the_second_who_presses_hears_that_somebody_was_faster() -> None:
    scene = joined()
    token = scene.button(NED, "Show Zoe around").token
    scene.press_token(NED, token)

    scene.press_token(OLI, token)

    assert "This has been done already" in scene.whispered
    assert _newcomer(scene).buddy == NED


def test_nobody_shows_themselves_around() -> None:
    scene = joined()

    scene.press(ZOE, "Show Zoe around")

    assert "Somebody else will show you around" in scene.whispered
    assert _newcomer(scene).buddy is None


def test_a_buddy_who_leaves_makes_room_for_another() -> None:
    scene = joined()
    scene.press(NED, "Show Zoe around")
    scene.command(NED, "leave")
    scene.fill(NED)

    scene.press(OLI, "Show Zoe around")

    assert _newcomer(scene).buddy == OLI


def test_after_a_week_of_reading_a_first_post_has_three_beginnings() -> None:
    scene = joined()
    scene.later(days=6)
    assert not scene.has_post("first_post", Direct(ZOE))

    scene.later(days=1)
    scene.press(ZOE, "Write it")
    scene.fill(ZOE, work="nights on a small ward", ask="who decides at four in the morning")

    posted = words(scene.post("first:").card)
    assert posted.splitlines() == [
        "Zoe says hello",
        "What I do: nights on a small ward",
        "What I would like to ask: who decides at four in the morning",
    ]


def test_a_first_post_with_nothing_in_it_is_asked_for_again() -> None:
    scene = joined()
    scene.later(days=7)
    scene.press(ZOE, "Write it")

    scene.fill(ZOE)

    assert list(scene.errors) == ["work"]


def test_a_first_post_is_its_writers_own() -> None:
    scene = joined()
    scene.later(days=7)
    token = scene.button(ZOE, "Write it").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def test_in_a_pause_nothing_is_asked_of_a_newcomer() -> None:
    scene = joined()
    until = scene.now + timedelta(days=21)
    put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.later(days=20)
    assert not scene.has_post("first_post", Direct(ZOE))

    scene.later(days=3)

    assert scene.has_post("first_post", Direct(ZOE))


def test_who_joins_while_a_session_runs_arrives_between_chapters() -> None:
    scene = opened()
    joins(scene, ZOE)

    told = scene.sent_to(ZOE)[-1]

    assert (
        "You arrive between chapters. The next session opens on Monday 1 February at 10:00." in told
    )


def test_who_joins_while_a_session_runs_is_not_asked_into_its_private_questions() -> None:
    scene = opened()
    joins(scene, ZOE)
    scene.says(NED, "It stayed with me.", "story:")

    scene.until(datetime(2027, 1, 20, 16, tzinfo=UTC))

    assert scene.has_post("check:", Direct(NED))
    assert not scene.has_post("check:", Direct(ZOE))


def test_who_joins_between_sessions_hears_when_the_next_one_opens() -> None:
    scene = joined()

    assert "The next session opens on Monday 18 January at 10:00" in scene.sent_to(ZOE)[-1]


def test_who_waits_to_be_let_in_is_not_told_to_read_along_meanwhile() -> None:
    scene = joined()

    assert "read along" not in scene.sent_to(ZOE)[-1]
    assert "nothing is asked of you" in scene.sent_to(ZOE)[-1]


def test_the_fifteenth_member_makes_the_room_ask_about_two() -> None:
    scene = begun()
    others = tuple(
        Member(person=PersonId(f"test/w/p{n}"), name=f"P{n}", standing=Standing.JOINED)
        for n in range(8)
    )
    put(scene, replace(scene.community, members=(*scene.community.members, *others)))

    joins(scene, ZOE)

    assert sum("Would two communities be better?" in one for one in scene.posted) == 1


def test_a_name_that_is_taken_is_asked_for_again() -> None:
    scene = agreed_on_zoe()
    scene.later(days=3)
    scene.press(ZOE, "Join")

    scene.fill(ZOE, read=["yes"], name="Ned")

    assert "has that name already" in scene.errors["name"]


def _newcomer(scene: Scene) -> Newcomer:
    (found,) = scene.office.all(Newcomer, scene.community.id)
    return found
