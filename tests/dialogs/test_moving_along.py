"""A new season: what is looked at again, tried or wanted stands in the new room, and nothing more in the old one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import RecordId, Room
from bot.domain.newcomer import Newcomer
from bot.domain.poll import Poll
from bot.domain.records import Record
from tests.dialogs.test_seasons import FRESH, moved, standing_in
from tests.scene import FAY, MIA, NED, ROOM, ROS, Scene, begun, jan, words


def kept(scene: Scene, one: Record) -> None:
    scene.offices.memory.records[type(one), one.id] = one


def agreed(scene: Scene, **more: object) -> Agreement:
    """Rules that stand since the first day."""
    fields = {
        "id": RecordId("ours"),
        "community": scene.community.id,
        "matter": Matter.RULES,
        "words": "Thanks first.",
        "agreed_at": scene.now,
        **more,
    }
    rules = Agreement(**fields)  # type: ignore[arg-type]
    kept(scene, rules)
    return rules


def first_session_over(scene: Scene) -> Scene:
    """And what it brought back has been asked, on the working day after it."""
    scene.until(jan(18, 10, 30))
    scene.says(NED, "A long week.", "session")
    scene.until(jan(25, 10, 30))
    return scene


def asks(scene: Scene, room: Room, name: str, label: str) -> bool:
    return any(
        button.label == label
        for one in standing_in(scene, room, name)
        for button in one.card.buttons
    )


def test_whether_the_rules_still_fit_after_their_sessions_is_asked_in_the_new_room() -> None:
    scene = begun()
    agreed(scene, look_again_after=1)
    first_session_over(scene)

    moved(scene)
    assert asks(scene, FRESH, "look_again:", "It still fits")

    scene.press(FAY, "It still fits")
    for room in (ROOM, FRESH):
        assert not asks(scene, room, "look_again:", "It still fits")


def test_and_by_their_day() -> None:
    scene = begun()
    agreed(scene, look_again_at=jan(5, 10))
    scene.until(jan(5, 11))

    moved(scene)

    assert asks(scene, FRESH, "look_again:", "It still fits")


def test_of_a_trial_only_the_newest_card_comes_along() -> None:
    scene = begun()
    agreed(scene, look_again_after=1, trial=True)
    first_session_over(scene)
    scene.until(jan(31, 10))
    scene.later(days=8, hours=1)

    moved(scene)

    (card,) = standing_in(scene, FRESH, "look_again:")
    assert card.post.name.endswith(":20270208")


def test_what_is_not_due_and_what_has_been_answered_does_not_come_along() -> None:
    scene = begun()
    agreed(scene, look_again_after=1)
    first_session_over(scene)
    scene.press(FAY, "It still fits")

    moved(scene)

    assert not standing_in(scene, FRESH, "look_again:")


def test_what_comes_due_after_the_move_is_asked_in_the_new_room_alone() -> None:
    scene = begun()
    agreed(scene, look_again_at=jan(6, 10))
    moved(scene)

    scene.until(jan(6, 11))

    assert asks(scene, FRESH, "look_again:", "It still fits")
    assert not standing_in(scene, ROOM, "look_again:")


def test_whether_the_rules_fit_with_whoever_came_comes_along_until_it_is_said() -> None:
    scene = begun()
    agreed(scene)
    scene.later(hours=1)
    came = Newcomer(
        id=RecordId("new"),
        community=scene.community.id,
        person=ROS,
        joined_at=scene.now,
        reads_until=scene.now + timedelta(days=7),
    )
    kept(scene, came)
    scene.later(days=8)

    moved(scene)
    assert asks(scene, FRESH, "look_again:", "Nothing needs to change")

    scene.press(FAY, "Nothing needs to change")
    assert not asks(scene, FRESH, "look_again:", "Nothing needs to change")
    again = Room(FRESH.platform, FRESH.workspace, "again")
    moved(scene, again)
    assert not standing_in(scene, again, "look_again:")


def test_who_is_new_and_has_nobody_yet_is_shown_around_from_the_new_room() -> None:
    scene = begun()
    came = Newcomer(
        id=RecordId("new"),
        community=scene.community.id,
        person=ROS,
        joined_at=scene.now,
        reads_until=scene.now + timedelta(days=7),
    )
    kept(scene, came)
    moved(scene)

    scene.press(NED, "Show Ros around")

    assert "Ned" in words(scene.post("welcome:", FRESH).card)


def test_what_a_poll_chose_is_looked_at_again_in_the_new_room() -> None:
    scene = begun()
    scene.command(MIA, "poll")
    scene.fill(MIA, question="When?", options="Mondays\nTuesdays", again="4")
    for person in scene.community.joined:
        scene.press(person.person, "Vote")
        scene.fill(person.person, choice="1")
        assert not scene.errors, scene.errors
    scene.later(days=40)
    (poll,) = scene.office.all(Poll, scene.community.of)
    assert poll.looks == 1

    moved(scene)

    assert standing_in(scene, FRESH, "poll_again:")[0].card.buttons


def test_what_is_being_tried_stands_in_the_new_room_and_how_it_went_too() -> None:
    scene = begun()
    scene.command(MIA, "try")
    scene.fill(MIA, idea="Ask before noon", limits="Nobody waits.", notice="Fewer calls.")
    moved(scene)
    assert "Ask before noon" in words(scene.post("try:", FRESH).card)

    scene.later(days=15)
    scene.press(MIA, "Stopped")
    scene.fill(MIA, learned="Noon is too late.")

    for room in (ROOM, FRESH):
        (tried,) = standing_in(scene, room, "try:")
        assert "Noon is too late." in words(tried.card)
    assert standing_in(scene, FRESH, "tried:")
    assert not standing_in(scene, ROOM, "tried:")


def test_what_has_been_tried_does_not_come_along() -> None:
    scene = begun()
    scene.command(MIA, "try")
    scene.fill(MIA, idea="Ask before noon", limits="Nobody waits.", notice="Fewer calls.")
    scene.later(days=15)
    scene.press(MIA, "Kept")
    scene.fill(MIA, learned="It helps.")
    scene.until(jan(22, 13))

    moved(scene)

    assert not standing_in(scene, FRESH, "try:")


def test_that_somebody_is_wanted_to_look_after_it_comes_along() -> None:
    scene = begun()
    alone = replace(scene.community, deputy=None)
    kept(scene, alone)
    assert scene.office.one(Community, alone.id) == alone

    moved(scene)

    assert "Nobody steps in just now" in words(scene.post("looking:", FRESH).card)


def test_a_community_that_pauses_says_so_in_its_new_room() -> None:
    scene = begun()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-02-01")

    moved(scene)

    assert "We are pausing until Monday 1 February" in words(scene.post("rest:", FRESH).card)
    scene.until(datetime(2027, 2, 1, 11, tzinfo=UTC))
    assert not standing_in(scene, ROOM, "back:")


def test_how_it_goes_on_is_everyones_to_say_in_the_new_room_too() -> None:
    scene = _everyone_is_asked()

    moved(scene)
    assert asks(scene, FRESH, "standstill:", "Carry on")

    scene.press(NED, "Carry on")
    for room in (ROOM, FRESH):
        assert not asks(scene, room, "standstill:", "Carry on")


def test_while_only_those_who_look_after_it_are_asked_nothing_comes_along() -> None:
    scene = begun()
    scene.until(datetime(2027, 5, 8, tzinfo=UTC))

    moved(scene)

    assert not standing_in(scene, FRESH, "standstill:")


def test_what_somebody_has_answered_with_not_just_yet_does_not_come_along() -> None:
    scene = _everyone_is_asked()
    scene.press(MIA, "Not just yet")

    moved(scene)

    assert not standing_in(scene, FRESH, "standstill:")


def _everyone_is_asked() -> Scene:
    """Nothing has been planned for some months, and those who look after it have said nothing."""
    scene = begun()
    scene.until(datetime(2027, 6, 5, tzinfo=UTC))
    assert standing_in(scene, ROOM, "standstill:")
    return scene
