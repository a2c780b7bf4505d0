"""A workspace: its plan, the app's installation in it."""

from dataclasses import dataclass, field

from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.tokens import Token
from tests.adapters.fake_slack.views import View
from tests.adapters.fake_slack.wire import Json


@dataclass
class Installation:
    """The app in a workspace: its token, and the bot user that acts there."""

    token: Token
    bot: User
    bot_id: str
    at: float

    def bot_profile(self, app_id: str, app_name: str) -> Json:
        return {
            "id": self.bot_id,
            "app_id": app_id,
            "name": app_name,
            "deleted": False,
            "updated": int(self.at),
            "team_id": self.bot.team_id,
        }


@dataclass
class Team:
    """`free` teams have only a channel's own canvas. Of an `org_wide` one, the app is installed for the whole
    organisation at once (Enterprise Grid)."""

    id: str
    name: str
    domain: str
    free: bool = False
    canvases_off: bool = False
    org_wide: bool = False
    installation: Installation | None = None
    former: Installation | None = None
    homes: dict[str, View] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    canvases: dict[str, Json] = field(default_factory=dict)

    @property
    def bot_user(self) -> str | None:
        return self.installation.bot.id if self.installation else None

    def view(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open modal, or a home, by its id or by the app's own id for it."""
        for view in (*self.homes.values(), *(v for stack in self.modals.values() for v in stack)):
            if view_id == view.id or (external_id and external_id == view.external_id):
                return view
        return None
