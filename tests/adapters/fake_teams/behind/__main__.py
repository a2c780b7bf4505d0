"""Listens for tests. It ends when whoever started it has gone."""

import asyncio
import sys
import threading
import traceback
from collections.abc import Awaitable
from typing import Any

from tests.adapters.fake_teams.behind.teams import Teams
from tests.adapters.fake_teams.control import hear, tell
from tests.adapters.fake_teams.shapes import CannotDo

_PATIENCE = 5.0


async def main(where: str) -> None:
    gone, worlds = asyncio.Event(), set[asyncio.Task[None]]()
    threading.Thread(target=_watch, args=(asyncio.get_running_loop(), gone), daemon=True).start()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        world = asyncio.ensure_future(_serve(reader, writer))
        worlds.add(world)
        world.add_done_callback(worlds.discard)

    server = await asyncio.start_unix_server(begin, where, limit=2**26)
    print("listening", flush=True)  # noqa: T201 - the test that has started it waits for this word
    await gone.wait()
    server.close()
    if worlds:
        await asyncio.wait(worlds, timeout=_PATIENCE)


def _watch(loop: asyncio.AbstractEventLoop, gone: asyncio.Event) -> None:
    sys.stdin.buffer.read()
    loop.call_soon_threadsafe(gone.set)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One world, for as long as the line is open."""
    teams, doing, trouble = Teams(), set[asyncio.Task[None]](), list[Any]()
    try:
        while True:
            number, what, args, more = await hear(reader)
            if number == 0:
                _just_do(teams, what, args, more, trouble)
                continue
            done = asyncio.ensure_future(_answer(teams, number, what, args, more, trouble, writer))
            doing.add(done)
            done.add_done_callback(doing.discard)
    except (asyncio.IncompleteReadError, ConnectionError):
        for task in doing:
            task.cancel()
        await teams.stop()
        writer.close()


def _just_do(teams: Teams, what: str, args: Any, more: Any, trouble: list[Any]) -> None:
    try:
        teams.find(what)(*args, **more)
    except Exception as error:
        trouble.append(_told(error))


async def _answer(
    teams: Teams,
    number: int,
    what: str,
    args: Any,
    more: Any,
    trouble: list[Any],
    writer: asyncio.StreamWriter,
) -> None:
    try:
        if trouble:
            fine, result = False, trouble.pop(0)
        else:
            result = teams.find(what)(*args, **more)
            fine, result = True, await result if isinstance(result, Awaitable) else result
    except Exception as error:
        fine, result = False, _told(error)
    if not writer.is_closing():
        tell(writer, (number, fine, result))


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, CannotDo):
        return "cannot", str(error)
    return "broken", "".join(traceback.format_exception(error))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
