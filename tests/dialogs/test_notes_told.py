"""Notes are told in one burst when a session opens, and at no other time; what can be done about them then."""

from datetime import timedelta

from bot.domain.ids import RecordId
from bot.domain.unsigned import Stands
from bot.domain.worry import Repair
from tests.dialogs.notes_scenes import CLOSED, DOUBT, OPENS, blank, checking_in, held, notes, write
from tests.dialogs.told_scenes import FORTNIGHT, OTHER, passed, posts, told
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY


def test_they_are_told_at_the_opening_in_one_post_in_its_thread() -> None:
    scene, _ = told(DOUBT, OTHER)

    (standing,) = [one for one in scene.offices.memory.posts if one.post.name.startswith("notes:")]
    assert standing.post.under == scene.session.thread
    assert "2 notes came in without names. We do not guess who wrote them" in scene.posted[-1]
    assert {DOUBT, OTHER} <= set(scene.posted[-1].splitlines())


def test_before_the_opening_nobody_but_the_reader_has_seen_them() -> None:
    scene, _ = passed(DOUBT, OTHER)
    held(scene)

    scene.until(OPENS - timedelta(minutes=1))

    said = "\n".join(text for who in (*MEMBERS, DEV) for text in scene.sent_to(who))
    assert DOUBT not in said + "\n".join(scene.posted)


def test_one_note_is_told_in_the_singular() -> None:
    scene, _ = told(DOUBT)

    assert "One note came in without a name." in scene.posted[-1]


def test_a_session_that_nobody_holds_tells_none_and_says_that_they_wait() -> None:
    scene, _ = passed(DOUBT, OTHER)

    scene.until(OPENS)

    assert posts(scene) == []
    assert "Notes without a name are safe, and wait for the next session." in scene.posted[-1]


def test_what_waited_is_told_at_the_next_one() -> None:
    scene, _ = passed(DOUBT, OTHER)
    scene.until(OPENS + timedelta(days=10))
    scene.press(FAY, "Yes, I can")

    scene.until(OPENS + FORTNIGHT)

    assert DOUBT in scene.posted[-1]


def test_while_something_has_left_the_group_none_is_told() -> None:
    scene, _ = passed(DOUBT, OTHER)
    held(scene)
    community = scene.community.id
    repair = Repair(id=RecordId("repair"), community=community, said_at=scene.now, asks_at=None)
    scene.offices.memory.records[Repair, repair.id] = repair

    scene.until(OPENS)

    assert posts(scene) == []


def test_a_bot_that_was_away_waits_for_the_next_time_and_says_so() -> None:
    scene, _ = passed(DOUBT, OTHER)
    held(scene)

    scene.sleeps_until(OPENS + timedelta(hours=3))

    assert posts(scene) == []
    assert "We missed a time. Notes without a name come on" in "\n".join(scene.posted)
    assert {one.stands for one in notes(scene)} == {Stands.PASSED}


def test_a_session_opened_by_hand_tells_them_at_the_time_that_was_announced() -> None:
    scene, _ = passed(DOUBT, OTHER)
    scene.until(OPENS - timedelta(days=3))
    scene.command(FAY, "session")
    scene.press(FAY, "Open it now")
    assert posts(scene) == []
    assert "at the time that was: Monday 18 January at 10:00" in scene.posted[-1]

    scene.until(OPENS)

    assert len(posts(scene)) == 1
    assert DOUBT in scene.posted[-1]


def test_what_goes_back_is_told_with_its_reason_and_without_its_words() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    write(scene, NED, "Ned is always late.")
    blank(scene, OLI, PAM, QUY)
    scene.until(CLOSED)
    scene.press(FAY, "Read the notes")
    keys = {one.text: one.key for one in notes(scene)}
    named, kept = keys["Ned is always late."], keys[DOUBT]
    scene.fill(FAY, **{f"do_{named}": "names", f"do_{kept}": "release"})
    held(scene)

    scene.until(OPENS)

    assert "One more went back to its writer: it names somebody." in scene.posted[-1]
    assert "always late" not in "\n".join(scene.posted)
    assert not any("always late" in one for who in MEMBERS for one in scene.sent_to(who))
