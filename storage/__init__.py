"""Where what was decided is kept: SQLAlchemy Core, synchronous, the same on SQLite and PostgreSQL."""

from storage.database import Database, open_database
from storage.health import Health

__all__ = ["Database", "Health", "open_database"]
