"""What is set for Teams and does not go together is said in one sentence, without a secret."""

import pytest

from tests.unit.environment import HIDDEN, Said, Set

APP = "6f9d1c52-4a0b-4c8e-9f43-0c2b8f0f7a11"
TENANT = "0d8a5e0e-93a1-4d6a-8a55-7a3b1f9f2c22"
OTHER = "b1f0f4ab-2f6f-4f3c-9a43-94a1f1f4dd33"
WITH_SECRET = {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": TENANT, "TEAMS_APP_SECRET": HIDDEN}
WITH_IDENTITY = {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": TENANT, "TEAMS_MANAGED_IDENTITY": "on"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        WITH_SECRET,
        WITH_IDENTITY,
        {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": TENANT, "TEAMS_CERTIFICATE_FILE": "bot.pem"},
        {"TEAMS_INSECURE_LOCAL": "on"},
        WITH_SECRET | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
    ],
)
def test_what_goes_together_is_taken(given: Set, said: Said) -> None:
    assert said.taken(given).speaks_teams is bool(given)


def test_several_tenants_are_served_and_the_first_gives_the_token(said: Said) -> None:
    teams = said.taken(WITH_SECRET | {"TEAMS_TENANT_ID": f" {TENANT.upper()} , {OTHER}"}).teams

    assert teams.tenants == (TENANT, OTHER)
    assert teams.token_address == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"


def test_an_id_in_capitals_is_the_same(said: Said) -> None:
    """Teams writes them small, and a token is for the bot only if they are alike."""
    assert said.taken(WITH_SECRET | {"TEAMS_APP_ID": f" {APP.upper()} "}).teams.app_id == APP


def test_a_cloud_of_its_own_is_asked_for_a_token_of_its_own(said: Said) -> None:
    teams = said.taken(
        WITH_SECRET
        | {
            "TEAMS_ISSUERS": "https://api.botframework.us, https://sts.windows.net/x/",
            "TEAMS_TOKEN_URL": "https://login.microsoftonline.us/{tenant}/oauth2/v2.0/token",
            "TEAMS_SERVICE_HOSTS": "smba.infra.gov.teams.microsoft.us",
        }
    ).teams

    assert teams.scope == "https://api.botframework.us/.default"
    assert teams.speaks_to == (
        "login.botframework.com",
        "login.microsoftonline.us",
        "smba.infra.gov.teams.microsoft.us",
    )


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        (
            "TEAMS_APP_ID",
            "TEAMS_APP_ID is missing, which says which app the bot is: docs/teams.md says where to find it.",
        ),
        (
            "TEAMS_TENANT_ID",
            "TEAMS_TENANT_ID is missing, which says whom the bot serves: docs/teams.md says where to find it.",
        ),
        (
            "TEAMS_APP_SECRET",
            "Teams has no proof of who the bot is: set one of TEAMS_APP_SECRET, TEAMS_CERTIFICATE_FILE and "
            "TEAMS_MANAGED_IDENTITY.",
        ),
    ],
)
def test_what_is_missing_is_named(without: str, sentence: str, said: Said) -> None:
    assert said.of(WITH_SECRET | {without: ""}) == sentence


def test_two_proofs_are_one_too_many(said: Said) -> None:
    assert said.of(WITH_SECRET | WITH_IDENTITY) == (
        "TEAMS_APP_SECRET and TEAMS_MANAGED_IDENTITY are two proofs of who the bot is, and one is enough: take one of "
        "them out."
    )


def test_an_id_and_a_secret_that_are_swapped_are_told_of(said: Said) -> None:
    assert said.of(WITH_SECRET | {"TEAMS_APP_ID": HIDDEN, "TEAMS_APP_SECRET": APP}) == (
        "TEAMS_APP_ID and TEAMS_APP_SECRET are swapped: put each in the other's place."
    )


def test_the_id_of_a_secret_is_not_the_secret(said: Said) -> None:
    assert said.of(WITH_SECRET | {"TEAMS_APP_SECRET": OTHER}).startswith(
        "TEAMS_APP_SECRET is only the id of a secret: copy what stands under “Value”"
    )


def test_the_same_id_twice_is_told_of(said: Said) -> None:
    assert said.of(WITH_SECRET | {"TEAMS_TENANT_ID": APP}).startswith(
        "TEAMS_APP_ID and TEAMS_TENANT_ID are the same: "
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TEAMS_APP_ID", "learning-bot", "TEAMS_APP_ID is no id of an app"),
        ("TEAMS_TENANT_ID", "contoso.onmicrosoft.com", "TEAMS_TENANT_ID must be the “Directory"),
        ("TEAMS_TENANT_ID", f"{TENANT} {OTHER}", "TEAMS_TENANT_ID must be the “Directory"),
        ("TEAMS_TENANT_ID", ",", "TEAMS_TENANT_ID must be the “Directory"),
        ("TEAMS_TOKEN_URL", "http://login.example.org/token", "TEAMS_TOKEN_URL must be a web"),
        ("TEAMS_TOKEN_URL", "login.example.org", "TEAMS_TOKEN_URL must be a web address"),
        ("TEAMS_OPENID_METADATA_URL", "http://keys.example.org", "TEAMS_OPENID_METADATA_URL must"),
        ("TEAMS_OPENID_METADATA_URL", "https://[", "TEAMS_OPENID_METADATA_URL must be a web"),
        ("TEAMS_SERVICE_HOSTS", "https://smba.example.org", "TEAMS_SERVICE_HOSTS must be names"),
        ("TEAMS_SERVICE_HOSTS", "*.example.org", "TEAMS_SERVICE_HOSTS must be names of hosts"),
        ("TEAMS_SERVICE_HOSTS", ",", "TEAMS_SERVICE_HOSTS must be names of hosts"),
        ("TEAMS_ISSUERS", ",", "TEAMS_ISSUERS must be names with commas between"),
    ],
)
def test_what_can_not_be_is_said(name: str, value: str, sentence: str, said: Said) -> None:
    assert said.of(WITH_SECRET | {name: value}).startswith(sentence)


@pytest.mark.parametrize("name", ["TEAMS_MANAGED_IDENTITY", "TEAMS_TARGETED"])
def test_a_switch_is_on_or_off(name: str, said: Said) -> None:
    assert said.of({name: "perhaps"}).startswith(f"{name} must be on or off")


def test_what_stands_on_this_machine_may_be_plain_http(said: Said) -> None:
    teams = said.taken(
        WITH_SECRET
        | {
            "TEAMS_OPENID_METADATA_URL": "http://127.0.0.1:4000/meta",
            "TEAMS_TOKEN_URL": "http://localhost:4000/token",
            "TEAMS_SERVICE_HOSTS": "127.0.0.1:4000,[::1]:4000",
        }
    ).teams

    assert set(teams.speaks_to) == {"127.0.0.1", "localhost", "::1"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "bot.example.org"])
def test_who_believes_everybody_is_open_to_nobody_else(host: str, said: Said) -> None:
    assert said.of({"TEAMS_INSECURE_LOCAL": "on", "LCBOT_HOST": host}) == (
        "TEAMS_INSECURE_LOCAL believes whoever calls, and so only works where nobody else can: set LCBOT_HOST to "
        "127.0.0.1, or take it out."
    )


def test_without_an_app_there_is_no_bot_that_believes_everybody(said: Said) -> None:
    """An app id that is left empty turns nothing off."""
    assert said.of({"TEAMS_TENANT_ID": TENANT, "TEAMS_APP_SECRET": HIDDEN}).startswith(
        "TEAMS_APP_ID is missing"
    )


def test_the_clock_may_not_run_fast_where_teams_is_real(said: Said) -> None:
    assert said.of(WITH_SECRET | {"LCBOT_CLOCK_SPEED": "60"}).startswith("LCBOT_CLOCK_SPEED may")
