"""What is written down and what is so stay in step."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.conversations.routing import COMMANDS
from bot.settings import MENDING, Settings
from tests.architecture.dpia import for_members, for_the_officer
from tests.architecture.sources import HOUSE, classes, our_files

DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("[0-9]*.md"))


def test_every_setting_stands_in_the_example_with_its_sentence_and_its_default() -> None:
    assert _example() == {
        str(field.validation_alias): (field.description, _written(field.default))
        for field in Settings.model_fields.values()
    }


def test_every_setting_says_what_it_must_be() -> None:
    assert [name for name, must_be in MENDING.items() if not must_be] == []


def test_every_command_of_the_chat_is_in_the_readme_and_no_other() -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")
    table = re.findall(r"^\| `/lc ?(\w*)` \|", readme, re.M)

    assert sorted(table) == sorted(COMMANDS)


def test_every_setting_is_explained_in_the_readme() -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")

    assert [name for name in MENDING if f"`{name}`" not in readme] == []


def test_every_class_of_the_domain_is_in_the_glossary_and_every_entry_is_a_class() -> None:
    entries = set(re.findall(r"\*\*(\w+)\*\*", (HOUSE / "docs" / "glossary.md").read_text("utf-8")))

    assert classes(HOUSE / "bot" / "domain") - entries == set()
    assert entries - classes(HOUSE / "bot") == set()


def test_a_privacy_officer_reads_the_same_table_as_members() -> None:
    """If not: `python -m tests.architecture.dpia` copies it."""
    assert len(for_members().splitlines()) > 40
    assert for_the_officer() == for_members()


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_its_status_context_and_consequences_on_one_page(
    decision: Path,
) -> None:
    text = decision.read_text("utf-8")

    assert re.findall(
        r"^(?:\*\*Status:\*\*|## (?:Context|Decision|Consequences)$)", text, re.M
    ) == [
        "**Status:**",
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert len(text.splitlines()) < 60


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]
    links = [
        (document, link)
        for document in documents
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    ]

    assert links
    assert [(str(at), link) for at, link in links if not (at.parent / link).exists()] == []


def test_signposts_lead_to_headings_that_are_there() -> None:
    documents = [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]
    posts = [
        (document, (document.parent / path) if path else document, heading)
        for document in documents
        for path, heading in re.findall(r"\]\(([^)#:\s]*)#([^)]+)\)", document.read_text("utf-8"))
    ]

    assert posts
    assert [(str(at), to.name, one) for at, to, one in posts if one not in _headings(to)] == []


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    """A path under a home or a workplace, or a registry's address, is nobody else's business."""
    private = re.compile(r"/(?:home|Users|root|work)/\w|(?:index|registry)[-_]?url\s*=", re.I)
    found = [
        f"{file.relative_to(HOUSE)}:{number}"
        for file in our_files()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if private.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "constraints-dev.txt"])
def test_what_is_installed_names_no_address(name: str) -> None:
    assert "://" not in (HOUSE / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_everything_locked_has_an_exact_version_and_a_hash(name: str) -> None:
    lock = re.sub(r"\\\n", "", (HOUSE / name).read_text("utf-8"))
    locked = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]

    assert locked
    assert [
        line for line in locked if not re.search(r"^[\w.\[\]-]+==\S+.* --hash=sha256:", line)
    ] == []


def test_everything_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    asked = {_name(line) for line in project["project"]["dependencies"]}
    locked = re.findall(r"^([\w.-]+)", (HOUSE / "constraints.txt").read_text("utf-8"), re.M)

    assert asked <= {name.lower() for name in locked}


def _headings(document: Path) -> set[str]:
    """As they are pointed at."""
    text = re.sub(r"^ *```.*?^ *```", "", document.read_text("utf-8"), flags=re.M | re.S)
    said = (re.sub(r"\]\([^)]*\)", "", one) for one in re.findall(r"^#+ (.+)$", text, re.M))
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in said}


def _example() -> dict[str, tuple[str, str]]:
    text = (HOUSE / ".env.example").read_text("utf-8")
    return {
        name: (said, value) for said, name, value in re.findall(r"^# (.*)\n(\w+)=(.*)$", text, re.M)
    }


def _written(default: object) -> str:
    """As a person would write it into the file."""
    if hasattr(default, "get_secret_value"):
        return str(default.get_secret_value())
    if isinstance(default, bool):
        return "on" if default else "off"
    return f"{default:g}" if isinstance(default, float) else str(default)


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~]", requirement)[0].lower()
