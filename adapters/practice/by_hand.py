"""Somebody acts by hand while a script waits: the play goes on from there, or makes way for their story."""

from dataclasses import dataclass

from adapters.practice.acting import Came
from adapters.practice.inbound import Act, Cancel, Command, Press, Say, Submit
from adapters.practice.meaning import act_meant, done_by_hand
from adapters.practice.player import Player
from adapters.practice.sorry import Sorry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """How things stood before somebody acted by hand: what they are about to do as a step says it,
    whether the script has this for them next, the newest message, and whether the bot had posted
    nothing yet."""

    deed: str
    expected: bool
    since: int
    nothing_yet: bool


class ByHand:
    """The way in for the page and for programs."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._room = player.room

    async def act(self, act: Act, key: str | None = None) -> Came:
        """As `Stage.perform` does it, and the script takes notice."""
        before = await self._before(act)
        came = await self._player.stage.perform(act, key)
        await self._after(act, came, before)
        return came

    async def expects(self, act: Act) -> bool:
        """Whether somebody is about to do by hand what the script has for them next."""
        step = await self._player.next_step()
        if step is None or step.by != act.by.id:
            return False
        try:
            meant = await act_meant(step, act.by, self._room)
        except Sorry:
            return False
        match act:
            case Submit() | Cancel():
                return type(act) is type(meant)
            case Command() | Press():
                return act == meant
            case Say():
                return isinstance(meant, Say) and (act.place, act.thread) == (
                    meant.place,
                    meant.thread,
                )
            case _:
                return False

    async def _before(self, act: Act) -> _Before:
        return _Before(
            deed=await done_by_hand(act, self._room),
            expected=await self.expects(act),
            since=await self._player.newest(),
            nothing_yet=not await self._room.ask(lambda shelf: shelf.letters()),
        )

    async def _after(self, act: Act, came: Came, before: _Before) -> None:
        """It was the script's next step, a later one, or a story of their own begins. It does when the
        first form that anybody sends in this room is not the script's."""
        if came.again or came.errors:
            return
        if before.expected and (step := await self._player.next_step()):
            await self._player.remember(step, before.since)
        elif before.nothing_yet and isinstance(act, Submit):
            await self._room.change(lambda shelf: shelf.bookmarks.abandon(self._player.script.name))
        elif before.deed:
            await self._room.change(
                lambda shelf: shelf.bookmarks.did_by_hand(act.by.id, before.deed)
            )
