"""Who is let in is said by the settings, and by nothing that is left out."""

import asyncio
from collections.abc import AsyncIterator
from time import time

import aiohttp
import pytest

from adapters.teams.gate import LEEWAY, Caller, LocalGate, Refused, TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import FRESH, SigningKeys
from adapters.teams.shown_before import Checked, ShownBefore
from tests.adapters.teams.authority import (
    APP,
    TENANT,
    Authority,
    claims,
    jwk,
    open_authority,
    private_key,
    token,
)
from tests.adapters.teams.doors import message, open_door
from tests.adapters.teams.hands import Hands

ENTRA = "https://sts.windows.net/0d8a5e0e/"
OTHER_TENANT = "b1f0f4ab-2f6f-4f3c-9a43-94a1f1f4dd33"
PLAYGROUND = "http://localhost:56150/_connector"


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    async with open_authority() as one:
        yield one


async def test_every_issuer_that_is_listed_may_have_signed(authority: Authority) -> None:
    issuers = ("https://api.botframework.com", ENTRA)
    async with open_door(authority, issuers=issuers) as door:
        for issuer in issuers:
            assert (await door.knock(token=token(claims(iss=issuer)))).status == 200
        assert (await door.knock(token=token(claims(iss="https://sts.windows.net/")))).status == 401


async def test_every_tenant_that_is_listed_is_served(authority: Authority) -> None:
    async with open_door(authority, tenants=(TENANT, OTHER_TENANT)) as door:
        for tenant in (TENANT, OTHER_TENANT, OTHER_TENANT.upper()):
            said = message(channelData={"tenant": {"id": tenant}})
            assert (await door.knock(said)).status == 200
        assert {one.reference.tenant for one in door.heard.incoming} == {TENANT, OTHER_TENANT}


async def test_what_was_let_in_once_stays_outside_when_its_time_is_over(
    authority: Authority,
) -> None:
    async with open_door(authority) as door:
        await door.knock()  # the keys are read
        ends = int(time()) + 4
        shown = token(claims(exp=ends - LEEWAY))
        assert (await door.knock(token=shown)).status == 200
        assert (await door.knock(token=shown)).status == 200

        await asyncio.sleep(ends - time() + 0.05)
        assert (await door.knock(token=shown)).status == 401


async def test_what_was_let_in_once_stays_outside_when_its_key_is_another(
    authority: Authority,
) -> None:
    """One of the same name, as after somebody had stolen the first."""
    shown, clock = token(), Hands()
    async with open_door(authority, now=clock) as door:
        assert (await door.knock(token=shown)).status == 200

        authority.extra = [jwk("second", ("msteams",)) | {"kid": "first"}]
        authority.published = {}
        clock.at += FRESH
        async with asyncio.timeout(10):
            while (await door.knock(token=shown)).status == 200:
                pass
        assert (await door.knock(token=shown)).status == 401
        assert (await door.knock(token=token(key="second", kid="first"))).status == 200


async def test_beside_a_token_that_is_known_nothing_else_is_believed(authority: Authority) -> None:
    head, said, signed = token().split(".")
    other = token(claims(serviceurl="https://smba.trafficmanager.net/de/"))
    async with open_door(authority) as door:
        assert (await door.knock(token=f"{head}.{said}.{signed}")).status == 200

        assert (await door.knock(token=f"{head}.{said}.{signed[:-8]}AAAAAAAA")).status == 401
        assert (await door.knock(token=f"{head}.{other.split('.')[1]}.{signed}")).status == 401
        assert (await door.knock(token=other)).status == 403


def test_the_token_that_was_shown_the_longest_time_ago_is_forgotten_first() -> None:
    shown, key = ShownBefore(most=2), private_key("first").public_key()
    for one in ("a", "b"):
        shown.remember(one, Checked(one, key, {}, 0.0))
    shown.recall("a")
    shown.remember("c", Checked("c", key, {}, 0.0))

    assert [one for one in ("a", "b", "c") if shown.recall(one)] == ["a", "c"]


@pytest.mark.parametrize(("app_id", "tenants"), [("", (TENANT,)), (APP, ())])
async def test_a_gate_that_does_not_know_whose_it_is_does_not_stand(
    app_id: str, tenants: tuple[str, ...]
) -> None:
    async with aiohttp.ClientSession() as session:
        keys = SigningKeys(session, "https://keys.example.org/")

        with pytest.raises(ValueError, match="whose it is"):
            TokenGate(keys, app_id=app_id, issuers=(), hosts=ServiceHosts(()), tenants=tenants)


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net",
        "https://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/uk/0d8a5e0e-93a1-4d6a-8a55-7a3b1f9f2c22/",
        "https://SMBA.trafficmanager.net:443/uk",
        "http://127.0.0.1:4000/connector",
        "http://[::1]:4001/",
    ],
)
def test_what_is_listed_is_called(url: str) -> None:
    hosts = ServiceHosts(["smba.TrafficManager.net", "127.0.0.1:4000", "[::1]:4001"])

    assert hosts.serve(url)
    assert hosts.serve(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "http://smba.trafficmanager.net/",
        "ftp://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:444/",
        "https://smba.trafficmanager.net:99999/",
        "https://smba.trafficmanager.net.example.org/",
        "https://example.org/smba.trafficmanager.net",
        "https://evil.smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@example.org/",
        "https://example.org#smba.trafficmanager.net",
        "https://example.org?smba.trafficmanager.net",
        "https://smba.trafficmanager.net\\@example.org/",
        "https://smba.trafficmanager.net/%2e%2e",
        "https://smba.trafficmanager.net/ uk",
        "https://smba.trafficmanager.net/\n",
        "https://smba。trafficmanager。net/",
        "https://[smba.trafficmanager.net]/",
        "https://127.0.0.1/",
        "http://127.0.0.1:4001/",
        "http://169.254.169.254/metadata",
    ],
)
def test_nothing_else_is_called(url: str) -> None:
    hosts = ServiceHosts(["smba.trafficmanager.net", "127.0.0.1:4000"])

    assert not hosts.serve(url)


def here(**other: object) -> Caller:
    return Caller(
        **{"authorization": (), "address": "127.0.0.1", "host": "127.0.0.1:8080", **other}  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", ["localhost:8080", "127.0.0.1", "[::1]:8080"])
async def test_for_trying_things_out_this_machine_is_believed(name: str) -> None:
    gate = LocalGate()

    claims = await gate.admit(here(host=name, address="::1"))
    gate.must_be_for_us(claims, message(serviceUrl=PLAYGROUND))


@pytest.mark.parametrize(
    "caller",
    [
        here(address="192.168.1.7"),
        here(address=""),
        here(host="bot.example.org"),
        here(host="127.0.0.1.example.org:8080"),
        here(host=""),
        here(is_forwarded=True),
    ],
)
async def test_and_nobody_else_is(caller: Caller) -> None:
    with pytest.raises(Refused):
        await LocalGate().admit(caller)


@pytest.mark.parametrize(
    "activity",
    [
        message(),
        message(serviceUrl="http://192.168.1.7:56150/"),
        message(serviceUrl=PLAYGROUND, channelId="emulator"),
        message(serviceUrl=PLAYGROUND, channelData={"tenant": {"id": OTHER_TENANT}}),
    ],
)
async def test_nothing_leaves_this_machine_then(activity: dict[str, object]) -> None:
    with pytest.raises(Refused):
        LocalGate(tenants=(TENANT,)).must_be_for_us({}, activity)


async def test_what_somebody_passes_on_to_this_machine_is_not_from_it(authority: Authority) -> None:
    async with open_door(authority, gate=LocalGate()) as door:
        local = message(serviceUrl=PLAYGROUND)
        assert (await door.knock(local, token="")).status == 200

        for name in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host"):
            assert (await door.knock(local, token="", headers={name: "x"})).status == 403
        assert (await door.knock(local, token="", headers={"Host": "x.org"})).status == 403
