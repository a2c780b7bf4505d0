"""The practice room's pages and its interface for programs (docs/practice-room.md)."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from html import escape
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web

from adapters.practice import clock as clockwork
from adapters.practice import inbound, state
from adapters.practice.acting import Stage
from adapters.practice.by_hand import ByHand
from adapters.practice.clock import Timekeeper
from adapters.practice.player import Player
from adapters.practice.script import Script
from adapters.practice.sorry import BROKEN, Sorry, not_yours

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0
"""Seconds between signs of life on the event stream, so that a lost page is noticed."""
BIGGEST = 1024 * 1024
"""Bytes that a request may have."""

STAGE = web.AppKey("stage", Stage)
CLOCK = web.AppKey("clock", Timekeeper)
PLAYER = web.AppKey("player", Player)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = logging.getLogger(__name__)


def practice_app(stage: Stage, clock: Timekeeper, script: Script | None = None) -> web.Application:
    """To be mounted at `/practice`. The site around it adds the security headers.

    `script` is what the rest of the cast plays when somebody asks for it.
    """
    app = web.Application(middlewares=[_in_words, _from_this_page_only], client_max_size=BIGGEST)
    app[STAGE], app[CLOCK] = stage, clock
    app[PLAYER] = Player(script or Script(name="", steps=()), stage, clock)
    app.router.add_get("/", _page)
    app.router.add_get("/events", _events)
    app.router.add_get("/api/state", _state)
    app.router.add_post("/api/act", _act)
    app.router.add_post("/api/clock", _clock)
    app.router.add_post("/api/play", _play)
    app.router.add_get(r"/static/{name:[a-z-]+\.(?:css|js|svg)}", _static)
    app.on_shutdown.append(_say_goodbye)
    return app


async def _page(request: web.Request) -> web.StreamResponse:
    player = request.app[PLAYER]
    step = None if await player.left() else await player.next_step()
    page = (PAGE / "page.html").read_text("utf-8")
    filled = {
        "zone": request.app[STAGE].room.cast.zone,
        "turn": step.by if step else "",
        "turn-words": "begins the story" if step and step.number == 1 else "is next in the story",
    }
    for name, words in filled.items():
        page = page.replace(f"{{{name}}}", escape(words))
    return web.Response(text=page, content_type="text/html")


async def _static(request: web.Request) -> web.StreamResponse:
    path = PAGE / request.match_info["name"]
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def _state(request: web.Request) -> web.StreamResponse:
    room = request.app[STAGE].room
    if "as" not in request.query:
        return _json(await state.of_everyone(room))
    person = room.cast.person(request.query["as"])
    story = {"script": await state.story(request.app[PLAYER], person)}
    return _json(await state.seen_by(room, person, state.page(request.query)) | story)


async def _act(request: web.Request) -> web.StreamResponse:
    cast = request.app[STAGE].room.cast
    act = inbound.act(await _body(request), cast)
    key = request.headers.get("Idempotency-Key")
    came = await ByHand(request.app[PLAYER]).act(act, key)
    return _json(state.of(came, cast))


async def _play(request: web.Request) -> web.StreamResponse:
    """`{"as": P}`: the others play until it is P's turn. With `"mine": true` P's step is played too;
    with `"pass": true` the step at which the story has stopped is passed over, and nothing is played."""
    given, player = inbound.body(await _body(request)), request.app[PLAYER]
    person = request.app[STAGE].room.cast.person(str(given.get("as", "")))
    if given.get("pass") is True:
        await player.pass_over()
        count = 0
    else:
        count = await player.play_until(person, mine=given.get("mine") is True)
    return _json({"played": count, "script": await state.story(player, person)})


async def _clock(request: web.Request) -> web.StreamResponse:
    room, since = request.app[STAGE].room, await request.app[PLAYER].newest()
    moved = await clockwork.move(await _body(request), request.app[CLOCK], room.posted)
    room.bell.ring()
    news = await room.ask(lambda shelf: shelf.letters(since))
    return _json({"now": state.rfc3339(moved.now), "rang": moved.rang, "news": dict(news)})


async def _events(request: web.Request) -> web.StreamResponse:
    """Pings: "there is news". No words travel here, so a page left open shows nobody anything."""
    stage = request.app[STAGE]
    stage.room.cast.person(request.query.get("as", ""))
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await stream.prepare(request)
    with suppress(ConnectionResetError):  # the page was closed
        await _ping(stream, stage)
    return stream


async def _ping(stream: web.StreamResponse, stage: Stage) -> None:
    bell = stage.room.bell
    with bell.listening() as rung:
        await stream.write(b"retry: 1000\n\nevent: news\ndata:\n\n")
        while not bell.closed:
            try:
                await asyncio.wait_for(rung.wait(), HEARTBEAT)
            except TimeoutError:
                await stream.write(b": still here\n\n")
                continue
            rung.clear()
            await stream.write(b"event: news\ndata:\n\n")


async def _say_goodbye(app: web.Application) -> None:
    app[STAGE].room.bell.close()


async def _body(request: web.Request) -> object:
    try:
        return await request.json()
    except (
        ValueError,
        LookupError,
        RecursionError,
    ):  # no JSON, no such alphabet, a number without end
        raise Sorry('Send JSON, such as {"as": "hannah", "command": "/lc help"}.') from None


@web.middleware
async def _in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever can't be done is answered with one sentence that says what to do next."""
    try:
        return await handler(request)
    except Sorry as sorry:
        return _refused(sorry.sentence, sorry.status)
    except web.HTTPRequestEntityTooLarge:
        sentence = "That is over one megabyte. Send something shorter."
        return _refused(sentence, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except web.HTTPException as refusal:
        return _refused(_http_sentence(refusal.status), HTTPStatus(refusal.status))
    except sqlite3.Error as problem:
        log.error("The practice room could not use its file: %s.", problem)
        sentence = (
            "The practice room can't write to its disk, so nothing was changed."
            " Make room on it, check that it may be written, and try again."
        )
        return _refused(sentence, HTTPStatus.INSUFFICIENT_STORAGE)
    except Exception as problem:
        log.error("A request to the practice room failed with %s.", type(problem).__name__)
        return _refused(BROKEN, HTTPStatus.INTERNAL_SERVER_ERROR)


def _http_sentence(status: int) -> str:
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return "This address takes another method. Use GET to look and POST to do something."
    return "There is nothing at this address. Begin at /practice/."


@web.middleware
async def _from_this_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The practice room asks for no password, so a strange web page must not be able to reach it.

    A browser names the page that a request comes from, and a name that was bent to point at this
    machine gives itself away by not being one of this machine's.
    """
    origin = request.headers.get("Origin")
    if origin is not None and origin.split("://")[-1] != request.host:
        raise not_yours("This request comes from another web page. Use the practice room's own.")
    if _on_loopback(request) and not _names_this_machine(request.host):
        raise not_yours("Open the practice room as http://127.0.0.1 or http://localhost instead.")
    return await handler(request)


def _on_loopback(request: web.Request) -> bool:
    socket = request.transport and request.transport.get_extra_info("sockname")
    return isinstance(socket, tuple) and ip_address(socket[0]).is_loopback


def _names_this_machine(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _json(content: object) -> web.Response:
    text = json.dumps(content, ensure_ascii=False)
    return web.Response(text=text, content_type="application/json")


def _refused(sentence: str, status: HTTPStatus) -> web.Response:
    text = json.dumps({"error": sentence}, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")
