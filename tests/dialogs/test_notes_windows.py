"""A window by the clock: the same card to everyone at the same minute, and nothing that tells who has used it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.notes import Door, NotesWay
from bot.domain.rhythm import Closure
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
    goes_away,
    held,
    leaves,
    notes,
    open_form,
    shown,
    somebody_joins,
    window,
    windows,
    write,
)
from tests.memory import CountingMint
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, ROS, ZOE, Scene, begun

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


def test_after_somebody_joins_the_open_window_goes_on_and_the_next_is_left_out() -> None:
    scene = checking_in()
    somebody_joins(scene)
    blank(scene, *FIVE)

    scene.until(CLOSED)

    assert window(scene).door is Door.LEFT_OUT
    scene.command(MIA, "note")
    assert "When who is here has changed" in scene.whispered
    scene.until(CHECK_IN + timedelta(days=14))
    assert "There is no two-minute check-in this time" in scene.posted[-1]
    scene.until(CLOSED + timedelta(days=14))
    assert window(scene).door is Door.OPEN


def test_a_window_that_has_not_opened_is_left_out_itself() -> None:
    scene = chosen(NotesWay.CHECK_IN)

    somebody_joins(scene)

    assert window(scene).door is Door.LEFT_OUT


def test_who_comes_while_a_door_is_open_reads_that_it_does_not_know_them() -> None:
    scene = checking_in()
    somebody_joins(scene)

    scene.command(ZOE, "note")

    assert "does not know you" in scene.whispered


def test_a_member_who_leaves_does_not_take_their_note_along() -> None:
    scene = checking_in()
    write(scene, ROS, DOUBT, alone="send")
    blank(scene, *FIVE)

    goes_away(scene, ROS)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == [DOUBT]
    assert window(scene).door is Door.LEFT_OUT


def test_when_the_session_moves_the_window_follows() -> None:
    scene = checking_in()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")

    times = window(scene).times
    assert times is not None
    assert times.releases_at == OPENS + timedelta(days=2)
    assert times.closes_at == CLOSED_LATE
    assert times.checks_in_at == CHECK_IN


def test_a_check_in_that_is_under_way_is_not_cut_short_by_a_session_that_comes_sooner() -> None:
    scene = checking_in()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-12")

    times = window(scene).times
    assert times is not None
    assert times.closes_at == CLOSED


def test_when_a_session_is_skipped_the_window_is_for_the_next() -> None:
    scene = chosen()
    scene.command(FAY, "session")
    scene.press(FAY, "Skip this one")

    times = window(scene).times
    assert times is not None
    assert times.checks_in_at == CHECK_IN + timedelta(days=14)


def test_days_that_are_kept_free_are_no_working_days() -> None:
    scene = chosen()
    community = scene.community
    free = Closure(CHECK_IN.date(), CHECK_IN.date(), "inventory")
    rhythm = replace(community.rhythm, closures=(free,))
    scene.offices.memory.records[Community, community.id] = replace(community, rhythm=rhythm)
    scene.command(FAY, "session")
    scene.press(FAY, "Skip this one")

    times = window(scene).times
    assert times is not None
    assert times.checks_in_at.weekday() < 5


def test_in_check_in_only_the_other_ways_are_shut() -> None:
    scene = chosen(NotesWay.CHECK_IN)

    scene.command(MIA, "note")

    assert "for the check-in alone. It opens on Monday 11 January" in scene.whispered
    scene.types_to_bot(MIA)
    assert "use the form" not in scene.whispered


def test_a_window_without_a_session_in_sight_is_not_opened() -> None:
    scene = chosen()
    community = scene.community
    ended = replace(community.rhythm, ends=OPENS.date() - timedelta(days=30))
    scene.offices.memory.records[Community, community.id] = replace(community, rhythm=ended)
    blank(scene, *FIVE)

    scene.until(CLOSED + HOUR)

    assert window(scene).times is None
    scene.command(MIA, "note")
    assert "No session is planned" in scene.whispered


def test_somebody_who_guesses_twice_costs_the_group_a_window() -> None:
    scene = checking_in()
    blank(scene, *FIVE)
    held(scene)
    scene.until(OPENS)
    session = scene.session
    scene.offices.memory.records[type(session), session.id] = replace(session, light=False)
    scene.press_token(FAY, f"no_guess.{session.id}")
    assert not window(scene).leaves_next_out

    scene.press_token(FAY, f"no_guess.{session.id}.2")

    assert window(scene).leaves_next_out


@pytest.mark.parametrize("person", [ZOE, ANN])
def test_nobody_from_outside_opens_the_form(person: PersonId) -> None:
    scene = checking_in()

    scene.command(person, "note")

    assert leaves(scene) == 0
    assert "check-in" not in scene.whispered


# a session that stands still, and a form that nobody uses


@pytest.mark.parametrize("way", [NotesWay.ANY_TIME, NotesWay.CHECK_IN])
def test_while_a_session_stands_still_no_check_in_is_sent(way: NotesWay) -> None:
    scene = _paused(way)

    scene.until(OPENS + timedelta(days=24))

    assert scene.session.state is SessionState.PAUSED
    assert cards(scene, "check_in") == {}


def test_a_session_that_goes_on_brings_the_check_in_back() -> None:
    scene = _paused(NotesWay.ANY_TIME)
    scene.until(OPENS + timedelta(days=24))

    scene.press(FAY, "Go on")

    times = window(scene).times
    assert times is not None
    assert scene.now < times.checks_in_at


def test_a_check_in_that_is_under_way_when_a_session_stops_is_closed_as_it_was_said() -> None:
    scene = _paused(NotesWay.CHECK_IN)
    scene.until(OPENS + timedelta(days=3))
    scene.press(FAY, "Go on")
    scene.until(OPENS + timedelta(days=7, hours=1))
    before = window(scene).times
    scene.press(FAY, "Pause")

    assert window(scene).times == before


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


def _paused(way: NotesWay) -> Scene:
    """Fay has paused the first session, and nobody goes on with it; nobody has had a card for the next."""
    scene = chosen(way)
    held(scene)
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I had to choose.", way="next")
    scene.until(OPENS - timedelta(days=1))
    scene.press(MIA, "Ready")
    scene.until(OPENS + HOUR)
    scene.press(FAY, "Pause")
    scene.offices.memory.posts[:] = [
        one for one in scene.offices.memory.posts if not one.post.name.startswith("check_in")
    ]
    return scene
