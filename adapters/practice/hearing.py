"""The bot hears what somebody did; its replies become the form that is open, and whispers."""

import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from adapters.practice.cast import Person, place_id
from adapters.practice.room import PracticeRoom
from adapters.practice.rows import Opened, Whispered
from adapters.practice.sorry import BROKEN, Sorry
from bot.boundary.arrivals import Arrival
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.trouble import Trouble
from bot.boundary.views import Card, Text
from bot.domain.ids import Place

Desk = Callable[[Arrival], Awaitable[tuple[Reply, ...]]]
"""Hands an arrival to the bot. When it returns, what was said before has been carried."""

Mint = Callable[[], str]
"""A new id that nobody has had before: letters and digits."""

log = logging.getLogger(__name__)


class Hearing:
    """The bot, as the room knows it."""

    def __init__(self, room: PracticeRoom, desk: Desk, mint: Mint) -> None:
        self._room = room
        self._desk = desk
        self._mint = mint

    async def hears(
        self, by: Person, arrival: Arrival, place: Place, form: Opened | None = None
    ) -> Sequence[Whispered]:
        """Give it to the bot and take its replies. `form` is the one it came from, as typed."""
        try:
            replies = await self._desk(arrival)
        except Exception as problem:
            raise await self._after_a_failure(by, form, problem) from None
        whispers = [
            await self._room.whisper(by, place_id(place), card)
            for card in _whispered(replies, form)
        ]
        await self._settle_form(by, place, form, replies)
        return whispers

    async def _settle_form(
        self, by: Person, place: Place, form: Opened | None, replies: Sequence[Reply]
    ) -> None:
        """A new form takes the old one's place; errors keep it open; otherwise it closes."""
        new = next((reply for reply in replies if isinstance(reply, OpenForm)), None)
        errors = next((reply for reply in replies if isinstance(reply, FormErrors)), None)
        if new:
            opened = Opened(id=f"f{self._mint()}", place=place_id(place), form=new.form, errors={})
            await self._room.change(lambda shelf: shelf.open_form(by.id, opened))
        elif form and errors:
            await self._room.keep_open(by, form, errors.errors)
        elif form:
            await self._room.close_form(by, form)

    async def _after_a_failure(self, by: Person, form: Opened | None, problem: Exception) -> Sorry:
        """Trouble such as a full disk is told in its own words; everything else is a fault of ours."""
        # The message of an exception may hold somebody's words; where it happened does not.
        where = "".join(traceback.format_tb(problem.__traceback__))
        log.error("An act in the practice room failed with %s.\n%s", type(problem).__name__, where)
        sentence, status = BROKEN, HTTPStatus.INTERNAL_SERVER_ERROR
        if isinstance(problem, Trouble):
            sentence, status = problem.sentence, HTTPStatus.SERVICE_UNAVAILABLE
        if form:
            await self._room.keep_open(by, form, {"": sentence})
        return Sorry(sentence, status)


def _whispered(replies: Sequence[Reply], form: Opened | None) -> list[Card]:
    """Whispers, and errors that have no form to stand in: they must not get lost."""
    cards = [reply.card for reply in replies if isinstance(reply, Whisper)]
    if form is None:
        strays = [reply for reply in replies if isinstance(reply, FormErrors)]
        cards += [Card("", tuple(Text(one) for one in stray.errors.values())) for stray in strays]
    return cards
