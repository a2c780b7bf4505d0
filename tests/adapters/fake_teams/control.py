"""The line between a test and the fake's process: calls and answers, pickled, in order."""

import asyncio
import pickle
from typing import Any

_LENGTH = 4


async def hear(reader: asyncio.StreamReader) -> Any:
    """Raises `IncompleteReadError` at the end of the line."""
    length = int.from_bytes(await reader.readexactly(_LENGTH), "big")
    return pickle.loads(await reader.readexactly(length))


def tell(writer: asyncio.StreamWriter, what: Any) -> None:
    packed = pickle.dumps(what)
    writer.write(len(packed).to_bytes(_LENGTH, "big") + packed)
