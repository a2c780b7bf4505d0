"""Sends what people do as Slack sends it."""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from benchmarks._asking import Lines
from benchmarks._running import Running
from benchmarks._slack import Town
from tests.adapters.fake_slack.mail import Delivery, Sort

Send = Callable[[Delivery], Awaitable[bool]]
"""Delivers once. Whether it was acknowledged."""


@asynccontextmanager
async def sender(there: Town, way: str, app: Running) -> AsyncIterator[Send]:
    if way == "http":
        lines = Lines(app.address)
        yield partial(_posted, lines, there.settings.slack.signing_secret)
        lines.close()
        return
    while not any(one.ready for one in there.slack.sockets.connections):
        await asyncio.sleep(0.02)

    async def by_socket(delivery: Delivery) -> bool:
        return (await there.slack.sockets.carry(delivery, 0, "")).acked

    yield by_socket
    there.slack.sockets.drop()


async def _posted(lines: Lines, secret: str, delivery: Delivery) -> bool:
    """Signed as Slack signs."""
    body, now = _body(delivery), str(int(time.time()))
    signed = hmac.new(secret.encode(), f"v0:{now}:".encode() + body, sha256).hexdigest()
    status, _ = await lines.post(
        body,
        Content_Type="application/x-www-form-urlencoded",
        X_Slack_Request_Timestamp=now,
        X_Slack_Signature=f"v0={signed}",
    )
    return status == 200


def _body(delivery: Delivery) -> bytes:
    payload: Mapping[str, Any] = delivery.payload
    commands = delivery.sort is Sort.COMMAND
    return urlencode(payload if commands else {"payload": json.dumps(payload)}).encode()
