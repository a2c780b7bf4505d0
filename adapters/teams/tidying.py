"""Ways that lead to nobody any more are forgotten, within the hour.

Who is in no community has no post to expect. They are found again when they act, or among those in a channel; whoever
has added the app for themselves could not be found there, and so stays known until they take it out.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from typing import Final

from adapters.teams.references import References
from bot.domain.ids import PersonId, Room

HOUR: Final = 3600.0

HaveNoPart = Callable[[Collection[PersonId]], Awaitable[Collection[PersonId]]]
"""Which of them are in no community."""
Deserted = Callable[[Collection[Room]], Awaitable[Collection[Room]]]
"""In which of them no community meets."""

log = logging.getLogger(__name__)


class Tidying:
    def __init__(
        self, references: References, have_no_part: HaveNoPart, deserted: Deserted
    ) -> None:
        self._references = references
        self._have_no_part = have_no_part
        self._deserted = deserted
        self._work = asyncio.create_task(self._every_hour())

    async def tidy(self) -> None:
        for person in await self._have_no_part(await self._references.through_teams()):
            await self._references.forget_person(person)
        for room in await self._deserted(await self._references.rooms_of_posts()):
            await self._references.forget_posts(room)

    async def close(self) -> None:
        self._work.cancel()
        with suppress(asyncio.CancelledError):
            await self._work

    async def _every_hour(self) -> None:
        while True:
            try:
                await self.tidy()
            except Exception as failure:
                log.error("Ways could not be tidied: %s.", type(failure).__name__)
            await asyncio.sleep(HOUR)
