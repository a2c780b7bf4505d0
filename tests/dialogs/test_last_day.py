"""The last day: what goes is said, and then it is really gone."""

from datetime import UTC, datetime, timedelta

from bot.domain.community import Community
from bot.words import say
from tests.dialogs.ending_scenes import GONE, ending, with_learning
from tests.scene import FAY, NED, ROOM, Scene, begun, opened, words


def test_before_the_last_day_it_is_said_once_more_what_goes() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))

    card = words(scene.post("ending_data").card)
    assert "Your chat keeps its own copy of this channel" in card
    assert "On Thursday 28 January at 12:00 I delete everything" in card
    assert "Shall I send you what we keep?" in "\n".join(scene.sent_to(FAY))


def test_the_last_line_says_how_often_it_met() -> None:
    scene = opened()
    scene.says(NED, "A long week.", "session")
    ending(scene)
    scene.later(days=30)

    assert scene.posted[-1] == "This community met once. Thank you."


def test_then_everything_is_gone_and_the_room_is_free_again() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.until(GONE + timedelta(minutes=30))
    assert scene.posted[-1] == "This community comes to its end without having met. Thank you."
    assert not scene.post("ending:").card.buttons
    scene.press_token(NED, f"stop_end.{scene.community.id}")
    assert scene.whispered == say("refused.ending_is_done")

    scene.until(GONE + timedelta(hours=2))
    memory = scene.offices.memory
    assert memory.records == {}
    assert memory.boxes == {}
    assert scene.office.next_alarm() is None
    scene.command(NED, "mydata")
    assert scene.whispered == "I keep nothing about you here."
    scene.command(NED, "start")
    assert "Who would start it?" in scene.whispered


def test_once_the_last_line_has_been_said_the_bot_leaves_the_room() -> None:
    scene = ending()
    scene.until(GONE - timedelta(hours=1))
    assert scene.offices.memory.left == set()

    scene.until(GONE)
    assert scene.offices.memory.left == {ROOM}


def test_deleting_waits_until_the_bot_has_left_for_a_day_at_most() -> None:
    scene = ending()
    scene.until(GONE)
    SlowPost(scene, "leave:")
    scene.until(GONE + timedelta(hours=23))
    assert scene.office.all(Community, scene.community.id)

    scene.until(GONE + timedelta(hours=25))
    assert scene.offices.memory.records == {}


def test_deleting_waits_while_the_last_line_is_on_its_way_for_a_day_at_most() -> None:
    scene = ending()
    slow = SlowPost(scene)
    scene.until(GONE + timedelta(hours=23))
    assert scene.office.all(Community, scene.community.id)

    scene.until(GONE + timedelta(hours=25))
    assert scene.offices.memory.records == {}
    assert slow.asked > 20


def test_a_bot_that_was_down_on_the_last_day_says_it_late_and_then_forgets() -> None:
    scene = ending()
    scene.sleeps_until(GONE + timedelta(days=40))
    assert scene.posted[-1].endswith("Thank you.")

    scene.later(hours=2)
    assert scene.offices.memory.records == {}


class SlowPost:
    """What has this name never gets through."""

    def __init__(self, scene: Scene, name: str = "last:") -> None:
        self.asked = 0
        self.name = name
        scene.offices.memory.waiting = self

    def __contains__(self, post: object) -> bool:
        self.asked += 1
        return isinstance(post, tuple) and str(post[1]).startswith(self.name)


def test_a_button_of_a_community_that_is_gone_is_refused_kindly() -> None:
    scene = ending()
    token = scene.button(FAY, "Propose what is kept").token
    scene.until(GONE + timedelta(hours=2))
    scene.press_token(FAY, token)

    assert "something that is over" in scene.whispered
    assert scene.office.community_in(ROOM) is None
