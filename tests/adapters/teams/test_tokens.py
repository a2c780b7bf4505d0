"""The bot's token is asked for once, by whichever proof it has, and shown to nobody but Teams."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from adapters.teams.hosts import ServiceHosts
from adapters.teams.proofs import ManagedIdentity, Proof, Secret, certificate
from adapters.teams.sending import Connector
from adapters.teams.tokens import EARLY, LATE, REFUSED_REST, REST, AppTokens, NoToken, must_be_taken
from adapters.teams.transport import Reference
from bot.boundary.delivery import Undelivered
from bot.boundary.trouble import Trouble
from tests.adapters.fake_teams import MACHINE_SECRET, App, FakeTeams, fake_teams
from tests.adapters.teams import certificates
from tests.adapters.teams.authority import serving
from tests.adapters.teams.hands import Hands

SCOPE = "https://api.botframework.com/.default"
LASTS = 3600


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    app = App(certificates=(certificates.certificate(),), managed=True)
    async with fake_teams(app, unlimited=True) as one:
        yield one


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as one:
        yield one


def secret(teams: FakeTeams, secret: str = "") -> Secret:
    return Secret(teams.token_url, teams.app.id, SCOPE, secret or teams.app.secret)


def pem(folder: Path, text: str) -> Path:
    file = folder / "bot.pem"
    file.write_text(text)
    return file


def signed(teams: FakeTeams, folder: Path) -> Proof:
    file = pem(folder, certificates.key_file() + certificates.certificate())
    return certificate(file, url=teams.token_url, app_id=teams.app.id, scope=SCOPE)


def by_the_service(teams: FakeTeams, _: Path) -> Proof:
    told = {"IDENTITY_ENDPOINT": teams.managed_url, "IDENTITY_HEADER": MACHINE_SECRET}
    return ManagedIdentity(teams.app.id, SCOPE, told)


def by_the_machine(teams: FakeTeams, _: Path) -> Proof:
    machine = teams.machine_url.removesuffix("/metadata/identity/oauth2/token")
    return ManagedIdentity(teams.app.id, SCOPE, {"AZURE_POD_IDENTITY_AUTHORITY_HOST": machine})


@pytest.mark.parametrize(
    "proof", [lambda teams, _: secret(teams), signed, by_the_service, by_the_machine]
)
async def test_each_proof_gives_a_token_that_teams_takes(
    proof: object, teams: FakeTeams, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    ann = teams.person("Ann", installed=True)
    tokens = AppTokens(session, proof(teams, tmp_path))  # type: ignore[operator]
    hosts = ServiceHosts([teams.service_host])
    connector = Connector(session, hosts, tokens, teams.app.id)

    private = await connector.open_private(teams.service_url, teams.app.tenant, ann.id)

    talk = Reference(teams.service_url, teams.app.tenant, private)
    assert await connector.send(talk, {"type": "message", "text": "Hello."})


async def test_however_many_wait_one_question_is_asked(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    teams.fault("slow", "token", 0.1)
    tokens = AppTokens(session, secret(teams))

    found = await asyncio.gather(*(tokens.token() for _ in range(50)))
    again = [await tokens.token() for _ in range(5)]

    assert len({*found, *again}) == 1
    assert len(await teams.requests("token")) == 1


async def test_a_new_one_is_asked_for_early_while_the_old_one_goes_on(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    clock = Hands()
    tokens = AppTokens(session, secret(teams), clock)
    first = await tokens.token()

    clock.at += LASTS - EARLY
    assert await tokens.token() == first
    assert len(await teams.requests("token")) == 1

    clock.at += 1
    assert await tokens.token() == first
    while len(await teams.requests("token")) < 2:
        await asyncio.sleep(0)
    await tokens.close()


async def test_shortly_before_its_end_it_is_shown_no_more(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    clock = Hands()
    tokens = AppTokens(session, secret(teams), clock)
    first = await tokens.token()

    clock.at += LASTS - LATE

    assert await tokens.token() != first
    assert len(await teams.requests("token")) == 2


async def test_while_nobody_answers_the_old_one_is_good_to_its_end(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    clock = Hands()
    tokens = AppTokens(session, secret(teams), clock)
    first = await tokens.token()
    teams.fault("fails", "token", 503, times=None)

    clock.at += LASTS - 1
    assert await tokens.token() == first

    clock.at += 1
    with pytest.raises(NoToken):
        await tokens.token()


async def test_who_is_refused_does_not_ask_at_once_again(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    clock = Hands()
    tokens = AppTokens(session, secret(teams, "of another app"), clock)

    for _ in range(20):
        with pytest.raises(NoToken) as refused:
            await tokens.token()
        assert (refused.value.code, refused.value.after) == ("7000215", REFUSED_REST)
    assert len(await teams.requests("token")) == 1

    clock.at += REFUSED_REST
    with pytest.raises(NoToken):
        await tokens.token()
    assert len(await teams.requests("token")) == 2


async def test_who_is_not_answered_asks_again_soon(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    clock = Hands()
    tokens = AppTokens(session, secret(teams), clock)
    teams.fault("lost", "token")

    with pytest.raises(NoToken) as unanswered:
        await tokens.token()
    assert (unanswered.value.code, unanswered.value.after) == ("", REST)

    clock.at += REST
    assert await tokens.token()


async def test_a_token_that_teams_takes_no_more_is_not_shown_again(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    ann = teams.person("Ann", installed=True)
    tokens = AppTokens(session, secret(teams))
    hosts = ServiceHosts([teams.service_host])
    connector = Connector(session, hosts, tokens, teams.app.id)
    private = await connector.open_private(teams.service_url, teams.app.tenant, ann.id)
    talk = Reference(teams.service_url, teams.app.tenant, private)
    await teams.revoke_tokens()

    with pytest.raises(Undelivered):
        await connector.send(talk, {"type": "message", "text": "Once."})
    await connector.send(talk, {"type": "message", "text": "Once."})

    assert len(await teams.requests("token")) == 2
    assert [one.words for one in await ann.sees()] == ["Once."]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (web.Response(status=302, headers={"Location": "/elsewhere"}), "status 302"),
        (web.Response(text="<html>"), "status 200"),
        (web.json_response({"access_token": 7}), "status 200"),
        (web.json_response([]), "status 200"),
        (web.json_response({"error": "invalid_grant"}, status=400), "invalid_grant"),
        (web.json_response({"error": "a secret <b>"}, status=400), "status 400"),
        (web.Response(status=429), ""),
        (web.Response(status=500), ""),
    ],
)
async def test_what_is_no_token_is_none(
    told: web.Response, code: str, session: aiohttp.ClientSession
) -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return told

    app = web.Application()
    app.router.add_route("*", "/{any}", answer)
    async with serving(app) as url:
        tokens = AppTokens(session, Secret(f"{url}/token", "app", SCOPE, "secret"))

        with pytest.raises(NoToken) as refused:
            await tokens.token()

    assert (refused.value.code, asked) == (code, ["/token"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"secret": "another"}, "Microsoft does not take TEAMS_APP_SECRET: copy what stands"),
        ({"app_id": "another"}, "Microsoft knows no app of TEAMS_APP_ID in the first tenant"),
        ({"scope": "another"}, "Microsoft gives the bot no token and says 70011: look it up"),
        ({"url": "http://127.0.0.1:9/"}, "Microsoft gave no answer to the bot: check the network"),
    ],
)
async def test_at_the_start_it_is_said_what_is_wrong(
    wrong: Mapping[str, str], sentence: str, teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    right = {
        "url": teams.token_url,
        "app_id": teams.app.id,
        "scope": SCOPE,
        "secret": teams.app.secret,
    }

    with pytest.raises(Trouble) as trouble:
        await must_be_taken(AppTokens(session, Secret(**{**right, **wrong})))

    assert trouble.value.sentence.startswith(sentence)


async def test_what_answers_in_microsofts_place_is_not_looked_up_at_microsoft(
    session: aiohttp.ClientSession,
) -> None:
    async def shut(_: web.Request) -> web.StreamResponse:
        return web.Response(status=403, text="<html>the proxy of an organisation")

    app = web.Application()
    app.router.add_route("*", "/{any}", shut)
    async with serving(app) as url:
        tokens = AppTokens(session, Secret(f"{url}/token", "app", SCOPE, "secret"))

        with pytest.raises(Trouble) as trouble:
            await must_be_taken(tokens)

    assert "(status 403)" in trouble.value.sentence
    assert "proxy" in trouble.value.sentence
    assert "login.microsoftonline.com" not in trouble.value.sentence


async def test_a_certificate_that_nobody_vouches_for_is_told_of(
    session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    sealed = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    sealed.load_cert_chain(pem(tmp_path, certificates.key_file() + certificates.certificate()))
    async with serving(web.Application(), sealed) as url:
        tokens = AppTokens(session, Secret(f"{url}/token", "app", SCOPE, "secret"))

        with pytest.raises(Trouble, match=r"^The connection to Microsoft can't be trusted"):
            await must_be_taken(tokens)


async def test_neither_token_nor_proof_is_shown(
    teams: FakeTeams, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    proofs = (secret(teams), signed(teams, tmp_path), by_the_service(teams, tmp_path))
    shown = [repr(one) + repr(one.question()) for one in proofs]
    tokens = AppTokens(session, proofs[0])
    token = await tokens.token()

    assert token not in repr(tokens) + repr(vars(tokens)["_proof"])
    hidden = (teams.app.secret, MACHINE_SECRET, "PrivateKey", "eyJ")
    assert [one for one in hidden if any(one in each for each in shown)] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must have a certificate and its RSA private key"),
        (certificates.certificate(), "must have a certificate and its RSA private key"),
        (certificates.key_file(), "must have a certificate and its RSA private key"),
        (certificates.key_file("other") + certificates.certificate(), "must have a certificate"),
        (
            certificates.key_file(password=b"x") + certificates.certificate(),
            "in PEM form and without a password",
        ),
        (
            certificates.key_file()
            + certificates.certificate(ends=datetime(2026, 1, 2, tzinfo=UTC)),
            "has run out",
        ),
    ],
)
def test_a_file_that_proves_nothing_is_told_of(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=sentence):
        certificate(pem(tmp_path, text), url="https://x.org/", app_id="app", scope=SCOPE)


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"TEAMS_CERTIFICATE_FILE can't be read\. Check its path"):
        certificate(tmp_path / "none.pem", url="https://x.org/", app_id="app", scope=SCOPE)
