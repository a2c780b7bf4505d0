"""What the doctor looks at: the settings, the database, and the platform that is configured.

A running bot is asked at its side door; while none runs, everything is opened here and closed again.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Final

from adapters.clock import Clock, SystemClock
from adapters.looks import Home, Look
from adapters.practice.shelf import Shelf
from adapters.side_door import ask_running
from bot import doctor
from bot.bootstrap.house import House
from bot.bootstrap.records import database_of
from bot.boundary.ports import Office
from bot.boundary.trouble import Trouble
from bot.doctor import Finding, Unreached
from bot.domain.community import Community
from bot.environment import no_settings, read_settings
from bot.master_keys import warning_of_new_key
from bot.settings import Settings
from storage import Database

LONG_AGO: Final = datetime(1970, 1, 2, tzinfo=UTC)
"""While no bot runs every alarm is late, and that is nothing to worry about."""


def examine() -> tuple[Finding, ...]:
    """Everything there is to find. Never raises `Trouble`: that is a finding."""
    try:
        settings, unknown = read_settings(), no_settings()
    except Trouble as trouble:
        return (Finding("settings", False, trouble.sentence),)
    found = tuple(_up_to("database", _findings(settings)))
    return (*doctor.of_settings(settings, unknown), *found)


async def of_running(house: House) -> tuple[Finding, ...]:
    now = house.clock.now()
    found = await house.desk.off_loop(lambda: tuple(_of_records(house.database, now, now)))
    if house.checkup is None:
        return found
    homes = await house.desk.off_loop(lambda: _homes(house.database))
    return (*found, *map(_finding, await house.checkup(homes)))


def communities(database: Database) -> Iterator[tuple[Office, Community]]:
    """Each in a transaction of its own."""
    for id in database.communities():
        with database.offices().open() as office:
            yield office, office.records.community(id)


def practice_now(settings: Settings) -> datetime:
    """By the clock of the practice room, which may have been moved; where there is none, the world's."""
    file = settings.data / "practice.db"
    if settings.speaks_chats or not file.exists():
        return SystemClock.now()
    with closing(Shelf(file)) as shelf:
        stood = shelf.clock()
    return Clock(*stood, speed=settings.clock_speed).now() if stood else SystemClock.now()


def _up_to(about: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """What is found, and at last what stopped it from looking further."""
    try:
        yield from findings
    except Trouble as trouble:
        yield Finding(about, False, trouble.sentence)


def _findings(settings: Settings) -> Iterator[Finding]:
    answer = ask_running(settings.data, "doctor")
    if answer is not None:
        yield Finding("bot", True, "It is running.")
        yield from map(Finding.from_plain, answer)
        return
    yield Finding("bot", True, "It is not running.")
    if warning_of_new_key(settings) and not (settings.database_file or settings.data).exists():
        yield Finding("database", True, "There is none yet: lcbot run makes it, and a master key.")
        yield from _of_chats(settings, None)
        return
    yield from _of_resting(settings)


def _of_resting(settings: Settings) -> Iterator[Finding]:
    with closing(database_of(settings)) as database:
        yield from _of_records(database, practice_now(settings), LONG_AGO)
        if database.health(LONG_AGO).fits:
            yield from _of_chats(settings, database)


def _of_chats(settings: Settings, database: Database | None) -> Iterator[Finding]:
    if settings.speaks_chats:
        yield from _up_to("chat", _looked_at(settings, database))


def _looked_at(settings: Settings, database: Database | None) -> Iterator[Finding]:
    homes = _homes(database) if database else ()
    yield from map(_finding, asyncio.run(_looks(settings, database, homes)))


async def _looks(
    settings: Settings, database: Database | None, homes: tuple[Home, ...]
) -> tuple[Look, ...]:
    looks: tuple[Look, ...] = ()
    if settings.speaks_teams:
        from bot.bootstrap import checking_teams

        async with checking_teams.open_checkup(settings, database) as in_teams:
            looks += await in_teams(homes)
    if settings.speaks_slack:
        from bot.bootstrap import checking_slack

        async with checking_slack.open_checkup(settings, database) as in_slack:
            looks += await in_slack(homes)
    return looks


def _of_records(database: Database, now: datetime, late: datetime) -> Iterator[Finding]:
    """`late`: the time by which alarms should have rung."""
    health = database.health(late, thorough=True)
    yield from doctor.of_database(health)
    yield from doctor.of_clock(now, SystemClock().now(), health)
    if health.fits:
        yield from map(doctor.of_unreached, _unreached(database))


def _unreached(database: Database) -> Iterator[Unreached]:
    for office, community in communities(database):
        away = office.records.unreached(community.id)
        named = {name: why for one, why in away.items() if (name := community.name_of(one))}
        yield Unreached(community.name, named)


def _homes(database: Database) -> tuple[Home, ...]:
    return tuple(_home(community) for _, community in communities(database))


def _home(community: Community) -> Home:
    """With those who are written to: who take part, look after it or set it up."""
    here = community.circle | {community.arranger}
    people = {one: community.name_of(one) for one in sorted(here)}
    named = {one: name for one, name in people.items() if name}
    return Home(community.name, community.rooms, named)


def _finding(look: Look) -> Finding:
    return Finding(look.about, look.well, look.says)
