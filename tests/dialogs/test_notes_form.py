"""The check-in's form: three pages for everybody, and nothing kept but what lies behind the door."""

from dataclasses import replace

import pytest

from bot.boundary.decision import OpenForm
from bot.boundary.tokens import unpack
from bot.conversations.notes import last_pages
from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.domain.contacts import Contacts
from bot.domain.ids import Direct, PersonId, Platform
from bot.domain.notes import LONGEST_NOTE, NotesWay, NotesWindow
from bot.domain.worry import Worry
from bot.engine import Engine
from tests.dialogs.notes_scenes import (
    CLOSED,
    DOUBT,
    FIVE,
    agree,
    blank,
    checking_in,
    chosen,
    leaves,
    notes,
    open_form,
    shown,
    six_words,
    write,
)
from tests.memory import CountingMint, Memory
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    SID,
    Scene,
    another_community,
)


def everything(scene: Scene) -> tuple[object, ...]:
    """All that is kept, but for what lies behind a door."""
    memory: Memory = scene.offices.memory
    return (
        dict(memory.records),
        set(memory.rung),
        dict(memory.boxes),
        [one.card for one in memory.posts],
        dict(memory.notes),
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
    assert "version 7" in page
    assert "You find it here: the shared drive." in page
    assert "Your organisation told us it also uses: a mail archive." in page
    assert "Whoever sits over it for longer has perhaps written something." in page
    assert "The law." in page
    assert not any(one.isdigit() for one in page.replace("version 7", ""))
    assert "Otherwise they are destroyed unread." in page
    assert "talk to Fay" in page


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


def test_what_might_point_to_a_person_is_shown_and_can_be_changed() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="As a nurse on Ward 7 I rang Ned on Tuesday!! 🙂")

    page = shown(scene.form)
    assert "These might point to a person:" in page
    assert {"As a nurse", "Ward 7", "Ned", "Tuesday"} <= set(page.splitlines())
    assert "emoji" in page
    assert "Nothing stops you" in page

    scene.fill(MIA, note="I rang somebody, and I wonder whether it was right.")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)
    assert [one.text for one in notes(scene)] == [
        "I rang somebody, and I wonder whether it was right."
    ]


def test_a_plain_copy_hides_habits_of_writing() -> None:
    scene = checking_in()

    write(scene, MIA, "well…  i wonder 🙂", alone="send", plain=["yes"])
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["Well. I wonder"]


def test_links_are_taken_out_and_calls_are_defused_before_and_after_a_change() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="<!channel> see https://x.example.org", alone="send")
    page = shown(scene.form)
    assert "I took out a link" in page
    assert "the sign that would have called somebody" in page

    scene.fill(MIA, note="@here and www.example.org")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["here and (a link was here)"]


def test_one_that_points_to_nobody_is_told_that_the_bot_does_not_see_everything() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA, note=DOUBT)

    assert "I do not see everything" in shown(scene.form)


@pytest.mark.parametrize(
    "note", ["?", "لست متأكدًا مما فعلته. سألت مرتين.", "🙂" * LONGEST_NOTE, "字" * LONGEST_NOTE]
)
def test_a_note_of_any_script_and_any_length_goes_through(note: str) -> None:
    scene = checking_in()

    write(scene, MIA, note, second="A second one.", alone="send")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert note in {one.text for one in notes(scene)}


def test_what_is_too_long_stays_in_the_form_with_a_sentence() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA, note="x" * (LONGEST_NOTE + 1))
    assert "Please keep it to 400 characters" in scene.errors["note"]

    open_form(scene, MIA)
    scene.fill(MIA, note=DOUBT)
    scene.fill(MIA, note="x" * (LONGEST_NOTE + 1))
    assert "Please keep it to 400 characters" in scene.errors["note"]
    assert leaves(scene) == 0


def test_an_override_that_turns_the_text_round_is_gone() -> None:
    scene = checking_in()
    write(scene, MIA, "abc\u202edef", alone="send")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED)

    assert [one.text for one in notes(scene)] == ["abcdef"]


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


def test_words_that_sound_heavy_are_met_with_ways_to_help_and_never_stopped() -> None:
    scene = checking_in()
    before = everything(scene)
    open_form(scene, MIA)

    scene.fill(MIA, note="Some days I do not want to be here.")

    page = shown(scene.form)
    assert "This sounds heavy. Nobody is watching this form" in page
    assert "Samaritans 116 123" in page
    assert "danger: we ring the duty lead" in page
    (way,) = (field for field in scene.form.fields if field.name == "way")
    labels = [choice.label for choice in way.choices]  # type: ignore[union-attr]
    assert labels == [
        "Send it to the group as planned",
        "Let a person know that it is me: Fay",
        "Send it to Fay without my name",
        "Keep it to myself",
    ]
    assert everything(scene) == before
    scene.fill(MIA)
    assert leaves(scene) == 1


def test_heavy_words_kept_to_oneself_go_nowhere() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="I can’t go on like this", energy="none")

    scene.fill(MIA, way="nobody")

    assert "Six words" in shown(scene.form)
    (leaf,) = next(iter(scene.offices.memory.windows.values())).leaves
    assert leaf == {"e": "none"}


def test_heavy_words_reach_a_person_by_name_with_one_more_press() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="I can’t go on like this")
    scene.fill(MIA, way="person")
    assert "You are through, and nothing went to the group." in shown(scene.form)
    assert "Six words" not in shown(scene.form)
    assert not scene.has_post("worry:")

    scene.fill(MIA)

    assert "I can’t go on like this" in scene.sent_to(FAY)[-2]
    assert "Fay has this now" in scene.whispered
    assert leaves(scene) == 0
    assert last_pages.DANGER == Worry.DANGER


def test_heavy_words_reach_one_person_without_a_name_with_one_more_press() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="He hits her and nobody says so.")
    scene.fill(MIA, way="lead")
    assert "from the hour it may be guessed" in shown(scene.form)
    page = scene.form

    scene.fill(MIA)
    scene.submit(MIA, page)

    sent = [one for one in scene.sent_to(FAY) if "He hits her" in one]
    assert len(sent) == 1
    assert "Mia" not in sent[0]
    assert "I cannot say who it was" in sent[0]
    assert "Your words have gone to Fay, without your name" in scene.whispered


def test_what_the_facilitator_finds_heavy_goes_to_the_deputy() -> None:
    scene = checking_in()
    open_form(scene, FAY)
    scene.fill(FAY, note="I am not coping")
    scene.fill(FAY, way="lead")

    scene.fill(FAY)

    assert any("I am not coping" in one for one in scene.sent_to(DEV))
    assert not any("I am not coping" in one for one in scene.sent_to(FAY))


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


def test_words_typed_to_the_bot_are_neither_kept_nor_carried_into_the_form() -> None:
    scene = checking_in()
    before = everything(scene)

    scene.types_to_bot(MIA)

    assert "I have not read, shared or kept that" in scene.whispered
    assert "To share without your name, use the form" in scene.whispered
    assert everything(scene) == before
    scene.press(MIA, "Open the form")
    assert scene.form.title == "Two-minute check-in"
    assert all(
        not getattr(field, "value", "") for field in scene.form.fields if field.name == "note"
    )


def test_what_is_typed_after_the_command_is_thrown_away() -> None:
    scene = checking_in()

    scene.command(MIA, "note I am not sure about Ned")

    assert "threw away" in shown(scene.form)
    assert "Ned" not in shown(scene.form)


def test_in_private_the_form_opens_for_ones_own_community() -> None:
    scene = checking_in()

    scene.command(MIA, "note", place=Direct(MIA))

    assert scene.form.title == "Two-minute check-in"


def test_in_private_somebody_with_two_communities_chooses() -> None:
    scene = checking_in()
    room = another_community(scene, "Twin")
    memory = scene.offices.memory
    for kind in (NotesWindow, Agreement):
        for one in scene.office.all(kind, scene.community.id):
            twin = replace(one, id=f"t{one.id}", community="Twin")  # type: ignore[arg-type]
            memory.records[kind, twin.id] = twin
    assert room.channel == "Twin"

    scene.command(MIA, "note", place=Direct(MIA))

    assert "more than one community" in scene.whispered
    scene.press(MIA, "Open the check-in of Discharge")
    assert scene.form.title == "Two-minute check-in"


def test_the_menu_and_the_help_know_it_where_the_group_has_it() -> None:
    scene = chosen()
    scene.command(MIA)
    scene.press(MIA, "More")
    assert scene.button(MIA, "Note without a name")
    scene.command(MIA, "help")
    assert "/lc note" in scene.whispered

    agree(scene, NotesWay.OFF)
    scene.command(ROS)
    scene.press(ROS, "More")
    assert "Note without a name" not in [one.label for one in scene._buttons(ROS)]


@pytest.mark.parametrize("person", [SID, ANN])
def test_a_sponsor_and_a_convenor_have_no_part_in_it(person: PersonId) -> None:
    scene = checking_in()

    scene.press_token(person, f"who_could.{scene.community.id}")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
    scene.command(person, "receipt")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
