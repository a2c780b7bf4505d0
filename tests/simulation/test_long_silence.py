"""A year in which nobody is there, or the bot is not: nothing twice, no storm of posts, and always a way on."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import Place, PostName
from bot.engine import Engine
from tests.conftest import Fresh
from tests.contracts.given import Rig
from tests.memory import CountingMint, Days
from tests.scene import (
    FAY,
    NED,
    OLI,
    PAM,
    Scene,
    agree_where_things_go,
    begun,
    founded,
    gathered,
    opened,
    opens_with_a_story,
    words,
)

YEAR = timedelta(days=366)
HANDFUL = 12
"""Posts to a community in all its places, for a whole year that rings in one second."""
SPRING = datetime(2027, 3, 28, 1, tzinfo=UTC)
"""The night in which London's clocks go forward."""


def test_a_year_in_which_nobody_says_anything_ends_in_a_rest_with_a_way_on() -> None:
    scene = begun()

    scene.until(scene.now + YEAR)

    assert scene.community.stage is Stage.RESTING
    scene.command(FAY, "session")
    assert [button for button in scene._buttons(FAY) if button.label == "Carry on"]


def test_and_after_it_the_rhythm_goes_on_when_somebody_carries_on() -> None:
    scene = begun()
    scene.until(scene.now + YEAR)

    scene.press(FAY, "Carry on")
    scene.later(days=1)

    assert scene.community.stage is Stage.ACTIVE
    assert any(one.ahead for one in scene.sessions)


def test_a_silent_year_is_quiet_for_everyone_too() -> None:
    scene = begun()

    scene.until(scene.now + YEAR)

    posts = Counter(one.post.to for one in scene.offices.memory.posts)
    assert max(posts.values()) < 30
    assert _twice(scene) == []


def _busy() -> Scene:
    """A session runs, and beside it something is proposed, asked, tried, and to be repaired."""
    scene = opened()
    scene.command(NED, "propose")
    scene.fill(NED, matter="anything")
    scene.fill(NED, title="A longer round", words="Two days for each round.")
    scene.command(OLI, "try")
    scene.fill(OLI, idea="Ask before noon", limits="No delays", notice="Fewer late beds")
    scene.command(PAM, "worry")
    scene.fill(PAM, about="left_here")
    scene.fill(PAM, words="Somebody on the ward knew.")
    return scene


STARTS = [founded, gathered, begun, opened, _busy]


@pytest.mark.parametrize("start", STARTS)
def test_every_alarm_of_a_year_in_one_second_is_no_storm(start: Callable[[], Scene]) -> None:
    scene = start()
    before = len(scene.offices.memory.posts)

    scene.sleeps_until(scene.now + YEAR)

    new = scene.offices.memory.posts[before:]
    assert len(new) <= HANDFUL, [one.post.name for one in new]
    assert _twice(scene) == []


@pytest.mark.parametrize("start", STARTS)
def test_after_it_nothing_that_was_to_ring_is_lost_in_the_past(
    start: Callable[[], Scene],
) -> None:
    scene = start()

    scene.sleeps_until(scene.now + YEAR)

    upcoming = scene.office.next_alarm()
    assert upcoming is None or upcoming > scene.now
    assert all(one.ended or one.ahead or one.stopped_at for one in scene.sessions)
    assert scene.proposals == () or all(
        one.until and one.until > scene.now for one in scene.proposals
    )


@pytest.mark.parametrize("start", [begun, opened])
def test_after_it_there_is_one_kind_sentence_and_a_session_to_come(
    start: Callable[[], Scene],
) -> None:
    scene = start()
    before = len(scene.posted)

    scene.sleeps_until(scene.now + YEAR)

    said = "\n".join(scene.posted[before:])
    assert said.count("I was not running") == 1, said
    assert any(one.ahead and one.plan.opens_at > scene.now for one in scene.sessions)


def test_nobody_is_asked_late_for_what_has_become_pointless() -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)

    scene.sleeps_until(scene.now + YEAR)

    names = [one.post.name.split(":")[0] for one in scene.offices.memory.posts[before:]]
    assert not set(names) & {
        "nudge",
        "soon",
        "check",
        "check_result",
        "review",
        "gone_quiet",
        "step_in",
    }


def test_ringing_it_all_again_changes_nothing() -> None:
    scene = opened()
    scene.sleeps_until(scene.now + YEAR)
    before = (dict(scene.offices.memory.records), len(scene.offices.memory.posts))

    scene.sleeps_until(scene.now)

    assert (dict(scene.offices.memory.records), len(scene.offices.memory.posts)) == before


def test_a_clock_change_in_the_middle_of_a_round_keeps_noon_at_noon() -> None:
    scene = _opened_on("2027-03-22", hours="Europe/London")
    scene.press(FAY, "Slow down")

    scene.until(SPRING - timedelta(days=1))
    plan = scene.session.plan

    assert plan.opens_at.hour == 10
    assert plan.closes_at > SPRING
    assert plan.closes_at.hour == 11, (
        "noon in London is eleven o'clock once the clocks have gone forward"
    )


def test_and_nothing_rings_twice_in_the_hour_that_is_there_twice() -> None:
    scene = _opened_on("2027-10-25", hours="Europe/London")

    scene.until(datetime(2027, 11, 2, tzinfo=UTC))

    assert _twice(scene) == []


@dataclass
class House:
    """A community in a real database."""

    rig: Rig
    engine: Engine
    community: Community

    def wake(self, now: datetime) -> int:
        """Everything that is due, in one second."""
        total = 0
        while rung := self.engine.wake(now):
            total += rung
            assert total < 500, "an alarm that does not go away"
        return total

    def carried(self, now: datetime) -> list[tuple[Place, PostName]]:
        """All that would be sent then, as the courier sees it."""
        found: list[tuple[Place, PostName]] = []
        while batch := self.rig.outbox.claim(now, 50):
            found += [(errand.place, errand.name) for errand in batch]
        return found


@pytest.fixture
def house(fresh: Fresh) -> Iterator[House]:
    """As `opened()` left it, kept in a database of its own."""
    scene, rig = opened(), Rig(fresh())
    records = tuple(scene.offices.memory.records.values())
    rig.keep(scene.community)
    rig.keep(*(one for one in records if not isinstance(one, Community)))
    yield House(rig, Engine(rig.offices, Days(), CountingMint(5000)), scene.community)
    rig.close()


def test_in_a_real_database_a_year_rings_in_one_second_as_well(house: House) -> None:
    later = datetime(2028, 1, 20, 10, tzinfo=UTC)

    house.wake(later)
    posts = house.carried(later + timedelta(days=3))

    assert len(posts) <= HANDFUL
    assert len(set(posts)) == len(posts)
    assert house.wake(later) == 0


def _twice(scene: Scene) -> list[tuple[Place, PostName]]:
    """The same name in the same place, or the same words to one person within a day."""
    counted = Counter((one.post.to, one.post.name) for one in scene.offices.memory.posts)
    return [key for key, times in counted.items() if times > 1]


def _opened_on(first: str, *, hours: str) -> Scene:
    scene = agree_where_things_go(gathered())
    scene.until(datetime.fromisoformat(first).replace(tzinfo=UTC) - timedelta(days=14))
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first=first, opens="10:00")
    opens_with_a_story(scene)
    scene.says(NED, "It stayed with me.", "story")
    assert scene.session.state is SessionState.OPEN, words(scene.post("session:").card)
    assert scene.community.rhythm.hours.zone == hours
    return scene
