"""How a leak is planted: some part of the bot is replaced while a community lives."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from bot.boundary.arrivals import FormSubmitted
from bot.boundary.decision import Reply
from bot.boundary.tokens import Act
from bot.domain.ids import PersonId
from tests.safety.attack.house import House


@dataclass(frozen=True, slots=True)
class Typed:
    """A note as it goes through the door."""

    text: str
    person: PersonId
    at: datetime
    number: int


@dataclass
class Planter:
    """`typed`: what a leaky bot would remember of each note, by its text."""

    house: House
    patch: pytest.MonkeyPatch
    typed: dict[str, Typed] = field(default_factory=dict)

    def replace(self, where: object, name: str, made: Callable[[Any], Any]) -> None:
        """With what `made` makes of it as it was."""
        self.patch.setattr(where, name, made(getattr(where, name)))

    def after_pass(self, do: Callable[[Typed | None, FormSubmitted], None]) -> None:
        """With what was written, or None, once somebody has gone through for the first time."""
        receives, done = self.house.receives, set[tuple[PersonId, str]]()

        def receive(house: House, arrival: object) -> tuple[Reply, ...]:
            replies = receives(house, arrival)
            if isinstance(arrival, FormSubmitted) and is_done(arrival):
                key = (arrival.who.person, arrival.token)
                if key not in done:
                    done.add(key)
                    for one in self.remember(arrival) or (None,):
                        do(one, arrival)
            return replies

        self.house.receives = receive

    def remember(self, done: FormSubmitted) -> list[Typed]:
        texts = [done.given.text(name) for name in ("note", "second")]
        found = [
            Typed(text, done.who.person, done.at, len(self.typed) + more)
            for more, text in enumerate(filter(None, texts))
        ]
        self.typed |= {one.text: one for one in found}
        return found

    def sql(self, statement: str, *values: object) -> None:
        """What a leaky bot would keep besides."""
        with self.house.rig.database._door.transaction() as connection:
            marked = statement if self.on_sqlite else statement.replace("?", "%s")
            connection.exec_driver_sql(marked, tuple(values))

    @property
    def on_sqlite(self) -> bool:
        return self.house.url.startswith("sqlite")


def is_done(arrival: FormSubmitted) -> bool:
    return arrival.token.partition(".")[0] == Act.CHECK_IN_DONE


Mutation = Callable[[Planter], None]


@contextmanager
def planted(mutation: Mutation) -> Iterator[Callable[[House], None]]:
    """Hand what this gives to `lived`; all is as it was afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        yield lambda house: mutation(Planter(house, patch))
