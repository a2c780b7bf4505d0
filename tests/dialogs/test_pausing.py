"""A pause by consent, or at once in need; and coming back."""

from datetime import UTC, datetime

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.ids import PersonId, RecordId
from bot.domain.renewal import Renewal
from bot.words import say
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, SID, Scene, begun, founded, opened

FINE = "I can live with it"


def proposed(until: str = "2027-03-01", scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "pause")
    scene.fill(MIA, until=until, why="The ward is moving house.")
    return scene


def agreed(scene: Scene) -> Scene:
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)
    return scene


def test_any_member_may_propose_a_pause_and_everyone_is_asked_at_once() -> None:
    scene = proposed()

    assert "A pause until Monday 1 March" in scene.posted[-1]
    assert "The ward is moving house." in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE


def test_what_is_agreed_pauses_the_community_and_nothing_is_asked_of_anyone() -> None:
    scene = agreed(proposed())

    assert scene.community.stage is Stage.RESTING
    assert "We are pausing until Monday 1 March. The channel stays." in scene.posted[-1]
    assert all(one.state is SessionState.SKIPPED for one in scene.sessions)


def test_on_the_day_the_question_comes_and_the_rhythm_goes_on_from_there() -> None:
    scene = agreed(proposed())
    scene.until(datetime(2027, 3, 1, 11, tzinfo=UTC))

    assert "Our rest is over" in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE
    assert [one.plan.opens_at for one in scene.sessions if one.ahead] == [
        datetime(2027, 3, 15, 10, tzinfo=UTC)
    ]
    assert scene.session.number == 1


def test_whether_it_is_worth_our_time_is_asked_when_we_have_been_back_for_a_while() -> None:
    scene = agreed(proposed())
    scene.until(datetime(2027, 3, 3, 8, tzinfo=UTC))
    assert not scene.has_post("renewal:")

    scene.until(datetime(2027, 3, 3, 10, tzinfo=UTC))

    assert "We have had a pause." in scene.posted[-1]
    (renewal,) = scene.office.all(Renewal, scene.community.of)
    assert renewal.closes_at == datetime(2027, 3, 10, 10, tzinfo=UTC)


def test_what_came_due_in_the_pause_comes_back_one_thing_a_day_before_that_question() -> None:
    scene = begun()
    for number, matter in enumerate((Matter.RULES, Matter.LEAVES)):
        came_due = Agreement(
            id=RecordId(f"a{number}"),
            community=scene.community.id,
            matter=matter,
            words="As it was said.",
            agreed_at=scene.now,
            look_again_at=datetime(2027, 2, 10, 10, tzinfo=UTC),
        )
        scene.offices.memory.records[Agreement, came_due.id] = came_due
    agreed(proposed(scene=scene))

    scene.until(datetime(2027, 3, 1, 18, tzinfo=UTC))
    asked = [_asked_on(scene)]
    for day in (2, 3, 4):
        scene.until(datetime(2027, 3, day, 18, tzinfo=UTC))
        asked.append(_asked_on(scene))

    assert asked == [[], ["look_again"], ["look_again"] * 2, ["look_again"] * 2 + ["renewal"]]


def _asked_on(scene: Scene) -> list[str]:
    names = [one.post.name.split(":")[0] for one in scene.offices.memory.posts]
    return sorted(name for name in names if name in ("look_again", "renewal"))


def test_a_question_that_waits_is_let_go_when_we_pause_again() -> None:
    scene = agreed(proposed())
    scene.until(datetime(2027, 3, 1, 11, tzinfo=UTC))
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-05-03")

    scene.until(datetime(2027, 5, 3, 18, tzinfo=UTC))
    assert not scene.has_post("renewal:")

    scene.until(datetime(2027, 5, 5, 18, tzinfo=UTC))
    assert scene.has_post("renewal:")


def test_an_objection_stops_a_pause_like_anything_else() -> None:
    scene = proposed()
    scene.press(NED, "I object")
    scene.fill(NED, words="We have only begun.")
    for person in (MIA, *MEMBERS[2:], FAY, DEV):
        scene.press(person, FINE)
    scene.later(days=7)

    assert scene.community.stage is Stage.ACTIVE


def test_a_session_that_runs_comes_to_its_end_and_none_is_planned_after_it() -> None:
    scene = opened()
    proposed(scene=scene)
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.until(datetime(2027, 1, 20, 11, tzinfo=UTC))
    scene.press(FAY, "We do not guess")

    scene.until(datetime(2027, 2, 20, 12, tzinfo=UTC))
    assert [one.state for one in scene.sessions] == [SessionState.CLOSED]

    scene.until(datetime(2027, 3, 1, 11, tzinfo=UTC))
    assert scene.community.stage is Stage.ACTIVE
    assert sum(one.ahead for one in scene.sessions) == 1


def test_a_pause_that_is_shorter_than_the_session_does_not_plan_two() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    agreed(proposed(until="2027-01-27", scene=scene))
    scene.until(datetime(2027, 1, 27, 11, tzinfo=UTC))

    assert scene.community.stage is Stage.ACTIVE
    assert not any(one.ahead for one in scene.sessions)


def test_those_who_look_after_it_may_pause_at_once() -> None:
    scene = begun()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-02-01")

    assert scene.community.stage is Stage.RESTING
    assert "We are pausing until Monday 1 February" in scene.posted[-1]


def test_a_rest_until_a_day_without_work_is_told_until_the_next_one_with() -> None:
    scene = begun()
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-02-07")

    assert "We are pausing until Monday 8 February" in scene.posted[-1]
    assert "rests until Monday 8 February" in scene.whispered
    assert scene.community.resumes_at == datetime(2027, 2, 8, 10, tzinfo=UTC)


def test_those_who_look_after_it_may_as_well_propose_it() -> None:
    scene = begun()
    scene.command(DEV, "pause")
    scene.press(DEV, "Propose a pause")
    scene.fill(DEV, until="2027-02-01")

    assert "A pause until Monday 1 February" in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE


@pytest.mark.parametrize("until", ["2027-01-04", "2026-12-31", "2033-01-01"])
def test_a_day_that_cannot_be_is_asked_for_again_and_the_form_stays(until: str) -> None:
    scene = proposed(until=until)

    assert list(scene.errors) == ["until"]
    assert scene.proposals == ()


def test_two_pauses_are_not_proposed_side_by_side() -> None:
    scene = proposed()
    scene.command(NED, "pause")
    scene.fill(NED, until="2027-04-01")

    assert "A pause until Monday 1 March" in scene.errors[""]


def test_a_community_that_pauses_is_not_paused_again() -> None:
    scene = agreed(proposed())
    scene.command(NED, "pause")

    assert scene.whispered == say("refused.paused_already")


def test_a_pause_agreed_after_its_day_changes_nothing() -> None:
    scene = proposed(until="2027-01-08")
    scene.sleeps_until(datetime(2027, 1, 8, 9, tzinfo=UTC))
    agreed(scene)

    assert scene.community.stage is Stage.ACTIVE
    assert "agreed too late for that day" in "\n".join(scene.posted)


def test_the_group_may_pause_when_it_has_been_quiet_and_gets_a_day_to_come_back() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    agreed(proposed(until="2027-04-05", scene=scene))

    assert scene.community.resumes_at == datetime(2027, 4, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(("person", "why"), [(SID, "sponsor_cannot"), (MIA, "not_a_member")])
def test_who_has_no_part_cannot_propose(person: PersonId, why: str) -> None:
    scene = founded()
    scene.command(person, "pause")

    assert scene.whispered == say(f"refused.{why}", facilitator="Fay")


def test_nothing_can_be_paused_before_it_begins() -> None:
    scene = founded()
    scene.command(FAY, "pause")
    assert scene.whispered == say("refused.not_started_yet")

    scene.command(ANN, "pause")
    assert scene.whispered.startswith("Only members can do this.")
