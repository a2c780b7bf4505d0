"""What becomes of a note's text before it goes, and what is said about it."""

import json

import pytest

from bot.boundary.notes import LEAF_SIZE, as_bytes
from bot.domain.distress import sounds_heavy
from bot.domain.note_text import Habit, cleaned, habits, plain_copy
from bot.domain.notes import LONGEST_NOTE
from bot.domain.notes_sheets import Energy, SealedNote, as_leaves


def clean(text: str) -> str:
    return cleaned(text, "(a link)").text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("see https://files.example.org/a?b=c#d, please", "see (a link), please"),
        ("see www.example.org.", "see (a link)."),
        ("it is on intranet.example.org/rota now", "it is on (a link) now"),
        ("<!channel> look", "channel look"),
        ("<@U123|ana> said so", "ana said so"),
        ("ask @ana or @here", "ask ana or here"),
        ("we \u202etxet\u202c met", "we txet met"),
        ("a\u200bn\u2060a", "ana"),
        ("tab\there\r\nand there", "tab here\nand there"),
        ("\x00\x07bell\ud800", "bell"),
        ("  a  \n\n\n\n b ", "a\n\nb"),
    ],
)
def test_what_could_call_somebody_or_hide_something_is_taken_out(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_that_something_was_taken_out_is_known() -> None:
    assert cleaned("www.example.org", "").link
    assert cleaned("@here", "").mention
    assert not cleaned("I wonder", "").link


def test_a_note_that_fits_as_it_is_typed_fits_as_it_goes() -> None:
    """Else one with a link had to be handed in once more, and the chat would see a step that nobody else takes."""
    words = "(a link was here)"
    typed = "I still wonder about bbc.co.uk and nhs.uk".ljust(LONGEST_NOTE, "a")
    short = cleaned("I still wonder about bbc.co.uk", words)

    assert len(cleaned(typed, words).text) <= LONGEST_NOTE
    assert "bbc" not in cleaned(typed, words).text
    assert short.text == f"I still wonder about {words}"


def test_a_name_in_borrowed_letters_is_written_in_its_own() -> None:
    assert clean("Аnа said so") == "Ana said so"


@pytest.mark.parametrize(
    "text",
    [
        "لست متأكدًا مما فعلته",
        "نمی\u200cدانم",
        "👩\u200d👧 came",
        "Анна сказала",
        "我不知道",
        "3 < 4 & 5",
    ],
)
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("letter", ["🙂", "ﷺ", "字", "\\", '"', "\n"])
def test_four_hundred_characters_of_any_script_fit_on_one_sheet(letter: str) -> None:
    text = cleaned("a" + letter * (LONGEST_NOTE - 2) + "z", "").text
    written = SealedNote(text=text, mark="f" * 64)

    (leaf,) = as_leaves(Energy.PLENTY, [written])

    assert len(as_bytes(leaf)) <= LEAF_SIZE
    assert json.loads(as_bytes(leaf)) == leaf


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("x" * 300, Habit.LONG),
        ("Why! Oh why!", Habit.EXCLAIMS),
        ("I am not sure 🙂", Habit.EMOJI),
        ("i never know what to say to them", Habit.NO_CAPITALS),
        ("Well ... I did it", Habit.DOTS),
        ("I DID NOT KNOW WHAT TO SAY THEN", Habit.SHOUTS),
    ],
)
def test_a_habit_of_writing_is_pointed_out(text: str, habit: Habit) -> None:
    assert habit in habits(text)


def test_plain_words_show_no_habit() -> None:
    assert habits("I am not sure whether 37° was a fever. I asked twice.") == ()


def test_a_plain_copy_has_no_habits_left() -> None:
    typed = "well…  i said “no” , twice!! and   then 🙂 she left"

    assert plain_copy(typed) == 'Well. I said "no", twice. And then she left'
    assert habits(plain_copy(typed)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Some days I do not want to be here",
        "I can’t go on like this",
        "he hits her and nobody says so",
        "I thought about SUICIDE",
        "we are not coping",
    ],
)
def test_what_sounds_heavy_is_noticed(text: str) -> None:
    assert sounds_heavy(text)


@pytest.mark.parametrize(
    "text",
    ["", "I am not sure whether to ask earlier", "I cut the meeting short", "لست متأكدًا مما فعلته"],
)
def test_an_ordinary_doubt_does_not_sound_heavy(text: str) -> None:
    assert not sounds_heavy(text)
