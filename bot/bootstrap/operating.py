"""What an operator asks for: to run the bot, and what is asked beside that.

A running bot is asked at its side door, since it holds the database for itself. When none is
running, the database is opened here.
"""

import asyncio
import gc
import json
import signal
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from adapters.clock import SystemClock
from adapters.practice.cast import PLATFORM
from adapters.side_door import ask_running
from bot.bootstrap.examining import communities, of_running, practice_now
from bot.bootstrap.house import House, open_house
from bot.bootstrap.records import open_records
from bot.boundary.ports import Office
from bot.boundary.trouble import Trouble
from bot.domain.community import Community, Stage
from bot.folder import told_of
from bot.settings import Settings
from bot.statement import ELSEWHERE, FOREVER, WAYS, WITHOUT_NAMES, statement
from bot.takeaway import agreed_to_keep, markdown, taken
from storage import Database

DEAD_LINE = "The socket to Slack was dead for two minutes, so the bot has stopped. Start it again."

Tell = Callable[[str], None]


def run(settings: Settings, *, tell: Tell, warn: Tell) -> None:
    """Until Ctrl-C, or until the system asks it to stop. Raises `Trouble` when it can't begin."""
    asyncio.run(_run(settings, tell, warn))


def migrate(settings: Settings, tell: Tell) -> None:
    if ask_running(settings.data, "ping"):
        tell("The running bot has brought the database to this version already.")
        return
    with open_records(settings, tell):
        tell("The database is at this version.")


def back_up(settings: Settings, file: Path, tell: Tell) -> None:
    where = file.absolute()
    if ask_running(settings.data, "backup", file=str(where)) is None:
        with open_records(settings, tell) as database:
            _back_up(database, where)
    tell(f"The copy is in {file}. The master key is not in it: keep that apart.")


def export(settings: Settings, name: str, folder: Path, tell: Tell) -> None:
    found = ask_running(settings.data, "export", name=name)
    if found is None:
        with open_records(settings, tell) as database:
            found = _taken(database, name, practice_now(settings))
    with told_of(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in found.items():
            (folder / file).write_text(text, "utf-8")
    tell(f"What the community may take with it is in {folder}: {' and '.join(found)}.")


def state(settings: Settings, tell: Tell) -> None:
    """The data statement of every community, for whoever answers a request."""
    found = ask_running(settings.data, "statement")
    if found is None:
        with open_records(settings, tell) as database:
            found = _stated(database)
    for line in found:
        tell(line)
    tell(
        f"Whoever answers for it: {settings.privacy_contact or 'nobody is named (LCBOT_PRIVACY_CONTACT)'}."
    )


async def _run(settings: Settings, tell: Tell, warn: Tell) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with AsyncExitStack() as stack:
        opening = stack.enter_async_context(open_house(settings, warn, side_answers))
        house = await _unless(stop, opening)
        if house is None:
            return
        _settle_down()
        tell(f"{house.where.format(address=house.address)} (Ctrl-C to stop)")
        await _first_of(stop, house.dead)
        if house.dead.is_set():
            raise Trouble(DEAD_LINE)


async def _unless(stop: asyncio.Event, opening: Coroutine[Any, Any, House]) -> House | None:
    """None where somebody says stop before it is open: a chat may have asked for a long rest. What was opened by
    then is closed again."""
    task = asyncio.ensure_future(opening)
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({task, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
    return None if task.cancelled() else task.result()


async def _first_of(*events: asyncio.Event) -> None:
    waiting = {asyncio.create_task(one.wait()) for one in events}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)


def _settle_down() -> None:
    """What stands now stands until the end: it is not looked through for litter again and again. Some 170,000 things
    do, and a look takes a fifth of a second, in which nobody is answered."""
    gc.collect()
    gc.freeze()


def side_answers(house: House) -> Mapping[str, Callable[[Mapping[str, str]], Awaitable[object]]]:
    """What the running bot answers at its side door."""

    async def ping(_: Mapping[str, str]) -> object:
        return True

    async def back_up(words: Mapping[str, str]) -> object:
        await house.desk.off_loop(lambda: _back_up(house.database, Path(words["file"])))
        return True

    async def export(words: Mapping[str, str]) -> object:
        now = house.clock.now()
        return await house.desk.off_loop(lambda: _taken(house.database, words["name"], now))

    async def examine(_: Mapping[str, str]) -> object:
        return [finding.as_plain() for finding in await of_running(house)]

    async def state(_: Mapping[str, str]) -> object:
        return await house.desk.off_loop(lambda: _stated(house.database))

    return {
        "ping": ping,
        "backup": back_up,
        "export": export,
        "statement": state,
        "doctor": examine,
    }


def _taken(database: Database, name: str, now: datetime) -> dict[str, str]:
    """Texts by the name of their file. `now` by the practice room's clock: to those who live there,
    it is the date."""
    names = []
    for office, community in communities(database):
        if name in (community.id, community.name):
            _must_be_agreed(community, office)
            found = taken(community, office.records)
            as_json = json.dumps(found.as_plain(), ensure_ascii=False, indent=2)
            today = (
                _now_for(community, now).astimezone(ZoneInfo(community.rhythm.hours.zone)).date()
            )
            return {"community.md": markdown(found, today), "community.json": as_json + "\n"}
        names.append(f"“{community.name}”")
    there = f"There are: {', '.join(names)}." if names else "There is none yet."
    raise Trouble(f"No community is called “{name[:60]}”. {there}")


def _must_be_agreed(community: Community, office: Office) -> None:
    """At its end a community takes with it what all of it agreed to keep (docs/decisions/0012)."""
    if community.stage is Stage.ENDING and not agreed_to_keep(community, office.records):
        raise Trouble(
            f"“{community.name}” is coming to its end, and has not agreed to keep anything of itself. "
            "There is nothing to export until it has."
        )


def _stated(database: Database) -> list[str]:
    lines = [
        line
        for office, community in communities(database)
        for line in statement(community, office.records)
    ]
    return [*(lines or ["There is no community yet."]), WITHOUT_NAMES, WAYS, ELSEWHERE, FOREVER]


def _now_for(community: Community, practice_now: datetime) -> datetime:
    in_practice = any(room.platform == PLATFORM for room in community.rooms)
    return practice_now if in_practice else SystemClock.now()


def _back_up(database: Database, file: Path) -> None:
    with told_of(file):
        database.backup(file)
