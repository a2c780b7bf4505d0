"""The data folder, and what a disk or a network says, in words."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.boundary.trouble import Trouble
from bot.settings import Settings

FULL: Final = {errno.ENOSPC, errno.EDQUOT}
SHUT: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


def make_folder(settings: Settings) -> None:
    """Make the data folder, for its owner alone. One that is there is left as it is."""
    with told_of(settings.data, "Or choose another with LCBOT_DATA."):
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(settings.data, os.W_OK | os.X_OK):
        raise Trouble(_shut(settings.data) + " Or choose another with LCBOT_DATA.")


@contextmanager
def told_of(path: Path, otherwise: str = "") -> Iterator[None]:
    """Raises `Trouble` for whatever goes wrong with this file or folder."""
    try:
        yield
    except OSError as problem:
        raise Trouble(f"{_sentence(path, problem)} {otherwise}".strip()) from None


def about_listening(host: str, port: int, problem: OSError) -> Trouble:
    """Why the site can't be opened, and what to do."""
    match problem.errno:
        case errno.EADDRINUSE:
            why = f"Port {port} is in use. Stop what uses it, or choose another with LCBOT_PORT."
        case errno.EACCES | errno.EPERM:
            why = (
                f"Port {port} may not be opened by this user. Choose one from 1024 up, LCBOT_PORT."
            )
        case _:
            why = f"{host} is no address of this machine. Set LCBOT_HOST to 127.0.0.1."
    return Trouble(why)


def _sentence(path: Path, problem: OSError) -> str:
    if problem.errno in FULL:
        return f"The disk that holds {path} is full. Make room, and try again."
    if problem.errno in SHUT:
        return _shut(path)
    if problem.errno in {errno.ENOTDIR, errno.EEXIST}:
        return f"{path} can't be made: a file is in its way. Move it."
    if problem.errno == errno.ENOENT:
        return f"There is no folder {path.parent}. Make it first, or choose another place."
    return f"{path} can't be used ({os.strerror(problem.errno or 0).lower()}). Look at it."


def _shut(path: Path) -> str:
    return f"{path} can't be written. Let the bot's user write there."
