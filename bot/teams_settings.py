"""What an operator has set for Teams: who the bot is there, how it proves that, and what does not go together.

No secret is ever shown, and of no other value more than is needed to find it again.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from bot.boundary.hosts import is_loopback, is_safe

METADATA: Final = "https://login.botframework.com/v1/.well-known/openidconfiguration"
"""Where the keys are named that sign what Teams sends (Bot Connector's page on authentication)."""
TOKENS: Final = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
ISSUERS: Final = "https://api.botframework.com"
HOSTS: Final = "smba.trafficmanager.net"

GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
HOST: Final = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-f:]+\](:\d{1,5})?", re.IGNORECASE)

MISSING: Final = "{name} is missing, which {why}: docs/teams.md says where to find it."
NO_PROOF: Final = (
    "Teams has no proof of who the bot is: set one of TEAMS_APP_SECRET, TEAMS_CERTIFICATE_FILE and "
    "TEAMS_MANAGED_IDENTITY."
)
TOO_MUCH_PROOF: Final = (
    "{one} and {other} are two proofs of who the bot is, and one is enough: take one of them out."
)
SWAPPED: Final = "TEAMS_APP_ID and TEAMS_APP_SECRET are swapped: put each in the other's place."
SAME: Final = (
    "TEAMS_APP_ID and TEAMS_TENANT_ID are the same: one is the “Application (client) ID” of your app, the other the "
    "“Directory (tenant) ID”, and both stand on its page “Overview”."
)
NO_APP: Final = (
    "TEAMS_APP_ID is no id of an app, which is 32 digits and letters with hyphens: copy the “Application (client) ID” "
    "from the page “Overview” of your app."
)
NO_TENANT: Final = (
    "TEAMS_TENANT_ID must be the “Directory (tenant) ID” from the page “Overview” of your app, or several with commas "
    "between: each is 32 digits and letters with hyphens."
)
SECRETS_ID: Final = (
    "TEAMS_APP_SECRET is only the id of a secret: copy what stands under “Value”, not under “Secret ID”, on the page "
    "“Certificates & secrets” of your app. It is shown once: make a new one if it is gone."
)
NO_ADDRESS: Final = "{name} must be a web address that begins with https://."
NO_HOSTS: Final = "TEAMS_SERVICE_HOSTS must be names of hosts with commas between, such as {hosts}, without https://."
NO_ISSUERS: Final = "TEAMS_ISSUERS must be names with commas between, such as {issuers}."
INSECURE: Final = (
    "TEAMS_INSECURE_LOCAL is set: whoever reaches this address is believed to be Teams. It is for trying things out on "
    "this machine, and for nothing else."
)
"""Said at every start."""
INSECURE_ELSEWHERE: Final = (
    "TEAMS_INSECURE_LOCAL believes whoever calls, and so only works where nobody else can: set LCBOT_HOST to "
    "127.0.0.1, or take it out."
)


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """As they are given; empty where nothing is. Lists have commas between."""

    app_id: str = ""
    tenant_id: str = ""
    app_secret: str = ""
    certificate_file: str = ""
    managed_identity: bool = False
    openid_metadata_url: str = METADATA
    token_url: str = TOKENS
    service_hosts: str = HOSTS
    issuers: str = ISSUERS
    targeted: bool = False
    insecure_local: bool = False
    listens_at: str = "127.0.0.1"
    """Where the bot's site is open: `LCBOT_HOST`."""

    @property
    def in_use(self) -> bool:
        return bool(self.app_id or self.tenant_id or self.insecure_local or self._proofs())

    @property
    def tenants(self) -> tuple[str, ...]:
        """Those that are served. The first is the one in which the bot is registered."""
        return tuple(one.lower() for one in listed(self.tenant_id))

    @property
    def home_tenant(self) -> str:
        return next(iter(self.tenants), "")

    @property
    def token_address(self) -> str:
        """Where the bot asks for a token to speak with, unless its identity is managed."""
        return self.token_url.replace("{tenant}", self.home_tenant)

    @property
    def scope(self) -> str:
        """For whom that token is: in every cloud, whoever signs what Teams sends."""
        return f"{listed(self.issuers)[0]}/.default"

    @property
    def speaks_to(self) -> tuple[str, ...]:
        """Every host that the bot calls, without its port."""
        addresses = (self.openid_metadata_url, self.token_address)
        hosts = (f"//{one}" for one in listed(self.service_hosts))
        return tuple(urlsplit(one).hostname or "" for one in (*addresses, *hosts))

    def wrong(self) -> str:
        """One sentence for what an operator has to mend first; empty when all goes together."""
        if not self.in_use:
            return ""
        if self.insecure_local:
            return self._wrong_elsewhere() or (
                "" if is_loopback(self.listens_at) else INSECURE_ELSEWHERE
            )
        return self._wrong_ids() or self._wrong_proof() or self._wrong_elsewhere()

    def _proofs(self) -> tuple[str, ...]:
        """Whichever proofs of the bot's identity are given, by their settings."""
        given = {
            "TEAMS_APP_SECRET": self.app_secret,
            "TEAMS_CERTIFICATE_FILE": self.certificate_file,
            "TEAMS_MANAGED_IDENTITY": self.managed_identity,
        }
        return tuple(name for name, value in given.items() if value)

    def _wrong_ids(self) -> str:
        if not self.app_id:
            return MISSING.format(name="TEAMS_APP_ID", why="says which app the bot is")
        if not GUID.fullmatch(self.app_id):
            return SWAPPED if GUID.fullmatch(self.app_secret) else NO_APP
        if not self.tenant_id:
            return MISSING.format(name="TEAMS_TENANT_ID", why="says whom the bot serves")
        if self.app_id.lower() == self.home_tenant:
            return SAME
        return "" if self.tenants and all(map(GUID.fullmatch, self.tenants)) else NO_TENANT

    def _wrong_proof(self) -> str:
        proofs = self._proofs()
        if not proofs:
            return NO_PROOF
        if len(proofs) > 1:
            return TOO_MUCH_PROOF.format(one=proofs[0], other=proofs[1])
        return SECRETS_ID if GUID.fullmatch(self.app_secret) else ""

    def _wrong_elsewhere(self) -> str:
        addresses = {
            "TEAMS_OPENID_METADATA_URL": self.openid_metadata_url,
            "TEAMS_TOKEN_URL": self.token_address,
        }
        for name, url in addresses.items():
            if not is_safe(url):
                return NO_ADDRESS.format(name=name)
        hosts = listed(self.service_hosts)
        if not hosts or not all(map(HOST.fullmatch, hosts)):
            return NO_HOSTS.format(hosts=HOSTS)
        return "" if listed(self.issuers) else NO_ISSUERS.format(issuers=ISSUERS)


def listed(given: str) -> tuple[str, ...]:
    """What stands between the commas."""
    return tuple(one.strip() for one in given.split(",") if one.strip())
