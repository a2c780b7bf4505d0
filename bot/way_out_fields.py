"""What an operator may set about the way out, by the names that other programs look for. A part of `Settings`."""

from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings

from bot.boundary.way_out import WayOut
from bot.one_setting import secret, setting


class WayOutFields(BaseSettings):
    """As they are given, one by one."""

    https_proxy: SecretStr = setting(
        "HTTPS_PROXY",
        SecretStr(""),
        "The proxy through which the bot reaches the chats it lives in, where it can't reach them straight, such as "
        "http://proxy.example.org:3128; a name and a password may stand before its host.",
        must_be="the address of a proxy such as http://proxy.example.org:3128, or left out",
    )
    no_proxy: str = setting(
        "NO_PROXY",
        "",
        "Hosts that are reached without that proxy, with commas between; this machine always is.",
        must_be="names of hosts with commas between, or left out",
    )

    @field_validator("https_proxy")
    @classmethod
    def _a_proxy(cls, given: SecretStr) -> SecretStr:
        """Many leave out what it begins with."""
        said = secret(given).strip()
        url = said if "://" in said or not said else f"http://{said}"
        if url and not _is_proxy(urlsplit(url)):
            raise ValueError("not a proxy")
        return SecretStr(url)

    @property
    def way_out(self) -> WayOut:
        hosts = (one.strip() for one in self.no_proxy.split(","))
        return WayOut(secret(self.https_proxy), tuple(one for one in hosts if one))


def _is_proxy(url: SplitResult) -> bool:
    """Raises `ValueError` where its port is none."""
    return url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
