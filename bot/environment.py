"""The settings as they are found: in the environment, or in a `.env` file in the working folder.

A line of the file that can't be read is refused; a name that is no setting is told of.
"""

import os
from collections.abc import Iterator
from difflib import get_close_matches

from dotenv.parser import Binding, parse_stream
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.boundary.trouble import Trouble
from bot.settings import FILE, MENDING, OURS, Settings


def read_settings() -> Settings:
    """From the environment. Raises `Trouble`, with a sentence for each line or setting it can't use."""
    if unread := [_rewrite(one) for one in _lines() if _is_unreadable(one)]:
        raise Trouble(" ".join(unread))
    try:
        return Settings()
    except ValidationError as wrong:
        raise Trouble(" ".join(map(_sentence, wrong.errors()))) from None


def no_settings() -> tuple[str, ...]:
    """A sentence for each name that looks like a setting and is none. Raises `Trouble`."""
    given = {*os.environ, *(line.key for line in _lines() if line.key)}
    named = {name.upper() for name in given if name.upper().startswith(OURS)}
    return tuple(_did_you_mean(name) for name in sorted(named - set(MENDING)))


def _lines() -> Iterator[Binding]:
    """What the file says, if there is one. Raises `Trouble` when it can't be read at all."""
    if not FILE.is_file():
        return
    try:
        with FILE.open(encoding="utf-8") as file:
            yield from parse_stream(file)
    except OSError:
        raise Trouble(f"The file {FILE} can't be read. Let the bot's user read it.") from None
    except UnicodeDecodeError:
        raise Trouble(f"The file {FILE} is not plain text. Save it as UTF-8.") from None


def _is_unreadable(line: Binding) -> bool:
    """Also a name without a value: it would be taken for one that is not there."""
    return line.error or (line.key is not None and line.value is None)


def _rewrite(line: Binding) -> str:
    # What stands there is not shown: it may be a secret.
    number = line.original.line
    return (
        f"Line {number} of the file {FILE} can't be read. Write it as NAME=value,"
        " with a quotation mark at both ends of the value or at neither, or take it out."
    )


def _did_you_mean(name: str) -> str:
    ours = {_bare(setting): setting for setting in MENDING}
    close = get_close_matches(_bare(name), ours, n=1)
    hint = f"Did you mean {ours[close[0]]}?" if close else "Look in .env.example, or take it out."
    return f"{name} is not a setting. {hint}"


def _bare(name: str) -> str:
    return next((name.removeprefix(one) for one in OURS if name.startswith(one)), name)


def _sentence(error: ErrorDetails) -> str:
    """Of one setting, or of several that do not go together: those have a sentence of their own."""
    return _mend(str(error["loc"][0])) if error["loc"] else str(error.get("ctx", {}).get("error"))


def _mend(name: str) -> str:
    return f"{name} must be {MENDING[name]}: change it in the environment or in the file .env."
