"""Is this still worth our time?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.people import Standing
from bot.domain.renewal import Renewal
from bot.domain.session import Session
from bot.words import say
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ROS, SID, Scene, begun, words

ANSWER = "Answer without a name"
ASKED = datetime(2027, 1, 25, 10, 30, tzinfo=UTC)
"""The Monday after the session's close."""


def after_six() -> Scene:
    """The sixth session has closed, and was not silent; the working day after it has come."""
    scene = begun()
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))
    sixth = replace(scene.session, number=6)
    kept(scene, sixth)
    scene.says(NED, "A long week.", "session")
    scene.until(ASKED)
    return scene


def kept(scene: Scene, session: Session) -> None:
    scene.offices.memory.records[Session, session.id] = session


def answered(scene: Scene, *people: PersonId, way: str = "carry_on", only_here: str = "") -> None:
    for person in people:
        scene.press(person, ANSWER)
        scene.fill(person, way=way, only_here=only_here)


def renewals(scene: Scene) -> tuple[Renewal, ...]:
    return scene.office.all(Renewal, scene.community.id)


def result(scene: Scene) -> str:
    return words(scene.post("renewed").card)


def test_after_the_sixth_session_everyone_is_asked_and_the_rhythm_goes_on() -> None:
    scene = after_six()

    assert "Six sessions have gone by." in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.state is SessionState.PLANNED


def test_after_any_other_session_nobody_is_asked() -> None:
    scene = begun()
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))
    scene.says(NED, "A long week.", "session")
    scene.until(datetime(2027, 1, 22, 12, 30, tzinfo=UTC))

    assert renewals(scene) == ()


def test_what_people_answer_is_shown_after_a_week_in_words_and_mixed() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, only_here="Time to think.")
    answered(scene, QUY, ROS, way="break", only_here="Nobody hurries me.")
    scene.later(days=8)

    assert "Carry on as we are: about half of us" in result(scene)
    assert "Take a break: few or none of us" in result(scene)
    assert "Nobody hurries me." in result(scene)
    assert not any(character.isdigit() for character in result(scene))


def test_where_all_or_all_but_one_say_the_same_nobody_stands_out() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM)
    answered(scene, QUY, way="end")
    scene.later(days=8)
    one_differs = result(scene)

    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, QUY)
    scene.later(days=8)

    assert "much the same across us: Carry on as we are" in result(scene)
    assert one_differs == result(scene)


def test_what_one_alone_would_do_reads_like_what_nobody_would() -> None:
    read = set()
    for others in (("change", "change", "break"), ("change", "change", "end")):
        scene = after_six()
        answered(scene, MIA, NED, OLI)
        for person, way in zip((PAM, QUY, ROS), others, strict=True):
            answered(scene, person, way=way)
        scene.later(days=8)
        read.add(result(scene))

    (one,) = read
    assert "Take a break: few or none of us" in one
    assert "End it well: few or none of us" in one


def test_where_no_way_stands_out_one_sentence_says_that_we_differ() -> None:
    scene = after_six()
    answered(scene, MIA, NED)
    answered(scene, OLI, PAM, way="change")
    answered(scene, QUY, way="break")
    answered(scene, ROS, way="end")
    scene.later(days=8)

    assert "We see it differently." in result(scene)
    assert "of us" not in result(scene)


def test_nothing_is_shown_or_counted_while_it_is_open() -> None:
    scene = after_six()
    before = list(scene.posted)
    answered(scene, *MEMBERS)

    assert scene.posted == before


def test_no_record_says_who_answered() -> None:
    scene = after_six()
    before = repr(scene.offices.memory.records)
    answered(scene, MIA, way="end", only_here="Hardly anything.")

    assert repr(scene.offices.memory.records) == before
    assert "Hardly anything." not in repr(scene.offices.memory.posts)


def test_of_four_answers_nothing_is_shown_and_all_are_destroyed() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, only_here="Something rare.")
    scene.later(days=8)

    assert "Too few members answered" in result(scene)
    assert "Something rare." not in repr(scene.offices.memory)


def test_those_who_look_after_it_may_answer_and_do_not_make_the_crowd_larger() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, FAY)
    scene.later(days=8)
    assert "Too few" in result(scene)

    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM)
    answered(scene, QUY, FAY, way="end")
    scene.later(days=8)
    assert "End it well: few or none of us" in result(scene)


def test_the_form_says_why_an_answer_can_be_changed_as_that_of_a_vote_says_why_not() -> None:
    scene = after_six()
    scene.press(NED, ANSWER)
    assert "You can answer again until it closes." in repr(scene.form.intro)

    scene.command(MIA, "poll")
    scene.fill(MIA, question="When?", options="Mondays\nTuesdays")
    scene.press(NED, "Vote")
    assert "So it can’t be changed." in repr(scene.form.intro)


def test_a_second_answer_replaces_the_first() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, QUY)
    answered(scene, MIA, NED, OLI, way="change")
    scene.later(days=8)

    assert "Carry on, with changes: about half of us" in result(scene)
    assert "Carry on as we are: about half of us" in result(scene)


def test_a_form_held_while_it_closes_keeps_its_words_and_says_that_it_is_over() -> None:
    scene = after_six()
    scene.press(MIA, ANSWER)
    held = scene.form
    scene.later(days=8)
    scene.submit(MIA, held, way="end", only_here="Late.")

    assert "something that is over" in scene.errors[""]
    assert scene.offices.memory.boxes.get(f"renewal:{held.token}") is None


def test_an_answer_without_a_choice_is_asked_for_again() -> None:
    scene = after_six()
    scene.press(MIA, ANSWER)
    scene.fill(MIA, only_here="Much.")

    assert scene.errors == {"way": "Please choose one of these."}


def test_the_sponsor_cannot_answer() -> None:
    scene = after_six()
    scene.press_token(SID, scene.button(MIA, ANSWER).token)

    assert scene.whispered == say("refused.sponsor_cannot")


def test_the_facilitator_gets_the_ways_on_as_buttons() -> None:
    scene = after_six()
    answered(scene, MIA, NED, OLI, PAM, QUY, way="end")
    scene.later(days=8)

    scene.press(FAY, "Propose ending well")
    assert scene.form.title == "Ending this community well"
    scene.press(FAY, "Propose a pause")
    assert scene.form.title == "A pause"
    scene.press(FAY, "Propose a change")
    assert scene.form.title == "A proposal"
    assert "Propose ending well" not in "".join(scene.posted)


def test_after_two_quiet_sessions_it_is_asked_early_and_the_answer_can_be_to_carry_on() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    answered(scene, MIA, NED, OLI, PAM, QUY)
    scene.later(days=8)

    scene.press(FAY, "Carry on")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.state is SessionState.PLANNED


def test_a_group_of_four_talks_it_over_instead() -> None:
    scene = begun()
    for person in (QUY, ROS):
        community = scene.community
        member = community.member(person)
        assert member is not None
        left = community.with_member(replace(member, standing=Standing.LEFT))
        scene.offices.memory.records[type(left), left.id] = left
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    assert "There are fewer than five of us" in scene.posted[-1]
    assert [one.over for one in renewals(scene)] == [True]
    scene.press(FAY, "Propose a pause")


def test_it_is_not_asked_twice_at_once() -> None:
    scene = after_six()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-01-27")
    scene.until(datetime(2027, 1, 27, 11, tzinfo=UTC))

    assert len(renewals(scene)) == 1


def asked_in(scene: Scene) -> list[str]:
    """Every time that the room was asked; a question that is over has other words by now."""
    posts = scene.offices.memory.posts
    return [one.post.name for one in posts if one.post.name.startswith("renewal:")]


def paused(scene: Scene, until: str) -> None:
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until=until)


@pytest.mark.parametrize(("back", "times"), [("2027-03-04", 1), ("2027-03-08", 2)])
def test_whatever_the_occasion_it_is_not_asked_again_within_six_weeks(
    back: str, times: int
) -> None:
    """It was asked on 25 January, a Monday."""
    scene = after_six()
    scene.later(days=8)
    paused(scene, back)

    scene.until(datetime.fromisoformat(f"{back}T12:30:00+00:00"))
    scene.later(days=2)

    assert len(asked_in(scene)) == times


def test_two_quiet_sessions_soon_after_it_was_asked_are_told_of_and_it_is_not_asked_again() -> None:
    scene = after_six()

    scene.until(datetime(2027, 2, 19, 12, 30, tzinfo=UTC))

    assert scene.community.stage is Stage.RESTING
    assert len(asked_in(scene)) == 1
    assert "less than six weeks ago" in scene.posted[-1]
    assert "so I have not asked again" in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Carry on")
    assert scene.session.state is SessionState.PLANNED


def test_six_sessions_that_went_by_too_soon_are_asked_about_once_six_weeks_are_over() -> None:
    scene = after_six()
    scene.until(datetime(2027, 2, 1, 10, 30, tzinfo=UTC))
    kept(scene, replace(scene.session, number=12))
    scene.says(NED, "A long week.", "session")
    scene.until(datetime(2027, 2, 5, 12, 30, tzinfo=UTC))
    assert len(asked_in(scene)) == 1
    scene.until(datetime(2027, 2, 15, 10, 30, tzinfo=UTC))
    scene.says(NED, "Another.", "session")

    scene.until(datetime(2027, 3, 9, 12, 30, tzinfo=UTC))

    assert len(asked_in(scene)) == 2
    assert [one.over for one in renewals(scene)] == [False]


@pytest.mark.parametrize("person", [MIA, FAY])
def test_a_question_that_is_over_is_refused_kindly(person: PersonId) -> None:
    scene = after_six()
    token = scene.button(person, ANSWER).token
    scene.later(days=8)
    scene.press_token(person, token)

    assert "something that is over" in scene.whispered
