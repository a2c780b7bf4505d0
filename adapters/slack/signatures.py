"""Whether Slack's requests are signed as they should be: looked at before anything in them is read.

A signing secret that does not fit shows as silence, and in Slack alone. So whoever runs the bot is told here. But
anybody can come with a wrong signature: it is said once a day at most, and not where a right one came lately.

Source: docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hmac
import logging
import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from time import monotonic
from typing import Final

from slack_sdk.signature import SignatureVerifier

SIGNATURE: Final = re.compile(r"v0=[0-9a-f]{64}")
TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")
HOUR: Final = 3600.0
DAY: Final = 24 * HOUR

log = logging.getLogger(__name__)


class Knock(Enum):
    FITS = auto()
    UNFIT = auto()
    """Signed, with another secret."""
    LATE = auto()
    """Signed with ours, and not lately, if our clock is right."""
    UNSIGNED = auto()
    """Slack sends nothing like it."""


SAYS: Final[Mapping[Knock, str]] = {
    Knock.UNFIT: (
        "Requests come to /slack/events that are signed with another secret than SLACK_SIGNING_SECRET, and are "
        "refused. If they are Slack's, nothing that people do there arrives: copy the “Signing Secret” again from the "
        "page “Basic Information” of your Slack app, and start the bot again."
    ),
    Knock.LATE: (
        "Slack's requests are refused, as by this machine's clock they are more than five minutes old, or of a time to "
        "come: set the clock right."
    ),
}


class Signatures:
    """`refused` counts what is turned away. Nothing is kept of who it was."""

    def __init__(
        self, secret: str, refused: Callable[[], None], now: Callable[[], float] = monotonic
    ) -> None:
        self._verifier = SignatureVerifier(secret)
        self._refused = refused
        self._now = now
        self._fitted: float | None = None
        self._amiss: Knock | None = None
        self._told = dict[Knock, float]()

    @property
    def fitted(self) -> bool:
        """One came since the start that was signed as it should be."""
        return self._fitted is not None

    @property
    def amiss(self) -> str:
        """What is to be told; empty where all is well, and where a right signature came a short while ago."""
        return "" if self._amiss is None or self._fitted_lately() else SAYS[self._amiss]

    def fits(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Of a request that has just come."""
        knock = self._looked_at(headers, body)
        if knock is Knock.FITS:
            self._fitted, self._amiss = self._now(), None
            return True
        self._refused()
        if knock in SAYS:
            self._amiss = knock
            self._tell(knock)
        return False

    def _looked_at(self, headers: Mapping[str, str], body: bytes) -> Knock:
        at = headers.get("X-Slack-Request-Timestamp", "")
        signature = headers.get("X-Slack-Signature", "")
        if not (TIMESTAMP.fullmatch(at) and SIGNATURE.fullmatch(signature)):
            return Knock.UNSIGNED
        try:
            if self._verifier.is_valid(body, at, signature):
                return Knock.FITS
            ours = self._verifier.generate_signature(timestamp=at, body=body) or ""
        except UnicodeDecodeError:
            return Knock.UNSIGNED
        return Knock.LATE if hmac.compare_digest(ours, signature) else Knock.UNFIT

    def _tell(self, knock: Knock) -> None:
        told = self._told.get(knock)
        if self._fitted_lately() or (told is not None and self._now() - told < DAY):
            return
        self._told[knock] = self._now()
        log.warning(SAYS[knock])

    def _fitted_lately(self) -> bool:
        return self._fitted is not None and self._now() - self._fitted < HOUR
