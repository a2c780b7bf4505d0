"""Notes are told in one burst when a session opens, and at no other time; what can be done about them then."""

from datetime import timedelta

from bot.boundary.views import OneOf, Quote, SomeOf
from bot.domain.ids import PersonId, RecordId
from bot.domain.unsigned import Stands
from bot.domain.worry import Repair
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
    open_form,
    read_all,
    shares_doubts,
    shown,
    six_words,
    write,
)
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, Scene

OTHER = "I would like to know how others say no."
FORTNIGHT = timedelta(days=14)


def passed(*written: str) -> tuple[Scene, list[str]]:
    """All notes are let through; Fay holds the session. And the receipts, in the order of `written`."""
    scene = checking_in()
    receipts = [
        six_words(write(scene, person, note, alone="send"))
        for person, note in zip(FIVE, written, strict=False)
    ]
    blank(scene, *FIVE[len(written) :])
    scene.until(CLOSED)
    read_all(scene)
    return scene, receipts


def told(*written: str) -> tuple[Scene, list[str]]:
    scene, receipts = passed(*written)
    held(scene)
    scene.until(OPENS)
    return scene, receipts


def posts(scene: Scene) -> list[str]:
    return [
        one.post.name for one in scene.offices.memory.posts if one.post.name.startswith("notes:")
    ]


def with_receipt(scene: Scene, person: PersonId, words: str) -> str:
    """The second page, with this receipt."""
    open_form(scene, person)
    scene.fill(person, receipt=words)
    return shown(scene.form)


def in_next_check_in(scene: Scene) -> None:
    scene.until(CHECK_IN + FORTNIGHT)


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


def test_a_shared_doubt_without_a_teller_stays_with_a_note_that_the_holder_chooses() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    assert not scene.session.light
    assert scene.session.teller is None
    assert any("This time the doubt has no teller" in post for post in scene.posted)
    assert "Which one would you stay with?" in scene.post("notes:").card.body[-1].text  # type: ignore[union-attr]

    scene.press(FAY, "Choose one")
    (which,) = (field for field in scene.form.fields if isinstance(field, OneOf))
    chosen = next(choice.value for choice in which.choices if choice.label == DOUBT)
    assert scene.session.round is None
    scene.fill(FAY, which=chosen)

    assert scene.posted[-1].splitlines()[:2] == ["We stay with this one", DOUBT]
    assert "You have chosen one" in scene.sent_to(FAY)[-1]
    scene.later(minutes=1)
    assert scene.posted[-1].splitlines()[0] == "What stays with me"


def test_the_opening_of_a_doubt_without_a_teller_says_what_then_happens() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    before = len(scene.posted)

    scene.until(OPENS)

    opened, about, told_now = scene.posted[before:]
    assert "a doubt that has no teller this time" in opened
    assert "that one of us would like to share" not in opened
    assert "First come notes without a name" in about
    assert "2 notes came in without names" in told_now


def test_without_a_choice_the_turns_begin_in_the_afternoon_and_it_is_said() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    assert "Without a choice they begin on Monday 18 January at 15:30" in scene.sent_to(FAY)[-1]

    scene.until(OPENS.replace(hour=15, minute=30))

    assert any("Nobody has chosen one of the notes" in post for post in scene.posted)
    assert scene.posted[-1].splitlines()[0] == "What stays with me"


def test_whoever_holds_it_can_begin_the_turns_without_a_choice_once() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)

    scene.press(FAY, "Go to the next round")
    scene.until(OPENS.replace(hour=16))

    assert len([post for post in scene.posted if post.startswith("What stays with me")]) == 1
    assert not any("Nobody has chosen one" in post for post in scene.posted)


def test_while_the_session_stands_still_nothing_begins() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(FAY, "Pause")
    scene.until(OPENS.replace(hour=16))
    assert not any(post.startswith("What stays with me") for post in scene.posted)

    scene.press(FAY, "Go on")
    scene.later(minutes=1)

    assert any(post.startswith("What stays with me") for post in scene.posted)


def test_an_answer_alone_is_no_doubt_to_stay_with() -> None:
    scene, (receipt,) = told(DOUBT)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_answer", word="The day before.")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED + FORTNIGHT)
    read_all(scene)
    shares_doubts(scene)
    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")

    scene.until(OPENS + FORTNIGHT)

    assert scene.session.light
    assert not any("the doubt has no teller" in post for post in scene.posted)


def test_whoever_is_asked_to_hold_it_reads_that_a_note_can_be_stayed_with() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)

    scene.until(OPENS - timedelta(days=4, hours=-1))
    assert "It can stay with a note without one." in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Yes, I can")
    scene.until(OPENS - timedelta(hours=1))

    assert not any("Nobody has offered a doubt" in one for one in scene.sent_to(FAY))
    scene.until(OPENS)
    scene.command(FAY, "session")
    assert "It stays with a note without a name." in scene.whispered


def test_one_note_alone_is_chosen_already() -> None:
    scene, _ = passed(DOUBT)
    shares_doubts(scene)
    held(scene)

    scene.until(OPENS)

    assert [post.splitlines()[0] for post in scene.posted[-4:]] == [
        "One shared doubt",
        "Notes without a name",
        "We stay with this one",
        "What stays with me",
    ]
    assert "One note without a name is in the thread below" in scene.posted[-4]


def test_its_rounds_go_on_without_a_teller_to_the_end() -> None:
    scene, _ = passed(DOUBT)
    shares_doubts(scene)
    held(scene)

    for day in range(8):
        scene.until(OPENS + timedelta(days=day, hours=1))
        if scene.sessions[0].running:
            scene.says(FAY, "I am reading", "story:")

    assert scene.sessions[0].closed_at is not None
    assert not any("None" in post for post in scene.posted)


def test_the_group_marks_and_the_holder_reads_bands_once() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    for person in MEMBERS[:5]:
        scene.press(person, "Say which one")
        (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
        doubt = next(choice.value for choice in which.choices if choice.label == DOUBT)
        scene.fill(person, which=[doubt])

    scene.press(FAY, "See what people would choose")
    assert "nobody can mark a note any more" in shown(scene.form)
    assert not any("Most of us" in one for one in scene.sent_to(FAY))
    look = scene.form
    scene.fill(FAY)

    assert f"Most of us: {DOUBT}" in scene.sent_to(FAY)[-1]
    assert not any(digit in scene.sent_to(FAY)[-1] for digit in "0123456789")
    scene.submit(FAY, look)
    assert "they have been looked at" in scene.errors[""]
    assert len([one for one in scene.sent_to(FAY) if "Most of us" in one]) == 1


def test_before_it_is_looked_at_the_marks_go_on_and_after_it_a_held_form_says_so() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(FAY, "See what people would choose")
    look = scene.form
    scene.press(MIA, "Say which one")
    (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
    scene.fill(MIA, which=[which.choices[0].value])
    assert "Your marks lie in a box" in scene.whispered
    scene.press(NED, "Say which one")
    late = scene.form

    scene.submit(FAY, look)
    scene.submit(NED, late, which=[which.choices[0].value])

    assert "No more marks are taken" in scene.errors[""]
    assert "Say which one" not in repr(scene.post("notes:").card.buttons)


def test_four_marks_are_not_shown() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    for person in MEMBERS[:4]:
        scene.press(person, "Say which one")
        (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
        scene.fill(person, which=[which.choices[0].value])

    scene.press(FAY, "See what people would choose")
    scene.fill(FAY)

    assert "Fewer than five have answered" in scene.sent_to(FAY)[-1]


def test_nothing_or_too_much_marked_is_said_in_the_form() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(MIA, "Say which one")

    scene.fill(MIA, which=[])

    assert scene.errors["which"] == "Choose one, and 3 at most."


def test_those_who_look_after_it_are_not_asked_for_marks() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)

    scene.press_token(FAY, f"mark_notes.{scene.session.id}")

    assert "are not asked" in scene.whispered


def test_two_members_hide_a_note_and_nobody_learns_who() -> None:
    scene, _ = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    for person in (MIA, MIA, NED):
        assert DOUBT in scene.post("notes:").card.body.__repr__()
        scene.press(person, "Hide a note")
        scene.fill(person, which=doubt)
        assert "as soon as two of us have asked" in scene.whispered

    stands_there = "\n".join(scene.posted)
    assert DOUBT not in stands_there
    assert OTHER in stands_there
    assert "(This one is hidden until somebody has looked at it.)" in stands_there
    assert "Two members have asked" in scene.sent_to(FAY)[-1]
    assert "Mia" not in scene.sent_to(FAY)[-1]


def test_whoever_looks_after_it_hides_one_at_once_and_shows_it_again() -> None:
    scene, _ = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    scene.press(FAY, "Hide a note")
    scene.fill(FAY, which=doubt, what="hide")
    assert DOUBT not in "\n".join(scene.posted)

    scene.press(FAY, "Hide a note")
    assert DOUBT in shown(scene.form)
    scene.fill(FAY, which=doubt, what="show")

    assert DOUBT in "\n".join(scene.posted)


def test_a_word_to_the_writer_of_a_told_note_is_seen_with_the_receipt_alone() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    doubt = next(one.key for one in notes(scene) if one.text == DOUBT)
    scene.press(FAY, "Hide a note")
    scene.fill(FAY, which=doubt, what="word", word="What would have been early?")
    assert "What would have been early?" not in "\n".join(scene.posted)

    in_next_check_in(scene)

    assert "What would have been early?" in with_receipt(scene, MIA, receipt)


def test_a_word_that_is_missing_is_asked_for_in_the_form() -> None:
    scene, _ = told(DOUBT, OTHER)
    scene.press(FAY, "Hide a note")

    scene.fill(FAY, which=notes(scene)[0].key, what="word")

    assert scene.errors["word"]


def test_the_writers_answer_is_told_in_the_next_batch_as_from_the_writer() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_answer", word="The day before.")
    blank(scene, NED, OLI, PAM, QUY)
    scene.until(CLOSED + FORTNIGHT)
    read_all(scene)
    scene.until(OPENS + timedelta(days=10, hours=1))
    scene.press(FAY, "Yes, I can")

    scene.until(OPENS + FORTNIGHT)

    assert scene.posted[-1].splitlines()[-2:] == [
        f"From the writer of this note, “{DOUBT}”:",
        "The day before.",
    ]


def test_an_answer_without_words_is_asked_for_them() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)

    scene.fill(MIA, deed="1_answer")

    assert scene.errors["word"] == "Please write the words that should go in."


def test_its_writer_puts_their_name_to_it_by_a_press_of_their_own() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_name")
    assert "Mia" not in repr(
        [one.card for one in scene.offices.memory.posts if "notes:" in one.post.name]
    )

    scene.press(MIA, "Put my name to it")

    quotes = [one for one in scene.post("notes:").card.body if getattr(one, "who", "") == "Mia"]
    assert [one.text for one in quotes] == [DOUBT]  # type: ignore[union-attr]
    assert "Your name stands with the note now" in scene.whispered


def test_the_note_that_a_session_stays_with_bears_the_name_that_was_put_to_it() -> None:
    scene, (receipt, _) = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(FAY, "Choose one")
    (which,) = (field for field in scene.form.fields if isinstance(field, OneOf))
    scene.fill(FAY, which=next(one.value for one in which.choices if one.label == DOUBT))
    assert "Mia" not in repr(scene.post("stay:").card)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_name")

    scene.press(MIA, "Put my name to it")

    card = scene.post("stay:").card
    assert [getattr(one, "who", "") for one in card.body[:1]] == ["Mia"]
    assert "has put their name to it" in repr(card)


def test_a_note_alone_that_a_session_stays_with_is_hidden_there_too() -> None:
    scene, _ = passed(DOUBT)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    assert DOUBT in repr(scene.post("stay:").card)

    for person in MEMBERS[:2]:
        scene.press(person, "Hide a note")
        (which,) = (field for field in scene.form.fields if isinstance(field, OneOf))
        scene.fill(person, which=which.choices[0].value)

    assert DOUBT not in repr(scene.post("stay:").card)


def test_above_ones_own_note_it_is_said_what_it_is() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    in_next_check_in(scene)

    page = with_receipt(scene, MIA, receipt)

    before, _, after = page.partition("This is what your six words open:")
    assert "You have written no new note" in before
    assert DOUBT in after


def test_a_long_note_is_cut_at_a_word_in_a_choice_and_stands_there_in_full() -> None:
    long = "I never know whether the second call of a night shift should wait until the morning."
    scene, _ = passed(long, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)

    scene.press(FAY, "Choose one")

    (which,) = (field for field in scene.form.fields if isinstance(field, OneOf))
    cut = next(one.label for one in which.choices if one.label != OTHER)
    assert cut.endswith(" …")
    assert long.startswith(f"{cut.removesuffix(' …')} ")
    assert [one.text for one in scene.form.intro if isinstance(one, Quote)] == [long]


def test_a_name_put_to_a_note_that_is_gone_is_refused_kindly() -> None:
    scene, _ = told(DOUBT, OTHER)

    scene.press_token(MIA, f"sign_note.{scene.community.id}.{'A' * 13}.1")
    assert "That note is not there any more" in scene.whispered
    scene.press_token(MIA, f"sign_note.{scene.community.id}.x.9")
    assert "I do not know that button" in scene.whispered


def test_a_note_taken_back_after_it_was_told_goes_at_the_next_opening_and_not_before() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    scene.command(MIA, "receipt")
    scene.fill(MIA, receipt=receipt)
    assert "is taken back" in shown(scene.form)
    scene.until(OPENS + FORTNIGHT - timedelta(hours=1))
    assert DOUBT in "\n".join(scene.posted)

    scene.until(OPENS + FORTNIGHT)

    stands_there = "\n".join(scene.posted)
    assert DOUBT not in stands_there
    assert OTHER in stands_there
    assert DOUBT not in repr(notes(scene))


def test_when_all_are_taken_back_the_post_says_so() -> None:
    scene, (receipt,) = told(DOUBT)
    scene.command(MIA, "receipt")
    scene.fill(MIA, receipt=receipt)

    scene.until(OPENS + FORTNIGHT)

    assert "What stood here was taken back." in "\n".join(scene.posted)


def test_after_the_fourth_opening_nothing_is_left_of_a_note() -> None:
    scene, (receipt, _) = told(DOUBT, OTHER)
    for turn in (1, 2, 3, 4):
        assert notes(scene)
        scene.says(MIA, "Something happened.", "session:")
        scene.until(OPENS + FORTNIGHT * turn)

    assert notes(scene) == ()
    assert "The six words you typed open nothing" in with_receipt(scene, MIA, receipt)


def test_the_room_reads_a_name_only_where_it_was_put() -> None:
    scene, _ = told(DOUBT, OTHER)

    assert not any(getattr(one, "who", "") for one in scene.post("notes:").card.body)
