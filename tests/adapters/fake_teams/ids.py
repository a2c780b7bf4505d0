"""Ids that look like those of Teams, and are the same in every run."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from itertools import count
from uuid import NAMESPACE_URL, uuid5


def guid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))


def user_id(app: str, aad: str) -> str:
    """What Teams calls a person towards one bot: another bot is told another id."""
    return f"29:1{_letters(app + aad, 2)}"


def bot_id(app: str) -> str:
    return f"28:{app}"


def private_chat(app: str, aad: str) -> str:
    return f"a:1{_letters('chat' + app + aad, 3)}"


def thread(*parts: str) -> str:
    """Of a channel; the General channel's is also its team's."""
    return f"19:{sha256('/'.join(parts).encode()).hexdigest()[:32]}@thread.tacv2"


def group_chat(*parts: str) -> str:
    return f"19:{sha256('/'.join(parts).encode()).hexdigest()[:32]}@thread.v2"


def _letters(seed: str, times: int) -> str:
    drawn = b"".join(sha256(f"{seed}{n}".encode()).digest() for n in range(times))
    return urlsafe_b64encode(drawn).decode().rstrip("=")


class Mint:
    """Ids of messages (milliseconds, never the same twice) and of what is no message (`f:…`)."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._last = 0

    def message(self, now: float) -> str:
        self._last = max(int(now * 1000), self._last + 1)
        return str(self._last)

    def event(self) -> str:
        return f"f:{guid('event', str(next(self._numbers)))}"

    def request(self) -> str:
        return guid("request", str(next(self._numbers))).replace("-", "")
