"""Response URLs: five answers within half an hour.

Source: docs.slack.dev/interactivity/handling-user-interaction ("message responses": up to 5 times
within 30 minutes).
"""

from dataclasses import dataclass

USES = 5
LIVES = 30 * 60.0


@dataclass
class ResponseUrl:
    """Where the app may answer one act; `message` and `ephemeral` are what the act was done on."""

    path: str
    team_id: str
    channel: str
    user: str
    born: float
    message: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None
    used: int = 0

    def use(self, *, now: float) -> str | None:
        """Count one use; gives the reason when it is used no more."""
        if now - self.born > LIVES:
            return "expired_url"
        if self.used >= USES:
            return "used_url"
        self.used += 1
        return None
