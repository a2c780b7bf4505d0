"""Members' words, sealed. AES-256-GCM throughout.

A master key (LCBOT_SECRET_KEY; never in the database) wraps a random key for each community, for each
box and for the house. A community's key seals its records and posts. A sealed value fits only the
table, column and row that it was made for. Destroy a wrapped key, and what it sealed can't be read again.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.boundary.trouble import Trouble

KEY = 32
_NONCE = 12
_KEY_ID = 4
_TAG = 16
_VERSION = b"\x01"
MORE = len(_VERSION) + _NONCE + _TAG
"""Bytes by which a sealed value is longer than what was sealed."""

NO_KEY = (
    "There is no secret key to seal people's words with: "
    "set LCBOT_SECRET_KEY, or leave it out and let the bot make one."
)
SHORT_KEY = "A key in LCBOT_SECRET_KEY is too short: each must be at least 32 bytes."
WRONG_KEY = (
    "This database was sealed with a key that is not in LCBOT_SECRET_KEY: "
    "add the key it was made with after the newest one, and start again."
)
DAMAGED = (
    "A sealed value in the database does not open, so it was damaged or changed by hand: "
    "restore the latest backup."
)


def about(table: str, column: str, row: str) -> bytes:
    """Where a sealed value belongs; it opens nowhere else."""
    return f"{table}|{column}|{row}".encode()


def new_key() -> bytes:
    return os.urandom(KEY)


class Seal:
    """Seals with one key. Written as version, nonce, ciphertext with its tag."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, where: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, where)

    def open(self, sealed: bytes, where: bytes) -> bytes:
        """`Trouble` when it was sealed for another place, or has been changed."""
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], where)
        except InvalidTag:
            raise Trouble(DAMAGED) from None


class Keyring:
    """The master keys, newest first. The newest wraps; the older ones still open what they wrapped."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise Trouble(NO_KEY)
        if any(len(key) < KEY for key in keys):
            raise Trouble(SHORT_KEY)
        self._seals = {_key_id(key): Seal(_derived(key, b"wrap")) for key in keys}
        self._newest = _key_id(keys[0])

    def wrap(self, key: bytes, where: bytes) -> bytes:
        return self._newest + self._seals[self._newest].seal(key, where)

    def unwrap(self, wrapped: bytes, where: bytes) -> bytes:
        """`Trouble` when the key that wrapped it is not here."""
        seal = self._seals.get(wrapped[:_KEY_ID])
        if seal is None:
            raise Trouble(WRONG_KEY)
        return seal.open(wrapped[_KEY_ID:], where)

    def is_newest(self, wrapped: bytes) -> bool:
        return wrapped[:_KEY_ID] == self._newest


class Marks:
    """Turns names into marks: equal names give equal marks, and nobody without the key can go back."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, purpose: str, name: str) -> bytes:
        return hmac.digest(self._key, f"{purpose}|{name}".encode(), hashlib.sha256)[:16]


def _key_id(key: bytes) -> bytes:
    return _derived(key, b"key id")[:_KEY_ID]


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=b"lcbot " + purpose).derive(key)
