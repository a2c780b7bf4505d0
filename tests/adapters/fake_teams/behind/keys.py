"""The keys with which tokens are signed, and how they are published.

Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
(the OpenID metadata document, `endorsements` of a key, RS256 only).
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.adapters.fake_teams.shapes import Json

ENDORSED = ("msteams", "webchat", "directline")

_drawn: dict[int, RSAPrivateKey] = {}


def drawn(number: int) -> RSAPrivateKey:
    """Drawing a key takes long: every world uses the same ones, in order."""
    if number not in _drawn:
        _drawn[number] = generate_private_key(public_exponent=65537, key_size=2048)
    return _drawn[number]


@dataclass
class Key:
    private: RSAPrivateKey
    kid: str
    endorsements: tuple[str, ...] = ENDORSED
    published: bool = True

    def public(self) -> Json:
        told: Json = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        told.pop("key_ops", None)
        more = {"use": "sig", "kid": self.kid, "x5t": self.kid}
        return (
            told | more | ({"endorsements": list(self.endorsements)} if self.endorsements else {})
        )


@dataclass
class Keys:
    """`names` is said in every key's id, so that no two identity providers share one."""

    names: str
    first: int = 0
    """Where in the order of keys its own begin."""
    all: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rotate()

    @property
    def current(self) -> Key:
        return self.all[-1]

    def rotate(self, *, withdraw: bool = False, endorsements: tuple[str, ...] = ENDORSED) -> Key:
        """From now on another key signs; the old ones stay published, or are withdrawn."""
        for key in self.all if withdraw else ():
            key.published = False
        number = self.first + len(self.all)
        self.all.append(Key(drawn(number), self._id(number), endorsements))
        return self.current

    def published(self) -> list[Json]:
        return [key.public() for key in self.all if key.published]

    def sign(self, claims: Json, **header: Any) -> str:
        key = self.current
        told = {"kid": key.kid, "x5t": key.kid, "typ": "JWT"} | header
        return jwt.encode(claims, key.private, algorithm="RS256", headers=told)

    def _id(self, number: int) -> str:
        digest = sha1(f"{self.names}{number}".encode(), usedforsecurity=False).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")
