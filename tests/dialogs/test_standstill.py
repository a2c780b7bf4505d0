"""No session is planned: what was promised for a day comes back all the same, and somebody is asked how it goes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct
from bot.domain.message import Message
from tests.dialogs.message_scenes import yes
from tests.dialogs.test_pausing import agreed, proposed
from tests.scene import FAY, MEMBERS, MIA, NED, SID, Scene, begun, opened

FINE = "I can live with it"
QUIET = datetime(2027, 2, 8, 12, tzinfo=UTC)
"""By then two sessions have been silent."""
PAUSE_OVER = datetime(2027, 10, 4, 9, tzinfo=UTC)


def falls_quiet(scene: Scene) -> Scene:
    scene.until(QUIET)
    assert scene.community.stage is Stage.RESTING
    assert scene.community.resumes_at is None
    return scene


def pauses(scene: Scene) -> Scene:
    agreed(proposed(until="2027-10-04", scene=scene))
    assert scene.community.resumes_at == PAUSE_OVER
    return scene


def trying(scene: Scene, on: str) -> Scene:
    scene.command(NED, "try")
    scene.fill(NED, idea="Ask first.", limits="Nobody waits.", notice="Fewer calls.", on=on)
    return scene


def rules_agreed(scene: Scene) -> Scene:
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")
    scene.fill(MIA, title="What may leave", words="Nothing leaves.")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.until(datetime(2027, 1, 8, tzinfo=UTC))
    return scene


def looked_at_by_day(scene: Scene) -> list[str]:
    return [one for one in scene.posted if "Looking again: what may leave" in one]


def test_in_the_quiet_a_try_is_asked_about_on_its_day() -> None:
    scene = falls_quiet(trying(begun(), on="2027-03-01"))
    scene.until(datetime(2027, 3, 1, 11, tzinfo=UTC))

    assert any(one.startswith("What you tried") for one in scene.sent_to(NED))


def test_in_the_quiet_the_sponsor_is_asked_whether_the_promises_still_stand() -> None:
    scene = falls_quiet(begun())
    scene.until(datetime(2027, 7, 7, tzinfo=UTC))

    assert any("still stand?" in one for one in scene.sent_to(SID))


def test_in_the_quiet_somebody_is_asked_on_the_day_of_a_yes_whether_it_happened() -> None:
    scene = yes()
    quiet = replace(scene.community, stage=Stage.RESTING, resumes_at=None)
    scene.offices.memory.records[Community, quiet.id] = quiet
    (message,) = scene.office.all(Message, quiet.id)
    assert message.wakes_at
    scene.until(message.wakes_at)

    assert "Did it happen?" in scene.sent_to(FAY)[-1]


def test_what_is_looked_at_again_after_six_sessions_comes_back_by_half_a_year_without_them() -> (
    None
):
    scene = falls_quiet(rules_agreed(begun()))
    scene.until(datetime(2027, 7, 7, tzinfo=UTC))
    assert looked_at_by_day(scene) == []
    scene.until(datetime(2027, 7, 10, tzinfo=UTC))

    (asked,) = looked_at_by_day(scene)
    assert "This has stood for six months." in asked
    scene.press(FAY, "It still fits")
    assert "comes back in six sessions, or in six months if that is sooner" in scene.whispered
    scene.until(datetime(2028, 1, 20, tzinfo=UTC))
    assert len(looked_at_by_day(scene)) == 2


def test_what_its_sessions_have_brought_back_does_not_come_back_by_day_as_well() -> None:
    scene = rules_agreed(begun())
    (rules,) = scene.office.all(Agreement, scene.community.id)
    soon = replace(rules, look_again_after=1)
    scene.offices.memory.records[Agreement, soon.id] = soon
    scene.until(datetime(2027, 1, 30, tzinfo=UTC))
    assert len(looked_at_by_day(scene)) == 1
    scene.until(datetime(2027, 7, 20, tzinfo=UTC))

    assert len(looked_at_by_day(scene)) == 1


@pytest.mark.parametrize("matter", [Matter.PAUSE, Matter.ENDING])
def test_what_is_done_once_never_comes_back(matter: Matter) -> None:
    assert matter.done_once


def test_in_a_pause_nothing_is_asked_and_when_it_is_over_all_of_it_is() -> None:
    scene = pauses(trying(rules_agreed(begun()), on="2027-03-01"))
    before = len(scene.posted), len(scene.sent_to(NED)), len(scene.sent_to(SID))
    scene.until(PAUSE_OVER - timedelta(minutes=1))
    assert (len(scene.posted), len(scene.sent_to(NED)), len(scene.sent_to(SID))) == before

    scene.until(PAUSE_OVER + timedelta(days=1))
    assert any(one.startswith("What you tried") for one in scene.sent_to(NED))
    assert any("still stand?" in one for one in scene.sent_to(SID))
    assert len(looked_at_by_day(scene)) == 1


def test_in_a_pause_the_open_line_of_a_session_is_not_asked_for_until_it_is_over() -> None:
    scene = opened()
    for day in (18, 19, 20, 21):
        scene.until(datetime(2027, 1, day, 12, 30, tzinfo=UTC))
        scene.says(FAY, "It stayed with me.", "story:")
    scene.until(datetime(2027, 1, 22, 12, 30, tzinfo=UTC))
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-10-04")
    scene.until(PAUSE_OVER - timedelta(minutes=1))
    assert not scene.has_post("missing:", Direct(FAY))

    scene.until(PAUSE_OVER + timedelta(hours=2))
    assert scene.has_post("missing:", Direct(FAY))
