"""In which workspaces the bot is installed, kept by Slack's own store, on both databases."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import MetaData

from bot.boundary.trouble import Trouble
from storage.slack_tables import SEALED, bots
from storage.tables import metadata
from tests.conftest import KEY, Fresh
from tests.contracts.given import NOW, Rig

TOKEN = "xoxb-of-the-hospital-that-nobody-may-read"
NEWER = b"a newer master key of the tests!"
CLIENT = "111.222"


def bot(team: str, token: str = TOKEN, *, enterprise: str | None = None) -> Bot:
    return Bot(
        app_id="A1",
        enterprise_id=enterprise,
        team_id=team,
        team_name="General hospital",
        bot_token=token,
        bot_id="B1",
        bot_user_id="U1",
        bot_scopes=["chat:write", "commands"],
        installed_at=NOW,
    )


def test_what_is_kept_of_a_workspace_is_found_again(rig: Rig) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1"))
    kept.keep(bot("T2", "xoxb-of-another"))

    found = kept.find("T1")

    assert found is not None
    assert (found.bot_token, found.bot_user_id) == (TOKEN, "U1")
    assert found.bot_scopes == ["chat:write", "commands"]
    assert kept.teams() == ("T1", "T2")


def test_another_app_on_the_same_database_finds_nothing(rig: Rig) -> None:
    rig.database.installations(CLIENT).keep(bot("T1"))

    other = rig.database.installations("333.444")

    assert other.find("T1") is None
    assert other.teams() == ()


def test_no_table_holds_a_token_or_the_workspace_s_name_in_the_clear(rig: Rig) -> None:
    rig.database.installations(CLIENT).keep(bot("T1"))

    everything = "|".join(
        str(value)
        for table in metadata.sorted_tables
        for row in rig.look(f"SELECT * FROM {table.name}")
        for value in row
    )

    assert "T1" in everything
    assert TOKEN not in everything
    assert "hospital" not in everything


def test_who_installs_again_leaves_one_row_with_the_new_token(rig: Rig) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1", "xoxb-the-first"))
    kept.keep(bot("T1", "xoxb-the-second"))

    found = kept.find("T1")

    assert found is not None
    assert found.bot_token == "xoxb-the-second"
    assert len(rig.look("SELECT * FROM slack_bots")) == 1


def test_what_is_removed_is_gone_and_the_others_stay(rig: Rig) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1"))
    kept.keep(bot("T2"))

    removed = kept.remove("T1"), kept.remove("T1")

    assert removed == (True, False)
    assert kept.find("T1") is None
    assert kept.teams() == ("T2",)


def test_a_workspace_of_a_larger_organisation_is_found_by_its_own_id(rig: Rig) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1", enterprise="E1"))

    assert kept.find("T1") is not None


def test_a_token_opens_for_its_own_workspace_alone(rig: Rig) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1"))
    rig.meddle("UPDATE slack_bots SET team_id = 'T2'")

    with pytest.raises(Trouble, match="backup"):
        kept.find("T2")


def test_tokens_open_after_the_master_key_was_changed(fresh: Fresh) -> None:
    url = fresh()
    with closing(Rig(url)) as rig:
        rig.database.installations(CLIENT).keep(bot("T1"))
    with closing(Rig(url, keys=(NEWER, KEY))) as rig:
        rig.database.migrate()
    with closing(Rig(url, keys=(NEWER,))) as rig:
        found = rig.database.installations(CLIENT).find("T1")

    assert found is not None
    assert found.bot_token == TOKEN


def test_an_installation_that_fails_leaves_the_one_before(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = rig.database.installations(CLIENT)
    kept.keep(bot("T1", "xoxb-the-first"))
    monkeypatch.setattr("storage.slacks_store.SlacksStore.save_bot", _stumble())

    with pytest.raises(ZeroDivisionError):
        kept.keep(bot("T1", "xoxb-the-second"))

    found = kept.find("T1")
    assert found is not None
    assert found.bot_token == "xoxb-the-first"


def test_a_backup_knows_where_the_bot_is_installed(rig: Rig, tmp_path: Path) -> None:
    rig.database.installations(CLIENT).keep(bot("T1"))
    rig.database.backup(tmp_path / "copy.db")

    with closing(Rig(f"sqlite:///{tmp_path}/copy.db")) as copy:
        found = copy.database.installations(CLIENT).find("T1")

    assert found is not None
    assert found.bot_token == TOKEN


def test_the_table_has_the_columns_of_slack_s_store_and_no_others() -> None:
    theirs = SQLAlchemyInstallationStore.build_bots_table(MetaData(), "slack_bots")

    ours = {one.name: (one.nullable, str(one.type)) for one in bots.columns}
    longer = dict.fromkeys(SEALED, (True, "TEXT"))
    assert ours == {one.name: (one.nullable, str(one.type)) for one in theirs.columns} | longer


def _stumble() -> Callable[..., None]:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    return stumble
