"""Trigger ids: a view may be opened with one once, and within three seconds.

Source: docs.slack.dev/interactivity/handling-user-interaction ("trigger_id ... expires in 3
seconds"), and the errors on the page of views.open.
"""

import re
from dataclasses import dataclass

from tests.adapters.fake_slack.refused import Refused

LIVES = 3.0
_FORM = re.compile(r"\d+\.\d+\.[0-9a-f]+")


@dataclass
class Trigger:
    """Somebody's act, from which a view may follow; `view` is where it was done, if in a view."""

    id: str
    user: str
    team_id: str
    born: float
    view: str | None = None
    exchanged: bool = False


class Triggers:
    """All trigger ids ever given out."""

    def __init__(self) -> None:
        self._given: dict[str, Trigger] = {}

    def give(self, trigger: Trigger) -> str:
        self._given[trigger.id] = trigger
        return trigger.id

    def exchange(self, id: str, *, now: float) -> Trigger:
        """Use it up. Raises `Refused` with the reason when it can't be used."""
        trigger = self._given.get(id)
        if trigger is None or not _FORM.fullmatch(id):
            raise Refused("invalid_trigger_id")
        if trigger.exchanged:
            raise Refused("exchanged_trigger_id")
        if now - trigger.born > LIVES:
            raise Refused("expired_trigger_id")
        trigger.exchanged = True
        return trigger

    def forget(self, *, before: float) -> None:
        """Those given before a time are from now on invalid, no longer expired."""
        self._given = {id: each for id, each in self._given.items() if each.born >= before}
