"""The doctor where no bot runs: it says what it found, and what stopped it."""

from pathlib import Path

import pytest

from bot.bootstrap.checking_teams import open_checkup
from bot.bootstrap.examining import examine
from bot.settings import Settings

NOBODY_ANSWERS = "http://127.0.0.1:9"
SETTINGS = {
    "TEAMS_APP_ID": "00000000-0000-0000-0000-00000000b0b0",
    "TEAMS_TENANT_ID": "00000000-0000-0000-0000-000000000001",
    "TEAMS_CERTIFICATE_FILE": "not-there.pem",
}


def test_a_proof_that_cannot_be_read_is_not_called_a_fault_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)

    found = {one.about: one for one in examine()}

    assert [one.about for one in found.values() if not one.well] == ["chat"]
    assert "TEAMS_CERTIFICATE_FILE" in found["chat"].says
    assert found["database"].well
    assert found["bot"].well


async def test_a_machine_that_has_no_identity_is_told_so_and_not_sent_to_its_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", NOBODY_ANSWERS)
    given = {name: value for name, value in SETTINGS.items() if name.endswith("_ID")}
    settings = Settings.model_validate(
        given | {"TEAMS_MANAGED_IDENTITY": "on", "TEAMS_OPENID_METADATA_URL": NOBODY_ANSWERS}
    )

    async with open_checkup(settings, None) as checkup:
        found = {look.about: look for look in await checkup(())}

    assert not found["token"].well
    assert "vouches for no managed identity" in found["token"].says
    assert "LCBOT_ADDRESS does not name yet" in found["requests"].says
