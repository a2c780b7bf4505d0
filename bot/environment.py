"""The settings as they are found: in the environment, or in a `.env` file in the working folder.

A line of the file that can't be read is refused; a name that is no setting is told of.
"""

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from dotenv.parser import Binding, parse_stream
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.boundary.trouble import Trouble
from bot.settings import FILE, MENDING, OURS, Settings

UNREADABLE: Final = (
    "Line {number} of the file {file} can't be read. Write it as NAME=value, with a quotation mark at both ends of the "
    "value or at neither, or take it out."
)
CURLY: Final = re.compile(r"[“”„‘’‚«»].*[“”„‘’‚«»]")
CURLED: Final = (
    "Line {number} of the file {file} has curly quotation marks around its value, as a word processor makes them: take "
    "them out."
)

DOTS: Final = re.compile(r"(?:xoxb-|xapp-)?(?:\.\.\.|…)")
DOTTED: Final = (
    "Line {number} of the file {file} has only the dots of an example: put in what belongs there."
)


def read_settings() -> Settings:
    """From the environment. Raises `Trouble`, with a sentence for each line or setting it can't use."""
    if unread := [sentence for line in _lines() if (sentence := _wrong_with(line))]:
        raise Trouble(" ".join(unread))
    try:
        return Settings()
    except ValidationError as wrong:
        # What is said to be missing may be there, with a letter wrong in its name.
        raise Trouble(" ".join((*map(_sentence, wrong.errors()), *no_settings()))) from None


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


def _wrong_with(line: Binding) -> str:
    """Empty where it can be read. What stands there is not shown: it may be a secret."""
    if line.error or (line.key is not None and line.value is None):
        # Without a value it would be taken for one that is not there.
        return UNREADABLE.format(number=line.original.line, file=FILE)
    value = line.value or ""
    says = CURLED if CURLY.fullmatch(value) else DOTTED if DOTS.fullmatch(value) else ""
    return says.format(number=line.original.line, file=FILE)


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
