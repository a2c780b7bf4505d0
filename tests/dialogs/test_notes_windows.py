"""A window by the clock: the same card to everyone at the same minute, and nothing that tells who has used it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.notes import Door, NotesWay
from bot.engine import Engine
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    CLOSED_LATE,
    DOUBT,
    FIVE,
    OPENS,
    REMINDED,
    blank,
    cards,
    checking_in,
    chosen,
    leaves,
    notes,
    open_form,
    shown,
    window,
    windows,
    write,
)
from tests.memory import CountingMint
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, ZOE, begun

HOUR = timedelta(hours=1)


def test_until_the_group_has_chosen_there_are_no_notes_and_no_card() -> None:
    scene = begun()

    scene.until(OPENS)

    assert cards(scene, "check_in") == {}
    assert windows(scene) == ()
    scene.command(MIA, "note")
    assert "has not chosen" in scene.whispered


def test_they_are_proposed_only_once_it_is_agreed_where_things_go() -> None:
    scene = begun()
    scene.offices.memory.records.pop((Agreement, RecordId("routes")), None)
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="notes")

    scene.fill(MIA, title="Notes", words="any_time")

    assert "First agree where things go" in scene.errors["words"]
    assert scene.proposals == ()


def test_while_nobody_is_named_who_runs_the_bot_there_is_no_such_choice() -> None:
    scene = begun()
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(made=500))
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="notes")
    (words_field,) = (one for one in scene.form.fields if one.name == "words")
    assert [one.value for one in words_field.choices] == ["off"]  # type: ignore[union-attr]
    assert "with LCBOT_OPERATOR in its settings" in shown(scene.form)

    scene.fill(MIA, title="Notes", words="any_time")

    assert "once it is known who runs this bot" in scene.errors["words"]
    assert scene.proposals == ()


def test_once_agreed_the_room_reads_when_the_first_check_in_comes() -> None:
    scene = chosen()

    assert "share a doubt without your name" in scene.posted[-1]
    assert "Monday 11 January at 10:00" in scene.posted[-1]


def test_everyone_gets_the_same_card_at_the_same_minute() -> None:
    scene = chosen()
    off = scene.community.member(NED)
    assert off is not None
    fridays = replace(off, hours=replace(scene.community.rhythm.hours, working_days=frozenset({4})))
    scene.offices.memory.records[Community, scene.community.id] = scene.community.with_member(
        fridays
    )

    scene.until(CHECK_IN)

    sent = cards(scene, "check_in:")
    assert set(sent) == {Direct(one) for one in (*MEMBERS, FAY, DEV)}
    assert set(sent.values()) == {CHECK_IN}
    assert len({scene.sent_to(one)[-1] for one in (*MEMBERS, FAY, DEV)}) == 1


def test_a_card_that_is_late_waits_for_the_same_morning_for_everyone() -> None:
    scene = chosen()

    scene.sleeps_until(CHECK_IN + 11 * HOUR)

    assert set(cards(scene, "check_in:").values()) == {CHECK_IN.replace(day=12, hour=9)}


def test_the_reminder_goes_to_everyone_alike_done_or_not() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)

    scene.until(REMINDED)

    assert set(cards(scene, "check_in_again:")) == {Direct(one) for one in (*MEMBERS, FAY, DEV)}
    assert scene.sent_to(MIA)[-1] == scene.sent_to(NED)[-1]
    assert "this goes to everybody alike" in scene.sent_to(NED)[-1]


def test_who_asked_for_less_of_it_gets_the_card_and_no_reminder() -> None:
    scene = checking_in()
    scene.until(REMINDED)
    scene.press(NED, "Less of this")

    scene.until(CHECK_IN + timedelta(days=15))

    assert [post for post in scene.sent_to(NED) if "how much room" in post]
    second = [
        one.post for one in scene.offices.memory.posts if one.post.name.startswith("check_in")
    ]
    again = [post for post in second if post.name.startswith("check_in_again")]
    assert len([post for post in again if post.to == Direct(NED)]) == 1
    assert len([post for post in again if post.to == Direct(MIA)]) == 2


def test_two_cards_a_fortnight_and_no_more() -> None:
    scene = checking_in()
    blank(scene, *FIVE)

    scene.until(OPENS)

    sent = [one.post.name for one in scene.offices.memory.posts if one.post.to == Direct(MIA)]
    assert len([name for name in sent if name.startswith("check_in")]) == 2


def test_at_the_close_the_cards_say_so_and_the_box_is_gone() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    first = window(scene).id
    blank(scene, *FIVE)

    scene.until(CLOSED)

    assert scene.sent_to(MIA)[-1] == "Two-minute check-in\nThis check-in is closed."
    assert first not in scene.offices.memory.windows
    assert window(scene).door is Door.SHUT


def test_with_notes_at_any_time_the_door_opens_as_soon_as_the_one_before_has_closed() -> None:
    scene = checking_in()
    blank(scene, *FIVE)

    scene.until(CLOSED)

    assert window(scene).door is Door.OPEN
    assert "The check-in is the safer moment: it comes on Monday 25 January" in shown(
        open_form(scene, MIA)
    )


def test_a_box_that_a_struck_server_has_lost_is_opened_afresh_with_the_next_card() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)
    scene.offices.memory.windows.clear()

    scene.until(REMINDED)

    write(scene, MIA, DOUBT, alone="send")
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    assert [one.text for one in notes(scene)] == [DOUBT]


def test_in_check_in_only_the_other_ways_are_shut() -> None:
    scene = chosen(NotesWay.CHECK_IN)

    scene.command(MIA, "note")

    assert "for the check-in alone. It opens on Monday 11 January" in scene.whispered
    scene.types_to_bot(MIA)
    assert "use the form" not in scene.whispered


@pytest.mark.parametrize("person", [ZOE, ANN])
def test_nobody_from_outside_opens_the_form(person: PersonId) -> None:
    scene = checking_in()

    scene.command(person, "note")

    assert leaves(scene) == 0
    assert "check-in" not in scene.whispered


def test_that_too_few_used_the_form_is_said_at_length_once() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    blank(scene, MIA)
    scene.until(CLOSED_LATE)
    first = scene.posted[-1]

    scene.until(CLOSED_LATE + timedelta(days=14))

    assert "What you took back with your six words stays taken back" in first
    (again,) = [post for post in scene.posted if "Again too few of us used the form" in post]
    assert "six words" not in again


def test_after_a_check_in_that_enough_have_used_it_is_said_at_length_again() -> None:
    scene = checking_in(NotesWay.CHECK_IN)
    scene.until(CLOSED_LATE)
    scene.until(OPENS + HOUR)
    scene.says(NED, "A long week.", "session")
    scene.until(CHECK_IN + timedelta(days=14))
    blank(scene, *FIVE)

    scene.until(CLOSED_LATE + timedelta(days=28))

    assert len([post for post in scene.posted if "six words stays taken back" in post]) == 2


def test_the_second_page_of_an_empty_form_says_that_it_is_not_sent_yet() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA)

    assert "You are not through yet: please press Done." in shown(scene.form)
    assert scene.form.submit == "Done"
