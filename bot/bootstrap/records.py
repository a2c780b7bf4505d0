"""The records, open, as far as the settings say where they are."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from adapters.chance import SystemMint
from adapters.practice.cast import PLATFORM
from adapters.practice.limits import limits
from adapters.slack.inbound import PLATFORM as SLACK
from adapters.slack.limits import limits as slack_limits
from adapters.teams.inbound import PLATFORM as TEAMS
from adapters.teams.limits import limits as teams_limits
from bot.folder import make_folder
from bot.master_keys import master_keys, warning_of_new_key
from bot.settings import Settings
from storage import Database, open_database

Warn = Callable[[str], None]


@contextmanager
def open_records(settings: Settings, warn: Warn) -> Iterator[Database]:
    """The database, at this version. Raises `Trouble`."""
    make_folder(settings)
    if warning := warning_of_new_key(settings):
        warn(warning)
    with closing(database_of(settings)) as database:
        database.migrate()
        yield database


def database_of(settings: Settings) -> Database:
    """As it is: it may be of another version."""
    return open_database(
        settings.database_url,
        keys=master_keys(settings),
        limits={PLATFORM: limits, SLACK: slack_limits, TEAMS: teams_limits},
        mint=SystemMint(),
    )
