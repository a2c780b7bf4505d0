"""Words are the letters they are, whole and heard as they are seen, whatever anybody writes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.teams.cards import messages
from adapters.teams.forms import dialog
from adapters.teams.literal import HAIR, literal, plain
from bot.boundary.views import Card, Form
from tests.adapters import some_views
from tests.adapters.some_views import of_card, of_elements, of_fields
from tests.adapters.teams.gate_cards import (
    ROOM,
    come_to_life,
    pages_of,
    read,
    seen,
    wrong_with_card,
    wrong_with_form,
)
from tests.adapters.teams.official import typed

MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TRICKS = (
    *some_views.TRICKS, "[here](https://x.example)", "![a](b)", "[a]: https://x.example", "\\*", "# head", "---", "===",
    "    code", "\tcode", "<at>Ben</at>", "<b>", "{{DATE(2027-02-14T06:08:39Z)}}", "{{TIME(2027-02-14T06:08:39Z)}}",
    "&amp;", "&copy;", "+ one", "1) one", "~~no~~", "|a|b|", "***", "__a__", "``", "${name}",
)  # fmt: skip
FORMS = some_views.FORMS.map(lambda form: replace(form, buttons=form.buttons[:5]))
"""Each button of a form carries it: more of them would be too much for a dialog, and no form has."""
tricky = st.lists(st.sampled_from(TRICKS), min_size=1, max_size=8).map("".join)


@MANY
@given(tricky)
def test_nothing_comes_to_life_where_markdown_is_read(words: str) -> None:
    assert come_to_life(literal(words)) == set()
    assert _letters(read(literal(words))) == _letters(words)


@MANY
@given(tricky)
def test_where_none_is_read_nothing_is_seen_of_it(words: str) -> None:
    assert plain(literal(words)).replace(HAIR, "") == words


@pytest.mark.parametrize("odd", ["\x0b", "\x1c", "\x1f", "\x85", "\u2028", "\u2029"])
def test_what_only_python_takes_for_blank_hides_no_mark(odd: str) -> None:
    """Markdown takes these for letters."""
    assert f"*{HAIR}{odd}" in literal(f"*{odd}*")
    assert f"_{HAIR}{odd}" in literal(f"_{odd}_")


def test_ordinary_words_are_left_as_they_are() -> None:
    said = "Ruth asked: “what if we wait?” (and 3 of 5 agreed), snake_case & all – e.g. a*b."

    assert literal(said).replace(HAIR, "") == said
    assert literal("Nothing here needs any of it.") == "Nothing here needs any of it."


@MANY
@given(some_views.CARDS)
def test_teams_takes_any_card_and_reads_nothing_out_of_it(card: Card) -> None:
    assert list(wrong_with_card(card)) == []


@MANY
@given(some_views.CARDS)
def test_a_card_is_split_where_it_must_be_and_never_cut(card: Card) -> None:
    shown = "".join(seen(one["attachments"][0]["content"]) for one in messages(card))

    assert _letters(shown).startswith(_letters("".join(of_card(card))))


@MANY
@given(FORMS)
def test_teams_takes_any_form_and_reads_nothing_out_of_it(form: Form) -> None:
    assert list(wrong_with_form(form)) == []


@MANY
@given(FORMS)
def test_every_word_of_a_form_can_be_read_in_it(form: Form) -> None:
    info = dialog(form, ROOM)
    title = info["title"] + seen(info["card"]["content"])
    shown = _letters(title) + "".join(_of_dialog(one) for one in pages_of(form))

    for part in (form.title, *of_elements(form.intro), *of_fields(form)):
        assert _letters(part) in shown


def _of_dialog(form: Form) -> str:
    """But for headings: a title that is too long for the dialog's own stands on every page of it."""
    content = dialog(form, ROOM)["card"]["content"]
    body = [one for one in content["body"] if one["type"] != "TextBlock"]
    inputs = [one for one in typed(body) if one["type"].startswith("Input.")]
    choices = [each["title"] for one in inputs for each in one.get("choices", [])]
    labels = [plain(one["label"]) for one in inputs]
    shown = [seen({"body": body}), *labels, *map(plain, choices)]
    return _letters("".join(shown))


def _letters(words: str) -> str:
    """Without spaces and without what a platform adds."""
    for added in (":", "“", "”", "•", "(Tokyo time)", "(", ")"):
        words = words.replace(added, "")
    return "".join(plain(words).replace("\0", "\ufffd").split())
