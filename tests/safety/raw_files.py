"""What stands in a database's files, read past the database."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.contracts.given import Rig

PIECE = 48
"""Bytes of a value that are looked for, at both its ends: longer than chance, shorter than what is cut
into chunks."""
LOG = "pg_wal"
LOG_PAGE, LOG_PAGE_HEAD, LOG_FILE_HEAD = 8192, 24, 40
"""Bytes of a page of PostgreSQL's log, of the head of each page, and of that of a file's first page
(xlog_internal.h: XLogPageHeaderData and XLogLongPageHeaderData, filled up to eights). A head may stand in the
middle of what is looked for."""
_numbers = count()


def found(secrets: Sequence[bytes], *folders_or_files: Path) -> list[bytes]:
    """Those of which a piece stands in any of these files."""
    everything = b"\0".join(_read(one) for one in _files(folders_or_files))
    return [one for one in secrets if one[:PIECE] in everything or one[-PIECE:] in everything]


def files_of(rig: Rig) -> tuple[Path, ...]:
    """The data files of the rig's database, with everything in them that is in memory. The rig is closed;
    it opens by itself when it is used again."""
    if rig.url.startswith("sqlite"):
        return tuple(rig.file.parent.glob(f"{rig.file.name}*"))
    place = _ask(rig, "SELECT oid FROM pg_database WHERE datname = current_database()")
    folder = _data_directory(rig) / "base" / place
    begin_again(rig)
    _copy(rig)
    return (folder,)


def log_of(rig: Rig) -> Path:
    """PostgreSQL's write-ahead log."""
    return _data_directory(rig) / LOG


def begin_again(rig: Rig) -> None:
    """As a bot that is stopped and started."""
    rig.close()
    for name in ("database", "offices", "outbox"):
        vars(rig).pop(name, None)


def _files(places: Sequence[Path]) -> list[Path]:
    every = (one for place in places for one in (place.rglob("*") if place.is_dir() else [place]))
    return [one for one in every if one.is_file()]


def _read(file: Path) -> bytes:
    """PostgreSQL takes a list of its own away while one looks."""
    try:
        read = file.read_bytes()
    except FileNotFoundError:
        return b""
    return _without_heads(read) if file.parent.name == LOG else read


def _without_heads(log: bytes) -> bytes:
    """What is in a file of the log, in one piece."""
    pages = range(LOG_PAGE, len(log), LOG_PAGE)
    rest = (log[start + LOG_PAGE_HEAD : start + LOG_PAGE] for start in pages)
    return b"".join((log[LOG_FILE_HEAD:LOG_PAGE], *rest))


def _copy(rig: Rig) -> None:
    """Copying a database by its files makes PostgreSQL write them first, also those it keeps no log of."""
    url = make_url(rig.url)
    copy = f"{url.database}_copy_{next(_numbers)}"
    whole = url.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(whole, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {copy} TEMPLATE {url.database} STRATEGY file_copy")
        server.execute(f"DROP DATABASE {copy}")


def _data_directory(rig: Rig) -> Path:
    return Path(_ask(rig, "SHOW data_directory"))


def _ask(rig: Rig, question: str) -> str:
    ((answer,),) = rig.look(question)
    return str(answer)
