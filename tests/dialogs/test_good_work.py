"""What good looks like here: the group's own page."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversations.learning.good_work_forms import boxes_of, words_of
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Stage
from bot.domain.proposal import ProposalState
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, SID, Scene, begun, gathered, opened

LINE = {
    "means": "asking who is at home",
    "holds": "somebody goes home the same day",
    "fails": "asking would keep them waiting in pain",
    "standard": "NG27, section 1.5",
}
FINE = "I can live with it"


def suggested(scene: Scene | None = None, **changed: str) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "good")
    scene.press(MIA, "Say what good looks like")
    scene.fill(MIA, **{**LINE, **changed})
    return scene


def agreed(scene: Scene | None = None) -> Scene:
    scene = scene or suggested()
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)
    return scene


def lines(scene: Scene) -> list[Agreement]:
    every = scene.office.all(Agreement, scene.community.id)
    return [one for one in every if one.matter is Matter.GOOD_WORK and not one.ended]


def page(scene: Scene) -> str:
    scene.command(OLI, "good")
    return scene.whispered


def test_a_line_is_put_to_everyone_in_whole_sentences() -> None:
    scene = suggested()

    assert "We think good work here often means asking who is at home." in scene.posted[-1]
    assert "It holds when somebody goes home the same day." in scene.posted[-1]
    assert "It does not hold when asking would keep them waiting in pain." in scene.posted[-1]
    assert "Linked standard: NG27, section 1.5" in scene.posted[-1]


def test_once_agreed_it_stands_on_the_page_with_its_version_and_day() -> None:
    scene = agreed()

    assert "We think good work here often means asking who is at home." in page(scene)
    assert "Version 1, agreed on Thursday 7 January" in page(scene)


def test_the_keeper_can_carry_something_over_from_the_wrap() -> None:
    scene = opened()
    scene.press(PAM, "Take a role")
    scene.fill(PAM, role="keeper")
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(datetime(2027, 1, 19, 11, tzinfo=UTC))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(datetime(2027, 1, 22, 12, 30, tzinfo=UTC))
    scene.press(PAM, "Write the four lines")
    scene.fill(PAM, looked_at="Going home late.")
    scene.press(PAM, "Say what good looks like")
    scene.fill(PAM, **LINE)

    assert "We think good work here often means asking who is at home." in scene.posted[-1]


def test_before_that_the_page_is_empty() -> None:
    scene = suggested()

    assert "Nothing stands here yet." in page(scene)


def test_a_line_says_where_it_does_not_hold() -> None:
    scene = suggested(fails="")

    assert set(scene.errors) == {"fails"}
    assert scene.proposals == ()


def test_a_standard_may_be_left_out() -> None:
    scene = agreed(suggested(standard=""))

    assert "Linked standard" not in page(scene)
    assert len(lines(scene)) == 1


def test_a_changed_line_takes_its_place_with_the_next_version() -> None:
    scene = agreed()
    scene.command(NED, "good")
    scene.press(NED, "Change a line")
    assert getattr(scene.form.fields[1], "value", "") == LINE["holds"]
    scene.fill(NED, holds="anybody goes home")
    agreed(scene)

    (line,) = lines(scene)
    assert line.version == 2
    assert "It holds when anybody goes home." in line.words


def test_of_several_lines_one_is_chosen_to_be_changed() -> None:
    scene = agreed(suggested(agreed(), means="saying what we do not know"))
    scene.command(NED, "good")
    scene.press(NED, "Change a line")
    scene.fill(NED, line=lines(scene)[1].about)

    assert getattr(scene.form.fields[0], "value", "") == "saying what we do not know"


def test_lines_stand_side_by_side() -> None:
    scene = agreed(suggested(agreed(), means="saying what we do not know"))

    assert [one.version for one in lines(scene)] == [1, 1]


def test_two_who_propose_the_same_line_are_told_of_each_other() -> None:
    scene = suggested()
    scene.command(NED, "good")
    scene.press(NED, "Say what good looks like")
    scene.fill(NED, **{**LINE, "means": "Asking who is at home."})
    assert "The group is deciding about this just now" in scene.errors[""]

    agreed(scene)
    scene.submit(NED, scene_form(scene, NED), **LINE)
    assert "agreed on that line already" in scene.errors[""]
    assert len(lines(scene)) == 1


def test_two_changes_to_one_line_wait_for_each_other() -> None:
    scene = agreed()
    scene.command(NED, "good")
    scene.press(NED, "Change a line")
    held = scene.form
    scene.fill(NED, holds="anybody goes home")
    scene.submit(OLI, held, holds="it is winter")

    assert "The group is deciding about this just now" in scene.errors[""]


def test_an_objection_that_stands_leaves_the_page_as_it_was() -> None:
    scene = suggested()
    scene.press(NED, "I object")
    scene.fill(NED, words="It is not true at night.", to="all")
    scene.press(MIA, "Let it rest")

    assert "Nothing stands here yet." in page(scene)
    assert [one.state for one in scene.every_proposal] == [ProposalState.ENDED]


def test_words_that_were_changed_in_the_talk_can_still_be_changed_here() -> None:
    scene = suggested()
    scene.press(NED, "I object")
    scene.fill(NED, words="Too long.", to="all")
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="Ask who is at home.\nIt holds when somebody goes home.")
    agreed(scene)
    scene.command(NED, "good")
    scene.press(NED, "Change a line")

    values = [getattr(field, "value", "") for field in scene.form.fields]
    assert values == ["Ask who is at home.", "somebody goes home", "", ""]


@pytest.mark.parametrize("words", ["", "{x} %s", "a. b: c", "It holds when it holds", "…"])
def test_sentences_come_back_as_the_boxes_they_were_made_of(words: str) -> None:
    boxes = {"means": "m", "holds": words, "fails": "f", "standard": words}

    assert boxes_of(words_of(boxes)) == boxes


def test_after_six_months_the_line_comes_back_by_itself() -> None:
    scene = agreed()
    (line,) = lines(scene)
    assert line.look_again_after is None
    assert line.look_again_at == datetime(2027, 7, 8, 9, tzinfo=UTC)
    _awake(scene)
    scene.until(line.look_again_at)

    assert "This has stood for six months." in scene.posted[-1]
    scene.press(FAY, "It still fits")
    (kept,) = lines(scene)
    assert kept.look_again_at is not None
    assert kept.look_again_at - line.look_again_at >= timedelta(days=182)
    assert "comes back in six months" in scene.whispered


def test_and_can_be_changed_from_there() -> None:
    scene = agreed()
    _awake(scene)
    scene.until(datetime(2027, 7, 8, 10, tzinfo=UTC))
    scene.press(OLI, "Suggest a change")

    assert getattr(scene.form.fields[0], "value", "") == LINE["means"]


def test_while_the_group_is_quiet_it_comes_on_its_day_all_the_same() -> None:
    scene = agreed()
    scene.until(datetime(2027, 7, 9, tzinfo=UTC))
    assert scene.community.stage is Stage.RESTING

    assert "This has stood for six months." in "\n".join(scene.posted)


def test_while_the_group_comes_to_its_end_it_is_not_asked_and_after_a_stop_it_is() -> None:
    scene = agreed()
    _awake(scene)
    scene.until(datetime(2027, 6, 22, 9, tzinfo=UTC))
    scene.command(MIA, "end")
    scene.fill(MIA)
    scene.later(days=7, hours=3)
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.until(datetime(2027, 7, 9, 12, tzinfo=UTC))
    assert scene.community.stage is Stage.ENDING
    assert "This has stood for six months." not in "\n".join(scene.posted)

    scene.press(OLI, "I would like us to stop this")
    scene.fill(OLI)
    scene.later(days=15)

    assert "This has stood for six months." in "\n".join(scene.posted)


def test_what_comes_back_after_a_newer_version_is_the_newer_version() -> None:
    scene = agreed()
    scene.command(NED, "good")
    scene.press(NED, "Change a line")
    scene.fill(NED, holds="anybody goes home")
    agreed(scene)
    _awake(scene)
    scene.until(datetime(2027, 8, 1, tzinfo=UTC))

    asked = [one for one in scene.posted if "This has stood for six months." in one]
    assert len(asked) == 1
    assert "anybody goes home" in asked[0]


def test_the_page_is_for_members_and_nobody_else() -> None:
    scene = agreed()
    scene.command(SID, "good")
    assert "As the sponsor" in scene.whispered
    scene.press_token(SID, f"good_work.{scene.community.id}.{lines(scene)[0].about}")
    assert LINE["means"] not in repr(scene.replies)

    early = gathered()
    early.command(MIA, "good")
    assert "have not begun yet" in early.whispered


def scene_form(scene: Scene, person: str):  # type: ignore[no-untyped-def]
    scene.command(person, "good")  # type: ignore[arg-type]
    scene.press(person, "Say what good looks like")  # type: ignore[arg-type]
    return scene.form


def _awake(scene: Scene) -> None:
    """No session is planned, so that none is quiet and the group does not rest."""
    for one in scene.sessions:
        scene.offices.memory.records.pop((type(one), one.id))
