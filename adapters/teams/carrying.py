"""A form, packed so that its own buttons can carry it. Whoever changes it on the way changes what they see alone:
what is meant stands in the token, and is judged when it comes back."""

import zlib
from base64 import b64decode, b64encode
from typing import Final

from pydantic import TypeAdapter

from bot.boundary.views import Form

FORMS: Final = TypeAdapter(Form)
MOST: Final = 1_000_000
"""Bytes that it is unpacked to at most."""


def plainly(form: Form) -> bytes:
    """The same form is always the same bytes."""
    return FORMS.dump_json(form)


def packed(form: Form) -> str:
    return b64encode(zlib.compress(plainly(form), 9)).decode()


def unpacked(carried: str) -> Form:
    """Raises `ValueError` where it was not packed here; it says nothing of what is in it."""
    try:
        plain = zlib.decompressobj().decompress(b64decode(carried, validate=True), MOST)
        return FORMS.validate_json(plain)
    except (zlib.error, ValueError):
        raise ValueError("not a form of ours") from None
