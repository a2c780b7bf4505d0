"""Whole walks with notes without a name, through the moments in which nobody is there, or somebody is there twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.boundary.decision import Decision
from bot.boundary.notes import OpenBox
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import CommunityId, Direct, Platform, RecordId, Room
from bot.domain.notes import Door, NotesWindow
from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    came_out,
    checking_in,
    held,
    notes,
    open_form,
    read_all,
    shown,
    six_words,
    window,
    write,
)
from tests.dialogs.reading_scenes import POINTS
from tests.dialogs.told_scenes import FORTNIGHT, OTHER
from tests.scene import DEV, FAY, MIA, NED, OLI, PAM, QUY, ROS, Scene


def goes_on(scene: Scene) -> None:
    """Somebody says something, so that the group is not taken to have gone quiet."""
    scene.says(MIA, "Something happened.", "session:")


# nobody reads them


def test_with_both_away_nothing_is_told_or_lost_and_what_points_to_nobody_comes_the_next_time() -> (
    None
):
    scene, _ = came_out(DOUBT, POINTS)
    _says_nothing_all_week(scene)
    scene.until(OPENS)
    assert scene.session.light
    assert {one.stands for one in notes(scene)} == {Stands.UNREAD}
    assert "Notes without a name are safe, and wait for the next session." in scene.posted[-1]
    goes_on(scene)

    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")
    scene.until(OPENS + FORTNIGHT)

    told = "\n".join(scene.posted)
    assert DOUBT in told
    assert POINTS not in told
    assert {one.text for one in notes(scene) if one.is_unread} == {POINTS}


def test_what_nobody_has_read_is_asked_for_again_with_the_next_check_in() -> None:
    scene, _ = came_out(DOUBT, POINTS)
    held(scene)
    scene.until(OPENS)
    scene.until(CHECK_IN + FORTNIGHT)
    blank(scene, *FIVE)

    scene.until(CLOSED + FORTNIGHT)

    assert "Notes have come in without names. Please read them" in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Read the notes")
    assert POINTS in shown(scene.form)


def test_what_nobody_ever_reads_is_gone_when_the_fourth_session_opens() -> None:
    scene, (_, receipt) = came_out(DOUBT, POINTS)
    for turn in (0, 1, 2, 3):
        scene.until(OPENS + FORTNIGHT * turn)
        if turn < 3:
            assert POINTS in {one.text for one in notes(scene)}
        goes_on(scene)
    scene.until(OPENS + FORTNIGHT * 4)

    assert notes(scene) == ()
    assert POINTS not in "\n".join(scene.posted)
    open_form(scene, NED)
    scene.fill(NED, receipt=receipt)
    assert "The six words you typed open nothing" in shown(scene.form)


# the deputy looks again


@pytest.mark.parametrize("choice", ["release", "attack"])
def test_the_deputy_looks_again_and_what_they_decide_stands(choice: str) -> None:
    scene, (receipt, _) = came_out(DOUBT, OTHER)
    read_all(scene, "attack")
    held(scene)
    scene.until(OPENS)
    goes_on(scene)
    open_form(scene, OLI)
    scene.fill(OLI, receipt=receipt)
    scene.fill(OLI, deed="1_look_again")

    scene.press_token(FAY, f"read_notes.{scene.community.id}")
    assert "nothing left to read" in scene.whispered
    scene.press_token(DEV, f"read_notes.{scene.community.id}")
    assert "Its writer asks you to look again" in shown(scene.form)
    (do,) = (field.name for field in scene.form.fields if field.name.startswith("do_"))
    scene.fill(DEV, **{do: choice})
    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")
    scene.until(OPENS + FORTNIGHT)

    assert (DOUBT in "\n".join(scene.posted)) == (choice == "release")


def test_who_looks_after_it_alone_takes_the_second_look_too() -> None:
    scene, (receipt, _) = came_out(DOUBT, OTHER)
    read_all(scene, "points")
    scene.command(DEV, "leave")
    scene.press(DEV, "Stop looking after it")
    open_form(scene, OLI)
    scene.fill(OLI, receipt=receipt)
    scene.fill(OLI, deed="1_look_again")

    scene.press_token(FAY, f"read_notes.{scene.community.id}")

    assert "Its writer asks you to look again" in shown(scene.form)


# two ask for one to be hidden


def test_hidden_by_two_shown_again_and_hidden_by_two_others() -> None:
    scene, _ = came_out(DOUBT, OTHER)
    read_all(scene)
    held(scene)
    scene.until(OPENS)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)

    _ask_to_hide(scene, doubt, MIA, NED)
    assert DOUBT not in "\n".join(scene.posted)
    for keeper in (FAY, DEV):
        assert "Two members have asked" in "\n".join(scene.sent_to(keeper))
    scene.press(DEV, "Look at it")
    assert DOUBT in shown(scene.form)
    scene.fill(DEV, which=doubt, what="show")
    assert DOUBT in "\n".join(scene.posted)

    _ask_to_hide(scene, doubt, OLI)
    assert DOUBT in "\n".join(scene.posted)
    _ask_to_hide(scene, doubt, PAM)
    assert DOUBT not in "\n".join(scene.posted)


def test_a_hidden_note_stays_hidden_for_its_writer_to_answer_and_nobody_else_reads_it() -> None:
    scene, (receipt, _) = came_out(DOUBT, OTHER)
    read_all(scene)
    held(scene)
    scene.until(OPENS)
    _ask_to_hide(scene, next(one.key for one in notes(scene) if one.text == DOUBT), MIA, NED)
    scene.until(CHECK_IN + FORTNIGHT)

    open_form(scene, MIA)
    scene.fill(MIA, receipt=receipt)

    assert "is hidden until somebody has looked at it" in shown(scene.form)
    scene.press(QUY, "Hide a note")
    (which,) = (field for field in scene.form.fields if field.name == "which")
    assert [choice.label for choice in which.choices] == [OTHER]  # type: ignore[union-attr]


# two communities


def test_with_two_communities_it_is_asked_which_and_a_note_goes_to_that_one_alone() -> None:
    scene = checking_in()
    second = _second_community(scene)

    scene.command(MIA, "note", Direct(MIA))
    assert "You belong to more than one community." in scene.whispered
    scene.press(MIA, "Check in: The other one")
    scene.fill(MIA, note=DOUBT)
    scene.fill(MIA)

    boxes = scene.offices.memory.windows
    assert [leaf["t"] for leaf in boxes[second].leaves] == [DOUBT]
    assert boxes[window(scene).id].leaves == ()
    scene.command(MIA, "note")
    assert scene.form.fields
    scene.command(ROS, "note", Direct(ROS))
    assert "more than one community" in scene.whispered


def test_where_one_of_two_is_open_it_is_not_asked_which() -> None:
    scene = checking_in()
    _second_community(scene, Door.LEFT_OUT)

    scene.command(MIA, "note", Direct(MIA))

    assert scene.form.title == "Two-minute check-in"
    scene.fill(MIA, note=DOUBT)
    scene.fill(MIA)
    assert [leaf["t"] for leaf in scene.offices.memory.windows[window(scene).id].leaves] == [DOUBT]


def test_a_receipt_of_one_community_opens_nothing_in_the_other() -> None:
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    _second_community(scene)
    scene.command(NED, "note", Direct(NED))
    scene.press(NED, "Check in: The other one")

    scene.fill(NED, receipt=receipt)

    assert "The six words you typed open nothing" in shown(scene.form)


def _ask_to_hide(scene: Scene, key: str, *people: object) -> None:
    for person in people:
        scene.press(person, "Hide a note")  # type: ignore[arg-type]
        scene.fill(person, which=key)  # type: ignore[arg-type]


def _says_nothing_all_week(scene: Scene) -> None:
    """Fay and Dev have both been asked, to read and to hold the session, and neither is there."""
    scene.until(OPENS - timedelta(hours=1))
    assert "Read the notes" in [one.label for who in (FAY, DEV) for one in scene._buttons(who)]
    assert scene.has_post("deputy_read", Direct(DEV))


def _second_community(scene: Scene, door: Door = Door.OPEN) -> str:
    """The same people have another one, whose check-in has the same days. Its window."""
    id = CommunityId(RecordId("second"))
    first, here = scene.community, window(scene)
    room = Room(Platform("test"), "w", "other")
    other = replace(first, id=id, name="The other one", rooms=(room,))
    agreed = Agreement(
        id=RecordId("notes2"),
        community=id,
        matter=Matter.NOTES,
        about="any_time",
        words="yes",
        agreed_at=scene.now,
    )
    records = scene.offices.memory.records
    records[Community, id] = other
    records[Agreement, agreed.id] = agreed
    records[NotesWindow, RecordId("w2")] = replace(here, id=RecordId("w2"), community=id, door=door)
    box = OpenBox(community=id, window="w2", people=tuple(sorted(first.circle)), slots=64)
    scene.office.keep(Decision(notes=(box,)), scene.now)
    return "w2"
