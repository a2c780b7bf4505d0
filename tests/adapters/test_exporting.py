"""An operator makes an export for a community."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import operating
from bot.bootstrap.records import open_records
from bot.boundary.decision import Decision
from bot.boundary.trouble import Trouble
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Stage
from bot.domain.ids import RecordId
from bot.domain.learning import Kept
from bot.domain.records import Record
from bot.settings import Settings
from bot.takeaway import LINES
from tests.contracts.given import HOME, NOW, community

LEARNED = Kept(id=RecordId("k"), community=HOME, line="Ask at night", author=None)
ENDING = replace(community(), stage=Stage.ENDING)
AGREED = Agreement(
    id=RecordId("a"),
    community=HOME,
    matter=Matter.HARVEST,
    about="kept",
    words=f"{LINES}\nKept by: Ann",
    agreed_at=NOW,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(LCBOT_DATA=tmp_path / "data")


def exported(settings: Settings, folder: Path, *kept: Record) -> str:
    with open_records(settings, print) as database, database.offices().open() as office:
        office.keep(Decision(keep=kept), NOW)
    operating.export(settings, ENDING.name, folder, print)
    return (folder / "community.md").read_text("utf-8")


def test_while_it_lives_a_community_takes_all_that_it_could_keep(
    settings: Settings, tmp_path: Path
) -> None:
    assert "Ask at night" in exported(settings, tmp_path / "out", community(), LEARNED)


def test_at_its_end_nothing_is_exported_before_the_group_has_agreed(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match="has not agreed to keep anything of itself"):
        exported(settings, tmp_path / "out", ENDING, LEARNED)

    assert not (tmp_path / "out").exists()


def test_at_its_end_what_was_agreed_is_exported(settings: Settings, tmp_path: Path) -> None:
    assert "Ask at night" in exported(settings, tmp_path / "out", ENDING, LEARNED, AGREED)
