"""The facilitator's guide names what there is: every button and every command in it exists."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from bot.words import say

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "facilitators-guide.md").read_text("utf-8")
CATALOGUE = ROOT / "bot" / "words" / "locale" / "en" / "LC_MESSAGES" / "lcbot.po"
"""Its words, by key."""


def test_every_button_in_the_guide_is_one() -> None:
    named = {" ".join(one.split()) for one in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", GUIDE)}

    assert len(named) > 20
    assert named - {"italics"} <= _buttons()


def test_every_command_in_the_guide_is_one() -> None:
    for word in set(re.findall(r"`/lc (\w+)`", GUIDE)):
        assert say(f"help.command_{word}").startswith(f"/lc {word}:")


def test_whoever_reads_the_readme_finds_the_guide() -> None:
    assert "(docs/facilitators-guide.md)" in (ROOT / "README.md").read_text("utf-8")


def test_the_guide_is_short_enough_to_read() -> None:
    assert len(GUIDE.split()) < 3_800


def test_the_guides_own_signposts_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", one).lower().replace(" ", "-")
        for one in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", GUIDE)) <= headings


def _buttons() -> set[str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    return {str(one.string) for one in catalogue if str(one.id).startswith("button.")}
