"""The side door: how the operator's other commands ask the bot that is running.

A running bot holds its SQLite file for itself alone, so `lcbot doctor`, `backup` and `export`
can't open it. They knock here instead: on loopback, with a token that stands in a file of the
data folder which only its owner can read. One line of JSON asks, one line answers.
"""

import asyncio
import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.boundary.trouble import Trouble

FILE: Final = "running.json"
LOOPBACK: Final = "127.0.0.1"
KNOCK: Final = 2.0
"""Seconds to wait for the door to be opened; a bot on the same machine needs none of them."""
PATIENCE: Final = 300.0
"""Seconds to wait for the answer: a backup of a large database takes its time."""

Answer = Callable[[Mapping[str, str]], Awaitable[object]]
"""Given the words that came with the question, gives what JSON can say, or raises `Trouble`."""


@dataclass(frozen=True, slots=True)
class SideDoor:
    """Open until `close`; the file in the data folder says where it is."""

    file: Path
    server: asyncio.Server

    async def close(self) -> None:
        self.file.unlink(missing_ok=True)
        self.server.close()
        await self.server.wait_closed()


async def open_side_door(folder: Path, answers: Mapping[str, Answer]) -> SideDoor:
    token = secrets.token_urlsafe(32)

    async def on_knock(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = await asyncio.wait_for(reader.readline(), KNOCK)
            writer.write(json.dumps(await _answer(asked, token, answers)).encode() + b"\n")
            await writer.drain()
        except (TimeoutError, ConnectionError, ValueError):
            pass  # whoever knocked went away, or wrote no line: there is nobody to answer
        finally:
            writer.close()

    server = await asyncio.start_server(on_knock, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    file = folder / FILE
    _write_for_owner(file, json.dumps({"port": port, "token": token}))
    return SideDoor(file, server)


def ask_running(folder: Path, question: str, **words: str) -> Any:
    """What the running bot answers; None when none is running here. Raises its `Trouble`."""
    try:
        door = json.loads((folder / FILE).read_text("utf-8"))
        with socket.create_connection((LOOPBACK, door["port"]), KNOCK) as knock:
            knock.settimeout(PATIENCE)
            asked = {"token": door["token"], "ask": question, "words": words}
            knock.sendall(json.dumps(asked).encode() + b"\n")
            answer = json.loads(knock.makefile("rb").read())
    except (OSError, ValueError, KeyError):
        return None
    if "trouble" in answer:
        raise Trouble(answer["trouble"])
    return answer["answer"]


async def _answer(asked: bytes, token: str, answers: Mapping[str, Answer]) -> dict[str, object]:
    try:
        question = json.loads(asked)
        if not secrets.compare_digest(str(question["token"]), token):
            return {"trouble": "That is not this bot's token."}
        return {"answer": await answers[question["ask"]](question["words"])}
    except Trouble as trouble:
        return {"trouble": trouble.sentence}
    except (ValueError, KeyError, TypeError):
        return {"trouble": "The running bot does not know that question. Is it another version?"}


def _write_for_owner(file: Path, text: str) -> None:
    """Anew each time, so that an old file's wider permission is not kept."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as new:
        new.write(text)
