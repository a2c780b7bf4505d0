"""The same button pressed again, or the same form handed in again, before anything could be seen of the first time: it
is shown once what comes of it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from adapters.slack.inbound import Payload


class AtOnce:
    """The presses that are under way in this process."""

    def __init__(self) -> None:
        self._under_way = set[tuple[str, ...]]()

    @contextmanager
    def first(self, body: Payload) -> Iterator[bool]:
        """Whether nobody sees what comes of the same press already."""
        press = _press(body)
        if press in self._under_way:
            yield False
            return
        self._under_way.add(press)
        try:
            yield True
        finally:
            self._under_way.remove(press)


class Together:
    """What is asked for again while it is under way is done once, and each who asked hears what came of it."""

    def __init__(self) -> None:
        self._under_way = dict[str, asyncio.Task[bool]]()

    async def once(self, what: str, doing: Callable[[], Coroutine[Any, Any, bool]]) -> bool:
        task = self._under_way.get(what)
        if task is None:
            task = self._under_way[what] = asyncio.create_task(doing())
            task.add_done_callback(lambda _: self._under_way.pop(what))
        return await asyncio.shield(task)


def _press(body: Payload) -> tuple[str, ...]:
    """Whose, where, and what it means."""
    stands = body.get("container") or {}
    where = (str(stands.get(name, "")) for name in ("view_id", "channel_id", "message_ts"))
    return (body["team"]["id"], body["user"]["id"], *where, body["actions"][0].get("value", ""))
