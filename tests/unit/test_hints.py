"""What in a story might point to a person."""

import pytest

from bot.domain.hints import MOST, Hint, hints
from bot.domain.shapes import HintKind

NAMES = (
    "Ana Silva", "Ben O'Brien", "Will Okafor", "José Núñez", "Anne-Marie Klein", "Li", "أحمد", "王伟",
)  # fmt: skip


def found(text: str) -> list[str]:
    return [hint.found for hint in hints(text, NAMES)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hint.kind.value, hint.found) for hint in hints(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then ana said we should wait.", "ana"),
        ("I rang ANA SILVA about it.", "ANA SILVA"),
        ("It was Ana's idea.", "Ana"),
        ("Ask Ana/the night shift.", "Ana"),
        ("So *Ana* stopped.", "Ana"),
        ("We left it to o'brien that day.", "o'brien"),
        ("Jose had seen it before.", "Jose"),
        ("Jose\u0301 had seen it before.", "José"),
        ("marie knew at once.", "marie"),
        ("Li was there too.", "Li"),
        ("She asked Will to wait.", "Will"),
    ],
)
def test_a_members_name_is_seen_however_it_is_written(text: str, name: str) -> None:
    assert kinds(text) == [("name", name)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_a_character_without_width_does_not_hide_a_name(hidden: str) -> None:
    assert kinds(f"then a{hidden}na said so") == [("name", "ana")]


def test_names_in_other_scripts_are_seen() -> None:
    assert kinds("تحدثت مع أ\u200dحمد أمس في الجناح") == [("name", "أحمد")]
    assert kinds("يومها سألت وأحمد لم يجب") == [("name", "وأحمد")]
    assert kinds("我和王伟谈了") == [("name", "我和王伟谈了")]


def test_a_word_that_only_looks_like_a_name_is_left_alone() -> None:
    assert found("I will try. The analysis was banal, and li is nobody.") == []


def test_a_capital_in_mid_sentence_may_be_a_name() -> None:
    assert kinds("We rang Green Valley twice, then Priya came.") == [
        ("capital", "Green Valley"),
        ("capital", "Priya"),
    ]


def test_a_capital_that_begins_a_sentence_or_a_quotation_is_only_grammar() -> None:
    text = 'He said "That is fine". I\'m not sure it was. What now: Wait? - Then we did.\nNobody spoke.'

    assert found(text) == []


def test_a_name_after_a_title_is_seen() -> None:
    assert kinds("Dr. Patel had gone home.") == [("capital", "Patel")]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("write to kit.lee+x@example.org today", "email", "kit.lee+x@example.org"),
        ("see https://example.org/a?b=1.", "link", "https://example.org/a?b=1"),
        ("it is on www.example.org, I think", "link", "www.example.org"),
        ("it is on example.co.uk/page", "link", "example.co.uk/page"),
        ("ask @kit.lee about it", "handle", "@kit.lee"),
        ("ask <@U123ABC> about it", "handle", "<@U123ABC>"),
        ("ring 07700 900123 tonight", "phone", "07700 900123"),
        ("ring (020) 7946 0018 tonight", "phone", "(020) 7946 0018"),
        ("ring +49 30 1234567 tonight", "phone", "+49 30 1234567"),
        ("they live in sw1a 1aa now", "postcode", "sw1a 1aa"),
        ("they live in D02 AF30 now", "postcode", "D02 AF30"),
        ("the number 943 476 5919 was wrong", "health_number", "943 476 5919"),
        ("the number 943 476 5918 was wrong", "number", "943 476 5918"),
        ("case 1234567 was closed", "number", "1234567"),
        ("it happened on 4 January 2027", "date", "4 January 2027"),
        ("it happened on the 4th of January", "date", "the 4th of January"),
        ("it happened January 4th", "date", "January 4th"),
        ("it happened in may, no, in May", "date", "May"),
        ("it happened on 04.01.2027", "date", "04.01.2027"),
        ("it happened on 2027-01-04", "date", "2027-01-04"),
        ("it happened on the 14th", "date", "the 14th"),
        ("it happened in 2019", "date", "2019"),
        ("Tuesdays are hard", "date", "Tuesdays"),
        ("it was 14:30 by then", "time", "14:30"),
        ("it was 2.30 pm by then", "time", "2.30 pm"),
        ("it was ten o'clock by then", "time", "ten o'clock"),
        ("the lift in Mill Lane stuck", "place", "Mill Lane"),
        ("it was on the ward that night", "place", "on the ward"),
        ("it was ward 7 that night", "place", "ward 7"),
        ("the cardiology ward was full", "place", "cardiology ward"),
        ("our night team was short", "place", "night team"),
        ("being the only man there", "only", "the only man"),
        ("as a senior nurse, what did I miss", "role", "as a senior nurse"),
        ("and my line manager shrugged", "role", "my line manager"),
    ],
)
def test_what_has_a_telling_shape_is_shown(text: str, kind: str, words: str) -> None:
    assert kinds(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The GP and I agreed it was OK.",
        "As a result we changed the rule. The only thing I know is that I do not know.",
        "As a team we are new at this. Our team tries. The team tries.",
        "I gave 3.5 mg twice, not 10,000. May I say so? We march on.",
        "One resident would not eat, and I did not know why. Somebody had told her off.",
        "",
        "   \n\u200b ",
    ],
)
def test_harmless_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_hints_come_in_the_order_of_the_text_each_once() -> None:
    text = "On Tuesday ana rang my manager. On tuesday Ana rang Priya, as a nurse, at 14:30."

    assert kinds(text) == [
        ("date", "Tuesday"),
        ("name", "ana"),
        ("role", "my manager"),
        ("capital", "Priya"),
        ("role", "as a nurse"),
        ("time", "14:30"),
    ]


def test_a_find_inside_another_is_shown_once() -> None:
    assert hints("mail ana@silva.example now", NAMES) == (
        Hint(HintKind.EMAIL, "ana@silva.example"),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("On 12 March Mrs Johnson rang.", ["12 March", "Mrs Johnson"]),
        ("Then on Friday Priya came.", ["Friday", "Priya"]),
        ("We met Johnson Friday night.", ["Johnson", "Friday"]),
        ("It was in May Priya Shah Friday.", ["May", "Priya Shah", "Friday"]),
        ("Then Friday's Johnson shift came.", ["Friday", "Johnson"]),
        ("She asked Priya Ana Silva Johnson.", ["Priya", "Ana Silva", "Johnson"]),
        ("We drove on Friday Mill Lane was shut.", ["Friday", "Mill Lane"]),
        ("I asked the only Nurse Johnson.", ["the only Nurse", "Johnson"]),
        ("They rang @Ana Silva Johnson.", ["@Ana", "Silva", "Johnson"]),
        ("It was on 12 March. Then we went.", ["12 March"]),
    ],
)
def test_what_stands_beside_another_find_is_shown_as_well(text: str, shown: list[str]) -> None:
    assert found(text) == shown


def test_a_name_is_seen_after_many_dates_and_where_it_stands_in_an_address_as_well() -> None:
    days = " ".join(f"On 1{n} March we met." for n in range(4)) + " It was in May, then April."

    assert found(f"{days} So Priya came.")[-1] == "Priya"
    assert found("Mail then@Priya.example. So Priya came.") == ["then@Priya.example", "Priya"]


def test_at_most_eight_are_shown_the_first_ones() -> None:
    text = "then " + " and ".join(f"Person{chr(65 + n)}" for n in range(20))

    assert found(text) == [f"Person{chr(65 + n)}" for n in range(MOST)]


def test_a_very_long_find_is_cut() -> None:
    assert len(found(f"see https://example.org/{'a' * 5000}")[0]) == 60


@pytest.mark.parametrize(
    "piece", ["a", "Aa ", "1 ", "a@", "a.", "as a senior ", "Ana. ", "0", "-", "Mon Ta. "]
)
def test_a_hundred_thousand_characters_are_read_without_hurry(piece: str) -> None:
    """A pattern whose work grows with the square of the text would hang here, not merely be slow."""
    assert len(found(piece * (100_000 // len(piece)))) <= MOST
