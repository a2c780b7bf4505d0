"""The pictures of docs/slack.md: each is there, small, and told in words for whoever cannot see it."""

import re

from tests.architecture.sources import HOUSE
from tests.gallery.pictures import PICTURES, TAKEN

SHOWN = re.findall(
    r"!\[([^\]]*)\]\(slack/([\w-]+)\.png\)", (HOUSE / "docs" / "slack.md").read_text("utf-8")
)
MOST_BYTES = 1_500_000
"""All of them together: a document is fetched over slow lines too."""


def test_each_picture_is_shown_once_and_none_is_left_over() -> None:
    shown = sorted(name for _, name in SHOWN)

    assert shown == sorted(path.stem for path in PICTURES.glob("*.png"))
    assert shown == sorted(name for wanted in TAKEN.values() for name in wanted)


def test_each_is_told_in_words() -> None:
    assert [name for words, name in SHOWN if len(words.split()) < 10] == []


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < MOST_BYTES
