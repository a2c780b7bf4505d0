"""What becomes of notes when a window closes and when a session opens: pure, and in every combination."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.notes_fates import Crowd, closed, crowd_of
from bot.domain.notes_release import STAYS, released, stays
from bot.domain.notes_sheets import (
    Alone,
    Deed,
    Energy,
    SealedNote,
    Word,
    as_leaves,
    sorted_out,
    without,
)
from bot.domain.notes_words import Closing, can_be_done, withdrawn
from bot.domain.unsigned import Back, Reader, Stands, Unsigned, Voice, leaf_of, read_note

texts = st.text(max_size=40)
marks = st.sampled_from(("m1", "m2", "m3"))
writtens = st.builds(SealedNote, text=texts, mark=marks, alone=st.sampled_from(Alone))
words = st.builds(Word, text=texts, mark=marks, deed=st.sampled_from(Deed))
unsigneds = st.builds(
    Unsigned,
    key=st.uuids().map(str),
    session=st.integers(1, 9),
    mark=marks,
    text=texts,
    voice=st.sampled_from(Voice),
    stands=st.sampled_from(Stands),
    back=st.none() | st.sampled_from(Back),
    reader=st.none() | st.sampled_from(Reader),
    late=st.booleans(),
    again=st.booleans(),
    counted=st.booleans(),
    taken_back=st.booleans(),
    post=st.sampled_from(("", "s1")),
    place=st.integers(0, 9),
    name=st.sampled_from(("", "Mia")),
)


def how(*, read_first: bool = True, late: bool = False) -> Closing:
    keys = count()
    return Closing(session=3, read_first=read_first, late=late, key=lambda: f"new{next(keys)}")


@pytest.mark.parametrize(
    ("passed", "extended", "crowd"),
    [
        (5, False, Crowd.ENOUGH),
        (15, True, Crowd.ENOUGH),
        (4, False, Crowd.MORE_TIME),
        (4, True, Crowd.TOO_FEW),
        (0, False, Crowd.MORE_TIME),
        (0, True, Crowd.TOO_FEW),
    ],
)
def test_five_people_are_a_crowd(passed: int, extended: bool, crowd: Crowd) -> None:
    assert crowd_of(passed, extended=extended) is crowd


@given(
    st.none() | st.sampled_from(Energy), st.lists(writtens, max_size=2), st.lists(words, max_size=1)
)
def test_sheets_are_read_as_they_were_written(
    tap: Energy | None, written: list[SealedNote], said: list[Word]
) -> None:
    found = sorted_out(as_leaves(tap, written, said))

    assert found.written == tuple(written)
    assert found.words == tuple(said)
    assert found.taps == ((tap,) if tap else ())


@given(unsigneds)
def test_a_note_is_read_as_it_was_kept(one: Unsigned) -> None:
    assert read_note(one.key, one.session, leaf_of(one)) == one


@given(st.lists(writtens, max_size=4), st.none() | st.sampled_from(Energy))
def test_a_note_taken_out_of_the_box_leaves_no_word_and_every_tap(
    written: list[SealedNote], tap: Energy | None
) -> None:
    leaves = as_leaves(tap, written)

    left = sorted_out(without(leaves, ["m1"]))

    assert left.written == tuple(one for one in written if one.mark != "m1")
    assert left.taps == ((tap,) if tap else ())


@given(st.lists(writtens, max_size=4), st.lists(words, max_size=3), st.lists(unsigneds, max_size=5))
def test_nothing_that_was_written_is_lost_or_doubled(
    written: list[SealedNote], said: list[Word], before: list[Unsigned]
) -> None:
    batch = closed(written, said, before, how())

    fresh = [one for one in batch.keep if one.key.startswith("new") and one.voice is Voice.NOTE]
    taken = {one.mark for one in said if one.deed is Deed.WITHDRAW}
    wanted = [one.text for one in written if one.mark not in taken]
    assert sorted(one.text for one in fresh) == sorted(wanted) or (
        len(wanted) == 1 and not fresh and written
    )
    assert not {one.key for one in batch.keep} & set(batch.gone)
    assert set(batch.gone) <= {one.key for one in before}


@given(st.lists(unsigneds, max_size=6), st.lists(words, max_size=4))
def test_what_was_told_or_let_through_is_never_changed_by_a_word(
    before: list[Unsigned], said: list[Word]
) -> None:
    batch = closed((), said, before, how())

    was = {one.key: one for one in before}
    for one in batch.keep:
        old = was.get(one.key)
        if old and old.stands in (Stands.RELEASED, Stands.HIDDEN, Stands.PASSED):
            assert one.text == old.text


@given(st.lists(unsigneds, max_size=6))
def test_only_what_was_let_through_or_points_to_nobody_is_told(notes: list[Unsigned]) -> None:
    release = released(notes, lambda text: len(text) > 3, "s9")

    was = {one.key: one for one in notes}
    for one in release.told:
        old = was[one.key]
        assert old.voice is not Voice.REPLY
        assert not old.taken_back
        unread = old.stands is Stands.UNREAD and not (old.late or old.again)
        assert old.stands is Stands.PASSED or (unread and len(old.text) <= 3)
    assert [one.place for one in release.told] == list(range(1, len(release.told) + 1))


@given(st.lists(unsigneds, max_size=6))
def test_in_a_hurry_everything_of_a_receipt_is_taken_back_and_nothing_else(
    notes: list[Unsigned],
) -> None:
    batch = withdrawn(["m1"], notes)

    touched = {one.key for one in batch.keep} | set(batch.gone)
    assert touched <= {one.key for one in notes if one.mark == "m1"}
    assert all(one.taken_back for one in batch.keep)
    left = [one for one in notes if one.key not in touched and one.mark == "m1"]
    assert not any(one.voice is Voice.NOTE and not one.taken_back for one in left)


@pytest.mark.parametrize("stands", list(Stands))
def test_whatever_stands_can_be_taken_back(stands: Stands) -> None:
    note = Unsigned(key="k", session=1, mark="m", text="t", stands=stands)

    assert Deed.WITHDRAW in can_be_done(note)


def test_after_four_openings_nothing_stays() -> None:
    note = Unsigned(key="k", session=2, mark="m", text="t")

    assert [stays(note, session) for session in (2, 3, 4, 5, 6)] == [True, True, True, True, False]
    assert STAYS == 4
