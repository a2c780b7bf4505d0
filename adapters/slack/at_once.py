"""The same button, pressed again before anything could be seen of the first time: it is shown once what comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager

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


def _press(body: Payload) -> tuple[str, ...]:
    """Whose, where, and what it means."""
    stands = body.get("container") or {}
    where = (str(stands.get(name, "")) for name in ("view_id", "channel_id", "message_ts"))
    return (body["team"]["id"], body["user"]["id"], *where, body["actions"][0].get("value", ""))
