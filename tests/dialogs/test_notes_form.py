"""The check-in's form: three pages for everybody, and nothing kept but what lies behind the door."""

from dataclasses import replace

import pytest

from bot.boundary.decision import OpenForm
from bot.boundary.tokens import unpack
from bot.domain.community import Community
from bot.domain.contacts import Contacts
from bot.domain.ids import Platform
from bot.engine import Engine
from tests.dialogs.notes_scenes import (
    CLOSED,
    DOUBT,
    FIVE,
    blank,
    checking_in,
    chosen,
    everything,
    leaves,
    open_form,
    shown,
    six_words,
    write,
)
from tests.memory import CountingMint
from tests.scene import (
    MIA,
    NED,
    ROS,
)


@pytest.mark.parametrize("note", ["", DOUBT])
def test_everybody_passes_the_same_three_pages_blank_or_not(note: str) -> None:
    scene = checking_in()

    open_form(scene, MIA)
    titles = [scene.form.title]
    for answers in ({"note": note}, {}):
        scene.fill(MIA, **answers)
        titles.append(scene.form.title)

    assert titles == ["Two-minute check-in", "Before it goes", "Thank you"]
    assert len(six_words(scene.form).split()) == 6


@pytest.mark.parametrize("note", ["", DOUBT])
def test_done_touches_nothing_but_what_lies_behind_the_door(note: str) -> None:
    scene = checking_in()
    before = everything(scene)

    write(scene, MIA, note, energy="little")

    assert everything(scene) == before
    assert leaves(scene) == 1


def test_a_blank_form_without_a_tap_leaves_nothing_at_all() -> None:
    scene = checking_in()

    blank(scene, MIA)

    assert leaves(scene) == 0


def test_the_first_page_keeps_nothing() -> None:
    scene = checking_in()
    deliveries = set(scene.offices.memory.deliveries)
    before = everything(scene)

    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)

    assert everything(scene) == before
    assert leaves(scene) == 0
    assert scene.offices.memory.deliveries == deliveries


def test_it_says_what_is_promised_and_that_most_send_it_empty() -> None:
    scene = checking_in()

    page = shown(open_form(scene, MIA))

    assert "Nobody in the group, the facilitator or Sid will be told it was you" in page
    assert "People may still recognise a story or a way of writing." in page
    assert "Most weeks most people send them empty." in page
    assert "A note without a name cannot be followed up." in page
    assert "danger: we ring the duty lead" in page


def test_outside_of_the_check_in_it_says_which_moment_is_the_safer_one() -> None:
    scene = chosen()

    page = shown(open_form(scene, MIA))

    assert "The check-in is the safer moment: it comes on Monday 11 January at 10:00" in page


def test_who_could_still_find_out_is_said_in_full() -> None:
    scene = checking_in()
    contacts = Contacts(
        operator="Ms Bell of IT", also_uses="a mail archive", source="the shared drive", version="7"
    )
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(made=500), contacts)

    scene.press(MIA, "Who could still find out?")

    page = shown(scene.form)
    assert "People who know you." in page
    assert "It is run by Ms Bell of IT." in page
    assert "someone who changed the program could watch as it happens" in page
    assert "The program is open and can be checked. This is version 7." in page
    assert "You find it here: the shared drive." in page
    assert "Your organisation told us it also uses: a mail archive." in page
    assert "Whoever sits over it for longer has perhaps written something." in page
    assert "The law." in page
    assert not any(one.isdigit() for one in page.replace("version 7", ""))
    assert "Otherwise they are destroyed unread." in page
    assert "talk to Fay" in page


def test_where_no_version_is_known_none_is_spoken_of() -> None:
    scene = checking_in()

    scene.press(MIA, "Who could still find out?")

    assert scene.contacts.version == ""
    assert "can be checked." in shown(scene.form)
    assert "version" not in shown(scene.form)


@pytest.mark.parametrize(
    ("platform", "says"),
    [
        ("slack", "Your organisation’s Slack administrators."),
        ("teams", "Microsoft says that what people do inside this kind of form"),
        ("practice", "Never write anything real in it."),
    ],
)
def test_each_chat_has_its_own_line(platform: str, says: str) -> None:
    scene = checking_in()
    community = scene.community
    rooms = (replace(community.rooms[0], platform=Platform(platform)),)
    moved = replace(community, rooms=rooms)
    scene.offices.memory.records[Community, community.id] = moved

    scene.press(MIA, "Who could still find out?")

    assert says in shown(scene.form)


def test_the_same_form_twice_is_answered_as_it_was_and_goes_through_once() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)
    second, before = scene.form, scene.deliveries

    scene.submit(MIA, second)
    words = six_words(scene.form)
    scene.deliveries = before  # the same delivery comes again
    scene.submit(MIA, second)

    assert six_words(scene.form) == words
    assert leaves(scene) == 1


def test_two_clicks_at_once_go_through_once() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)
    second = scene.form

    scene.submit(MIA, second)
    scene.submit(MIA, second)

    assert "You have been through this time" in shown(scene.form)
    assert leaves(scene) == 1


def test_a_second_form_is_told_kindly_what_can_be_done_with_the_receipt() -> None:
    scene = checking_in()
    write(scene, MIA, DOUBT)

    page = shown(open_form(scene, MIA))

    assert "You have been through this time" in page
    assert "With your six words" in page
    scene.press(MIA, "I have a receipt")
    assert scene.form.title == "I have a receipt"


def test_a_first_page_that_was_held_open_by_one_who_has_been_through_says_so() -> None:
    scene = checking_in()
    first = open_form(scene, MIA)
    write(scene, MIA, DOUBT)

    scene.submit(MIA, first, note="Another")

    assert "You have been through this time" in shown(scene.form)


@pytest.mark.parametrize("page", [1, 2])
def test_a_form_that_is_held_while_it_closes_gives_the_words_back(page: int) -> None:
    scene = checking_in()
    blank(scene, *FIVE[1:], ROS)
    open_form(scene, MIA)
    if page == 2:
        scene.fill(MIA, note=DOUBT)
    held = scene.form
    scene.until(CLOSED)

    scene.submit(MIA, held, note=DOUBT)

    assert "Your words are still here" in scene.errors[""]
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)


@pytest.mark.parametrize(
    "token",
    ["in_done", "in_done.a.b", "in_done.a.b.c.-.1w", "in_done.a.b.AAAAAAAAAAAAA.-.9z"],
)
def test_a_code_that_was_bent_is_refused_kindly(token: str) -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)

    scene.submit(MIA, replace(scene.form, token=token))

    assert "I do not know that button" in scene.errors[""] or "still here" in scene.errors[""]
    assert leaves(scene) == 0


def test_every_token_of_the_form_fits_on_a_button() -> None:
    scene = checking_in()
    words = six_words(write(scene, MIA, DOUBT))
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)

    open_form(scene, MIA)
    scene.fill(MIA, receipt=words, note=DOUBT, energy="plenty")

    assert unpack(scene.form.token).about[3] != "-"


def test_the_same_words_twice_are_one_note() -> None:
    scene = checking_in()

    write(scene, MIA, DOUBT, second=DOUBT)

    assert leaves(scene) == 1


def test_words_that_are_no_receipt_are_said_at_the_field_and_everything_stays() -> None:
    scene = checking_in()
    page = open_form(scene, MIA)

    for _ in range(5):
        scene.submit(MIA, page, receipt="a b c", note=DOUBT, energy="plenty")
        assert set(scene.errors) == {"receipt"}
        assert "not the six words of a note" in scene.errors["receipt"]

    scene.submit(MIA, page, note=DOUBT, energy="plenty")
    scene.fill(MIA)
    assert leaves(scene) == 1


def test_six_words_that_open_nothing_cost_no_step_more() -> None:
    scene = checking_in()
    blanks = six_words(write(scene, MIA))
    open_form(scene, NED)

    scene.fill(NED, receipt=blanks, note=DOUBT)

    assert "The six words you typed open nothing" in shown(scene.form)
    scene.fill(NED)
    assert six_words(scene.form)
    assert leaves(scene) == 1


def test_a_receipt_of_another_community_opens_nothing() -> None:
    scene = checking_in()
    words = six_words(write(scene, MIA, DOUBT))
    blank(scene, *FIVE[1:])
    scene.until(CLOSED)
    one = scene.offices.memory.notes
    scene.offices.memory.notes = {
        key: replace(note, community="elsewhere")  # type: ignore[arg-type]
        for key, note in one.items()
    }

    open_form(scene, MIA)
    scene.fill(MIA, receipt=words)

    assert "The six words you typed open nothing" in shown(scene.form)
