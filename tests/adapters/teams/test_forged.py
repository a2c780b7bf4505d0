"""Whatever is forged, stale, foreign or malformed stays outside, and is told nothing of why."""

import base64
import gzip
import hmac
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from multidict import CIMultiDict

from adapters.teams.site import LARGEST
from tests.adapters.teams.authority import (
    APP,
    Authority,
    claims,
    jwk,
    open_authority,
    private_key,
    token,
)
from tests.adapters.teams.doors import Door, message, open_door

OTHER_TENANT = "b1f0f4ab-2f6f-4f3c-9a43-94a1f1f4dd33"
ELSEWHERE = "https://smba.example.org/uk/"


@pytest.fixture(scope="module")
async def authority() -> AsyncIterator[Authority]:
    async with open_authority() as one:
        one.published = {
            "first": ("webchat", "msteams"),
            "unendorsed": ("webchat",),
        }
        one.extra = [
            jwk("short", ("msteams",), 1024),
            jwk("bare", None),
            jwk("first", ("msteams",)) | {"kid": ""},
            {"kid": "broken", "kty": "RSA", "n": "?", "e": "AQAB", "endorsements": ["msteams"]},
            {"kid": "octets", "kty": "oct", "k": "c2VjcmV0", "endorsements": ["msteams"]},
            {"kid": 7},
            "nonsense",
        ]
        yield one


@pytest.fixture(scope="module")
async def door(authority: Authority) -> AsyncIterator[Door]:
    async with open_door(authority) as one:
        yield one


@dataclass
class Knock:
    """What a stranger shows; made when it is needed, since tokens age."""

    token: Callable[[], str] | None = None
    activity: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


def said(**other: Any) -> Callable[[], str]:
    return lambda: token(claims(**{name: _now(value) for name, value in other.items()}))


def _now(value: object) -> object:
    return value(time()) if callable(value) else value


def _unsigned() -> str:
    return jwt.encode(claims(), None, "none", headers={"kid": "first"})


def _signed_with_the_public_key() -> str:
    """The well-known trick: the public key, taken for a shared secret."""
    public = private_key("first").public_key()
    secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _part({"alg": "HS256", "typ": "JWT", "kid": "first"})
    signed = f"{head}.{_part(claims())}"
    return f"{signed}.{_b64(hmac.new(secret, signed.encode(), 'sha256').digest())}"


def _tampered() -> str:
    head, _, signature = token().split(".")
    return f"{head}.{_part(claims(serviceurl=ELSEWHERE))}.{signature}"


def _signed_with_a_short_key() -> str:
    signed = f"{_part({'alg': 'RS256', 'kid': 'short'})}.{_part(claims())}"
    signature = private_key("short", 1024).sign(signed.encode(), PKCS1v15(), SHA256())
    return f"{signed}.{_b64(signature)}"


def _part(of: object) -> str:
    return _b64(json.dumps(of).encode())


def _b64(some: bytes) -> str:
    return base64.urlsafe_b64encode(some).decode().rstrip("=")


def _signed_as(algorithm: str) -> Callable[[], str]:
    return lambda: jwt.encode(claims(), private_key("first"), algorithm, headers={"kid": "first"})


FORGED: Mapping[str, Knock] = {
    "no token": Knock(lambda: ""),
    "another scheme": Knock(lambda: "", headers={"Authorization": "Basic dXNlcjpwYXNz"}),
    "a scheme alone": Knock(lambda: "", headers={"Authorization": "Bearer"}),
    "a scheme and a blank": Knock(lambda: "", headers={"Authorization": "Bearer  "}),
    "garbage": Knock(lambda: "garbage"),
    "three parts of garbage": Knock(lambda: "a.b.c"),
    "a head that is a list": Knock(lambda: f"{_part([])}.{_part(claims())}.x"),
    "a head that is no JSON": Knock(lambda: f"{_b64(b'{')}.{_part(claims())}.x"),
    "a body that is a list": Knock(
        lambda: jwt.PyJWS().encode(b"[]", private_key("first"), "RS256", headers={"kid": "first"})
    ),
    "not signed": Knock(_unsigned),
    "signed with the public key": Knock(_signed_with_the_public_key),
    "signed in another way": Knock(_signed_as("PS256")),
    "signed with more bits": Knock(_signed_as("RS512")),
    "changed after it was signed": Knock(_tampered),
    "signed by a stranger in Teams' name": Knock(lambda: token(key="stranger", kid="first")),
    "a key that nobody knows": Knock(lambda: token(key="stranger")),
    "no name of a key": Knock(lambda: token(kid=None)),
    "a name of a key that is no word": Knock(
        lambda: f"{_part({'alg': 'RS256', 'kid': 7})}.{_part(claims())}.x"
    ),
    "a key of another channel": Knock(lambda: token(key="unendorsed")),
    "a key without a channel": Knock(lambda: token(key="bare")),
    "a key that is too short": Knock(_signed_with_a_short_key),
    "a key that can't be read": Knock(lambda: token(kid="broken")),
    "a shared secret as a key": Knock(lambda: token(kid="octets")),
    "a part that must be understood": Knock(lambda: token(crit=["exp"], exp=1)),
    "another issuer": Knock(said(iss="https://sts.windows.net/other/")),
    "no issuer": Knock(said(iss=None)),
    "an issuer that is a list": Knock(said(iss=["https://api.botframework.com"])),
    "for another bot": Knock(said(aud=OTHER_TENANT)),
    "for nobody": Knock(said(aud=None)),
    "for several": Knock(said(aud=[APP, OTHER_TENANT])),
    "too old": Knock(said(exp=lambda now: now - 301)),
    "for ever": Knock(said(exp=None)),
    "an end that is no time": Knock(said(exp="never")),
    "an end beyond all time": Knock(said(exp=float("inf"))),
    "not yet": Knock(said(nbf=lambda now: now + 330)),
    "no beginning": Knock(said(nbf=None)),
    "signed tomorrow": Knock(said(iat=lambda now: now + 86400)),
    "no address to answer": Knock(said(serviceurl=None)),
}  # fmt: skip
"""Tokens that are no good."""

FOREIGN: Mapping[str, Knock] = {
    "another address than was signed": Knock(activity=message(serviceUrl=ELSEWHERE)),
    "no address": Knock(activity=message(serviceUrl=None)),
    "an address that is no word": Knock(activity=message(serviceUrl=["x"])),
    "an address that is none of Teams'": Knock(
        said(serviceurl=ELSEWHERE), message(serviceUrl=ELSEWHERE)
    ),
    "plain http": Knock(
        said(serviceurl="http://smba.trafficmanager.net/uk/"),
        message(serviceUrl="http://smba.trafficmanager.net/uk/"),
    ),
    "another channel": Knock(activity=message(channelId="webchat")),
    "the emulator": Knock(activity=message(channelId="emulator")),
    "no channel": Knock(activity=message(channelId=None)),
    "another tenant": Knock(activity=message(channelData={"tenant": {"id": OTHER_TENANT}})),
    "no tenant": Knock(activity=message(channelData={})),
    "a tenant that is no word": Knock(activity=message(channelData={"tenant": {"id": 7}})),
    "a tenant beside the data": Knock(activity=message(channelData="tenant")),
    "a tenant only where the talk is": Knock(activity=message(channelData=None)),
}
"""Signed for this bot, and still not for it."""

MALFORMED: Mapping[str, Knock] = {
    "nothing": Knock(body=b""),
    "no JSON": Knock(body=b"{'type': 'message'}"),
    "half of it": Knock(body=b'{"type": "mess'),
    "a list": Knock(activity=[message()]),
    "a word": Knock(activity="message"),
    "not UTF-8": Knock(body=b'{"text": "\xff\xfe"}'),
    "as deep as a well": Knock(body=b"[" * 100_000 + b"]" * 100_000),
    "a number of five thousand digits": Knock(body=b'{"id": ' + b"9" * 5000 + b"}"),
    "not what it says it is": Knock(headers={"Content-Encoding": "gzip"}, body=b"not zipped"),
    "no type": Knock(activity=message(type=None)),
    "no id": Knock(activity=message(id=None)),
    "no conversation": Knock(activity=message(conversation=None)),
    "a conversation that is a list": Knock(activity=message(conversation=[1])),
    "a conversation without an id": Knock(activity=message(conversation={"isGroup": True})),
    "nobody": Knock(activity=message(**{"from": None})),
    "somebody who is a word": Knock(activity=message(**{"from": "Ana"})),
    "to nobody": Knock(activity=message(recipient=None)),
    "mentions that are a word": Knock(activity=message(entities="mention")),
    "mentions that are none": Knock(activity=message(entities=[None, 5])),
    "members that are none": Knock(activity=message(type="conversationUpdate", membersAdded=[5])),
    "a time that is none": Knock(activity=message(timestamp="yesterday")),
    "a time before all time": Knock(activity=message(timestamp="0001-01-01T00:00:00+14:00")),
}
"""From Teams, by its token, and not to be made sense of."""


@pytest.mark.parametrize("kind", FORGED)
async def test_a_token_that_is_no_good_opens_nothing(kind: str, door: Door) -> None:
    await _stays_outside(door, FORGED[kind], 401)


@pytest.mark.parametrize("kind", FOREIGN)
async def test_what_is_for_others_is_not_taken(kind: str, door: Door) -> None:
    await _stays_outside(door, FOREIGN[kind], 403)


@pytest.mark.parametrize("kind", MALFORMED)
async def test_what_makes_no_sense_is_no_failure_of_ours(kind: str, door: Door) -> None:
    await _stays_outside(door, MALFORMED[kind], 400)


@pytest.mark.parametrize("kind", MALFORMED)
async def test_of_a_stranger_not_a_word_is_read(kind: str, door: Door) -> None:
    """Without a token, what is malformed and what is too large are refused like everything else."""
    knock = MALFORMED[kind]

    await _stays_outside(door, Knock(lambda: "", knock.activity, body=knock.body), 401)


async def test_too_much_is_not_read(door: Door) -> None:
    await _stays_outside(door, Knock(body=b" " * (LARGEST + 1)), 413)
    zipped = gzip.compress(b" " * (LARGEST + 1))
    await _stays_outside(door, Knock(headers={"Content-Encoding": "gzip"}, body=zipped), 413)


async def test_a_form_of_a_web_page_is_not_read(door: Door) -> None:
    await _stays_outside(door, Knock(headers={"Content-Type": "text/plain"}), 415)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_nothing_but_a_message_is_brought(method: str, door: Door) -> None:
    reply = await door.call(b"", {"Authorization": f"Bearer {token()}"}, method)

    assert reply.status == 405


async def test_two_tokens_are_one_too_many(door: Door) -> None:
    twice = CIMultiDict({"Content-Type": "application/json"})
    for _ in range(2):
        twice.add("Authorization", f"Bearer {token()}")
    reply = await door.call(json.dumps(message()).encode(), twice)

    assert (reply.status, door.heard.incoming) == (401, [])


@pytest.mark.parametrize(
    "good",
    [
        dict,
        lambda: {"exp": int(time()) - 100},
        lambda: {"nbf": int(time()) + 200},
        lambda: {"iat": None},
        lambda: {"more": "than was asked for"},
    ],
)
async def test_what_teams_has_signed_comes_in(
    good: Callable[[], dict[str, Any]], authority: Authority
) -> None:
    async with open_door(authority) as door:
        reply = await door.knock(token=token(claims(**good())))

        assert (reply.status, reply.text) == (200, "")
        (incoming,) = door.heard.incoming
        assert incoming.text == "menu"


async def test_the_scheme_may_be_written_small(authority: Authority) -> None:
    async with open_door(authority) as door:
        reply = await door.knock(token="", headers={"Authorization": f"bearer {token()}"})

        assert reply.status == 200


async def test_letters_of_every_script_come_in(authority: Authority) -> None:
    words = "Mänty 🌱 \\u0000 \\ud800 „so“"
    async with open_door(authority) as door:
        reply = await door.knock(message(text=words, entities=None))

        assert reply.status == 200
        assert door.heard.incoming[0].text == words


async def test_half_a_letter_keeps_no_word_outside(authority: Authority) -> None:
    """A client has cut an emoji in two where its field was full, or pasted a null from elsewhere."""
    async with open_door(authority) as door:
        reply = await door.knock(
            message(text="It was \ud83d late\0, and \U0001f331", entities=None)
        )

        assert reply.status == 200
        assert door.heard.incoming[0].text == "It was \ufffd late, and \U0001f331"


async def _stays_outside(door: Door, knock: Knock, status: int) -> None:
    shown = knock.token() if knock.token else None
    reply = await door.knock(knock.activity, token=shown, headers=knock.headers, body=knock.body)

    assert (reply.status, reply.text, door.heard.incoming) == (status, "", [])
    assert reply.headers.get("WWW-Authenticate") == ("Bearer" if status == 401 else None)
