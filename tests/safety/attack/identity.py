"""Who is named in some bytes or letters: by their id, or by any hash of it that one can think of."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.domain.ids import PersonId, user_of

_HEX = re.compile(r"[0-9a-f]{16,128}")
_START = 8
"""Bytes of a hash that are looked for: also of one that was cut off."""
_HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b")
_PURPOSES = ("", "person|", "member|", "user|", "place|", "place|direct/")


class Faces:
    """All the names under which these people could be found, with these secrets."""

    def __init__(self, people: Iterable[PersonId], secrets: Iterable[bytes]) -> None:
        everyone, keys = tuple(people), tuple(secrets)
        self._plain = {user_of(one): one for one in everyone}
        self._hashed = {h[:_START]: one for one in everyone for h in hashes(one, keys)}
        self._names = re.compile("|".join(map(re.escape, self._plain)) or "(?!)")

    def in_text(self, text: str) -> set[PersonId]:
        found = {self._plain[name] for name in self._names.findall(text)}
        for letters in _HEX.findall(text):
            start = bytes.fromhex(letters[: 2 * _START])
            if start in self._hashed:
                found.add(self._hashed[start])
        return found

    def in_bytes(self, value: bytes) -> set[PersonId]:
        """A value that is a hash, or begins with one."""
        found = {self._hashed[value[:_START]]} if value[:_START] in self._hashed else set()
        return found | (self.in_text(value.decode("latin-1")) if len(value) < 4096 else set())


@lru_cache(maxsize=4096)
def hashes(person: PersonId, secrets: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(_hashes(person, secrets))


def _hashes(person: PersonId, secrets: tuple[bytes, ...]) -> Iterator[bytes]:
    for name in (person, user_of(person)):
        for word in (f"{purpose}{name}".encode() for purpose in _PURPOSES):
            for how in _HASHES:
                yield hashlib.new(how, word).digest()
            for secret in secrets:
                yield hmac.digest(secret, word, "sha256")
                yield hmac.digest(secret, word, "sha1")
                yield hashlib.sha256(secret + word).digest()
