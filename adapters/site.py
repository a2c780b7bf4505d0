"""The one web site: what is mounted on it, whether it is well, and how much it has done."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

Check = Callable[[], Awaitable[object]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
        " object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""Nothing is loaded from elsewhere, and nobody else may frame these pages."""

SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

log = logging.getLogger(__name__)


UNCOUNTED = frozenset(
    {"CommandGiven", "ButtonPressed", "FormSubmitted", "DirectMessage", "PointedAt"}
)
"""What somebody does that no others see. Each of them may open the form for a note."""


class Meters:
    """Counts for the operator: what came, what was carried, how long it took. Never per person."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._arrivals = Counter(
            "lcbot_arrivals", "What arrived, by kind.", ["kind"], registry=self._registry
        )
        self._took = Histogram(
            "lcbot_arrival_seconds",
            "From arrival to reply.",
            buckets=SECONDS,
            registry=self._registry,
        )
        self._posts = Counter("lcbot_posts_carried", "Posts carried.", registry=self._registry)
        self._refused = Counter(
            "lcbot_requests_refused",
            "Requests that came without the signature they should have.",
            registry=self._registry,
        )
        self._alarms = Counter("lcbot_alarms_rung", "Alarms rung.", registry=self._registry)

    def arrived(self, kind: str, seconds: float) -> None:
        """`kind` is the arrival's class name; `seconds` until it was answered.

        What is done in private is left out: whoever reads the counters often would see when somebody comes.
        """
        if kind in UNCOUNTED:
            return
        self._arrivals.labels(kind).inc()
        self._took.observe(seconds)

    def carried(self, posts: int) -> None:
        self._posts.inc(posts)

    def rang(self, alarms: int) -> None:
        self._alarms.inc(alarms)

    def refused(self) -> None:
        self._refused.inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


def build_site(
    parts: Mapping[str, web.Application], *, ready: Check, meters: Meters, home: str = ""
) -> web.Application:
    """`parts` by where they are mounted (`/practice`). `home` is where `/` leads, if anywhere.

    `ready` raises when the database does not answer or its schema does not fit.
    """
    site = web.Application(client_max_size=1024 * 1024)
    site.router.add_get("/healthz", _alive)
    site.router.add_get("/readyz", _readiness(ready))
    site.router.add_get("/metrics", _measured(meters))
    if home:
        site.router.add_get("/", _leading_to(home))
    for path, part in parts.items():
        site.router.add_get(path, _leading_to(f"{path}/"))
        site.add_subapp(f"{path}/", part)
    site.on_response_prepare.append(_protected)
    return site


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def _alive(_: web.Request) -> web.StreamResponse:
    return web.Response(text="Alive.\n")


def _readiness(ready: Check) -> Handler:
    async def readiness(_: web.Request) -> web.StreamResponse:
        try:
            await ready()
        except Exception as problem:
            log.warning("Not ready: %s.", type(problem).__name__)
            sentence = (
                "The database does not answer, or does not fit this version. Run lcbot doctor.\n"
            )
            return web.Response(text=sentence, status=503)
        return web.Response(text="Ready.\n")

    return readiness


def _measured(meters: Meters) -> Handler:
    async def measured(_: web.Request) -> web.StreamResponse:
        kind = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return web.Response(body=meters.text(), headers=kind)

    return measured


def _leading_to(place: str) -> Handler:
    async def leading(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(place)

    return leading


async def _protected(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
