"""The master keys: given in the settings, or made once into the data folder.

They seal every community's own key. Without them nothing that members wrote can be read again.
"""

import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from pathlib import Path
from typing import Final

from bot.boundary.trouble import Trouble
from bot.settings import MENDING, Settings

FILE: Final = "master.key"
LENGTH: Final = 32
"""Bytes: AES-256."""


def master_keys(settings: Settings) -> tuple[bytes, ...]:
    """Newest first. Raises `Trouble` when one can't be read, or is missing though it was used."""
    given = settings.secret_key.get_secret_value()
    if given:
        return _read(given, f"LCBOT_SECRET_KEY must be {MENDING['LCBOT_SECRET_KEY']}.")
    file = settings.data / FILE
    if not file.exists():
        _must_be_new(settings, file)
        _make(file)
    return _read(
        file.read_text("ascii", errors="replace"),
        f"The key in {file} can't be read. Put back the copy you kept.",
    )


def warning_of_new_key(settings: Settings) -> str | None:
    """What to tell the operator before a key is made; None when there is one."""
    file = settings.data / FILE
    if settings.secret_key.get_secret_value() or file.exists():
        return None
    return (
        f"A new master key is in {file}. It guards what members write: without it, nothing of "
        "that can be read again. Keep a copy of it, apart from the backups."
    )


def _must_be_new(settings: Settings, file: Path) -> None:
    """A fresh key beside an old database would lock everybody's words away without a sign."""
    database = settings.database_file
    if database and database.exists():
        raise Trouble(
            f"{database} is there, but its key {file} is missing. Put back the copy of the key "
            "that you kept, or set LCBOT_SECRET_KEY. To begin anew, move the database away."
        )


def _make(file: Path) -> None:
    """Readable by its owner alone from the first instant."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as new:
        new.write(b64encode(secrets.token_bytes(LENGTH)) + b"\n")
        new.flush()
        os.fsync(new.fileno())


def _read(text: str, sentence: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(b64decode(part.strip(), validate=True) for part in text.split(","))
    except (NotBase64, ValueError):
        raise Trouble(sentence) from None
    if any(len(key) != LENGTH for key in keys):
        raise Trouble(sentence)
    return keys
