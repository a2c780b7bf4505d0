"""Whether enough of us have been through the door: two days more, and then all is destroyed unread."""

from bot.domain.ids import Direct
from bot.domain.notes import Door, NotesWay
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    agree,
    blank,
    cards,
    checking_in,
    chosen,
    goes_away,
    leaves,
    notes,
    open_form,
    shown,
    somebody_joins,
    window,
    windows,
    with_members,
    write,
)
from tests.scene import DEV, FAY, MEMBERS, MIA, QUY, ROS, begun, words


def test_too_few_have_two_working_days_more_and_everyone_is_reminded_alike() -> None:
    scene = checking_in()
    blank(scene, *FIVE[:4])

    scene.until(CLOSED)

    assert set(cards(scene, "check_in_longer:")) == {Direct(one) for one in (*MEMBERS, FAY, DEV)}
    assert "Open until Friday 15 January 12:00" in words(scene.post("check_in:").card)
    assert "too few of us have used it" in scene.sent_to(MIA)[-1]


def test_still_too_few_and_all_is_destroyed_unread_and_said() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    blank(scene, *FIVE[1:4])
    first = window(scene).id

    scene.until(CLOSED_LATE)

    assert first not in scene.offices.memory.windows
    assert notes(scene) == ()
    assert "destroyed unread. If you wrote or answered something, please do it" in scene.posted[-1]
    assert not scene.has_post("read_notes")


def test_nobody_at_all_ends_the_same_way() -> None:
    scene = checking_in()

    scene.until(CLOSED_LATE)

    assert "destroyed unread" in scene.posted[-1]


def test_more_time_is_given_once_and_may_be_enough() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    blank(scene, *FIVE[1:4])
    scene.until(CLOSED)

    write(scene, ROS, "I would like to know how others say no.")
    scene.until(CLOSED_LATE)

    assert {one.text for one in notes(scene)} == {DOUBT, "I would like to know how others say no."}


def test_those_who_look_after_the_group_may_write_and_do_not_count() -> None:
    scene = checking_in()
    write(scene, FAY, DOUBT)
    blank(scene, DEV, *FIVE[:4])

    scene.until(CLOSED_LATE)

    assert "destroyed unread" in scene.posted[-1]


def test_a_flood_of_notes_is_no_crowd() -> None:
    scene = checking_in()
    for person in FIVE[:4]:
        write(scene, person, f"One of {person}", second=f"Two of {person}")
    assert leaves(scene) == 8

    scene.until(CLOSED_LATE)

    assert "destroyed unread" in scene.posted[-1]


def test_what_comes_in_the_closing_second_counts_until_the_box_is_opened() -> None:
    scene = checking_in()
    blank(scene, *FIVE[:4])
    open_form(scene, QUY)
    scene.fill(QUY)
    scene.now = CLOSED

    scene.fill(QUY)
    scene.until(CLOSED)

    assert "Six words" in shown(scene.form)
    assert scene.has_post("energy:", Direct(FAY))


def test_with_fewer_than_five_it_is_switched_off_and_on_again() -> None:
    scene = chosen()
    scene.until(CHECK_IN)
    write(scene, MIA, DOUBT)
    goes_away(scene, ROS)
    goes_away(scene, QUY)

    assert windows(scene) == ()
    assert scene.offices.memory.windows == {}
    assert "The button is off until we are five again" in scene.posted[-1]
    scene.command(MIA, "note")
    assert "It would not protect you" in scene.whispered

    somebody_joins(scene)

    assert window(scene).door is Door.LEFT_OUT
    assert "share a doubt without your name" in scene.posted[-1]


def test_a_community_of_four_reads_why_there_are_none() -> None:
    scene = begun()
    with_members(scene, 4)
    agree(scene, NotesWay.ANY_TIME)

    assert "too few of us" in scene.posted[-1]
    assert windows(scene) == ()


def test_thirty_people_can_all_write_two_notes() -> None:
    scene = chosen(NotesWay.CHECK_IN)
    people = with_members(scene, 30)
    scene.until(CHECK_IN)

    for person in people:
        write(scene, person, f"One of {person}", second=f"Two of {person}", energy="little")
    scene.until(CLOSED)

    assert len(notes(scene)) == 60
    assert "is much the same across us" in scene.sent_to(FAY)[-1]
