"""What has come out of its box is read before it is told: words, and nothing that says whose they are."""

from datetime import timedelta

import pytest

from bot.boundary.decision import OpenForm
from bot.domain.ids import Direct
from bot.domain.notes import NotesReading
from bot.domain.unsigned import Back, Stands
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    DOUBT,
    FIVE,
    OPENS,
    blank,
    checking_in,
    held,
    notes,
    read_all,
    shown,
    window,
    write,
)
from tests.dialogs.reading_scenes import DEPUTY, POINTS, closed, fields, stands
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, Scene


def test_the_facilitator_gets_one_private_card_and_reads_words_alone() -> None:
    scene = closed(DOUBT, POINTS)

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("read_notes")]
    assert [one.post.to for one in asked] == [Direct(FAY)]
    scene.press(FAY, "Read the notes")

    page = shown(scene.form)
    assert all(one in page for one in (DOUBT, POINTS))
    assert "the only porter" in page
    assert not any(name in page for name in ("Mia", "Ned", "Oli"))
    assert "You cannot change its words" in page


def test_no_member_reads_them_before_everyone_does() -> None:
    scene = closed(DOUBT)

    for person in MEMBERS:
        scene.press_token(person, f"read_notes.{scene.community.id}")
        assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
        assert DOUBT not in "\n".join((*scene.sent_to(person), *scene.posted, scene.whispered))


def test_one_alone_waits_for_company_as_its_writer_chose() -> None:
    scene = closed(DOUBT)

    assert stands(scene) == {DOUBT: Stands.WAITS}
    assert "No notes came this time" in scene.sent_to(FAY)[-1]


def test_one_alone_is_sent_anyway_as_its_writer_chose() -> None:
    assert stands(closed(DOUBT, alone="send")) == {DOUBT: Stands.UNREAD}


def test_one_alone_is_dropped_as_its_writer_chose() -> None:
    assert stands(closed(DOUBT, alone="drop")) == {}


def test_two_are_company_whatever_they_chose() -> None:
    scene = closed(DOUBT, "Another.", alone="drop")

    assert set(stands(scene).values()) == {Stands.UNREAD}


def test_one_that_has_waited_is_company_for_the_next() -> None:
    scene = closed(DOUBT)
    fortnight = timedelta(days=14)
    held(scene)
    scene.until(CHECK_IN + fortnight)
    write(scene, NED, "Another.")
    blank(scene, MIA, OLI, PAM, QUY)

    scene.until(CLOSED + fortnight)

    assert stands(scene) == {DOUBT: Stands.UNREAD, "Another.": Stands.UNREAD}


def test_the_words_of_a_note_stand_right_above_what_may_become_of_them() -> None:
    scene = closed("One.", "Two.", "Three.")

    scene.press(FAY, "Read the notes")

    above = {one.name: one.label for one in scene.form.fields}
    for note in notes(scene):
        assert above[f"do_{note.key}"].partition(": ")[2] == note.text
    assert "One." not in repr(scene.form.intro)


def test_each_is_let_through_sent_back_or_held() -> None:
    scene = closed("One.", "Two.", "Three.")
    scene.press(FAY, "Read the notes")
    by_text = {one.text: one.key for one in notes(scene)}

    scene.fill(
        FAY,
        **{
            f"do_{by_text['One.']}": "release",
            f"do_{by_text['Two.']}": "names",
            f"say_{by_text['Two.']}": "It names Ned.",
            f"do_{by_text['Three.']}": "hold",
        },
    )

    after = stands(scene)
    assert (after["One."], after["Two."], after["Three."]) == (
        Stands.PASSED,
        Stands.RETURNED,
        Stands.HELD,
    )
    assert "It names Ned." in after
    assert "That was a lot to read. Who are you going to talk to?" in shown(scene.form)
    assert "Nothing is left to read" in scene.sent_to(FAY)[-1]


def test_after_a_note_held_for_care_the_facilitator_can_say_something_to_everyone() -> None:
    scene = closed(DOUBT, "Another.")
    read_all(scene, "hold")

    scene.press(FAY, "Say something to everyone")
    scene.fill(FAY)

    assert "Someone has shared something heavy. We do not ask who." in scene.posted[-1]
    assert "Fay will talk without asking why, today" in scene.posted[-1]
    assert "Samaritans" in scene.posted[-1]


def test_words_to_a_writer_need_a_decision_and_stay_in_the_form() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")
    say = next(one.name for one in scene.form.fields if one.name.startswith("say_"))

    scene.fill(FAY, **{say: "Could you say more?"})

    assert set(scene.errors.values()) == {"Please also say what becomes of this note."}


def _answer_first(scene: Scene) -> None:
    """One goes back with a word to its writer; the other is let through."""
    first, second = fields(scene)
    word = f"say_{first.removeprefix('do_')}"
    scene.fill(FAY, **{first: "points", word: "Could you leave out the ward?", second: "release"})


def test_words_to_a_writer_are_never_read_as_a_note() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")

    _answer_first(scene)

    assert "Nothing is left to read" in scene.sent_to(FAY)[-1]
    scene.until(DEPUTY)
    assert not scene.has_post("deputy_read", Direct(DEV))
    scene.press_token(DEV, f"read_notes.{scene.community.id}")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)


def test_after_a_reply_to_a_writer_the_reading_is_forgotten_too() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")
    _answer_first(scene)
    held(scene)

    scene.until(OPENS)

    assert scene.office.all(NotesReading, scene.community.of) == ()


def test_after_one_held_for_care_the_reader_is_asked_after_before_the_rest() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")

    scene.fill(FAY, **{fields(scene)[0]: "hold"})

    page = shown(scene.form)
    assert "That was a lot to read. Who are you going to talk to?" in page
    assert "The rest waits for you" in page


def test_what_is_left_open_can_wait() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")

    scene.fill(FAY)

    assert set(stands(scene).values()) == {Stands.UNREAD}
    assert "The rest waits for you" in shown(scene.form)


def test_many_are_read_a_few_at_a_time() -> None:
    scene = checking_in()
    for number, person in enumerate(FIVE):
        write(scene, person, f"First {number}.", second=f"Second {number}.")
    scene.until(CLOSED)

    scene.press(FAY, "Read the notes")
    assert len(fields(scene)) == 4
    read_all(scene)

    assert len(notes(scene)) == 10
    assert set(stands(scene).values()) == {Stands.PASSED}


def test_two_who_read_at_once_do_not_undo_each_other() -> None:
    scene = closed(DOUBT, "Another.")
    scene.press(FAY, "Read the notes")
    late = scene.form
    read_all(scene)

    scene.submit(FAY, late, **dict.fromkeys([f"do_{one.key}" for one in notes(scene)], "hold"))

    assert set(stands(scene).values()) == {Stands.PASSED}


def test_a_reading_is_forgotten_once_all_has_been_told() -> None:
    scene = closed(DOUBT, "Another.")
    read_all(scene)
    held(scene)
    assert scene.office.all(NotesReading, scene.community.of)

    scene.until(OPENS)

    assert scene.office.all(NotesReading, scene.community.of) == ()


@pytest.mark.parametrize("why", list(Back))
def test_every_reason_has_its_words_for_the_writer_and_for_the_group(why: Back) -> None:
    scene = closed(DOUBT, "Another.", "A third.")
    scene.press(FAY, "Read the notes")
    first, *others = fields(scene)

    scene.fill(FAY, **{first: why.value, **dict.fromkeys(others, "release")})
    held(scene)
    scene.until(OPENS)

    assert "One more went back to its writer: " in scene.posted[-1]
    assert window(scene).is_open


def test_a_page_that_is_not_all_says_that_more_follow_and_the_last_does_not() -> None:
    scene = checking_in()
    for number, person in enumerate(FIVE):
        write(scene, person, f"First {number}.", second=f"Second {number}.")
    scene.until(CLOSED)

    scene.press(FAY, "Read the notes")
    assert "These are not all. 2 more pages wait after this one." in shown(scene.form)
    scene.fill(FAY, **dict.fromkeys(_asked(scene), "release"))
    assert "These are not all. One more page waits after this one." in shown(scene.form)
    scene.fill(FAY, **dict.fromkeys(_asked(scene), "release"))

    assert len(_asked(scene)) == 2
    assert "These are not all" not in shown(scene.form)


def test_how_many_notes_wait_is_not_told_only_how_many_pages() -> None:
    told = []
    for number in (9, 10):
        scene = checking_in()
        for which, person in enumerate(FIVE):
            second = f"Second {which}." if which < number - len(FIVE) else ""
            write(scene, person, f"First {which}.", second=second)
        scene.until(CLOSED)
        scene.press(FAY, "Read the notes")
        told.append([line for line in shown(scene.form).splitlines() if "not all" in line])

    assert told[0] == told[1] != []


def _asked(scene: Scene) -> list[str]:
    return [name for name in fields(scene) if name.startswith("do_")]
