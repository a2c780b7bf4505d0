"""Notes without a name, within one transaction: what lies behind the doors, and what has come out of them.

Nothing here knows a record, an alarm, a post, a log or a count (tests/architecture/test_unsigned.py).
"""

from typing import assert_never

from sqlalchemy import Connection

from bot.boundary.notes import (
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    OfNotes,
    OpenBox,
    Pass,
)
from bot.boundary.ports import Mint
from storage.kept_notes import KeptNotes
from storage.keys import CommunityKeys
from storage.seal import Keyring
from storage.windows import Windows


class Notes:
    """`windows` and `kept` are for reading; all that changes them goes through `do`."""

    def __init__(
        self, connection: Connection, keyring: Keyring, mint: Mint, keys: CommunityKeys
    ) -> None:
        self.windows = Windows(connection, keyring, mint, keys)
        self.kept = KeptNotes(connection, mint, keys)

    def do(self, one: OfNotes) -> None:
        match one:
            case OpenBox():
                self.windows.open(one)
            case Pass():
                self.windows.go_through(one)
            case LayAnew():
                self.windows.lay_anew(one)
            case DestroyBox():
                self.windows.destroy(one)
            case KeepNotes():
                self.kept.keep(one)
            case ForgetNotes():
                self.kept.forget(one)
            case _:
                assert_never(one)
