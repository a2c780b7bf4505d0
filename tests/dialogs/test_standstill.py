"""No session is planned: what was promised for a day comes back all the same, and somebody is asked how it goes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId, Place
from bot.domain.message import Message
from bot.domain.standstill import Standstill
from tests.dialogs.message_scenes import yes
from tests.dialogs.test_pausing import agreed, proposed
from tests.scene import (
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    ROOM,
    SID,
    Scene,
    begun,
    gathered,
    opened,
    words,
)

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
    every = scene.office.all(Agreement, scene.community.id)
    (rules,) = (one for one in every if one.look_again_at)
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


# after some months somebody is asked


ASKS = "How does “Discharge” go on?"
SPRING, LATER, SUMMER = (
    datetime(2027, 5, 8, tzinfo=UTC),
    datetime(2027, 5, 22, tzinfo=UTC),
    datetime(2027, 6, 5, tzinfo=UTC),
)
"""A quarter of a year after it fell quiet, and two and four weeks later."""


def asked(scene: Scene, person: PersonId) -> list[str]:
    return [one for one in scene.sent_to(person) if one.startswith(ASKS)]


def labels(scene: Scene, to: Place) -> list[str]:
    return [one.label for one in scene.post("standstill:", to).card.buttons]


def test_after_a_quarter_of_a_year_without_a_session_the_facilitator_is_asked() -> None:
    scene = falls_quiet(begun())
    scene.until(SPRING - timedelta(days=2))
    assert asked(scene, FAY) == []
    scene.until(SPRING)

    assert "No session has been planned for some months." in asked(scene, FAY)[-1]
    assert labels(scene, Direct(FAY)) == [
        "Carry on",
        "Propose a pause",
        "Propose ending well",
        "Not just yet",
        "Less of this",
    ]
    assert asked(scene, DEV) == []


def test_two_weeks_later_the_deputy_and_then_everyone_is_asked() -> None:
    scene = falls_quiet(begun())
    scene.until(LATER)
    assert len(asked(scene, DEV)) == 1
    assert not scene.has_post("standstill:", ROOM)
    scene.until(SUMMER)

    assert "Now any of us may say how it goes on." in scene.posted[-1]
    assert len(asked(scene, FAY)) == 1


def test_where_nobody_looks_after_it_nobody_is_said_to_have_been_asked() -> None:
    scene = falls_quiet(begun())
    for keeper in (FAY, DEV):
        scene.goes(keeper, room=None)

    assert "They are light ones" not in scene.posted[-1]

    scene.until(datetime(2027, 6, 1, tzinfo=UTC))

    assert "I have asked those who look after us." not in scene.posted[-1]
    assert "any of us may say how it goes on" in scene.posted[-1]


def test_once_everyone_is_asked_a_member_may_carry_on() -> None:
    scene = falls_quiet(begun())
    carry_on = f"carry_on.{scene.community.id}"
    scene.press_token(MIA, carry_on)
    assert scene.community.stage is Stage.RESTING
    scene.until(SUMMER)
    scene.press(MIA, "Carry on")

    assert scene.community.stage is Stage.ACTIVE
    assert any(one.ahead for one in scene.sessions)
    assert "There is nothing left to do here." in words(scene.post("standstill:", ROOM).card)
    assert scene.office.all(Standstill, scene.community.id) == ()


def test_a_member_of_no_community_does_not_carry_it_on() -> None:
    scene = falls_quiet(begun())
    scene.until(SUMMER)
    scene.press_token(SID, f"carry_on.{scene.community.id}")

    assert scene.community.stage is Stage.RESTING


@pytest.mark.parametrize("person", [FAY, MIA])
def test_not_just_yet_is_an_answer_for_three_months(person: PersonId) -> None:
    scene = falls_quiet(begun())
    scene.until(SPRING if person == FAY else SUMMER)
    scene.press(person, "Not just yet")
    before = len(asked(scene, FAY)), len(asked(scene, DEV))
    assert "I ask again in three months" in scene.whispered
    scene.later(days=88)
    assert (len(asked(scene, FAY)), len(asked(scene, DEV))) == before
    scene.later(days=5)

    assert len(asked(scene, FAY)) == before[0] + 1


def test_who_asked_for_less_of_it_is_passed_over() -> None:
    scene = falls_quiet(begun())
    scene.until(SPRING)
    scene.press(FAY, "Less of this")
    scene.press(FAY, "Not just yet")
    scene.later(days=93)

    assert len(asked(scene, FAY)) == 1
    assert len(asked(scene, DEV)) == 1


def test_a_year_of_silence_asks_each_a_few_times_and_no_more() -> None:
    scene = falls_quiet(begun())
    scene.later(days=366)

    assert len(asked(scene, FAY)) == len(asked(scene, DEV)) == 3
    assert sum(one.startswith(ASKS) for one in scene.posted) == 3


def test_a_pause_is_a_plan_and_nobody_is_asked() -> None:
    scene = pauses(begun())
    scene.until(PAUSE_OVER)

    assert asked(scene, FAY) == []


def test_a_pause_agreed_in_the_quiet_is_an_answer() -> None:
    scene = falls_quiet(begun())
    scene.until(SPRING)
    agreed(proposed(until="2028-01-10", scene=scene))

    assert scene.community.resumes_at
    assert "There is nothing left to do here." in words(scene.post("standstill:").card)
    scene.until(datetime(2027, 12, 20, tzinfo=UTC))
    assert asked(scene, DEV) == []


def test_what_is_not_begun_is_asked_about_too() -> None:
    scene = gathered()
    scene.later(days=92)

    assert "Sessions have not begun yet, and nothing is planned." in asked(scene, FAY)[-1]
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-05-03", opens="10:00")
    assert scene.community.stage is Stage.ACTIVE
    assert "There is nothing left to do here." in words(scene.post("standstill:").card)


def test_while_a_group_works_out_what_it_needs_nobody_is_asked() -> None:
    scene = gathered()
    scene.later(days=85)
    scene.press(FAY, "Begin with the first question")
    scene.later(days=10)

    assert asked(scene, FAY) == []


def test_without_anyone_who_looks_after_it_the_room_is_asked_at_once_who_could() -> None:
    scene = falls_quiet(begun())
    for person in (FAY, DEV):
        scene.command(person, "leave")
        scene.press(person, "Stop looking after it")
    scene.until(SPRING)

    assert "I know somebody" in labels(scene, ROOM)


def test_after_it_has_agreed_to_end_nobody_is_asked() -> None:
    scene = falls_quiet(begun())
    ending = replace(scene.community, stage=Stage.ENDING)
    scene.offices.memory.records[Community, ending.id] = ending
    scene.until(SUMMER)

    assert asked(scene, FAY) == []
