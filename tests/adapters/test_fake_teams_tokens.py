"""Who may ask the fake Teams for a token, who may speak with one, and how its own tokens change."""

import time
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from aiohttp import ClientError, ClientSession
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding

from tests.adapters.fake_teams import AUDIENCE, MACHINE_SECRET, App
from tests.adapters.fake_teams_house import House, house

BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


async def _asks(there: House, **form: str) -> tuple[int, Any]:
    app = there.teams.app
    given = {
        "grant_type": "client_credentials",
        "client_id": app.id,
        "client_secret": app.secret,
        "scope": f"{AUDIENCE}/.default",
    }
    sent = {name: value for name, value in (given | form).items() if value}
    async with there.session.post(there.teams.token_url, data=sent) as answer:
        return answer.status, await answer.json()


async def test_a_secret_gets_a_token_and_every_request_is_counted() -> None:
    async with house() as there:
        status, told = await _asks(there)
        await _asks(there)

        assert (status, told["token_type"], told["expires_in"]) == (200, "Bearer", 3600)
        assert len(await there.teams.requests("token")) == 2


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"client_secret": "a guess"}, 401, "invalid_client"),
        ({"client_id": "somebody else"}, 400, "unauthorized_client"),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_a_wrong_request_gets_no_token(
    wrong: dict[str, str], status: int, error: str
) -> None:
    async with house() as there:
        refused, told = await _asks(there, **wrong)

        assert (refused, told["error"]) == (status, error)


async def test_another_tenant_gives_no_token() -> None:
    async with house() as there:
        url = there.teams.token_url.replace(there.teams.app.tenant, "common")
        async with there.session.post(url, data={"grant_type": "client_credentials"}) as answer:
            assert answer.status == 400


def _certificate() -> tuple[RSAPrivateKey, x509.Certificate]:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "the bot")])
    now = datetime.fromtimestamp(time.time(), UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    return key, made.sign(key, hashes.SHA256())


def _assertion(key: RSAPrivateKey, of: x509.Certificate, app: str, url: str, **more: Any) -> str:
    now = int(time.time())
    claims = {"iss": app, "sub": app, "aud": url, "jti": str(uuid4()), "nbf": now, "exp": now + 300}
    thumb = urlsafe_b64encode(of.fingerprint(hashes.SHA256())).decode().rstrip("=")
    return jwt.encode(claims | more, key, algorithm="PS256", headers={"x5t#S256": thumb})


async def test_a_certificate_proves_who_asks_but_once() -> None:
    key, certificate = _certificate()
    app = App(certificates=(certificate.public_bytes(Encoding.PEM).decode(),))
    async with house(app=app) as there:
        assertion = _assertion(key, certificate, app.id, there.teams.token_url)
        proof = {"client_assertion_type": BEARER, "client_assertion": assertion}

        first, _ = await _asks(there, client_secret="", **proof)
        second, told = await _asks(there, client_secret="", **proof)

        assert (first, second) == (200, 401)
        assert "AADSTS700028" in told["error_description"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "https://elsewhere.example"},
        {"exp": 1, "nbf": 0},
        {"iss": "somebody else"},
    ],
)
async def test_an_assertion_for_another_place_time_or_app_is_refused(wrong: dict[str, Any]) -> None:
    key, certificate = _certificate()
    app = App(certificates=(certificate.public_bytes(Encoding.PEM).decode(),))
    async with house(app=app) as there:
        assertion = _assertion(key, certificate, app.id, there.teams.token_url, **wrong)
        proof = {"client_assertion_type": BEARER, "client_assertion": assertion}

        status, _ = await _asks(there, client_secret="", **proof)

        assert status == 401


async def test_an_assertion_with_another_key_is_refused() -> None:
    _, certificate = _certificate()
    app = App(certificates=(certificate.public_bytes(Encoding.PEM).decode(),))
    async with house(app=app) as there:
        other, _ = _certificate()
        assertion = _assertion(other, certificate, app.id, there.teams.token_url)
        proof = {"client_assertion_type": BEARER, "client_assertion": assertion}

        status, told = await _asks(there, client_secret="", **proof)

        assert (status, "AADSTS700027" in told["error_description"]) == (401, True)


async def test_a_managed_identity_gets_its_token_from_the_machine() -> None:
    async with house(app=App(managed=True)) as there:
        asked = {"resource": AUDIENCE, "client_id": there.teams.app.id, "api-version": "2019-08-01"}
        secret = {"X-IDENTITY-HEADER": MACHINE_SECRET}
        service = await _gets(there, there.teams.managed_url, asked, secret)
        machine = await _gets(there, there.teams.machine_url, asked, {"Metadata": "true"})
        bare = await _gets(there, there.teams.machine_url, asked, {})

        assert [status for status, _ in (service, machine, bare)] == [200, 200, 400]
        assert isinstance(service[1]["expires_on"], str)
        there.token = service[1]["access_token"]
        status, _ = await there.ask("GET", f"teams/{there.team.id}")
        assert status == 200


async def _gets(
    there: House, url: str, asked: dict[str, str], headers: dict[str, str]
) -> tuple[int, Any]:
    async with there.session.get(url, params=asked, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_without_a_good_token_nobody_speaks() -> None:
    async with house() as there:
        foreign = jwt.encode({"aud": AUDIENCE}, "x" * 32, algorithm="HS256")
        url = f"{there.teams.service_url}v3/teams/{there.team.id}"
        for header in ({}, {"Authorization": "Basic x"}, {"Authorization": f"Bearer {foreign}"}):
            async with there.session.get(url, headers=header) as answer:
                assert answer.status == 401


async def test_a_token_dies_with_its_time_and_when_it_is_revoked() -> None:
    async with house(by_the_clock=True) as there:
        at = f"teams/{there.team.id}"
        fresh, _ = await there.ask("GET", at)
        await there.teams.clock.forward(3601)
        old, _ = await there.ask("GET", at)
        await there.sign_in()
        anew, _ = await there.ask("GET", at)
        await there.teams.revoke_tokens()
        revoked, _ = await there.ask("GET", at)

        assert (fresh, old, anew, revoked) == (200, 401, 200, 401)


async def _published(there: House) -> list[dict[str, Any]]:
    async with ClientSession() as session, session.get(there.teams.metadata_url) as answer:
        where = (await answer.json())["jwks_uri"]
    async with ClientSession() as session, session.get(where) as answer:
        found: list[dict[str, Any]] = (await answer.json())["keys"]
        return found


async def test_keys_rotate_and_old_ones_may_be_withdrawn() -> None:
    async with house() as there:
        [first] = await _published(there)
        second = await there.teams.keys.rotate()
        both = await _published(there)
        await there.teams.keys.rotate(withdraw=True, endorsements=("webchat",))
        [last] = await _published(there)

        assert [key["kid"] for key in both] == [first["kid"], second]
        assert last["endorsements"] == ["webchat"]
        assert last["kid"] not in {first["kid"], second}


async def test_the_identity_provider_may_be_slow_broken_or_gone() -> None:
    async with house() as there:
        there.teams.fault("fails", "token", 503)
        there.teams.fault("limited", "token", 7)
        statuses = []
        for _ in range(3):
            async with there.session.post(there.teams.token_url, data={}) as answer:
                statuses.append((answer.status, answer.headers.get("Retry-After")))

        assert statuses == [(503, None), (429, "7"), (400, None)]


@pytest.mark.parametrize("operation", ["metadata", "keys"])
async def test_its_keys_may_be_out_of_reach_or_garbled(operation: str) -> None:
    async with house() as there:
        there.teams.fault("lost", operation, times=2)  # aiohttp asks once more by itself
        with pytest.raises(ClientError):
            await _published(there)
        there.teams.fault("broken", operation)
        with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
            await _published(there)
        assert len(await _published(there)) == 1


@pytest.mark.parametrize("key", ["current", "foreign", "unknown"])
async def test_a_test_may_have_anything_signed(key: str) -> None:
    async with house() as there:
        token = await there.teams.token(key=key, without=("exp",), aud="somebody else")

        header = jwt.get_unverified_header(token)
        claims = jwt.decode(token, options={"verify_signature": False})
        known = {each["kid"] for each in await _published(there)}
        assert "exp" not in claims
        assert claims["aud"] == "somebody else"
        assert (header["kid"] in known) is (key != "unknown")
        assert (await there.teams.raw(b"{}", Authorization=f"Bearer {token}")).failed
