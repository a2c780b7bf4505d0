"""How Slack signs what it sends over HTTP.

Source: docs.slack.dev/authentication/verifying-requests-from-slack: HMAC-SHA256 over
`v0:timestamp:body`; a receiver refuses what is older than five minutes.
"""

import hmac
import time
from dataclasses import dataclass
from hashlib import sha256


@dataclass
class Signing:
    """`age` and `forged` let a test send what an honest Slack never would."""

    secret: str
    age: float = 0.0
    forged: bool = False

    def headers(self, body: bytes) -> dict[str, str]:
        """The wall's time, not the clock's: it is the receiver's clock that judges."""
        timestamp = str(int(time.time() - self.age))
        secret = "somebody else's secret" if self.forged else self.secret
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signature(secret, timestamp, body)}",
        }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    signed = b"v0:" + timestamp.encode() + b":" + body
    return hmac.new(secret.encode(), signed, sha256).hexdigest()
