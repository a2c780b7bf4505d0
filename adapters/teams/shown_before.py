"""Tokens that were shown before: Teams shows one with everything that it brings, for as long as it holds.

What was true of one stays true while its key is known and its time is not over. It is known again by its digest, so
that none is kept.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

MOST: Final = 1_000
"""Tokens. The one that was shown the longest time ago goes first."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `key`, called `named`, has signed. `until` is in seconds since 1970."""

    named: str
    key: RSAPublicKey
    claims: Mapping[str, Any]
    until: float


class ShownBefore:
    """Those that were good."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._checked = OrderedDict[bytes, Checked]()

    def recall(self, token: str) -> Checked | None:
        digest = _digest(token)
        if checked := self._checked.get(digest):
            self._checked.move_to_end(digest)
        return checked

    def remember(self, token: str, checked: Checked) -> None:
        self._checked[_digest(token)] = checked
        while len(self._checked) > self._most:
            self._checked.popitem(last=False)


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogateescape")).digest()
