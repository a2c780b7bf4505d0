"""What every part of a world shares."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_teams.behind.faults import Faults
from tests.adapters.fake_teams.behind.keys import Keys
from tests.adapters.fake_teams.behind.limits import Limits
from tests.adapters.fake_teams.behind.world import Message, World
from tests.adapters.fake_teams.ids import Mint
from tests.adapters.fake_teams.shapes import App, Json, Request
from tests.adapters.held_clock import Clock

REGION = "emea"
Gate = Callable[[Json], Any]
"""Names what is wrong with a card, one sentence each."""


@dataclass
class Core:
    """`complaints` are breaches that Teams itself passes over in silence, or answers in riddles.

    Tokens are dated by the wall's time, by which their reader judges them, unless `by_the_clock`.
    """

    app: App
    clock: Clock
    world: World
    limits: Limits
    gate: Gate | None = None
    by_the_clock: bool = False
    mint: Mint = field(default_factory=Mint)
    faults: Faults = field(default_factory=Faults)
    framework: Keys = field(default_factory=lambda: Keys("framework"))
    """They sign what is sent to the bot."""
    login: Keys = field(default_factory=lambda: Keys("login", first=8))
    """They sign what the bot asks with."""
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    """Every card that the bot has wanted to be seen, dialogs and all."""
    base_url: str = ""
    bot_url: str = ""
    region: str = REGION
    under_way: int = 0
    revoked: set[str] = field(default_factory=set)

    def now(self) -> float:
        return self.clock.now()

    def token_time(self) -> float:
        return self.clock.now() if self.by_the_clock else time.time()

    @property
    def service_url(self) -> str:
        return f"{self.base_url}/{self.region}/"

    @property
    def token_url(self) -> str:
        return f"{self.base_url}/{self.app.tenant}/oauth2/v2.0/token"

    def put_up(self, message: Message) -> Message:
        self.world.conversations[message.conversation].messages[message.id] = message
        return message
