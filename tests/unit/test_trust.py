"""The page for members is one page, in plain words, and its numbers are those of the program."""

import re
from datetime import timedelta
from pathlib import Path

from adapters.teams.inbound import asked
from bot.conversations.routing import COMMANDS
from bot.domain.notes_release import STAYS
from bot.domain.session import KEPT
from bot.domain.told import CROWD, FEWEST
from tests.safety.attack.report import BEGINS, ENDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "trust.md").read_text("utf-8")
MOST_WORDS, LONGEST_SENTENCE = 700, 25


def test_it_is_one_page() -> None:
    assert 400 < len(_words(_running_text())) <= MOST_WORDS


def test_a_sentence_is_short_and_calm() -> None:
    sentences = re.split(r"(?<=[.:?;])\s+|\n\n|\n(?=[-\d])", _running_text())

    assert [one for one in sentences if len(_words(one)) > LONGEST_SENTENCE] == []
    assert "!" not in _running_text()


def test_its_numbers_are_those_of_the_program() -> None:
    assert CROWD == FEWEST == 5
    assert "fewer than five members" in PAGE
    assert "told if five or more members answered" in PAGE
    assert timedelta(days=30) == KEPT
    assert "30 days after the session" in PAGE
    assert STAYS == 4
    assert "when the fourth session after that one opens" in PAGE


def test_it_says_what_is_promised_who_could_find_out_what_a_court_could_get_and_whom_to_ask() -> (
    None
):
    headings = re.findall(r"^## (.+)$", PAGE, re.M)

    assert headings[1:] == [
        "Without your name",
        "Who could still find out",
        "What a court could get",
        "Whom to ask",
        "How this is tested",
    ]
    assert "**The promise.**" in PAGE


def test_every_command_in_it_is_one() -> None:
    found = set(re.findall(r"`/lc (\w+)`", PAGE))

    assert found
    assert found <= set(COMMANDS)


def test_how_to_tell_of_a_worry_holds_in_each_chat() -> None:
    """Typed to the bot in private: there Slack has its slash, and Teams reads the word behind it."""
    assert "or type `/lc worry` to the bot" in PAGE
    assert asked("/lc worry") == "worry"


def test_it_leads_to_the_whole_and_the_readme_leads_to_both() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "(what-is-kept.md)" in PAGE
    assert "(docs/trust.md)" in readme
    assert "(docs/what-is-kept.md)" in readme


def _running_text() -> str:
    """Without headings, addresses of links, marks, and the result of the attack."""
    head, _, rest = PAGE.partition(BEGINS)
    text = head + rest.partition(ENDS)[2]
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"^#.*$", "", text, flags=re.M)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w’'-]*", text)
