"""Every sentence that a person reads. `say` looks one up in the catalogue and fills its places.

Sentences have keys such as `session.opens`, so that wording can change without touching code. A
missing key or fill is a bug, and a `KeyError`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from bot.domain.spoken import Spoken, moments_in
from bot.domain.told import Number, Told

LOCALE = "en"


def say(key: str, /, **fills: object) -> str:
    """The sentence `key`, each `{name}` in it filled.

    What is filled in stays as it is: braces in a member's name are never read as places.
    """
    return _filled(_sentence(key), fills) if fills else _plain(key)


def has(key: str, /) -> bool:
    """Whether there is a sentence of this key: some are only there for some chats."""
    return _catalogue().gettext(key) != key


def at_first(words: str) -> str:
    """Our own words with a capital, where they stand at the beginning. Names stay as people write them."""
    return words[:1].upper() + words[1:]


def count(key: str, n: int, /, **fills: object) -> str:
    """The sentence `key` for `n` things, with `{n}` filled too.

    Its entry in the catalogue is a plural: `key` and `key.many`.
    """
    sentence = _catalogue().ngettext(key, f"{key}.many", n)
    return _filled(_found(sentence, key, f"{key}.many"), {"n": n, **fills})


def tell_of(key: str, told: Told, /, **fills: str) -> str:
    """How many people, as the gate lets it be told: one of the sentences below `key`."""
    return say(f"{key}.{told.read()}", **fills)


def tell_number(key: str, number: Number, /, **fills: str | int | Number) -> str:
    """A number about people that the gate lets be told: `{n}` in the sentence `key`, and in others `fills`."""
    rest = {name: fill.read() if isinstance(fill, Number) else fill for name, fill in fills.items()}
    if _has_many(key):
        return count(key, number.read(), **rest)
    return say(key, n=number.read(), **rest)


def _sentence(key: str) -> str:
    return _found(_catalogue().gettext(key), key)


@cache
def _plain(key: str) -> str:
    """A sentence without places: it reads the same each time, and a menu is made of twenty."""
    return _filled(_sentence(key), {})


def _filled(sentence: str, fills: Mapping[str, object]) -> str:
    """It remembers the moments that it has been filled with."""
    said = sentence.format_map(fills)
    moments = moments_in(*(fill for fill in fills.values() if isinstance(fill, str)))
    return Spoken(said, moments) if moments else said


def _has_many(key: str) -> bool:
    return _catalogue().ngettext(key, f"{key}.many", 2) != f"{key}.many"


def _found(sentence: str, *keys: str) -> str:
    """gettext gives the key itself back where it has no sentence."""
    if sentence in keys:
        raise KeyError(keys[0])
    return sentence


@cache
def _catalogue() -> Translations:
    """Read the source catalogue itself, so that there is no compiled file to forget."""
    source = files("bot.words") / "locale" / LOCALE / "LC_MESSAGES" / "lcbot.po"
    compiled = BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=LOCALE, domain="lcbot"))
    compiled.seek(0)
    return Translations(fp=compiled, domain="lcbot")
