"""People and bots as Slack tells an app about them.

Source: docs.slack.dev/reference/objects/user-object; guests are `is_restricted` (several channels)
or `is_ultra_restricted` (one), people of other organisations `is_stranger`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.adapters.fake_slack.wire import Json


@dataclass
class User:
    """`closed` is a person whom the app may not write to: `user_not_visible`."""

    id: str
    team_id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    guest: str = ""
    admin: bool = False
    deleted: bool = False
    bot_id: str | None = None
    closed: bool = False
    joined: float = 0.0
    notices: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    def to_json(self, *, now: float, asked_by: str, email: bool) -> Json:
        """As `users.info` tells it to a workspace; a stranger's e-mail is kept from it."""
        stranger = asked_by != self.team_id
        told: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": self._profile(email=email and not stranger),
            "is_bot": self.bot_id is not None,
            "is_app_user": False,
            "updated": int(self.joined),
        }
        if stranger:
            told["is_stranger"] = True
        return told if self.deleted else told | self._standing(now)

    def _standing(self, now: float) -> Json:
        """What Slack does not tell of a deactivated account."""
        return {
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": self.tz_offset(now),
            "is_admin": self.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.guest in {"many", "one"},
            "is_ultra_restricted": self.guest == "one",
            "is_email_confirmed": True,
        }

    def _profile(self, *, email: bool) -> Json:
        told = {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "title": "",
            "team": self.team_id,
        }
        return told | ({"email": self.email} if email else {})

    def tz_offset(self, now: float) -> int:
        """Seconds; changes with summer time, of which Slack sends no event."""
        offset = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0
