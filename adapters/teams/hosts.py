"""Whom the bot may call and show its token. A request names where its answer goes: a stranger's could name anywhere."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from bot.boundary.hosts import is_loopback

PLAIN: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")
"""No name or password, no query, and no sign that one reader of addresses takes otherwise than another."""
USUAL_PORTS: Final = {"https": 443, "http": 80}
MANY: Final = 1_000
"""Addresses that are remembered as good."""


class ServiceHosts:
    """The hosts that Teams is spoken to at, each as `host` or `host:port`.

    Over plain http only on this machine. Where Teams itself is only played on this machine, every host here will do.
    """

    def __init__(self, hosts: Iterable[str], *, all_here: bool = False) -> None:
        self._hosts = frozenset(one.lower() for one in hosts)
        self._all_here = all_here
        self._good: set[str] = set()

    def serve(self, url: str) -> bool:
        if url in self._good:
            return True
        good = self._serve(url)
        if good and len(self._good) < MANY:
            self._good.add(url)
        return good

    def _serve(self, url: str) -> bool:
        if not PLAIN.fullmatch(url):
            return False
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        here = is_loopback(host)
        if parts.scheme == "http" and not here:
            return False
        if self._all_here:
            return here
        usual = port is None or port == USUAL_PORTS[parts.scheme]
        return _written(host, None if usual else port) in self._hosts


def _written(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"
