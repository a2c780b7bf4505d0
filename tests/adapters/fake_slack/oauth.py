"""What a person's consent gives the app: a code, good once and for ten minutes.

Source: docs.slack.dev/authentication/installing-with-oauth.
"""

from dataclasses import dataclass

LIVES = 600.0


@dataclass
class Code:
    """What the browser carries back to the app."""

    team_id: str
    user: str
    redirect_uri: str
    scopes: tuple[str, ...]
    born: float
    used: bool = False

    def dead(self, now: float) -> bool:
        return now - self.born > LIVES
