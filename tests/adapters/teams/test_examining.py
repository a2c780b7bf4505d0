"""The doctor where no bot runs: it says what it found, and what stopped it."""

from pathlib import Path

import pytest

from bot.bootstrap.examining import examine

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
