"""Lets open pages know that there is news. What the news is, they come and fetch."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung from the event loop only. Many rings before a page listens again are one."""

    def __init__(self) -> None:
        self._listeners = set[asyncio.Event]()
        self.closed = False

    def ring(self) -> None:
        for listener in self._listeners:
            listener.set()

    def close(self) -> None:
        """The house is shutting: everybody who listens is told, and should go."""
        self.closed = True
        self.ring()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
