"""Somebody acts by hand while a script waits: the play goes on from there, or makes way for their story."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.practice.acting import Came
from adapters.practice.answers import by_name, takes
from adapters.practice.inbound import Act, Cancel, Command, Press, Say, Submit
from adapters.practice.meaning import act_meant, done_by_hand
from adapters.practice.player import Player
from adapters.practice.script import Fills
from adapters.practice.sorry import Sorry
from bot.boundary.views import People


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """How things stood before somebody acted by hand: what they are about to do as a step says it,
    whether the script has this for them next, the newest message, and whether there was no community
    yet that a story could be about. `with_others`: they choose other people than the script has."""

    deed: str
    expected: bool
    with_others: bool
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
            with_others=await self._with_others(act),
            since=await self._player.newest(),
            nothing_yet=await self._nothing_yet(act),
        )

    async def _nothing_yet(self, act: Act) -> bool:
        """Nothing of a community stands in a channel; and the script has sent no form either, whose letters may be
        under way. What the bot answers in private to a word or two begins nothing."""
        if await self._in_a_channel():
            return False
        if not await self._room.ask(lambda shelf: shelf.letters()):
            return True
        step, steps = await self._player.next_step(), self._player.script.steps
        first = next((one.number for one in steps if isinstance(one.deed, Fills)), 0)
        return step is not None and step.number <= first and not await self._comes_later(act)

    async def _comes_later(self, act: Act) -> bool:
        """Whether the script has this very form for them."""
        opened = await self._room.form_for(act.by)
        theirs = [one.deed for one in self._player.script.steps if one.by == act.by.id]
        fills = [one for one in theirs if isinstance(one, Fills)]
        cast = self._room.cast
        return opened is not None and any(takes(opened.form, one.answers, cast) for one in fills)

    async def _in_a_channel(self) -> bool:
        posts = await self._room.ask(lambda shelf: shelf.letters())
        return any(not place.startswith("dm:") for place in posts)

    async def _with_others(self, act: Act) -> bool:
        """A community is founded in a form that the script has for them, and with other people: whom the script plays
        next may not be among them."""
        step = await self._player.next_step()
        opened = await self._room.form_for(act.by)
        if not isinstance(act, Submit) or step is None or opened is None:
            return False
        if await self._in_a_channel():
            return False
        if not isinstance(step.deed, Fills) or step.by != act.by.id:
            return False
        meant = by_name(opened.form, step.deed.answers)
        asked = [one for one in opened.form.fields if isinstance(one, People)]
        return any(_people(one, meant) != _people(one, act.answers) for one in asked)

    async def _after(self, act: Act, came: Came, before: _Before) -> None:
        """It was the script's next step, a later one, or a story of their own begins. It does when the
        first form that anybody sends in this room is not the script's; and when a community is founded
        with other people than the script's, which can't begin any more then."""
        if came.again or came.errors:
            return
        if before.expected and not before.with_others and (step := await self._player.next_step()):
            await self._player.remember(step, before.since)
        elif before.with_others or (before.nothing_yet and isinstance(act, Submit)):
            await self._room.change(lambda shelf: shelf.bookmarks.abandon(self._player.script.name))
        elif before.deed:
            await self._room.change(
                lambda shelf: shelf.bookmarks.did_by_hand(act.by.id, before.deed)
            )


def _people(asked: People, answers: Mapping[str, object]) -> frozenset[str]:
    """Whom an answer names, in whatever order; who stands in the form already, where it says nothing."""
    answer = answers.get(asked.name)
    if answer is None:
        return frozenset(one.rsplit("/", 1)[-1] for one in asked.values)
    return frozenset(map(str, answer)) if isinstance(answer, list | tuple) else frozenset()
