"""The token that the bot speaks to Teams with: asked for once, however many wait; kept until shortly before its end."""

import json
import re
from collections.abc import Callable, Mapping
from time import monotonic, time
from typing import Any, Final

import aiohttp

from adapters.teams.proofs import Proof
from adapters.teams.together import Together
from bot.boundary.delivery import Undelivered
from bot.boundary.trouble import Trouble

TIMEOUT: Final = aiohttp.ClientTimeout(total=5)
EARLY: Final = 600.0
"""Seconds before a token's end in which a new one is asked for, while the old one goes on."""
LATE: Final = 60.0
"""Seconds before its end in which it is no longer shown."""
REST: Final = 5.0
"""Seconds until somebody asks again who was not answered."""
REFUSED_REST: Final = 60.0
"""Seconds until somebody asks again who was refused."""

CODE: Final = re.compile(r"AADSTS(\d{4,8})")
NO_SUCH_APP: Final = (
    "Microsoft knows no app of TEAMS_APP_ID in the first tenant of TEAMS_TENANT_ID: copy both again from the page "
    "“Overview” of your app, each into its own place."
)
NOT_THE_VALUE: Final = (
    "Microsoft does not take TEAMS_APP_SECRET: copy what stands under “Value” on the page “Certificates & secrets” of "
    "your app, or make a new one."
)
OTHER_CERTIFICATE: Final = (
    "Microsoft does not know the certificate in TEAMS_CERTIFICATE_FILE: upload it on the page “Certificates & secrets” "
    "of your app."
)
SENTENCES: Final[Mapping[str, str]] = {
    "700016": NO_SUCH_APP,
    "90002": NO_SUCH_APP,
    "900023": NO_SUCH_APP,
    "7000215": NOT_THE_VALUE,
    "7000222": "TEAMS_APP_SECRET has run out: make a new one on the page “Certificates & secrets” of your app.",
    "700027": OTHER_CERTIFICATE,
    "7000229": "The app has not been let into the tenant yet: ask one of its administrators.",
}
"""By Microsoft's number ("Microsoft Entra authentication and authorization error codes", learn.microsoft.com)."""
REFUSES: Final = "Microsoft gives the bot no token and says {code}: look it up on login.microsoftonline.com/error."
NOT_MICROSOFT: Final = (
    "What answers in Microsoft's place gives the bot no token ({code}): check TEAMS_TOKEN_URL if it is set, and "
    "whether a proxy stands between."
)
NO_IDENTITY: Final = (
    "This machine vouches for no managed identity with the client id in TEAMS_APP_ID: check that it runs in Azure and "
    "was given that identity, or take TEAMS_MANAGED_IDENTITY out and set a certificate or a secret."
)
UNTRUSTED: Final = "certificate"
"""Our own word: what answers shows one that this machine does not trust."""
DISTRUSTED: Final = (
    "The connection to Microsoft can't be trusted, as its certificate is not in order: check this machine's clock, and "
    "whether a proxy of your organisation stands between."
)
UNREACHABLE: Final = (
    "Microsoft gave no answer to the bot: check the network, and TEAMS_TOKEN_URL if it is set."
)


class NoToken(Undelivered):
    """There is none to be had just now. `code` is Microsoft's word for why, empty where it was not asked."""

    def __init__(self, code: str = "") -> None:
        super().__init__(
            f"no token ({code})" if code else "no token, as Microsoft can't be reached",
            after=REFUSED_REST if code else REST,
        )
        self.code = code

    @property
    def sentence(self) -> str:
        """For whoever runs the bot."""
        if not self.code:
            return UNREACHABLE
        if self.code == UNTRUSTED:
            return DISTRUSTED
        says = NOT_MICROSOFT if self.code.startswith("status ") else REFUSES
        return SENTENCES.get(self.code) or says.format(code=self.code)


class AppTokens:
    """Not to be shown: it holds the token."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        proof: Proof,
        now: Callable[[], float] = monotonic,
        world: Callable[[], float] = time,
    ) -> None:
        """`now` counts seconds, `world` says them as Microsoft does."""
        self._session = session
        self._proof = proof
        self._now = now
        self._world = world
        self._token = ""
        self._ends = 0.0
        self._refused: NoToken | None = None
        self._until = 0.0
        self._asking = Together(self._ask)

    async def token(self) -> str:
        """Raises `NoToken`."""
        left = self._left()
        if left > LATE:
            if left < EARLY and not self._rests():
                self._asking.begin()
            return self._token
        if not self._rests():
            await self._asking.done()
        if self._left() <= 0:
            raise self._refused or NoToken()
        return self._token

    def forget(self, token: str) -> None:
        """Teams does not take it, whatever it was promised to be good for."""
        if token == self._token:
            self._token = ""

    async def close(self) -> None:
        await self._asking.close()

    def _left(self) -> float:
        return self._ends - self._now() if self._token else 0.0

    def _rests(self) -> bool:
        """Whether nobody is to ask again yet."""
        return not self._asking.is_under_way and self._now() < self._until

    async def _ask(self) -> None:
        try:
            self._token, lasts = await self._answer()
            self._ends = self._now() + lasts
            self._refused = None
        except NoToken as refused:
            self._refused = refused
            self._until = self._now() + (refused.after or REST)

    async def _answer(self) -> tuple[str, float]:
        """Raises `NoToken`."""
        asked = self._proof.question()
        try:
            async with self._session.request(
                asked.method,
                asked.url,
                params=asked.query,
                data=asked.form or None,
                headers=asked.headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                status, text = answer.status, await answer.text(errors="replace")
        except aiohttp.ClientConnectorCertificateError:
            raise NoToken(UNTRUSTED) from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise NoToken from None
        return _token(status, _told(text), self._world())


async def must_be_taken(tokens: AppTokens, otherwise: str = "") -> None:
    """Raises `Trouble` when Microsoft does not take the bot's proof of itself, or can't be asked: with a sentence of
    its own where the proof asks somebody else."""
    try:
        await tokens.token()
    except NoToken as refused:
        raise Trouble(otherwise or refused.sentence) from None


def _told(text: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _token(status: int, told: Mapping[str, Any], now: float) -> tuple[str, float]:
    """The token, and how many seconds it lasts. Raises `NoToken`."""
    token = told.get("access_token")
    if status == 200 and isinstance(token, str) and token:
        return token, _lasts(told, now)
    if status >= 500 or status == 429:
        raise NoToken
    raise NoToken(_code(told) or f"status {status}")


def _lasts(told: Mapping[str, Any], now: float) -> float:
    """Seconds; some say when it ends, counted from 1970."""
    try:
        if "expires_in" in told:
            return float(told["expires_in"])
        return float(told["expires_on"]) - now
    except (KeyError, TypeError, ValueError):
        return EARLY


def _code(told: Mapping[str, Any]) -> str:
    """A number or a word of Microsoft's; nothing else that answers is repeated."""
    found = CODE.search(str(told.get("error_description", "")))
    said = str(told.get("error", ""))
    return found[1] if found else said if re.fullmatch(r"[a-z_]{1,40}", said) else ""
