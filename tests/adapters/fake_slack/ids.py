"""Ids that look like Slack's, and are the same in every run."""

from hashlib import sha256
from itertools import count
from string import ascii_uppercase, digits

_LETTERS = ascii_uppercase + digits


class Mint:
    """Makes ids, hashes, tokens and message timestamps; each is made once."""

    def __init__(self, seed: str = "slack") -> None:
        self._seed = seed
        self._numbers = count(1)
        self._last_stamp = 0

    def id(self, kind: str) -> str:
        """`C0…`, `U0…`, `T0…`: a letter for the kind and ten characters."""
        return f"{kind}0{self._letters(9)}"

    def secret(self, prefix: str) -> str:
        """`xoxb-…`, `xapp-…`: only as secret as the seed."""
        return f"{prefix}-{self._hex(12)}-{self._hex(24)}"

    def trigger(self) -> str:
        """Three parts with dots between, as the error `invalid_trigger_id` describes them."""
        return f"{next(self._numbers)}.{next(self._numbers)}.{self._hex(32)}"

    def hash(self, now: float) -> str:
        return f"{int(now)}.{self._hex(8)}"

    def short(self) -> str:
        """A block's or an action's id that Slack makes up when the app gives none."""
        return self._letters(5)

    def uuid(self) -> str:
        part = self._hex(32)
        return "-".join((part[:8], part[8:12], part[12:16], part[16:20], part[20:]))

    def stamp(self, now: float) -> str:
        """A message's `ts`: seconds and microseconds, never the same twice."""
        self._last_stamp = max(int(now * 1_000_000), self._last_stamp + 1)
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"

    def _hex(self, length: int) -> str:
        return sha256(f"{self._seed}{next(self._numbers)}".encode()).hexdigest()[:length]

    def _letters(self, length: int) -> str:
        drawn = sha256(f"{self._seed}{next(self._numbers)}".encode()).digest()
        return "".join(_LETTERS[byte % len(_LETTERS)] for byte in drawn[:length])
