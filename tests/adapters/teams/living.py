"""What the whole bot is given to live in a fake Teams: its app, its settings and a database of its own."""

from pathlib import Path

from adapters.chance import SystemMint
from bot.folder import make_folder
from bot.master_keys import master_keys
from bot.settings import Settings
from bot.words import say
from storage import Database, open_database
from tests.adapters.fake_teams import ISSUER, App, FakeTeams


def as_written() -> App:
    return App()


def settings(teams: FakeTeams, folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "LCBOT_PORT": 0,
            "LCBOT_DATA": folder,
            "LCBOT_OPERATOR": say("note.who.practice"),
            "TEAMS_APP_ID": teams.app.id,
            "TEAMS_TENANT_ID": teams.app.tenant,
            "TEAMS_APP_SECRET": teams.app.secret,
            "TEAMS_OPENID_METADATA_URL": teams.metadata_url,
            "TEAMS_TOKEN_URL": teams.token_url,
            "TEAMS_SERVICE_HOSTS": teams.service_host,
            "TEAMS_ISSUERS": ISSUER,
        }
    )


def unhurried(given: Settings) -> Database:
    """Teams' pace is measured elsewhere; a clock that stands still would never let a second post through."""
    make_folder(given)
    keys, mint = master_keys(given), SystemMint()
    database = open_database(given.database_url, keys=keys, limits={}, mint=mint)
    database.migrate()
    return database
