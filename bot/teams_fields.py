"""What an operator may set for Teams, one field for each line of `.env.example`. A part of `Settings`."""

from typing import Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from bot.teams_settings import HOSTS, ISSUERS, METADATA, TOKENS, TeamsSettings

OF_TEAMS: Final = {
    "TEAMS_APP_ID": "the “Application (client) ID” of your app, or left out",
    "TEAMS_TENANT_ID": "the “Directory (tenant) ID” of your app, or left out",
    "TEAMS_APP_SECRET": "the value of a client secret of your app, or left out",
    "TEAMS_CERTIFICATE_FILE": "the path of a file, or left out",
    "TEAMS_MANAGED_IDENTITY": "on or off",
    "TEAMS_OPENID_METADATA_URL": "a web address, or left out",
    "TEAMS_TOKEN_URL": "a web address, or left out",
    "TEAMS_SERVICE_HOSTS": "names of hosts with commas between, or left out",
    "TEAMS_ISSUERS": "names with commas between, or left out",
    "TEAMS_TARGETED": "on or off",
    "TEAMS_INSECURE_LOCAL": "on or off",
}
"""What each must be, in words that finish "... must be"."""


class TeamsFields(BaseSettings):
    """As they are given, one by one."""

    teams_app_id: str = Field(
        default="",
        max_length=64,
        validation_alias="TEAMS_APP_ID",
        description="The “Application (client) ID” of your app in Microsoft Entra, from its page “Overview”; with it "
        "the bot lives in Microsoft Teams.",
    )
    teams_tenant_id: str = Field(
        default="",
        max_length=2000,
        validation_alias="TEAMS_TENANT_ID",
        description="The “Directory (tenant) ID” from the same page; nobody from another tenant is let in. Several "
        "have commas between, first the one that the app is registered in.",
    )
    teams_app_secret: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="TEAMS_APP_SECRET",
        description="The value of a client secret from the app's page “Certificates & secrets”; or set one of the "
        "next two in its place.",
    )
    teams_certificate_file: str = Field(
        default="",
        validation_alias="TEAMS_CERTIFICATE_FILE",
        description="In place of a secret, a file in PEM form with a certificate and its private key; the certificate "
        "is uploaded on the same page.",
    )
    teams_managed_identity: bool = Field(
        default=False,
        validation_alias="TEAMS_MANAGED_IDENTITY",
        description="In place of both, where the bot runs in Azure with a managed identity of its own: on, and the "
        "app id is that identity's client id.",
    )
    teams_openid_metadata_url: str = Field(
        default=METADATA,
        validation_alias="TEAMS_OPENID_METADATA_URL",
        description="Where the keys are named that Teams signs with; another address only for a cloud of its own, or "
        "to try things out. So are the next three.",
    )
    teams_token_url: str = Field(
        default=TOKENS,
        validation_alias="TEAMS_TOKEN_URL",
        description="Where the bot asks for a token to speak with; {tenant} stands for the first tenant.",
    )
    teams_service_hosts: str = Field(
        default=HOSTS,
        validation_alias="TEAMS_SERVICE_HOSTS",
        description="The hosts at which Teams is spoken to, with commas between; nothing is ever sent to another.",
    )
    teams_issuers: str = Field(
        default=ISSUERS,
        validation_alias="TEAMS_ISSUERS",
        description="Who may have signed what Teams sends, with commas between; the first is also whom the bot's own "
        "token is for.",
    )
    teams_targeted: bool = Field(
        default=False,
        validation_alias="TEAMS_TARGETED",
        description="Whether the bot may write, in a channel, what only one person there sees; on, where your tenant "
        "has it. Off, such words go to their private chat.",
    )
    teams_insecure_local: bool = Field(
        default=False,
        validation_alias="TEAMS_INSECURE_LOCAL",
        description="Believes whoever calls, without any token: to try things out on this machine alone, and never "
        "otherwise.",
    )

    def of_teams(self, *, listens_at: str) -> TeamsSettings:
        """All of them together. A secret among them: never to be shown."""
        return TeamsSettings(
            app_id=self.teams_app_id.strip().lower(),
            tenant_id=self.teams_tenant_id,
            app_secret=self.teams_app_secret.get_secret_value(),
            certificate_file=self.teams_certificate_file,
            managed_identity=self.teams_managed_identity,
            openid_metadata_url=self.teams_openid_metadata_url,
            token_url=self.teams_token_url,
            service_hosts=self.teams_service_hosts,
            issuers=self.teams_issuers,
            targeted=self.teams_targeted,
            insecure_local=self.teams_insecure_local,
            listens_at=listens_at,
        )
