"""Whoever looks after it pauses at once while a session is open: it stops too, and goes on with the group."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.session import Session
from tests.scene import DEV, FAY, NED, ZOE, Scene, begun, opened, words

BACK = datetime(2027, 2, 1, 10, 30, tzinfo=UTC)
AFTER = datetime(2027, 3, 22, 10, 30, tzinfo=UTC)


def paused(scene: Scene | None = None) -> Scene:
    """In the middle of a story; until 1 February."""
    scene = scene or opened()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-02-01")
    return scene


def desk(scene: Scene) -> list[str]:
    return [button.label for button in scene.post("desk:", Direct(FAY)).card.buttons]


def test_what_is_open_stops_and_the_thread_says_so() -> None:
    scene = paused()

    assert scene.community.stage is Stage.RESTING
    assert scene.session.state is SessionState.PAUSED
    said = [words(one.card) for one in scene.offices.memory.posts if one.post.under]
    assert "All of us pause until Monday 1 February, and this session with us." in said[-1]


def test_the_form_says_so_before() -> None:
    scene = opened()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    assert "The session that is open stops too." in repr(scene.form.intro)

    quiet = begun()
    quiet.command(FAY, "pause")
    quiet.press(FAY, "Pause at once")
    assert "The session that is open" not in repr(quiet.form.intro)


def test_a_form_that_was_open_before_the_session_opened_pauses_both() -> None:
    scene = begun()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    held = scene.form
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))
    scene.submit(FAY, held, until="2027-02-01")

    assert scene.community.stage is Stage.RESTING
    assert scene.session.state is SessionState.PAUSED


def test_nobody_is_asked_anything_about_it_while_we_pause() -> None:
    scene = paused()
    before = len(scene.offices.memory.posts)
    scene.until(BACK - timedelta(hours=1))

    assert len(scene.offices.memory.posts) == before
    assert desk(scene) == ["Close this kindly"]


def test_it_can_t_go_on_before_the_group_does() -> None:
    scene = opened()
    token = f"go_on.{scene.session.id}"
    paused(scene)
    scene.press_token(FAY, token)

    assert "having a rest" in scene.whispered
    assert scene.session.state is SessionState.PAUSED


def test_on_the_day_it_goes_on_where_it_stopped() -> None:
    scene = opened()
    closes = scene.session.plan.closes_at
    paused(scene)
    scene.until(BACK)

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.state is SessionState.OPEN
    assert scene.session.plan.closes_at >= closes + timedelta(days=14)
    assert "Pause" in " ".join(desk(scene))


def test_carrying_on_sooner_takes_the_session_along() -> None:
    scene = paused()
    scene.later(days=1)
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Carry on")

    assert scene.session.state is SessionState.OPEN


def test_where_its_holder_has_gone_it_waits_for_a_person() -> None:
    scene = paused()
    bare = replace(scene.community, facilitator=None)
    scene.offices.memory.records[Community, bare.id] = bare
    scene.until(BACK)

    assert scene.session.state is SessionState.RESTING
    scene.later(days=8)
    assert "is still stopped" in scene.sent_to(DEV)[-1]
    scene.press(DEV, "Go on")
    assert scene.session.state is SessionState.OPEN


def test_where_somebody_walked_in_meanwhile_it_goes_on_once_that_is_settled() -> None:
    scene = paused()
    scene.comes(ZOE)
    scene.until(BACK)
    assert scene.session.state is SessionState.RESTING
    assert "Go on" not in desk(scene)

    scene.goes(ZOE)
    scene.press(FAY, "Go on")

    assert scene.session.state is SessionState.OPEN


def test_a_light_one_goes_on_without_anyone() -> None:
    scene = begun()
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))
    assert scene.session.light
    paused(scene)
    scene.until(BACK)

    assert scene.session.state is SessionState.OPEN


def test_one_that_was_paused_before_stays_as_it_was() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    paused(scene)
    (session,) = scene.office.all(Session, scene.community.id)
    assert not session.rests_with_us
    scene.press_token(NED, f"go_on.{session.id}")
    assert scene.session.state is SessionState.PAUSED


def stopped_by_hand(scene: Scene | None = None) -> Scene:
    """Fay has paused the session, and a week later the whole group, for two months."""
    scene = scene or opened()
    scene.press(FAY, "Pause")
    scene.later(days=8)
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-03-22")
    return scene


def askings(scene: Scene) -> int:
    posts = scene.offices.memory.posts
    asked = [one for one in posts if one.post.name.startswith("still_stopped:")]
    return len([one for one in asked if one.post.to == Direct(FAY)])


def test_whether_one_goes_on_that_was_stopped_before_is_not_asked_while_we_pause() -> None:
    scene = stopped_by_hand()
    assert askings(scene) == 1

    scene.until(AFTER - timedelta(hours=2))

    assert askings(scene) == 1
    assert scene.session.state is SessionState.PAUSED


def test_when_we_are_back_it_is_asked_once_after_a_working_day() -> None:
    scene = stopped_by_hand()
    scene.until(AFTER)
    assert askings(scene) == 1

    scene.until(AFTER + timedelta(days=1))
    assert askings(scene) == 2

    scene.later(days=6)
    assert askings(scene) == 2


def test_then_it_has_a_month_like_any_other() -> None:
    scene = stopped_by_hand()
    scene.until(AFTER + timedelta(days=20))
    assert scene.session.state is SessionState.PAUSED

    scene.later(days=12)

    assert scene.sessions[0].state is SessionState.CLOSED
    assert askings(scene) == 4


def test_and_every_card_that_has_asked_says_so_once_it_goes_on() -> None:
    scene = stopped_by_hand()
    scene.until(AFTER + timedelta(days=1))

    scene.press(FAY, "Go on")

    cards = [one for one in scene.sent_to(FAY) if "is still stopped" in one]
    assert (askings(scene), cards) == (2, [])


def test_who_carries_on_before_the_day_is_asked_the_day_after() -> None:
    scene = stopped_by_hand()
    scene.until(datetime(2027, 2, 10, 11, tzinfo=UTC))

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Carry on")
    assert askings(scene) == 1
    scene.later(days=1, minutes=5)

    assert askings(scene) == 2
