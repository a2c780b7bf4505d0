"""Which addresses are this machine's own, and which can be trusted on the way."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    return host == "localhost" or (is_address(host) and ip_address(host).is_loopback)


def is_address(host: str) -> bool:
    """Not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what is sent: over plain http, at home alone."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    )
