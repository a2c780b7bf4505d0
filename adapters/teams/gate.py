"""Who is let in: Teams, from the tenants that are served, and nobody else. No refusal says why.

First the token alone is looked at, and only then is a word read of what came with it. Sources: "Authentication with
the Bot Connector API" (learn.microsoft.com), and what the library's own check leaves out (docs/decisions/0030).
"""

import json
import logging
from base64 import urlsafe_b64decode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import time
from typing import Any, Final, Protocol

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import CHANNEL, NoKeys, SigningKeys
from adapters.teams.shown_before import Checked, ShownBefore
from adapters.teams.transport import Payload
from bot.boundary.hosts import is_loopback

ALGORITHMS: Final = ("RS256",)
LEEWAY: Final = 300
"""Seconds that two clocks may differ by."""
REQUIRED: Final = ("exp", "nbf", "iss", "aud", "serviceurl")

log = logging.getLogger(__name__)

Claims = Mapping[str, Any]


class Refused(Exception):
    """With a status, and not a word more: whoever tries keys in a lock is told nothing of the lock."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, before a word is read. `address` is theirs, `host` the name by which they call us."""

    authorization: tuple[str, ...]
    address: str
    host: str
    is_forwarded: bool = False
    """Somebody stands between."""


class Gate(Protocol):
    async def admit(self, caller: Caller) -> Claims:
        """What the token claims. Raises `Refused`."""
        ...

    def must_be_for_us(self, claims: Claims, activity: Payload, /) -> None:
        """Raises `Refused`."""
        ...


class TokenGate:
    """Lets in what Teams has signed for this bot."""

    def __init__(
        self,
        keys: SigningKeys,
        *,
        app_id: str,
        issuers: Collection[str],
        hosts: ServiceHosts,
        tenants: Collection[str],
    ) -> None:
        """Raises `ValueError` without an app id: everything would be for us."""
        if not app_id or not tenants:
            raise ValueError("a gate needs to know whose it is")
        self._keys = keys
        self._app_id = app_id
        self._issuers = list(issuers)
        self._hosts = hosts
        self._tenants = frozenset(tenants)
        self._shown = ShownBefore()

    async def admit(self, caller: Caller) -> Claims:
        token = _token(caller.authorization)
        try:
            return await self._claims(token)
        except NoKeys:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE) from None
        except jwt.PyJWTError:
            raise Refused(HTTPStatus.UNAUTHORIZED) from None
        except Exception as strange:
            # Whatever else can be made to break in here has been made by somebody.
            log.debug("A token could not be read: %s.", type(strange).__name__)
            raise Refused(HTTPStatus.UNAUTHORIZED) from None

    def must_be_for_us(self, claims: Claims, activity: Payload) -> None:
        url = activity.get("serviceUrl")
        if not isinstance(url, str) or claims.get("serviceurl") != url:
            raise Refused(HTTPStatus.FORBIDDEN)
        _must_be_from(activity, self._hosts, self._tenants)

    async def _claims(self, token: str) -> Claims:
        known = self._shown.recall(token)
        name = known.named if known else _key_named_in(token)
        key = await self._keys.key(name)
        if key is None:
            raise jwt.InvalidTokenError
        if known and known.key is key and known.until > time():
            return known.claims
        claims = self._proven(token, key)
        self._shown.remember(token, Checked(name, key, claims, int(claims["exp"]) + LEEWAY))
        return claims

    def _proven(self, token: str, key: RSAPublicKey) -> Claims:
        """Raises `InvalidTokenError`."""
        claims: Claims = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=self._app_id,
            issuer=self._issuers,
            leeway=LEEWAY,
            options={"require": list(REQUIRED), "strict_aud": True},
        )
        return claims


class LocalGate:
    """Believes whoever calls from this machine, by this machine's own name and straight. For trying things out."""

    def __init__(self, *, tenants: Collection[str] = ()) -> None:
        self._hosts = ServiceHosts((), all_here=True)
        self._tenants = frozenset(tenants)

    async def admit(self, caller: Caller) -> Claims:
        """A web page elsewhere that calls this machine calls it by another name."""
        here = is_loopback(caller.address) and is_loopback(_without_port(caller.host))
        if not here or caller.is_forwarded:
            raise Refused(HTTPStatus.FORBIDDEN)
        return {}

    def must_be_for_us(self, _: Claims, activity: Payload) -> None:
        _must_be_from(activity, self._hosts, self._tenants)


def _token(authorization: tuple[str, ...]) -> str:
    """Raises `Refused` where there is not exactly one."""
    if len(authorization) != 1:
        raise Refused(HTTPStatus.UNAUTHORIZED)
    scheme, _, token = authorization[0].partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused(HTTPStatus.UNAUTHORIZED)
    return token


def _key_named_in(token: str) -> str:
    """Only a name yet: whether anything of it is true, the library says. Raises `InvalidTokenError`."""
    written = token.partition(".")[0]
    try:
        head = json.loads(urlsafe_b64decode(written + "=" * (-len(written) % 4)))
    except (ValueError, RecursionError):
        raise jwt.InvalidTokenError from None
    name = head.get("kid") if isinstance(head, dict) else None
    if not isinstance(name, str) or head.get("alg") not in ALGORITHMS:
        raise jwt.InvalidTokenError
    return name


def _must_be_from(activity: Payload, hosts: ServiceHosts, tenants: Collection[str]) -> None:
    """Raises `Refused`. Without `tenants`, any will do."""
    url, tenant = activity.get("serviceUrl"), tenant_of(activity)
    served = not tenants or tenant in tenants
    called = isinstance(url, str) and hosts.serve(url)
    if activity.get("channelId") != CHANNEL or not called or not served:
        raise Refused(HTTPStatus.FORBIDDEN)


def tenant_of(activity: Payload) -> str:
    """As `channelData` names it: the library reads it from where Teams does not write it. Empty where it is not."""
    data = activity.get("channelData")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    name = tenant.get("id") if isinstance(tenant, Mapping) else None
    return name.lower() if isinstance(name, str) else ""


def _without_port(host: str) -> str:
    return host.rpartition("]")[0].removeprefix("[") if "[" in host else host.partition(":")[0]
