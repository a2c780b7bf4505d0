"""A session without a teller stays with a note that its holder chooses."""

from datetime import timedelta

import pytest

from bot.boundary.views import Quote
from tests.dialogs.notes_scenes import CLOSED, DOUBT, OPENS, blank, held, read_all, shares_doubts
from tests.dialogs.told_scenes import (
    FORTNIGHT,
    OTHER,
    in_next_check_in,
    on_offer,
    passed,
    told,
    with_receipt,
    without_a_teller,
)
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY


def test_a_shared_doubt_without_a_teller_stays_with_a_note_that_the_holder_chooses() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    assert not scene.session.light
    assert scene.session.teller is None
    assert any("This time the doubt has no teller" in post for post in scene.posted)
    assert "Which one would you stay with?" in scene.post("notes:").card.body[-1].text  # type: ignore[union-attr]

    scene.press(FAY, "Choose one")
    assert scene.session.round is None
    scene.fill(FAY, which=on_offer(scene)[DOUBT])

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
    scene, _ = without_a_teller(DOUBT, OTHER)
    assert "Without a choice they begin on Monday 18 January at 15:30" in scene.sent_to(FAY)[-1]

    scene.until(OPENS.replace(hour=15, minute=30))

    assert any("Nobody has chosen one of the notes" in post for post in scene.posted)
    assert scene.posted[-1].splitlines()[0] == "What stays with me"


def test_whoever_holds_it_can_begin_the_turns_without_a_choice_once() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)

    scene.press(FAY, "Go to the next round")
    scene.until(OPENS.replace(hour=16))

    assert len([post for post in scene.posted if post.startswith("What stays with me")]) == 1
    assert not any("Nobody has chosen one" in post for post in scene.posted)


def test_while_the_session_stands_still_nothing_begins() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
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


def test_the_note_that_a_session_stays_with_bears_the_name_that_was_put_to_it() -> None:
    scene, (receipt, _) = without_a_teller(DOUBT, OTHER)
    scene.press(FAY, "Choose one")
    scene.fill(FAY, which=on_offer(scene)[DOUBT])
    assert "Mia" not in repr(scene.post("stay:").card)
    in_next_check_in(scene)
    with_receipt(scene, MIA, receipt)
    scene.fill(MIA, deed="1_name")

    scene.press(MIA, "Put my name to it")

    card = scene.post("stay:").card
    assert [getattr(one, "who", "") for one in card.body[:1]] == ["Mia"]
    assert "has put their name to it" in repr(card)


@pytest.mark.parametrize(("chosen", "hidden"), [(DOUBT, OTHER), (OTHER, DOUBT)])
def test_where_another_note_is_hidden_the_chosen_one_stays_as_it_stands(
    chosen: str, hidden: str
) -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    scene.press(FAY, "Choose one")
    scene.fill(FAY, which=on_offer(scene)[chosen])

    for person in MEMBERS[:2]:
        scene.press(person, "Hide a note")
        scene.fill(person, which=on_offer(scene)[hidden])

    assert hidden not in repr(scene.post("notes:").card)
    assert chosen in repr(scene.post("stay:").card)
    assert hidden not in repr(scene.post("stay:").card)


def test_a_note_alone_that_a_session_stays_with_is_hidden_there_too() -> None:
    scene, _ = without_a_teller(DOUBT)
    assert DOUBT in repr(scene.post("stay:").card)

    for person in MEMBERS[:2]:
        scene.press(person, "Hide a note")
        scene.fill(person, which=on_offer(scene)[DOUBT])

    assert DOUBT not in repr(scene.post("stay:").card)


def test_a_long_note_is_cut_at_a_word_in_a_choice_and_stands_there_in_full() -> None:
    long = "I never know whether the second call of a night shift should wait until the morning."
    scene, _ = without_a_teller(long, OTHER)

    scene.press(FAY, "Choose one")

    (cut,) = on_offer(scene).keys() - {OTHER}
    assert cut.endswith(" …")
    assert long.startswith(f"{cut.removesuffix(' …')} ")
    assert [one.text for one in scene.form.intro if isinstance(one, Quote)] == [long]
