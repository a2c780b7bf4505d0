"""What every part of the fake shares."""

from dataclasses import dataclass, field

from tests.adapters.fake_slack.app import App
from tests.adapters.fake_slack.clock import Clock
from tests.adapters.fake_slack.faults import Faults
from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.limits import Limits
from tests.adapters.fake_slack.mail import Mail
from tests.adapters.fake_slack.world import World


@dataclass
class Core:
    """`complaints` are breaches of the contract that Slack itself passes over in silence."""

    app: App
    clock: Clock
    mint: Mint
    world: World
    mail: Mail
    limits: Limits
    faults: Faults
    complaints: list[str] = field(default_factory=list)
    base_url: str = ""

    def now(self) -> float:
        return self.clock.now()

    def stamp(self) -> str:
        return self.mint.stamp(self.clock.now())
