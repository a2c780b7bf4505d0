"""How the bot gets out to the chats: straight, or through a proxy of its organisation's."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from bot.boundary.hosts import is_loopback

EVERYWHERE: Final = "*"


@dataclass(frozen=True, slots=True)
class WayOut:
    """`proxy` is an address, and may hold a password: never to be shown. Empty: there is none. `straight` are hosts
    that are reached without it, each with all that are below it; `*` is every host."""

    proxy: str = field(default="", repr=False)
    straight: tuple[str, ...] = ()

    def to(self, url: str) -> str | None:
        """The proxy on the way there; None where it is reached straight, as all on this machine is."""
        host = (urlsplit(url).hostname or "").lower()
        if not self.proxy or is_loopback(host) or any(_covers(one, host) for one in self.straight):
            return None
        return self.proxy


STRAIGHT: Final = WayOut()


def _covers(name: str, host: str) -> bool:
    bare = name.lower().lstrip(".")
    return bare == EVERYWHERE or host == bare or host.endswith(f".{bare}")
