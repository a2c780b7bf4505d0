"""Old databases, brought to this version step by step. The only place that needs Alembic, which takes
11 MB: it is imported when there is a step to take."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def every_revision() -> tuple[str, ...]:
    """Newest first."""
    return tuple(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def bring_up(connection: Connection) -> None:
    """From whatever revision the tables have, none among them."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
