"""What an operator may set for Teams, one field for each line of `.env.example`. A part of `Settings`."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.one_setting import secret, setting
from bot.teams_settings import HOSTS, ISSUERS, METADATA, TOKENS, TeamsSettings


class TeamsFields(BaseSettings):
    """As they are given, one by one."""

    teams_app_id: str = setting(
        "TEAMS_APP_ID",
        "",
        "The “Application (client) ID” of your app in Microsoft Entra, from its page “Overview”; with it the "
        "bot lives in Microsoft Teams.",
        must_be="the “Application (client) ID” of your app, or left out",
        max_length=64,
    )
    teams_tenant_id: str = setting(
        "TEAMS_TENANT_ID",
        "",
        "The “Directory (tenant) ID” from the same page; nobody from another tenant is let in. Several have "
        "commas between, first the one that the app is registered in.",
        must_be="the “Directory (tenant) ID” of your app, or left out",
        max_length=2000,
    )
    teams_app_secret: SecretStr = setting(
        "TEAMS_APP_SECRET",
        SecretStr(""),
        "The value of a client secret from the app's page “Certificates & secrets”; or set one of the next two "
        "in its place.",
        must_be="the value of a client secret of your app, or left out",
    )
    teams_certificate_file: str = setting(
        "TEAMS_CERTIFICATE_FILE",
        "",
        "In place of a secret, a file in PEM form with a certificate and its private key; the certificate is "
        "uploaded on the same page.",
        must_be="the path of a file, or left out",
    )
    teams_managed_identity: bool = setting(
        "TEAMS_MANAGED_IDENTITY",
        False,
        "In place of both, where the bot runs in Azure with a managed identity of its own: on, and the app id "
        "is that identity's client id.",
        must_be="on or off",
    )
    teams_openid_metadata_url: str = setting(
        "TEAMS_OPENID_METADATA_URL",
        METADATA,
        "Where the keys are named that Teams signs with; another address only for a cloud of its own, or to "
        "try things out. So are the next three.",
        must_be="a web address, or left out",
    )
    teams_token_url: str = setting(
        "TEAMS_TOKEN_URL",
        TOKENS,
        "Where the bot asks for a token to speak with; {tenant} stands for the first tenant.",
        must_be="a web address, or left out",
    )
    teams_service_hosts: str = setting(
        "TEAMS_SERVICE_HOSTS",
        HOSTS,
        "The hosts at which Teams is spoken to, with commas between; nothing is ever sent to another.",
        must_be="names of hosts with commas between, or left out",
    )
    teams_issuers: str = setting(
        "TEAMS_ISSUERS",
        ISSUERS,
        "Who may have signed what Teams sends, with commas between; the first is also whom the bot's own token "
        "is for.",
        must_be="names with commas between, or left out",
    )
    teams_targeted: bool = setting(
        "TEAMS_TARGETED",
        False,
        "Whether the bot may write, in a channel, what only one person there sees; on, where your tenant has "
        "it. Off, such words go to their private chat.",
        must_be="on or off",
    )
    teams_insecure_local: bool = setting(
        "TEAMS_INSECURE_LOCAL",
        False,
        "Believes whoever calls, without any token: to try things out on this machine alone, and never "
        "otherwise.",
        must_be="on or off",
    )

    def of_teams(self, *, listens_at: str) -> TeamsSettings:
        """All of them together. A secret among them: never to be shown."""
        return TeamsSettings(
            app_id=self.teams_app_id.strip().lower(),
            tenant_id=self.teams_tenant_id,
            app_secret=secret(self.teams_app_secret),
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
