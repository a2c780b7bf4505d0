"""The site around everything: health, readiness, measures, and what every answer carries."""

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.site import HEADERS, Meters, build_site


async def well() -> None:
    """A database that answers."""


async def unwell() -> None:
    raise RuntimeError("postgres://user:secret@host is away")


def part() -> web.Application:
    async def hello(_: web.Request) -> web.StreamResponse:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    return app


async def get(site: web.Application, path: str) -> tuple[int, str, dict[str, str]]:
    server = TestServer(site)
    await server.start_server()
    try:
        async with ClientSession() as client, client.get(server.make_url(path)) as answer:
            return answer.status, await answer.text(), dict(answer.headers)
    finally:
        await server.close()


async def test_it_says_that_it_is_alive_and_ready() -> None:
    for path in ("/healthz", "/readyz"):
        status, _, _ = await get(build_site({}, ready=well, meters=Meters()), path)
        assert status == 200


async def test_without_its_database_it_is_alive_and_not_ready() -> None:
    status, text, _ = await get(build_site({}, ready=unwell, meters=Meters()), "/readyz")

    assert status == 503
    assert "lcbot doctor" in text
    assert "secret" not in text
    assert (await get(build_site({}, ready=unwell, meters=Meters()), "/healthz"))[0] == 200


async def test_measures_count_kinds_and_never_people() -> None:
    meters = Meters()
    meters.arrived("Replied", 0.002)
    meters.carried(3)
    meters.rang(2)
    meters.refused()

    _, text, headers = await get(build_site({}, ready=well, meters=meters), "/metrics")

    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 'lcbot_arrivals_total{kind="Replied"} 1.0' in text
    assert "lcbot_posts_carried_total 3.0" in text
    assert "lcbot_alarms_rung_total 2.0" in text
    assert "lcbot_requests_refused_total 1.0" in text


async def test_the_front_door_leads_to_the_page_and_every_answer_is_protected() -> None:
    site = build_site({"/part": part()}, ready=well, meters=Meters(), home="/part/")

    status, text, headers = await get(site, "/")

    assert (status, text) == (200, "hello")
    assert headers.items() >= HEADERS.items()
    assert headers["Cache-Control"] == "no-store"


async def test_a_part_is_found_without_its_last_slash() -> None:
    site = build_site({"/part": part()}, ready=well, meters=Meters())

    assert (await get(site, "/part"))[:2] == (200, "hello")


async def test_even_a_refusal_is_protected() -> None:
    status, _, headers = await get(build_site({}, ready=well, meters=Meters()), "/nothing")

    assert status == 404
    assert headers.items() >= HEADERS.items()
