"""How the bot proves who it is, when it asks Microsoft for a token: by a secret, a certificate, or its machine.

Sources, all on learn.microsoft.com: "OAuth 2.0 client credentials flow", "Microsoft identity platform application
authentication certificate credentials", and, for managed identities, "How to use managed identities for App Service"
and "… on an Azure VM".
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Final, Protocol
from uuid import uuid4

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bot.boundary.trouble import Trouble

NOTHING: Final[Mapping[str, str]] = {}
ASSERTED: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_HOLDS: Final = 300
"""Seconds."""
MACHINE: Final = "http://169.254.169.254"
OF_THE_MACHINE: Final = "/metadata/identity/oauth2/token"
UNREADABLE: Final = "The file in TEAMS_CERTIFICATE_FILE can't be read. Check its path, and let the bot's user read it."
NO_PAIR: Final = (
    "The file in TEAMS_CERTIFICATE_FILE must have a certificate and its RSA private key, in PEM form and without a "
    "password."
)
OVER: Final = (
    "The certificate in TEAMS_CERTIFICATE_FILE has run out: make a new one, and upload it on the page “Certificates & "
    "secrets” of your app."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A request for a token. Not to be shown: it has the proof in it."""

    url: str
    method: str = "POST"
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Proof(Protocol):
    def question(self) -> Question: ...


@dataclass(frozen=True, slots=True)
class Secret:
    """A password that the app was given."""

    url: str
    app_id: str
    scope: str
    secret: str = field(repr=False)

    def question(self) -> Question:
        form = _form(self.app_id, self.scope) | {"client_secret": self.secret}
        return Question(self.url, form=form)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A key that never leaves this machine: what it signs is shown in its place."""

    url: str
    app_id: str
    scope: str
    key: RSAPrivateKey = field(repr=False)
    fingerprint: str
    now: Callable[[], float] = time

    def question(self) -> Question:
        form = _form(self.app_id, self.scope)
        proof = {"client_assertion_type": ASSERTED, "client_assertion": self._signed()}
        return Question(self.url, form=form | proof)

    def _signed(self) -> str:
        now = int(self.now())
        says = {
            "aud": self.url,
            "iss": self.app_id,
            "sub": self.app_id,
            "jti": str(uuid4()),
            "iat": now,
            "nbf": now,
            "exp": now + ASSERTION_HOLDS,
        }
        return jwt.encode(says, self.key, "PS256", headers={"x5t#S256": self.fingerprint})


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """The machine in Azure vouches for whoever runs on it. `surroundings` are its environment variables."""

    app_id: str
    scope: str
    surroundings: Mapping[str, str] = field(repr=False)

    def question(self) -> Question:
        asked = {"resource": self.scope.removesuffix("/.default"), "client_id": self.app_id}
        endpoint = self.surroundings.get("IDENTITY_ENDPOINT", "")
        header = self.surroundings.get("IDENTITY_HEADER", "")
        if endpoint and header:
            query = {"api-version": "2019-08-01"} | asked
            return Question(endpoint, "GET", query=query, headers={"X-IDENTITY-HEADER": header})
        query = {"api-version": "2018-02-01"} | asked
        machine = self.surroundings.get("AZURE_POD_IDENTITY_AUTHORITY_HOST", MACHINE).rstrip("/")
        url = f"{machine}{OF_THE_MACHINE}"
        return Question(url, "GET", query=query, headers={"Metadata": "true"})


def certificate(
    file: Path, *, url: str, app_id: str, scope: str, now: Callable[[], float] = time
) -> Certificate:
    """Raises `Trouble` when there is none in it that can be used."""
    key, shown = _pair(_read(file))
    if shown.not_valid_after_utc.timestamp() <= now():
        raise Trouble(OVER)
    fingerprint = urlsafe_b64encode(shown.fingerprint(SHA256())).decode().rstrip("=")
    return Certificate(url, app_id, scope, key, fingerprint, now)


def _form(app_id: str, scope: str) -> dict[str, str]:
    return {"grant_type": "client_credentials", "client_id": app_id, "scope": scope}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise Trouble(UNREADABLE) from None


def _pair(pem: bytes) -> tuple[RSAPrivateKey, x509.Certificate]:
    try:
        key = load_pem_private_key(pem, None)
        shown = x509.load_pem_x509_certificate(pem)
    except (ValueError, TypeError):
        raise Trouble(NO_PAIR) from None
    if not isinstance(key, RSAPrivateKey) or key.public_key() != shown.public_key():
        raise Trouble(NO_PAIR)
    return key, shown
